//! Copies that are read without a network: what is in them, that nothing in
//! them leads nowhere, that the same site gives the same bytes, and that a
//! copy which is not whole is found out.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use handover::base::{Sha256, SitePath, url};
use handover::text::html::{PieceKind, pieces};
use handover::text::zip::{Most, unzip, zip};

use crate::cli::Desk;

const MOST: Most = Most { files: 10_000, bytes: 1 << 30 };

const CONFIG: &str = "title = \"Harbour\"\nhost = \"https://harbour.example\"\n";

const RUNBOOK: &str = "---
kind: runbook
id: pump
title: Start the pump
service: [Drain]
severity: P1
owner: Keeper
alerts: [PumpDown]
---

# Start the pump

See [the gauge](gauge.md#read), ![A picture](pump.png), [the plan](plan.txt),
[home](../index.md) and [elsewhere](https://pump.example/).

## Steps

### Step 1: Look

```sh
pump {{valve}}
```

- Expect: it runs
- If not: go to [The gauge](gauge.md)

## Parameters

| Name | Meaning | Example |
|---|---|---|
| `valve` | Which | `north` |
";

const GAUGE: &str = "---
kind: runbook
id: gauge
title: The gauge
severity: P2
owner: Keeper
---

# The gauge

## Read

Back to [the pump](pump.md#step-1-look).

## Steps

### Step 1: Read it

- Expect: 4
";

fn harbour() -> Desk {
    let desk = Desk::new();
    desk.write("site/handover.toml", CONFIG)
        .write("site/content/index.md", "# Harbour\n\n[Pump](runbooks/pump.md), [note](note.md)\n")
        .write("site/content/note.md", "# Note\n\n[Home](index.md)\n")
        .write("site/content/runbooks/pump.md", RUNBOOK)
        .write("site/content/runbooks/gauge.md", GAUGE)
        .write("site/content/runbooks/plan.txt", "plan")
        .write("site/content/runbooks/pump.png", "\u{89}PNG");
    desk
}

fn bundle(desk: &Desk, out: &str, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let args = [&["bundle", "site", "--date", "2026-11-22", "--out", out], more].concat();
    let ran = desk.run(&args);
    assert!(ran.code() < 2, "{}", ran.err());
    unpack(&std::fs::read(desk.folder.path().join(out)).expect("written"))
}

fn unpack(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    unzip(Cursor::new(archive), MOST, &mut |name, bytes| {
        let mut all = Vec::new();
        bytes.read_to_end(&mut all).expect("whole");
        files.insert(name.to_string(), all);
    })
    .expect("an archive");
    files
}

fn spread(files: &BTreeMap<String, Vec<u8>>, folder: &Path) {
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }
}

/// Returns addresses of a copy that lead to no file of it, or to no place.
fn dead(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut links = Vec::new();
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).expect("a text");
        for piece in pieces(html) {
            let PieceKind::Open { attributes, .. } = piece.kind else { continue };
            for (attribute, value) in attributes {
                match attribute.as_str() {
                    "id" => _ = ids.entry(name).or_default().insert(value),
                    "href" | "src" | "data-run" => links.push((name, value)),
                    _ => {}
                }
            }
        }
    }
    let is_dead = |(name, link): &(&String, String)| {
        if url::scheme(link).is_some() {
            return false;
        }
        let parts = url::split(link);
        let folder = SitePath::new(name).expect("a path").parent();
        let target = match parts.path {
            "" => SitePath::new(name),
            path => folder.join(&url::decode(path)),
        };
        let Some(target) = target.filter(|target| files.contains_key(target.as_str())) else {
            return true;
        };
        let place = parts.fragment.map(url::decode).filter(|place| !place.is_empty());
        let is_page = target.extension() == "html";
        place.is_some_and(|place| {
            is_page && !ids.get(target.as_str()).is_some_and(|ids| ids.contains(&*place))
        })
    };
    links
        .iter()
        .filter(|link| is_dead(link))
        .map(|(name, link)| format!("{name}: {link}"))
        .collect()
}

/// The files of an archive, by name.
type Unpacked = BTreeMap<String, Vec<u8>>;

#[test]
fn a_whole_site_is_in_its_copy() {
    let desk = harbour();
    let files = bundle(&desk, "all.zip", &[]);
    desk.run(&["build", "site", "--date", "2026-11-22", "--out", "public"]);
    for name in ["index.html", "runbooks/pump/index.html", "a/PumpDown/index.html", "site.json"] {
        let built = std::fs::read(desk.folder.path().join("public").join(name)).expect("built");
        assert!(files[name] == built, "{name} is as it is published");
    }
    assert!(!files.contains_key("404.html"), "its addresses begin at the root of a server");
    assert_eq!(dead(&files), [""; 0]);
    let start = std::str::from_utf8(&files["START-HERE.html"]).expect("a text");
    assert!(start.contains("22 November 2026"), "{start}");
    let order = ["Home page", "Runbooks, P1", "Start the pump", "Runbooks, P2", "The gauge"];
    let places: Vec<_> = order.iter().map(|words| start.find(words)).collect();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{places:?}");
}

#[test]
fn the_list_of_a_copy_is_read_by_sha256sum() {
    let desk = harbour();
    let files = bundle(&desk, "all.zip", &[]);
    let list = std::str::from_utf8(&files["SHA256SUMS"]).expect("a text");
    assert_eq!(list.lines().count() + 1, files.len());
    for line in list.lines() {
        let (sum, name) = line.split_once("  ").expect("two spaces");
        assert_eq!(Some(Sha256::of(&files[name])), Sha256::parse(sum), "{name}");
    }
    let folder = desk.folder.path().join("copy");
    spread(&files, &folder);
    let run = || {
        Command::new("sha256sum")
            .args(["--check", "--quiet", "SHA256SUMS"])
            .current_dir(&folder)
            .output()
    };
    let Ok(ran) = run() else { return println!("skipped: there is no sha256sum") };
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    std::fs::write(folder.join("index.html"), "x").expect("written");
    assert!(!run().expect("runs").status.success());
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    let (one, other) = (harbour(), harbour());
    for (name, more) in
        [("a.zip", &[][..]), ("b.zip", &["--only", "runbook"]), ("c.html", &["--single"])]
    {
        let read = |desk: &Desk| {
            let args = [&["bundle", "site", "--date", "2026-11-22", "--out", name], more].concat();
            assert!(desk.run(&args).code() < 2);
            std::fs::read(desk.folder.path().join(name)).expect("written")
        };
        assert!(read(&one) == read(&other), "{name}");
    }
}

#[test]
fn a_part_stands_by_itself() {
    let desk = harbour();
    let whole = bundle(&desk, "all.zip", &[]);
    for (at, word) in
        ["pump", "Start the pump", "runbooks/pump.md", "runbooks/p*"].iter().enumerate()
    {
        let files = bundle(&desk, &format!("{at}.zip"), &["--only", word]);
        let pages: Vec<&String> = files.keys().filter(|name| name.ends_with(".html")).collect();
        assert_eq!(
            pages,
            ["START-HERE.html", "a/PumpDown/index.html", "runbooks/pump/index.html"],
            "{word}"
        );
        assert_eq!(dead(&files), [""; 0], "{word}");
        assert!(files.contains_key("runbooks/pump.png") && files.contains_key("runbooks/plan.txt"));
        assert!(!files.contains_key("site.json"));
        let page = std::str::from_utf8(&files["runbooks/pump/index.html"]).expect("a text");
        assert!(
            page.contains("<span>the gauge</span> <small>(not in this copy)</small>"),
            "{page}"
        );
        assert!(
            page.contains("href=\"../../START-HERE.html\""),
            "home is what the copy begins with"
        );
        assert!(page.contains("href=\"https://pump.example/\""));
    }
    for word in ["runbook", "Runbooks", "runbooks", "runbooks/", "runbooks/**"] {
        let files = bundle(&desk, &format!("{}.zip", word.len()), &["--only", word]);
        let name = "runbooks/gauge/index.html";
        assert!(files.contains_key(name) && !files.contains_key("note/index.html"), "{word}");
        assert_eq!(dead(&files), [""; 0], "{word}");
        std::fs::remove_file(desk.folder.path().join(format!("{}.zip", word.len()))).expect("gone");
        assert!(files[name] != whole[name], "its menu leads elsewhere");
    }
    let files = bundle(&desk, "service.zip", &["--kind", "runbook", "--service", "drain"]);
    assert!(!files.contains_key("runbooks/gauge/index.html"));
    assert!(files.contains_key("runbooks/pump/index.html"));
}

#[test]
fn what_cannot_be_copied_is_refused_and_nothing_is_written() {
    let desk = harbour();
    let refused = |more: &[&str], words: &str| {
        let ran = desk.run(&[&["bundle", "site", "--out", "x.zip"], more].concat());
        assert_eq!(ran.code(), 2, "{}", ran.err());
        assert!(ran.err().contains(words), "{}", ran.err());
        assert!(!desk.has("x.zip"));
    };
    refused(
        &["--only", "runboks"],
        "no page is meant by `runboks`: name a kind, such as `runbook`",
    );
    refused(&["--service", "Sewer"], "no page is about the service `Sewer`");
    refused(&["--only", "gauge", "--service", "Drain"], "nothing is left to copy");
    desk.write("x.html", "mine");
    let ran = desk.run(&["bundle", "site", "--single", "--out", "x.html"]);
    assert_eq!((ran.code(), desk.read("x.html").as_str()), (2, "mine"));
    desk.write("site/content/START-HERE.html", "<p>mine</p>");
    desk.write("site/content/note.md", "# Note\n\n[Mine](START-HERE.html)\n");
    refused(&[], "cannot put `START-HERE.html` into a copy");
    let plain = Desk::new();
    plain.write("site/index.md", "# Home\n");
    let ran = plain.run(&["bundle", "site", "--single", "--out", "x.html"]);
    assert!(ran.err().contains("there are no runbooks and no charters"), "{}", ran.err());
}

#[test]
fn a_copy_is_whole_or_not_there() {
    use std::os::unix::process::ExitStatusExt as _;
    let desk = harbour();
    for number in 0..150 {
        let text = format!("# Page {number}\n\n{}\n", "Some words to pack. ".repeat(200));
        desk.write(&format!("site/content/more/page-{number}.md"), &text);
    }
    let noise = |at: u32| char::from(33 + (at.wrapping_mul(2_654_435_761) >> 25) as u8 % 89);
    let plan: String = (0..400_000).map(noise).collect();
    desk.write("site/content/more/plan.txt", &plan);
    desk.write("site/content/more/index.md", "# More\n\n[The plan](plan.txt)\n");
    let out = desk.folder.path().join("out");
    let (mut stopped, mut whole) = (0, 0);
    for round in 0..24 {
        let mut ran = Command::new(env!("CARGO_BIN_EXE_handover"))
            .args(["bundle", "site", "--out", "out/all.zip"])
            .current_dir(desk.folder.path())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the program runs");
        // A moment after the file is begun, which differs from round to round.
        let is_begun = || std::fs::read_dir(&out).is_ok_and(|mut files| files.next().is_some());
        while !is_begun() && ran.try_wait().expect("asked").is_none() {
            std::thread::sleep(std::time::Duration::from_micros(200));
        }
        std::thread::sleep(std::time::Duration::from_micros(round * 300));
        let kill = ["-s".into(), "15".into(), ran.id().to_string()];
        let _ = Command::new("kill").args(kill).stderr(std::process::Stdio::null()).status();
        let ended = ran.wait().expect("ended");
        let left = std::fs::read_dir(&out).expect("listed").flatten();
        let left: Vec<_> = left.map(|file| file.file_name()).collect();
        if ended.signal() == Some(15) && left.is_empty() {
            stopped += 1;
        } else {
            assert_eq!(left, ["all.zip"], "round {round}");
            assert_eq!(desk.run(&["verify", "out/all.zip"]).code(), 0, "round {round}");
            whole += 1;
            std::fs::remove_file(out.join("all.zip")).expect("removed");
        }
    }
    assert!(0 < stopped, "{whole} copies were whole before they could be stopped");
}

#[test]
fn a_file_that_changes_under_a_copy_ends_it() {
    use handover::model::{artifact::Content, world::Sink as _};
    let desk = Desk::new();
    desk.write("a.txt", "one").write("b.txt", "two");
    let files = handover::host::DiskFiles::open(desk.folder.path()).expect("a folder");
    let shelving = handover::registry::Shelving::new(&files);
    let [one, two] = ["a.txt", "b.txt"].map(|name| SitePath::default().child(name));
    for path in [&one, &two] {
        shelving.put(path, Content::Copy(path)).expect("there");
    }
    let shelf = shelving.done();
    assert_eq!(shelf.read(&one).as_deref(), Some(b"one".as_slice()));
    assert_eq!(shelf.sum(&one), Some(Sha256::of(b"one")));
    shelf.check().expect("all was read");
    desk.write("a.txt", "other");
    std::fs::remove_file(desk.folder.path().join("b.txt")).expect("removed");
    assert!(shelf.parcel(&one).is_err_and(|failure| failure.reason.contains("was changed")));
    assert!(shelf.parcel(&two).is_err_and(|failure| failure.reason.contains("gone")));
    assert_eq!(shelf.read(&one), None);
    assert!(shelf.check().is_err());
}

#[test]
fn a_folder_is_named_with_all_that_is_in_it() {
    let desk = harbour();
    desk.write("site/content/more/index.md", "# Pier\n")
        .write("site/content/more/rope.md", "# Rope\n");
    for (at, word) in ["more", "more/", "runbooks"].iter().enumerate() {
        let files = bundle(&desk, &format!("{at}.zip"), &["--only", word]);
        let pages: Vec<&str> = files.keys().map(String::as_str).collect();
        let pages: Vec<&str> =
            pages.into_iter().filter(|file| file.ends_with("/index.html")).collect();
        // The permanent addresses of alerts go along.
        let pages: Vec<&str> = pages.into_iter().filter(|file| !file.starts_with("a/")).collect();
        let folder = word.trim_end_matches('/');
        assert!(1 < pages.len(), "{word}: {pages:?}");
        assert!(pages.iter().all(|file| file.starts_with(folder)), "{word}: {pages:?}");
    }
    // A title is of a page alone.
    let files = bundle(&desk, "pier.zip", &["--only", "Pier"]);
    assert!(files.contains_key("more/index.html") && !files.contains_key("more/rope/index.html"));
}

/// Everything that can happen to a copy on its way.
#[test]
fn a_copy_that_is_not_whole_is_found_out() {
    let desk = harbour();
    let files = bundle(&desk, "all.zip", &[]);
    let folder = desk.folder.path().join("copy");
    spread(&files, &folder);
    let verify = |path: &str| {
        let ran = desk.run(&["verify", path, "--json"]);
        (ran.code(), ran.json())
    };
    for path in ["all.zip", "copy", "copy/SHA256SUMS"] {
        let (code, report) = verify(path);
        assert_eq!((code, &report["is_whole"]), (0, &true.into()), "{report}");
        assert_eq!(report["whole"], files.len() - 1);
        assert_eq!(report["sum"], Sha256::of(&files["SHA256SUMS"]).to_string());
    }
    desk.write("copy/index.html", "changed").write("copy/a/more.html", "extra");
    std::fs::remove_file(folder.join("llms.txt")).expect("removed");
    std::os::unix::fs::symlink("index.html", folder.join("link.html")).expect("linked");
    let (code, report) = verify("copy");
    assert_eq!(code, 1);
    assert_eq!(report["changed"], serde_json::json!(["index.html"]));
    assert_eq!(report["missing"], serde_json::json!(["llms.txt"]));
    assert_eq!(report["extra"], serde_json::json!(["a/more.html", "link.html"]));
    let ran = desk.run(&["verify", "copy"]);
    assert!(ran.out().contains("missing     llms.txt\n"), "{}", ran.out());
    assert!(ran.out().contains("`copy` is not whole"), "{}", ran.out());
}

#[test]
fn archives_that_were_tampered_with_are_found_out() {
    let desk = harbour();
    let files = bundle(&desk, "all.zip", &[]);
    let all = std::fs::read(desk.folder.path().join("all.zip")).expect("written");
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(desk.folder.path().join(name), bytes).expect("written");
        let ran = desk.run(&["verify", name]);
        (ran.code(), ran.out() + &ran.err())
    };
    let again = |change: &dyn Fn(&mut Unpacked)| {
        let mut files = files.clone();
        change(&mut files);
        zip(files.iter().map(|(name, bytes)| (name.as_str(), &**bytes)).collect())
            .expect("an archive")
    };
    let (code, said) = write("cut.zip", &all[..all.len() / 2]);
    assert!(code == 1 && said.contains("cut off") && said.contains("no list in it"), "{said}");
    let mut flipped = all.clone();
    flipped[60] ^= 0x40;
    let (code, said) = write("flipped.zip", &flipped);
    assert!(code == 1 && said.contains("broken"), "{said}");
    let changed = again(&|files| files.get_mut("index.html").expect("there").push(b' '));
    assert!(write("changed.zip", &changed).1.contains("changed     index.html"));
    let climbing = again(&|files| _ = files.insert("../evil.html".into(), b"x".into()));
    let (code, said) = write("climbing.zip", &climbing);
    assert!(code == 1 && said.contains("extra       ../evil.html"), "{said}");
    assert!(!desk.folder.path().parent().expect("above").join("evil.html").exists());
    let none = again(&|files| _ = files.remove("SHA256SUMS"));
    let (code, said) = write("none.zip", &none);
    assert!(code == 2 && said.contains("there is no `SHA256SUMS` at its top"), "{said}");
    let wrong = again(&|files| _ = files.insert("SHA256SUMS".into(), b"what\n".into()));
    let (code, said) = write("wrong.zip", &wrong);
    assert!(code == 2 && said.contains("line 1: there is no space"), "{said}");
    for (name, bytes) in
        [("empty.zip", &b""[..]), ("text.zip", b"no archive, but some text of a few words")]
    {
        assert_eq!(write(name, bytes).0, 1);
    }
    assert_eq!(desk.run(&["verify", "nowhere"]).code(), 2);
    assert_eq!(desk.run(&["verify", "site"]).code(), 2);
}

/// Whatever became of the bytes: an answer, and no panic.
#[test]
fn no_archive_makes_verify_panic() {
    let desk = harbour();
    bundle(&desk, "all.zip", &["--only", "gauge"]);
    let all = std::fs::read(desk.folder.path().join("all.zip")).expect("written");
    let mut seed = 7_u64;
    let mut found = 0;
    for _ in 0..300 {
        let mut bytes = all.clone();
        for _ in 0..4 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = (seed >> 33) as usize % bytes.len();
            bytes[at] = (seed >> 25) as u8;
        }
        let mut read = BTreeMap::new();
        let result = unzip(Cursor::new(&bytes), MOST, &mut |name, from| {
            let mut all = Vec::new();
            let is_whole = from.read_to_end(&mut all).is_ok();
            read.insert(name.to_string(), is_whole.then_some(all));
        });
        let same = unpack(&all);
        let is_same = result.is_ok()
            && read.len() == same.len()
            && same.iter().all(|(name, bytes)| read.get(name) == Some(&Some(bytes.clone())));
        found += usize::from(!is_same);
    }
    assert!(250 < found, "nearly every change is found: {found}");
}

#[test]
fn a_published_site_is_proved_by_its_manifest() {
    let desk = harbour();
    desk.run(&["build", "site", "--out", "public"]);
    let ran = desk.run(&["verify", "public"]);
    assert!(ran.code() == 0 && ran.out().contains("`.handover-manifest`"), "{}", ran.out());
    desk.write("public/note/index.html", "x");
    let ran = desk.run(&["verify", "public"]);
    assert!(ran.code() == 1 && ran.out().contains("changed     note/index.html"), "{}", ran.out());
}

#[test]
fn one_file_holds_pages_whose_ids_are_apart() {
    let desk = harbour();
    let ran =
        desk.run(&["bundle", "site", "--single", "--date", "2026-11-22", "--out", "one.html"]);
    assert!(ran.code() < 2, "{}", ran.err());
    let html = desk.read("one.html");
    let files = BTreeMap::from([("one.html".to_string(), html.clone().into_bytes())]);
    assert_eq!(dead(&files), [""; 0]);
    let mut ids = BTreeSet::new();
    for piece in pieces(&html) {
        let PieceKind::Open { name, attributes, .. } = piece.kind else { continue };
        for (attribute, value) in attributes {
            match attribute.as_str() {
                "id" => assert!(ids.insert(value.clone()), "{value} is there twice"),
                "src" => assert!(value.starts_with("data:"), "{name} {value}"),
                "style" => panic!("the policy forbids it"),
                _ => assert!(!attribute.starts_with("on"), "{attribute}"),
            }
        }
    }
    assert!(ids.contains("pump!:step-1-look") && ids.contains("gauge!:step-1-read-it"), "{ids:?}");
    assert!(html.contains("href=\"#gauge!:read\""));
    assert!(html.contains("href=\"#pump!:step-1-look\""));
    assert!(html.contains(">home</span> <small>(not in this file)</small>"));
    for (element, directive) in [("style", "style-src"), ("script", "script-src")] {
        let (_, rest) = html.split_once(&format!("<{element}>")).expect("there");
        let (text, _) = rest.split_once(&format!("</{element}>")).expect("its end");
        let source = format!("{directive} '{}'", Sha256::of(text.as_bytes()).source());
        assert!(html.contains(&source), "{source}");
    }
}

#[test]
fn a_site_keeps_what_it_names_and_no_other() {
    let desk = harbour();
    let build = |config: &str| {
        desk.write("site/handover.toml", config);
        let ran = desk.run(&["build", "site", "--date", "2026-11-22", "--out", "public"]);
        assert!(ran.code() < 2, "{}", ran.err());
        ran
    };
    build(CONFIG);
    assert!(!desk.has("public/service-worker.js"));
    let script = desk.read("public/_handover/theme.js");
    assert!(!script.contains("serviceWorker"), "whoever wants none has no byte of it");
    build(&format!("{CONFIG}offline = [\"gauge\"]\n"));
    let worker = desk.read("public/service-worker.js");
    let (_, list) = worker.split_once("const files = ").expect("a list");
    let (list, _) = list.split_once(";\n").expect("its end");
    let files: BTreeMap<String, String> = serde_json::from_str(list).expect("a list");
    for (name, sum) in &files {
        let bytes = std::fs::read(desk.folder.path().join("public").join(name)).expect("published");
        assert!(Sha256::of(&bytes).to_string().starts_with(sum.as_str()), "{name}");
    }
    let has = |name: &str| files.contains_key(name);
    assert!(has("runbooks/gauge/index.html") && has("index.html") && has("all-pages/index.html"));
    assert!(
        has("_handover/theme.js") && !has("runbooks/pump/index.html") && !has("note/index.html")
    );
    assert!(desk.read("public/_handover/theme.js").contains("22 November 2026"));
    build(&format!("{CONFIG}offline = \"all\"\n"));
    let worker = desk.read("public/service-worker.js");
    for name in ["note/index.html", "runbooks/pump.png", "a/PumpDown/index.html"] {
        assert!(worker.contains(&format!("\"{name}\":")), "{name}");
    }
    assert!(!worker.contains("404.html") && !worker.contains("site.json"));
    let ran = build(&format!("{CONFIG}offline = [\"gague\"]\n"));
    assert!(ran.err().contains("`offline` names `gague`, which is no page"), "{}", ran.err());
    let ran = desk.run(&["bundle", "site", "--out", "all.zip"]);
    assert!(ran.code() < 2, "{}", ran.err());
    let files = unpack(&std::fs::read(desk.folder.path().join("all.zip")).expect("written"));
    assert!(!files.contains_key("service-worker.js"), "a folder has no server to ask again");
}
