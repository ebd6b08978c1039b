//! Smaller variants of pictures, in a program that makes them: what pages
//! name, what is published, kept and taken along, and what is said of a file
//! that is not as it should be.

use std::collections::BTreeMap;
use std::path::Path;

use handover::base::SitePath;
use handover::host::cache::{DiskCache, Keeping};
use handover::host::{DiskFiles, MemoryFiles};
use handover::model::world::Cache;
use handover::pipeline::Session;
use jpeg_encoder::{ColorType, Encoder};

use crate::cli::Desk;
use crate::site::{Output, build, build_in};

const CONFIG: &str = "[images]\nwidths = [120, 240]\n";

/// A photo, as rough as photos are.
fn photo(width: u16, height: u16) -> Vec<u8> {
    let mut state = 7_u32;
    let pixels: Vec<u8> = (0..usize::from(width) * usize::from(height) * 3)
        .map(|at| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (at / 900 % 200) as u8 + (state >> 27) as u8
        })
        .collect();
    let mut out = Vec::new();
    Encoder::new(&mut out, 95).encode(&pixels, width, height, ColorType::Rgb).expect("a photo");
    out
}

fn site(page: &str) -> MemoryFiles {
    let mut files = MemoryFiles::new().with("handover.toml", CONFIG).with("content/a.md", page);
    for (path, size) in [("content/rooms/a rack.jpg", (600, 300)), ("content/small.jpg", (100, 50))]
    {
        files.set(SitePath::new(path).expect("inside"), &photo(size.0, size.1));
    }
    files
}

fn variants(output: &Output) -> Vec<&String> {
    output.files.keys().filter(|path| path.contains("w.")).collect()
}

/// Returns the tags of the pictures of a page.
fn tags(output: &Output, page: &str) -> Vec<String> {
    let html = output.text(page);
    let tags = html.split("<img").skip(1).filter_map(|rest| rest.split('>').next());
    tags.map(|tag| format!("<img{tag}>")).collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

#[test]
fn a_page_names_what_is_published() {
    let output = build(&site("# A\n\n![A rack](<rooms/a rack.jpg>)\n\n![Small](small.jpg)\n"));
    assert_eq!(output.problems, []);
    let published = variants(&output);
    assert_eq!(published.len(), 2, "{published:?}");
    let tags = tags(&output, "a/index.html");
    let [rack, small] = tags.as_slice() else { panic!("{tags:?}") };
    let choice = attribute(rack, "srcset").expect("a choice");
    let named: Vec<(&str, &str)> =
        choice.split(", ").map(|part| part.rsplit_once(' ').expect("a width")).collect();
    assert_eq!(named.iter().map(|(_, width)| *width).collect::<Vec<_>>(), ["120w", "240w", "600w"]);
    for (address, width) in &named {
        let path = address.replace("%20", " ");
        let path = path.strip_prefix("../").expect("beside the page");
        let bytes = output.files.get(path).expect("published");
        let size = imagesize::blob_size(bytes).expect("a picture");
        assert_eq!(format!("{}w", size.width), *width);
        assert_eq!(size.height * 2, size.width);
        assert!(path.starts_with("rooms/a rack."), "{path}");
    }
    assert_eq!(named.last().map(|(address, _)| *address), attribute(rack, "src"));
    assert_eq!(attribute(rack, "sizes"), Some("(min-width: 600px) 600px, 100vw"));
    assert_eq!((attribute(rack, "width"), attribute(rack, "height")), (Some("600"), Some("300")));
    assert_eq!(attribute(small, "srcset"), None);
    // Every variant takes fewer bytes than the picture.
    let whole = output.files.get("rooms/a rack.jpg").expect("published").len();
    assert!(published.iter().all(|path| output.files.get(*path).expect("there").len() < whole));
}

#[test]
fn what_opens_large_leads_to_the_file_itself() {
    let mut files = site("# A\n\n![A rack](wide.jpg)\n\n![Again](wide.jpg)\n");
    files.set(SitePath::new("content/wide.jpg").expect("inside"), &photo(900, 300));
    let output = build(&files);
    let html = output.text("a/index.html");
    assert!(
        html.contains("<a class=\"zoom\" href=\"../wide.jpg\"><img src=\"../wide.jpg\""),
        "{html}"
    );
    let sizes: Vec<_> = tags(&output, "a/index.html");
    let column = "(min-width: 72rem) 656px, 100vw";
    assert_eq!(attribute(&sizes[0], "sizes"), Some(column));
    assert_eq!(attribute(&sizes[1], "sizes"), Some(&*format!("auto, {column}")));
}

#[test]
fn a_page_that_is_wider_has_wider_pictures() {
    let page = "# A\n\n![A](wide.jpg)\n";
    let mut files = site(&format!("---\nkind: runbook\n---\n{page}"));
    files.set(SitePath::new("content/index.md").expect("inside"), page.as_bytes());
    files.set(SitePath::new("content/b.md").expect("inside"), page.as_bytes());
    files.set(SitePath::new("content/wide.jpg").expect("inside"), &photo(1300, 300));
    let output = build(&files);
    let sizes = |page: &str| attribute(&tags(&output, page)[0], "sizes").map(str::to_string);
    let frame = Some("(min-width: 1216px) 1216px, 100vw".to_string());
    assert_eq!([sizes("a/index.html"), sizes("index.html")], [frame.clone(), frame]);
    assert_eq!(sizes("b/index.html").as_deref(), Some("(min-width: 72rem) 656px, 100vw"));
}

#[test]
fn an_author_says_how_wide_a_picture_is() {
    let page = "# A\n\nx <img src=\"small.jpg\" alt=\"0\"> \
                <img src=\"rooms/a%20rack.jpg\" alt=\"1\" width=\"200\"> \
                <img src=\"rooms/a%20rack.jpg\" alt=\"2\" width=\"50%\"> \
                <img src=\"rooms/a%20rack.jpg\" alt=\"3\" height=\"150\">\n";
    let tags = tags(&build(&site(page)), "a/index.html");
    let sizes: Vec<_> = tags.iter().map(|tag| attribute(tag, "sizes")).collect();
    let whole = "(min-width: 600px) 600px, 100vw";
    let half = "auto, (min-width: 300px) 300px, 100vw";
    // Half of something has no shape before it comes, so nobody waits to know its width.
    assert_eq!(sizes, [None, Some("auto, 200px"), Some(whole), Some(half)]);
}

#[test]
fn without_the_setting_nothing_changes() {
    let mut files = site("# A\n\n![A rack](<rooms/a rack.jpg>)\n");
    files.set(SitePath::new("handover.toml").expect("inside"), b"");
    let output = build(&files);
    assert!(variants(&output).is_empty());
    assert!(!output.text("a/index.html").contains("srcset"));
}

#[test]
fn widths_are_few_and_grow() {
    let page = "# A\n\n![A rack](<rooms/a rack.jpg>)\n";
    let config = "[images]\nwidths = [120, 120, 60, 130, 140, 150, 160, 170, 180, 190]\n";
    let mut files = site(page);
    files.set(SitePath::new("handover.toml").expect("inside"), config.as_bytes());
    let output = build(&files);
    let expected = "\
handover.toml:2:16-2:19 error wrong-type: 120 stands behind 120, which is not narrower
  help: write each width once, from the narrowest
handover.toml:2:21-2:23 error wrong-type: 60 stands behind 120, which is not narrower
  help: write each width once, from the narrowest
handover.toml:2:50-2:53 error wrong-type: a picture has at most 6 variants
  help: leave out widths that lie close together
";
    assert_eq!(output.shown(), expected);
    assert_eq!(variants(&output).len(), 6);
}

#[test]
fn what_only_opens_large_has_no_variants() {
    let page = ":::image source=\"small.jpg\" alt-text=\"A\" lightbox=\"rooms/a rack.jpg\":::\n";
    let output = build(&site(&format!("# A\n\n{page}")));
    assert!(variants(&output).is_empty(), "{:?}", variants(&output));
}

#[test]
fn a_file_that_is_cut_is_told_where_it_is_shown() {
    let mut files = site("# A\n\n![Cut](cut.jpg)\n\n![Huge](huge.png)\n");
    let whole = photo(600, 300);
    files.set(SitePath::new("content/cut.jpg").expect("inside"), &whole[..whole.len() / 2]);
    let head =
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xff\xff\0\0\xff\xff\x08\x02\0\0\0\x13\xca\xcd\xc5";
    files.set(SitePath::new("content/huge.png").expect("inside"), head);
    let output = build(&files);
    let shown = output.shown();
    let expected = "content/a.md:3:8-3:15 warning picture-not-reduced: \
                    there is no smaller variant of `cut.jpg`: it ends too early\n";
    assert!(shown.contains(expected), "{shown}");
    assert!(shown.contains("content/a.md:5:9-5:17 warning picture-not-reduced"), "{shown}");
    assert!(variants(&output).is_empty());
    assert_eq!(output.files.get("cut.jpg").map(Vec::as_slice), whole.get(..whole.len() / 2));
}

#[test]
fn a_name_of_an_author_is_the_authors() {
    let page = "# A\n\n![A rack](<rooms/a rack.jpg>)\n";
    let first = build(&site(page));
    let taken = variants(&first)[0].clone();
    let mut files = site(&format!("{page}\n[b](<{taken}>)\n"));
    files.set(SitePath::new(&format!("content/{taken}")).expect("inside"), b"mine");
    let output = build(&files);
    assert_eq!(output.files.get(&taken).map(Vec::as_slice), Some(b"mine".as_slice()));
    assert!(!tags(&output, "a/index.html")[0].contains(" 120w"));
}

/// Builds a site on a disk with its cache.
fn with_cache(root: &Path) -> Output {
    let cache = DiskCache::open(root, Keeping::Everything).expect("a cache");
    let cache: Box<dyn Cache> = Box::new(cache);
    let session = Session::new().with_cache(Some(cache));
    build_in(&session, &DiskFiles::open(root).expect("a folder"))
}

fn kept(root: &Path) -> BTreeMap<String, std::time::SystemTime> {
    let Ok(folder) = std::fs::read_dir(root.join(".cache/handover")) else {
        return BTreeMap::new();
    };
    let entries = folder.map(|entry| entry.expect("an entry"));
    let time = |entry: std::fs::DirEntry| {
        let time = entry.metadata().and_then(|about| about.modified()).expect("a time");
        (entry.file_name().to_string_lossy().into_owned(), time)
    };
    entries.map(time).filter(|(name, _)| name.contains('-')).collect()
}

#[test]
fn a_cache_changes_nothing_but_the_time() {
    let page = "# A\n\n![A rack](<rooms/a rack.jpg>)\n\n![Small](small.jpg)\n";
    let memory = build(&site(page));
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        assert!(pool.install(|| build(&site(page))) == memory);
    }
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path();
    std::fs::create_dir_all(root.join("content/rooms")).expect("made");
    for path in ["handover.toml", "content/a.md", "content/rooms/a rack.jpg", "content/small.jpg"] {
        use handover::model::world::Files;
        let bytes = site(page).read(&SitePath::new(path).expect("inside")).expect("read");
        std::fs::write(root.join(path), bytes.expect("there")).expect("written");
    }
    assert!(with_cache(root) == memory);
    let first = kept(root);
    assert_eq!(first.len(), 2, "{first:?}");
    assert!(with_cache(root) == memory);
    assert_eq!(kept(root), first, "what is kept is not made again");
    // Somebody writes something else into a file.
    let name = first.keys().next().expect("one");
    std::fs::write(root.join(".cache/handover").join(name), "something").expect("written");
    assert!(with_cache(root) == memory);
    assert_eq!(
        std::fs::read(root.join(".cache/handover").join(name)).expect("read").get(..2),
        Some([0xff, 0xd8].as_slice())
    );
    std::fs::remove_dir_all(root.join(".cache")).expect("removed");
    assert!(with_cache(root) == memory);
    // What cannot be kept is made and published all the same.
    std::fs::remove_dir_all(root.join(".cache")).expect("removed");
    std::fs::write(root.join(".cache"), "in the way").expect("written");
    assert!(with_cache(root) == memory);
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("site/handover.toml", &format!("offline = [\"all\"]\n{CONFIG}"))
        .write("site/content/index.md", "# Home\n\n[Pump](runbooks/pump.md)\n")
        .write(
            "site/content/runbooks/pump.md",
            "---\nkind: runbook\ntitle: Pump\n---\n# Pump\n\n![The pump](pump.jpg)\n\n## Steps\n\n1. Look\n",
        );
    let photo_of_pump = desk.folder.path().join("site/content/runbooks/pump.jpg");
    std::fs::write(photo_of_pump, photo(1500, 700)).expect("written");
    desk
}

fn names(desk: &Desk, archive: &str) -> BTreeMap<String, Vec<u8>> {
    let bytes = std::fs::read(desk.folder.path().join(archive)).expect("written");
    let mut files = BTreeMap::new();
    let most = handover::text::zip::Most { files: 10_000, bytes: 1 << 30 };
    handover::text::zip::unzip(std::io::Cursor::new(bytes), most, &mut |name, bytes| {
        let mut all = Vec::new();
        bytes.read_to_end(&mut all).expect("whole");
        files.insert(name.to_string(), all);
    })
    .expect("an archive");
    files
}

#[test]
fn copies_have_what_their_pages_name() {
    let desk = desk();
    let ran = desk.run(&[
        "bundle",
        "site",
        "--date",
        "2026-11-22",
        "--out",
        "part.zip",
        "--only",
        "runbook",
    ]);
    assert!(ran.code() < 2, "{}", ran.err());
    let part = names(&desk, "part.zip");
    let of_pump: Vec<&String> = part.keys().filter(|path| path.ends_with(".jpg")).collect();
    assert_eq!(of_pump.len(), 3, "{of_pump:?}");
    let ran =
        desk.run(&["bundle", "site", "--date", "2026-11-22", "--out", "one.html", "--single"]);
    assert!(ran.code() < 2, "{}", ran.err());
    let single = std::fs::read_to_string(desk.folder.path().join("one.html")).expect("written");
    assert_eq!(single.matches("data:image/jpeg").count(), 1);
    assert!(!single.contains("srcset") && !single.contains(" sizes="));
    let widest = part.iter().find(|(path, _)| path.contains(".240w.")).expect("a variant");
    let held = handover::base::sha256::base64(widest.1);
    assert!(single.contains(&held), "the widest that is not too wide");
    let ran = desk.run(&["build", "site", "--date", "2026-11-22", "--out", "out"]);
    assert!(ran.code() < 2, "{}", ran.err());
    let worker =
        std::fs::read_to_string(desk.folder.path().join("out/service-worker.js")).expect("written");
    assert!(worker.contains(".120w.") && worker.contains(".240w."));
    assert_eq!(desk.run(&["verify", "out"]).code(), 0);
    // Cleaning takes what is kept, too.
    assert!(desk.folder.path().join("site/.cache/handover/.gitignore").exists());
    assert_eq!(desk.run(&["clean", "site", "--out", "out"]).code(), 0);
    assert!(!desk.folder.path().join("site/.cache").exists());
}

#[test]
fn looking_for_problems_writes_nothing() {
    let desk = desk();
    assert!(desk.run(&["check", "site", "--date", "2026-11-22"]).code() < 2);
    assert!(!desk.folder.path().join("site/.cache").exists());
}

#[test]
fn a_package_has_what_its_pages_name_whether_it_was_kept_or_not() {
    let desk = Desk::new();
    desk.write("site/handover.toml", CONFIG)
        .write("site/content/path.md", "---\nkind: path\nid: p\ntitle: P\n---\n# P\n\n## Modules\n\n1. [[C]]\n")
        .write(
            "site/content/c.md",
            "---\nkind: module\nid: c\ntitle: C\n---\n# C\n\n![A bed](bed.jpg)\n\n## Knowledge check\n\n### Which?\n\n- [x] One\n- [ ] Two\n",
        );
    std::fs::write(desk.folder.path().join("site/content/bed.jpg"), photo(600, 300))
        .expect("written");
    for out in ["one.zip", "two.zip"] {
        let ran =
            desk.run(&["package", "p", "--site", "site", "--date", "2026-11-22", "--out", out]);
        assert_eq!(ran.code(), 0, "{}", ran.err());
    }
    let (one, two) = (names(&desk, "one.zip"), names(&desk, "two.zip"));
    assert!(one == two);
    assert_eq!(one.keys().filter(|path| path.ends_with(".jpg")).count(), 3, "{:?}", one.keys());
}
