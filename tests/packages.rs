//! Paths as packages for learning systems: what is in them, that they stand
//! by themselves, and that the same path gives the same bytes. The sheet of a
//! path as data, and its certificate.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::Crc;
use flate2::read::DeflateDecoder;
use handover::base::SitePath;
use handover::host::MemoryFiles;
use handover::model::extension::Mode;
use handover::model::world::World;
use handover::pipeline::packaging::{Packaged, package};
use handover::pipeline::{self, Options, Session};
use handover::registry::PACKINGS;
use handover::text::html::{PieceKind, pieces};
use handover::text::xml;
use serde_json::{Value, json};

use crate::cli::Desk;
use crate::site::{Output, Stopped, TODAY, build};

const PATH: &str = "---
kind: path
id: grower
title: Become a grower & keeper
description: For who is <new>.
roles: [Grower]
valid_for: 12 months
---

# Become a grower & keeper

## Outcomes

- Grow. {#grow}

## Modules

1. [[Sow]]
2. [[Water]]
3. [[Prune]]

## Finish

- Pass: 75 % in every knowledge check
- Sign-off: [[Keeper]]
- Then: an hour beside somebody
";

const SOW: &str = "---
kind: module
id: a/sow_it
title: Sow
---

# Sow

## Objectives

- Sow in time. {#in-time}

## When

- Time: 5 minutes
- Objective: [[#in-time]]

As [[Water]] says, and [the map](map.svg) and <https://example.org/> too. ![A bed](bed.png)

## Knowledge check

### When? {#q-when}

- [x] In spring
- [ ] In winter

From: [[Sow#when]], [[Home]]

Objective: [[#in-time]]
";

const WATER: &str = "---
kind: module
id: water
title: Water
---

# Water

## Objectives

- Water. {#water-it}

## How

- Time: 5 minutes

With a can.

- [ ] Fill the can
";

fn garden(settings: &str) -> MemoryFiles {
    MemoryFiles::new()
        .with("handover.toml", settings)
        .with("index.md", "# Home\n\n[[grower]]\n")
        .with("keeper.md", "---\nkind: role\nid: keeper\n---\n\n# Keeper\n")
        .with("learn/path.md", PATH)
        .with("learn/sow.md", SOW)
        .with("learn/water.md", WATER)
        .with("learn/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .with("learn/bed.png", "no picture, but a file")
}

/// Packs a page, by its id.
fn packed(files: &MemoryFiles, id: &str, format: &str) -> Option<Packaged> {
    let world = World { files, clock: &Stopped };
    let session = Session::new();
    let options = Options { today: TODAY, mode: Mode::Package };
    let prepared = pipeline::prepare(&session, world, options).expect("memory");
    let page = *prepared.site.catalog.by_id.get(id).expect("the page");
    let packing = PACKINGS.iter().copied().find(|own| own.name() == format).expect("the form");
    package(&session, world, &prepared, (page, packing)).expect("memory")
}

/// Reads an archive by its directory, and holds it to what it says of itself.
fn unzip(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let two = |at: usize| u16::from_le_bytes([archive[at], archive[at + 1]]) as usize;
    let four = |at: usize| two(at) | two(at + 2) << 16;
    let end = archive.len() - 22;
    assert_eq!(&archive[end..end + 4], b"PK\x05\x06");
    let (count, mut at) = (two(end + 10), four(end + 16));
    let mut files = BTreeMap::new();
    for _ in 0..count {
        assert_eq!(&archive[at..at + 4], b"PK\x01\x02");
        assert_eq!((two(at + 12), two(at + 14)), (0, 0x21), "the first day there is");
        let (method, sum, packed) = (two(at + 10), four(at + 16), four(at + 20));
        let (size, name, local) = (four(at + 24), two(at + 28), four(at + 42));
        let title = String::from_utf8(archive[at + 46..at + 46 + name].to_vec()).expect("a name");
        assert_eq!(&archive[local..local + 4], b"PK\x03\x04");
        let start = local + 30 + two(local + 26) + two(local + 28);
        let bytes = &archive[start..start + packed];
        let mut out = Vec::new();
        match method {
            8 => drop(DeflateDecoder::new(bytes).read_to_end(&mut out).expect("deflated")),
            _ => out.extend(bytes),
        }
        let mut own = Crc::new();
        own.update(&out);
        assert_eq!((out.len(), own.sum() as usize), (size, sum), "{title}");
        assert!(files.insert(title, out).is_none(), "each file is there once");
        at += 46 + name;
    }
    assert_eq!(at, end);
    files
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files.get(name).expect("the file").clone()).expect("text")
}

#[test]
fn a_package_has_a_page_for_each_course_and_what_these_need() {
    for (format, manifest) in [("scorm12", "imsmanifest.xml"), ("cmi5", "cmi5.xml")] {
        let made = packed(&garden(""), "grower", format).expect("a package");
        assert_eq!((made.courses, made.questions, made.files), (2, 1, 11));
        assert_eq!(made.left_out, ["Prune"]);
        assert!(made.found.is_empty(), "{:?}", made.found);
        let files = unzip(&made.archive);
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        let mut wanted = vec![
            "_handover/attempt.js",
            "_handover/course-run.css",
            "_handover/course.css",
            "_handover/course.js",
            "_handover/icon.svg",
            "_handover/run.js",
            manifest,
            "learn/bed.png",
            "learn/map.svg",
            "learn/sow/index.html",
            "learn/water/index.html",
        ];
        wanted.sort_unstable();
        assert_eq!(names, wanted);
        xml::read(&text(&files, manifest)).expect("it is XML");
        let again = packed(&garden(""), "grower", format).expect("a package");
        assert!(made.archive == again.archive, "the same bytes");
    }
}

#[test]
fn a_unit_with_a_page_of_its_own_stands_before_the_questions() {
    let row = "---\nid: row\npart_of: a/sow_it\n---\n\n# In a row\n\n- Time: 7 minutes\n\
               - Objective: [[a/sow_it#in-time]]\n\nSee [below](#deep) and ![A row](row.png)\n\n\
               ::: details For the trainer\nPlums.\n:::\n\n## Deep\n\nDeep.\n";
    let files = garden("").with("learn/row.md", row).with("learn/row.png", "no picture");
    let made = packed(&files, "grower", "scorm12").expect("a package");
    assert!(made.found.is_empty(), "{:?}", made.found);
    let files = unzip(&made.archive);
    assert!(files.contains_key("learn/row.png") && !files.contains_key("learn/row/index.html"));
    let page = text(&files, "learn/sow/index.html");
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}: {page}"));
    assert!(at("<h2 id=\"unit:row\">In a row</h2>") < at("id=\"knowledge-check\""), "{page}");
    assert!(at("href=\"#row:deep\"") < at("<h3 id=\"row:deep\">"), "{page}");
    assert!(page.contains("12 minutes") && !page.contains("Plums"), "{page}");
    let manifest = text(&files, "imsmanifest.xml");
    assert!(manifest.contains("href=\"learn/row.png\""), "{manifest}");
}

#[test]
fn a_manifest_says_what_scorm_asks_for() {
    let files = unzip(&packed(&garden(""), "grower", "scorm12").expect("a package").archive);
    let manifest = text(&files, "imsmanifest.xml");
    for part in [
        "<schema>ADL SCORM</schema><schemaversion>1.2</schemaversion>",
        "<title>Become a grower &amp; keeper</title>",
        "<item identifier=\"item-a_2fsow_5fit\" identifierref=\"sco-a_2fsow_5fit\" isvisible=\"true\">\
         <title>Sow</title><adlcp:masteryscore>75</adlcp:masteryscore></item>",
        "isvisible=\"true\"><title>Water</title></item>",
        "adlcp:scormtype=\"sco\" href=\"learn/sow/index.html\">\n<file href=\"learn/sow/index.html\"/>\n\
         <file href=\"learn/bed.png\"/>\n<file href=\"learn/map.svg\"/>\n<dependency identifierref=\"shared\"/>",
    ] {
        assert!(manifest.contains(part), "{part}\n{manifest}");
    }
    // Every file is named, and every name is a file.
    let named: Vec<&str> = manifest.split("<file href=\"").skip(1).collect();
    assert_eq!(named.len() + 1, files.len());
    assert!(named.iter().all(|rest| files.contains_key(rest.split('"').next().unwrap())));
}

#[test]
fn a_structure_says_what_cmi5_asks_for() {
    let structure = |settings: &str| {
        text(
            &unzip(&packed(&garden(settings), "grower", "cmi5").expect("a package").archive),
            "cmi5.xml",
        )
    };
    let plain = structure("");
    for part in [
        "<description><langstring lang=\"en\">For who is &lt;new&gt;.</langstring></description>",
        "launchMethod=\"AnyWindow\" moveOn=\"Passed\" masteryScore=\"0.75\">",
        "launchMethod=\"AnyWindow\" moveOn=\"Completed\">",
        "<url>learn/sow/index.html</url>",
    ] {
        assert!(plain.contains(part), "{part}\n{plain}");
    }
    assert_eq!(plain.matches("id=\"urn:uuid:").count(), 3);
    let known = structure("host = \"https://garden.example\"\n");
    assert!(
        known.contains("<course id=\"https://garden.example/learn/path/index.html\">"),
        "{known}"
    );
}

/// Pages stand by themselves, and under the strictest policy: no script or
/// style in them, no address that leads nowhere, no answer.
#[test]
fn pages_stand_by_themselves() {
    for settings in ["", "host = \"https://garden.example\"\n"] {
        let files =
            unzip(&packed(&garden(settings), "grower", "scorm12").expect("a package").archive);
        let folder = SitePath::new("learn/sow").expect("a path");
        let page = text(&files, "learn/sow/index.html");
        let mut away = Vec::new();
        for piece in pieces(&page) {
            let PieceKind::Open { name, attributes, .. } = piece.kind else { continue };
            assert!(!matches!(name.as_str(), "style" | "iframe" | "base"), "{name}");
            assert!(name != "script" || attributes.iter().any(|(name, _)| name == "src"));
            for (attribute, value) in &attributes {
                assert!(attribute != "style" && !attribute.starts_with("on"), "{attribute}");
                if !matches!(attribute.as_str(), "href" | "src") || value.starts_with('#') {
                    continue;
                }
                if value.starts_with("https://") {
                    away.push(value.clone());
                    assert!(attributes.contains(&("target".into(), "_blank".into())));
                    continue;
                }
                let file = folder.join(value).expect("a place in the package");
                assert!(files.contains_key(file.as_str()), "{value}");
            }
        }
        let wanted: &[&str] = match settings {
            "" => &["https://example.org/"],
            _ => &[
                "https://garden.example/learn/water/index.html",
                "https://example.org/",
                "https://garden.example/index.html",
            ],
        };
        assert_eq!(away, wanted);
        assert!(page.contains("data-pass=\"75\"") && !page.contains("answers.html"));
    }
}

#[test]
fn only_a_path_with_a_course_is_packed() {
    let files = garden("");
    assert!(packed(&files, "water", "scorm12").is_none());
    let bare = MemoryFiles::new().with("path.md", PATH);
    assert!(packed(&bare, "grower", "cmi5").is_none());
}

#[test]
fn the_command_writes_a_new_file() {
    let desk = Desk::new();
    desk.write("handover.toml", "").write("path.md", PATH).write("water.md", WATER);
    let ran = desk.run(&["package", "grower", "--format", "cmi5", "--out", "grower.zip"]);
    assert_eq!(ran.code(), 0, "{}", ran.err());
    assert!(
        ran.err().starts_with("Wrote grower.zip: 1 course, 0 questions, 7 files, "),
        "{}",
        ran.err()
    );
    assert!(ran.err().ends_with("Left out, because it is not written: Prune\n"), "{}", ran.err());
    assert!(desk.has("grower.zip"));
    for (args, said) in [
        (["package", "grower", "--out", "grower.zip"], "cannot write `grower.zip`"),
        (["package", "water", "--out", "other.zip"], "`water` is no such path"),
        (["package", "Become a grower & keper", "--out", "other.zip"], "did you mean"),
    ] {
        let ran = desk.run(&args);
        assert_eq!(ran.code(), 2);
        assert!(ran.err().contains(said), "{}", ran.err());
    }
}

#[test]
fn the_sheet_of_a_path_is_data_too() {
    let output = build(&garden("host = \"https://garden.example\"\n"));
    let sheet: Value =
        serde_json::from_str(&output.text("learn/path/sign-off.json")).expect("JSON");
    let hash = |own: &Value| own["hash"].as_str().is_some_and(|hash| hash.len() == 16);
    assert!(hash(&sheet["path"]) && hash(&sheet["modules"][0]) && hash(&sheet["modules"][1]));
    let parts = [
        ("/path/address", json!("https://garden.example/learn/path/index.html")),
        ("/pass", json!(75)),
        ("/valid_for", json!("12 months")),
        ("/then", json!("an hour beside somebody")),
        ("/learner", json!({"name": "", "team": "", "began": ""})),
        ("/modules/0/id", json!("a/sow_it")),
        ("/modules/0/minutes", json!(5)),
        ("/modules/0/questions", json!(1)),
        ("/modules/0/units/0/id", json!("when")),
        ("/modules/0/units/0/title", json!("When")),
        ("/modules/0/units/0/minutes", json!(5)),
        ("/modules/0/units/0/date", json!("")),
        ("/modules/0/units/0/valid_until", json!("")),
        ("/modules/0/units/0/trainer", json!("")),
        ("/modules/0/score", json!("")),
        (
            "/modules/2",
            json!({"title": "Prune", "questions": 0, "units": [], "score": "", "date": "",
                "valid_until": "", "trainer": ""}),
        ),
        (
            "/signatures",
            json!([
                {"role": "keeper", "title": "Keeper", "name": "", "date": ""},
                {"title": "Learner", "name": "", "date": ""},
            ]),
        ),
    ];
    for (place, wanted) in parts {
        assert_eq!(sheet.pointer(place), Some(&wanted), "{place}");
    }
    // What a course says changes its hash, and no other.
    let other = garden("").with("learn/water.md", &WATER.replace("With a can", "With two cans"));
    let other: Value =
        serde_json::from_str(&build(&other).text("learn/path/sign-off.json")).expect("JSON");
    let hash = |sheet: &Value, at: usize| sheet["modules"][at]["hash"].clone();
    assert_eq!(hash(&sheet, 0), hash(&other, 0));
    assert_ne!(hash(&sheet, 1), hash(&other, 1));
}

/// The sheets of the handbook fit the schema, filled in or not, and paper shows
/// what they say.
#[test]
fn sheets_fit_their_schema_and_paper_shows_the_same() {
    let schema = include_str!("../content/reference/sign-off-schema.json");
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let misfits = |sheet: &Value| {
        let errors = validator.iter_errors(sheet);
        errors.map(|bad| format!("{}: {bad}", bad.instance_path())).collect::<Vec<_>>()
    };
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut handbook = crate::corpus::folder(&path, "content").expect("the handbook");
    handbook.set(SitePath::new("handover.toml").expect("a path"), b"title = \"Handbook\"\n");
    let (handbook, garden) = (build(&handbook), build(&garden("")));
    let names = |output: &Output| {
        let own = output.files.keys().map(|path| path.to_string());
        own.filter(|path| path.ends_with("sign-off.json")).collect::<Vec<_>>()
    };
    assert_eq!((names(&handbook).len(), names(&garden).len()), (3, 1));
    let (mut units, mut sheets) = (0, Vec::new());
    for (output, name) in [&handbook, &garden].map(|own| (own, names(own))) {
        for name in name {
            let sheet: Value = serde_json::from_str(&output.text(&name)).expect("JSON");
            assert_eq!(misfits(&sheet), Vec::<String>::new(), "{name}");
            let page = output.text(&name.replace("sign-off.json", "index.html"));
            let (_, paper) = page.split_once("class=\"sheet\"").expect("a sheet");
            for module in sheet["modules"].as_array().unwrap() {
                let own = module["units"].as_array().unwrap();
                units += own.len();
                for learnt in own.iter().chain([module]) {
                    let Some(version) = learnt["version"].as_str() else { continue };
                    assert!(learnt["hash"].as_str().unwrap().starts_with(version));
                    assert!(paper.contains(&format!("<code>{version}</code>")), "{name} {learnt}");
                }
                if let Some(role) = module["trainer_role"]["title"].as_str() {
                    assert!(
                        paper.contains(&format!("<td data-h=\"Trainer\">{role}</td>")),
                        "{name}"
                    );
                }
            }
            if let Some(time) = sheet["valid_for"].as_str() {
                assert!(paper.contains(&format!("It holds for {time}.")), "{name}");
            }
            sheets.push(sheet);
        }
    }
    println!("{} sheets, {units} units", sheets.len());
    assert!(30 < units, "{units}");
    let mut filled = sheets[0].clone();
    for place in ["/modules/0/units/0/date", "/modules/0/units/0/trainer", "/learner/name"] {
        *filled.pointer_mut(place).expect(place) = json!("Ana");
    }
    assert_eq!(misfits(&filled), Vec::<String>::new());
    for place in ["/modules/0/units/0/hash", "/modules/0/units/0/valid_until", "/modules/0/date"] {
        let mut wrong = sheets[0].clone();
        let (above, name) = place.rsplit_once('/').unwrap();
        wrong.pointer_mut(above).unwrap().as_object_mut().unwrap().remove(name).expect(place);
        assert_eq!(misfits(&wrong).len(), 1, "{place}");
    }
}

/// The version of a unit changes with its words, and with no other's.
#[test]
fn the_version_of_a_unit_is_that_of_its_words() {
    let hashes = |text: &str| {
        let output = build(&garden("").with("learn/sow.md", text));
        let sheet: Value = serde_json::from_str(&output.text("learn/path/sign-off.json")).unwrap();
        let units = sheet["modules"][0]["units"].as_array().unwrap().iter();
        let units: Vec<String> = units.map(|unit| unit["hash"].to_string()).collect();
        (sheet["modules"][0]["hash"].to_string(), units)
    };
    let more = format!("{SOW}\n## Where\n\n- Time: 3 minutes\n\nIn the sun.\n");
    let (module, units) = hashes(&more);
    assert_eq!(units.len(), 2);
    let (other, changed) = hashes(&more.replace("In the sun.", "In the shade."));
    assert_ne!(module, other);
    assert_eq!(units[0], changed[0]);
    assert_ne!(units[1], changed[1]);
    assert_eq!(hashes(&more.replace("In the sun.", "*In* the\nsun.")).1, units, "form is no word");
}

#[test]
fn a_path_has_a_certificate_unless_an_author_has_one() {
    let output = build(&garden(""));
    let page = output.text("learn/path/certificate.html");
    for part in [
        "<p class=\"of\">Become a grower &amp; keeper</p>",
        "<li>Grow</li>",
        "data-course=\"a/sow_it\" data-questions=\"1\"><a href=\"../sow/index.html\">Sow</a>",
        "Prune</th><td>planned</td>",
        "12 months from that day",
        "not of an examination",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let path = output.text("learn/path/index.html");
    assert!(path.contains("href=\"certificate.html\"") && path.contains("href=\"sign-off.json\""));
    let own = garden("")
        .with("learn/path/certificate.html", "theirs")
        .with("index.md", "[theirs](learn/path/certificate.html)\n");
    let output = build(&own);
    assert_eq!(output.text("learn/path/certificate.html"), "theirs");
    assert!(!output.text("learn/path/index.html").contains("certificate.html"));
}
