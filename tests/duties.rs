//! Duties that no course teaches: what the check says of the handbook is what
//! a query over `site.json` finds. The query knows nothing of the check's code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use handover::base::{Code, SitePath};
use handover::host::MemoryFiles;
use serde_json::Value;

use crate::corpus::folder;
use crate::site::{build, prepare};

/// A file, and the title of the role that is not taught what stands there.
type Hole = (String, String);

fn handbook() -> MemoryFiles {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut files = folder(&path, "content").expect("the handbook");
    files.set(SitePath::new("handover.toml").expect("a path"), b"title = \"Handbook\"\n");
    files
}

/// Returns what the check finds, also what its authors allow.
fn found(files: &MemoryFiles) -> BTreeSet<Hole> {
    let prepared = prepare(files);
    let own = prepared.found.iter().filter(|own| own.code == Code::DUTY_WITHOUT_TRAINING);
    let hole = |message: &str| message.trim_start_matches("no course teaches this to ").to_string();
    let file = |file| prepared.texts.get(file).expect("a file").0.to_string();
    own.map(|own| (file(own.span.file), hole(&own.message))).collect()
}

/// Asks the relations.
struct Query<'a> {
    data: &'a Value,
    pages: BTreeMap<&'a str, &'a Value>,
    links: BTreeMap<&'a str, Vec<&'a str>>,
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> Vec<&'a Value> {
    value[key].as_array().map(|all| all.iter().collect()).unwrap_or_default()
}

impl<'a> Query<'a> {
    fn new(data: &'a Value) -> Query<'a> {
        let pages = list(data, "pages").into_iter().map(|page| (text(page, "id"), page));
        let to = |line: &'a Value| list(line, "to").into_iter().filter_map(Value::as_str).collect();
        let links = list(data, "links").into_iter().map(|line| (text(line, "from"), to(line)));
        Query { data, pages: pages.collect(), links: links.collect() }
    }

    fn is_kind(&self, page: &str, kind: &str) -> bool {
        self.pages.get(page).is_some_and(|page| text(page, "kind") == kind)
    }

    fn relations(&self, kind: &str) -> Vec<(&'a str, &'a str)> {
        let all = list(self.data, "relations").into_iter();
        let own = all.filter(|own| text(own, "kind") == kind);
        own.map(|own| (text(own, "from"), text(own, "to"))).collect()
    }

    /// The courses a role takes: those that name it or that it answers for, those
    /// of paths that do, those its page names.
    fn takes(&self, role: &str) -> BTreeSet<&'a str> {
        let mut takes = BTreeSet::new();
        let named = [self.relations("learners"), self.relations("owner")].concat();
        takes.extend(named.iter().filter(|(_, to)| *to == role).map(|(from, _)| *from));
        let trained = self.relations("training");
        takes.extend(trained.iter().filter(|(from, _)| *from == role).map(|(_, to)| *to));
        let learns = self.relations("learners");
        let is_path = |page: &str| {
            self.is_kind(page, "path")
                && (learns.contains(&(page, role)) || trained.contains(&(role, page)))
        };
        let paths: Vec<&str> = takes.iter().copied().filter(|page| is_path(page)).collect();
        takes.extend(paths.iter().filter_map(|path| self.links.get(path)).flatten());
        takes.retain(|page| self.is_kind(page, "module"));
        takes
    }

    /// The pages that lines of a page name on which some words stand.
    fn on_line(&self, files: &MemoryFiles, page: &str, words: &str) -> BTreeSet<&'a str> {
        use handover::model::world::Files;
        let source = text(self.pages[page], "source");
        let bytes = files.read(&SitePath::new(source).unwrap()).unwrap().unwrap();
        let plain = |line: &str| line.replace(['`', '*'], "");
        let all = String::from_utf8(bytes.to_vec()).unwrap();
        let lines: Vec<String> =
            all.lines().filter(|line| plain(line).contains(words)).map(Into::into).collect();
        let is_named = |other: &Value| {
            let file = text(other, "source").rsplit('/').next().unwrap_or_default();
            let title = format!("[[{}", text(other, "title"));
            let name = format!("{file}#");
            lines.iter().any(|line| {
                line.contains(&title)
                    || !file.is_empty()
                        && (line.contains(&format!("{file})")) || line.contains(&name))
            })
        };
        let linked = self.links.get(page).into_iter().flatten().copied();
        linked.filter(|other| is_named(self.pages[other])).collect()
    }

    fn holes(&self, files: &MemoryFiles, untaught: &dyn Fn(&str) -> bool) -> BTreeSet<Hole> {
        let taught = self.relations("teaches");
        let mut holes = BTreeSet::new();
        for duty in list(self.data, "duties") {
            let (page, role) = (text(duty, "page"), text(&duty["role"], "to"));
            let is_routine = text(duty, "source") == "routine";
            let counts = is_routine || self.is_kind(page, "runbook");
            if text(duty, "part") != "does" || role.is_empty() || !counts {
                continue;
            }
            let mut of = BTreeSet::from([page]);
            if is_routine {
                of.extend(self.on_line(files, page, text(duty, "what")));
            }
            let courses = self.takes(role);
            let is_taught = |(course, to): &(&str, &str)| {
                courses.contains(course) && of.contains(to) && !untaught(course)
            };
            if !taught.iter().any(is_taught) {
                let title = text(self.pages[role], "title").to_string();
                holes.insert((text(self.pages[page], "source").to_string(), title));
            }
        }
        holes
    }
}

#[test]
fn what_no_course_teaches_is_what_the_relations_say() {
    let files = handbook();
    let data: Value = serde_json::from_str(&build(&files).text("site.json")).expect("JSON");
    let query = Query::new(&data);
    let all = query.holes(&files, &|_| false);
    assert_eq!(found(&files), all);
    let modules: Vec<&Value> =
        list(&data, "pages").into_iter().filter(|page| text(page, "kind") == "module").collect();
    assert!(10 <= modules.len());
    let mut counts = vec![all.len()];
    // Without what some courses teach there are more.
    for part in 0..3 {
        let mut fewer = handbook();
        let own = modules.iter().enumerate().filter(|(at, _)| at % 3 == part);
        let own: Vec<&&Value> = own.map(|(_, page)| page).collect();
        for page in &own {
            use handover::model::world::Files;
            let path = SitePath::new(text(page, "source")).unwrap();
            let text = String::from_utf8(files.read(&path).unwrap().unwrap().to_vec()).unwrap();
            let kept: Vec<&str> =
                text.lines().filter(|line| !line.starts_with("teaches:")).collect();
            fewer.set(path, (kept.join("\n") + "\n").as_bytes());
        }
        let names: BTreeSet<&str> = own.iter().map(|page| text(page, "id")).collect();
        let holes = query.holes(&files, &|course| names.contains(course));
        assert_eq!(found(&fewer), holes, "without {names:?}");
        assert!(all.len() < holes.len(), "without {names:?}");
        counts.push(holes.len());
    }
    println!("{} modules; holes with all and with two thirds of them: {counts:?}", modules.len());
}
