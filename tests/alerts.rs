//! Alerts: every alert of rule files has a page, every alert of a page is in
//! the rules, and both are told at their lines.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use handover::base::SitePath;
use handover::host::MemoryFiles;
use serde_json::Value;

use crate::cli::Desk;
use crate::corpus::folder;
use crate::site::{Output, build};

const ROLE: &str = "---\nkind: role\n---\n\n# Ops\n\nWorks.\n";

/// A runbook that answers alerts.
fn runbook(alerts: &str) -> String {
    format!(
        "---\nkind: runbook\nowner: ops\nalerts: [{alerts}]\n---\n\n# Runbook of {alerts}\n\n\
         ## Steps\n\n1. Look.\n   - If not: escalate\n\n## Verification\n\nIt is well.\n"
    )
}

/// Builds a site with rule files: `(path, text)`.
fn with_rules(pages: &[(&str, &str)], rules: &[(&str, &str)]) -> Output {
    let mut files = MemoryFiles::new()
        .with("handover.toml", "alert_rules = [\"rules/**\"]\ncontent = \"content\"\n")
        .with("content/index.md", "# Home\n")
        .with("content/roles/ops.md", ROLE);
    for (path, text) in pages {
        files = files.with(&format!("content/{path}"), text);
    }
    for (path, text) in rules {
        files = files.with(&format!("rules/{path}"), text);
    }
    build(&files)
}

/// The names of alerts without a page, in order, each with its place.
fn lacking(output: &Output) -> Vec<String> {
    let problems = output.problems.iter();
    let lacking = problems.filter(|problem| problem.code == "alert-without-page");
    let name = |message: &str| message.split('`').nth(1).unwrap_or_default().to_string();
    lacking.map(|own| format!("{}:{} {}", own.path, own.place, name(&own.message))).collect()
}

/// Names as alerts have them.
fn name(at: usize) -> String {
    const WORDS: &[&str] = &["Kube", "Node", "Disk", "Queue", "Api", "Etcd", "Proxy"];
    format!("{}{}Down{at}", WORDS[at % WORDS.len()], WORDS[(at / 7) % WORDS.len()])
}

/// A rule file with `count` alerts, and the line and column of each name.
fn rule_file(count: usize) -> (String, Vec<String>) {
    let mut text = "groups:\n  - name: all\n    rules:\n".to_string();
    let mut places = Vec::new();
    for at in 0..count {
        let name = name(at);
        if at % 5 == 0 {
            text.push_str("      - record: job:up:sum\n        expr: sum(up) # alert: None\n");
        }
        let line = text.lines().count() + 1;
        let (quote, column) = if at % 3 == 0 { ("'", 17) } else { ("", 16) };
        let end = column + name.len();
        places.push(format!("rules/all.yml:{line}:{column}-{line}:{end} {name}"));
        write!(
            text,
            "      - alert: {quote}{name}{quote}\n        expr: up == 0\n        annotations:\n          \
             description: 'At {{{{ $labels.instance }}}}'\n          \
             runbook_url: https://runbooks.example/a/{name}/\n"
        )
        .unwrap();
    }
    (text, places)
}

/// Every fifth alert of 139 has no page, but the last: 27.
fn is_lacking(at: usize) -> bool {
    at % 5 == 2 && at < 135
}

#[test]
fn of_139_alerts_exactly_the_27_without_a_page_are_told_at_their_lines() {
    let (rules, places) = rule_file(139);
    let pages: Vec<(String, String)> = (0..139)
        .filter(|at| !is_lacking(*at))
        .map(|at| (format!("runbooks/{}.md", name(at)), runbook(&name(at))))
        .collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(a, b)| (&**a, &**b)).collect();
    let output = with_rules(&pages, &[("all.yml", &rules)]);
    let expected: Vec<String> =
        (0..139).filter(|at| is_lacking(*at)).map(|at| places[at].clone()).collect();
    assert_eq!(expected.len(), 27);
    assert_eq!(lacking(&output), expected);
    assert_eq!(output.problems.len(), 27, "{}", output.shown());
    // And the other way round: the pages of 139 alerts, of which the rules have 112.
    let all: Vec<(String, String)> =
        (0..139).map(|at| (format!("runbooks/{}.md", name(at)), runbook(&name(at)))).collect();
    let all: Vec<(&str, &str)> = all.iter().map(|(a, b)| (&**a, &**b)).collect();
    let list: String =
        (0..139).filter(|at| !is_lacking(*at)).map(|at| format!("{}\n", name(at))).collect();
    let output = with_rules(&all, &[("all.txt", &list)]);
    let told: Vec<String> = (output.problems.iter())
        .map(|own| format!("{} {} {}", own.code, own.path, own.place))
        .collect();
    let mut expected: Vec<String> = (0..139)
        .filter(|at| is_lacking(*at))
        .map(|at| {
            let end = 10 + name(at).len();
            format!("alert-unknown content/runbooks/{}.md 4:10-4:{end}", name(at))
        })
        .collect();
    expected.sort();
    assert_eq!(told, expected);
    let data: Value = serde_json::from_str(&output.text("alerts.json")).expect("JSON");
    let alerts = data["alerts"].as_array().expect("alerts");
    assert_eq!(alerts.iter().filter(|own| own["known"] == false).count(), 27);
    assert_eq!(alerts.len(), 139);
}

/// What stands in a rule file, and the alerts that are understood in it.
const SHAPES: &[(&str, &str, &[&str])] = &[
    (
        "prometheus.yml",
        "groups:\n- name: a\n  rules:\n  - alert: A\n    expr: up\n  - record: r\n    expr: up\n  - alert: 'B'\n",
        &["A", "B"],
    ),
    (
        "operator.yaml",
        "apiVersion: v1\nkind: Service\nspec: {ports: []}\n---\napiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  groups:\n  - rules:\n    - alert: A\n---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: m/v1\n  kind: PrometheusRule\n  spec: {groups: [{rules: [{alert: B}]}]}\n",
        &["A", "B"],
    ),
    (
        "alertmanager.yml",
        "route:\n  receiver: x\n  routes:\n  - match: {alertname: A}\n  - match_re: {alertname: ^(B|C)$}\n  - matchers: ['alertname=\"D\"', 'severity=\"x\"', alertname=~\"E|F.*\"]\n    routes:\n    - matchers: [alertname!=\"Z\"]\nreceivers: []\n",
        &["A", "B", "C", "D", "E"],
    ),
    (
        "config.yaml",
        "apiVersion: monitoring.coreos.com/v1beta1\nkind: AlertmanagerConfig\nspec:\n  route:\n    matchers:\n    - {name: alertname, value: A, matchType: \"=\"}\n    - {name: alertname, value: B|C, matchType: =~}\n    - {name: alertname, value: Z, matchType: \"!=\"}\n",
        &["A", "B", "C"],
    ),
    (
        "grafana.yaml",
        "apiVersion: 1\ngroups:\n- orgId: 1\n  name: g\n  rules:\n  - uid: u\n    title: Disk is full\n    condition: C\n    labels: {severity: high}\n    annotations: {runbook_url: x}\n",
        &["Disk is full"],
    ),
    (
        "grafana.json",
        "{\"apiVersion\":1,\"groups\":[{\"rules\":[{\"uid\":\"u\",\"title\":\"A\",\"condition\":\"C\"}]}]}",
        &["A"],
    ),
    ("list.json", "[{\"uid\":\"u\",\"title\":\"A\",\"ruleGroup\":\"g\",\"data\":[]}]", &["A"]),
    (
        "ruler.json",
        "{\"Folder\":[{\"name\":\"g\",\"rules\":[{\"grafana_alert\":{\"title\":\"A\"}}]}]}",
        &["A"],
    ),
    (
        "dashboard.json",
        "{\"title\":\"D\",\"panels\":[{\"alert\":{\"name\":\"A\"}},{\"type\":\"row\",\"panels\":[{\"alert\":{\"name\":\"B\"}}]}]}",
        &["A", "B"],
    ),
    (
        "old.json",
        "{\"dashboard\":{\"rows\":[{\"panels\":[{\"alert\":{\"name\":\"A\"}}]}]}}",
        &["A"],
    ),
    ("alerts.json", "[{\"id\":1,\"dashboardId\":2,\"name\":\"A\",\"state\":\"ok\"}]", &["A"]),
    (
        "api.json",
        "{\"status\":\"success\",\"data\":{\"groups\":[{\"rules\":[{\"name\":\"A\",\"type\":\"alerting\"},{\"name\":\"r\",\"type\":\"recording\"}]}]}}",
        &["A"],
    ),
    ("names.txt", "\u{feff}# all\nA\n  Disk: /var # full\n\nB#1\r\n", &["A", "Disk: /var", "B#1"]),
    ("names", "A\nB\n", &["A", "B"]),
    ("names.yml", "- A\n- B\n", &["A", "B"]),
];

#[test]
fn the_files_of_monitoring_are_understood() {
    for (path, text, expected) in SHAPES {
        let output = with_rules(&[], &[(path, text)]);
        let names: Vec<String> = lacking(&output)
            .iter()
            .map(|line| line.split_once(' ').map_or("", |(_, name)| name).to_string())
            .collect();
        assert_eq!(names, *expected, "{path}: {}", output.shown());
        let read: String = output.problems.iter().map(|own| own.code).collect();
        assert_eq!(read, "alert-without-page".repeat(expected.len()), "{path}");
        for problem in &output.problems {
            let place = problem.place.split(['-', ':']).map(|n| n.parse::<usize>().unwrap());
            let [line, from, _, to] = place.collect::<Vec<_>>()[..] else { panic!("a place") };
            let line =
                text.lines().nth(line - 1).unwrap_or_default().trim_start_matches('\u{feff}');
            let underlined: String = line.chars().skip(from - 1).take(to - from).collect();
            let named = problem.message.split('`').nth(1).unwrap_or_default();
            assert_eq!(underlined, named, "{path}");
        }
    }
}

#[test]
fn what_is_not_understood_is_told_and_no_page_is_called_unknown_then() {
    let bomb = format!(
        "# alerts\na0: &a0 x\n{}groups: *a29\n",
        (1..30).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}]\n", n - 1)).collect::<String>()
    );
    let deep = format!("alert: {}", "[".repeat(2_000));
    let large = format!("# alert\n{}", "- x\n".repeat(1_100_000));
    for (path, text) in [
        ("helm.yml", "{{- if .Values.x }}\ngroups:\n- rules:\n  - alert: A\n{{- end }}\n"),
        ("named.yml", "groups:\n- rules:\n  - alert: \"{{ .Values.name }}\"\n"),
        (
            "map.yml",
            "apiVersion: v1\nkind: ConfigMap\ndata:\n  r.yml: |\n    groups:\n    - rules:\n      - alert: A\n",
        ),
        ("broken.json", "{\"groups\": [ {\"rules\": [ {\"alert\": \"A\" "),
        ("tabs.yml", "groups:\n\t- rules:\n\t  - alert: A\n"),
        ("bomb.yml", &bomb),
        ("deep.yml", &deep),
        ("large.yml", &large),
    ] {
        let output =
            with_rules(&[("x.md", &runbook("Own"))], &[(path, text), ("a.txt", "Other\n")]);
        let codes: Vec<&str> = output.problems.iter().map(|own| own.code).collect();
        assert!(codes.contains(&"rules-not-understood"), "{path}: {}", output.shown());
        assert!(!codes.contains(&"alert-unknown"), "{path}: {}", output.shown());
    }
    // A file of a folder that has nothing to do with alerts is passed over.
    let output = with_rules(&[], &[("values.yml", "{{ x }}: [\n"), ("a.yml", "x: 1\n")]);
    assert_eq!(output.shown(), "");
}

#[test]
fn a_page_that_says_nothing_to_do_is_a_stub() {
    let head = |alerts: &str| {
        format!(
            "---\nkind: runbook\nowner: ops\nalerts: [{alerts}]\n---\n\n# {alerts}\n\nText.\n\n"
        )
    };
    let pages = [
        ("a.md", head("A") + "## Steps\n\nTODO\n\n## Verification\n\nLook.\n"),
        ("b.md", head("B") + "## Steps\n\n## Verification\n\nLook.\n"),
        ("c.md", head("C") + "## Steps\n\nCall the desk.\n\n## Verification\n\nLook.\n"),
        ("d.md", head("D") + "## What I would do\n\n```bash\nls\n```\n"),
        ("e.md", head("E").replace("---\n\n", "status: planned\n---\n\n")),
        ("f.md", runbook("F").replace("---\n\n", "status: retired\n---\n\n")),
    ];
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (*path, &**text)).collect();
    let output = with_rules(&pages, &[("a.txt", "A\nB\nC\nD\nE\nF\n")]);
    let stubs: Vec<String> = (output.problems.iter())
        .filter(|own| own.code == "alert-page-is-stub")
        .map(|own| format!("{} {}", own.place, own.message))
        .collect();
    assert_eq!(
        stubs,
        [
            "1:1-1:2 the page of the alert `A` does not say what to do",
            "2:1-2:2 the page of the alert `B` does not say what to do",
            "5:1-5:2 the page of the alert `E` is only announced",
            "6:1-6:2 the page of the alert `F` is retired",
        ],
        "{}",
        output.shown()
    );
}

#[test]
fn the_address_of_a_runbook_must_lead_to_it() {
    let page = runbook("A").replace("alerts:", "aliases: [/old/place/]\nalerts:");
    let check = |settings: &str, address: &str| -> Vec<String> {
        let rules = format!(
            "groups:\n- rules:\n  - alert: A\n    annotations:\n      runbook_url: '{address}'\n"
        );
        let files = MemoryFiles::new()
            .with("handover.toml", &format!("alert_rules = [\"r.yml\"]\n{settings}"))
            .with("content/books/The A.md", &page)
            .with("content/roles/ops.md", ROLE)
            .with("r.yml", &rules);
        let problems = build(&files).problems.into_iter();
        problems.filter(|own| own.code == "runbook-url-wrong").map(|own| own.message).collect()
    };
    let host = "host = \"https://h.example\"\nbase_path = \"/docs\"\n";
    for (settings, address) in [
        ("", "https://any.example/books/the-a/"),
        ("", "https://any.example/docs/books/the-a/index.html?x=1"),
        ("", "/a/A"),
        ("", "https://any.example/a/{{ $labels.alertname }}/"),
        ("", "https://any.example/{{ $labels.team }}/x"),
        ("", "https://any.example/old/place/"),
        ("", "https://any.example/books/the-a/#steps"),
        ("", "https://git.example/o/r/blob/main/content/books/The%20A.md"),
        (host, "https://h.example/docs/a/A/"),
        (host, "https://h.example/docs/books/the-a"),
        (host, "https://git.example/o/r/blob/main/content/books/The%20A.md"),
    ] {
        assert_eq!(check(settings, address), Vec::<String>::new(), "{address}");
    }
    for (settings, address, message) in [
        ("", "https://any.example/books/a/", "this is not the address of the page of `A`"),
        ("", "https://any.example/", "this is not the address of the page of `A`"),
        ("", "javascript:alert(1)", "this is not the address of the page of `A`"),
        ("", "https://any.example/a/a/", "this differs from the address in upper and lower case"),
        ("", "https://any.example/a/A/#stops", "the page has no place `#stops`"),
        (host, "https://other.example/docs/a/A/", "this is not the address of the page of `A`"),
        (host, "https://h.example/a/A/", "this is not the address of the page of `A`"),
        (
            host,
            "https://h.example.evil.example/docs/a/A/",
            "this is not the address of the page of `A`",
        ),
    ] {
        assert_eq!(check(settings, address), [message], "{address}");
    }
}

#[test]
fn an_address_stays_when_its_page_moves() {
    let at = |path: &str| with_rules(&[(path, &runbook("A, \"Disk: /var\", CON"))], &[]);
    let (before, after) = (at("x/one.md"), at("y/z/two.md"));
    let addresses = |output: &Output| -> Vec<String> {
        output.files.keys().filter(|path| path.starts_with("a/")).cloned().collect()
    };
    assert_eq!(addresses(&before), addresses(&after));
    assert_eq!(addresses(&before).len(), 3, "{:?}", addresses(&before));
    for (output, target) in [(&before, "x/one"), (&after, "y/z/two")] {
        let html = output.text("a/A/index.html");
        let link = format!("content=\"0; url=../../{target}/index.html\"");
        assert!(html.contains(&link), "{html}");
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("<h1>A</h1>"), "{html}");
    }
}

#[test]
fn a_reason_in_a_rule_file_allows_a_problem() {
    let rules = "groups:\n- rules:\n  - alert: A # handover allow alert-without-page: it shows that alerts arrive\n  \
                 # handover allow alert-without-page: soon\n  - alert: B\n  - alert: C\n  \
                 # handover allow alert-without-page: in vain\n  - alert: D\n";
    let output = with_rules(
        &[("d.md", &runbook("D"))],
        &[("r.yml", rules), ("l.txt", "E # handover allow alert-without-page: no\n")],
    );
    let codes: Vec<String> =
        output.problems.iter().map(|own| format!("{}:{}", own.code, own.place)).collect();
    assert_eq!(
        codes,
        ["alert-without-page:6:12-6:13", "unused-allow:7:20-7:38"],
        "{}",
        output.shown()
    );
}

#[test]
fn the_data_fits_its_schema() {
    let schema = include_str!("../content/reference/alerts-schema.json");
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let page = runbook("A, B").replace("alerts:", "severity: P2\nservice: job-server\nalerts:");
    let rules = "groups:\n- rules:\n  - alert: A\n    labels: {severity: critical}\n  - alert: C\n";
    let output = with_rules(&[("a.md", &page)], &[("r.yml", rules)]);
    let data: Value = serde_json::from_str(&output.text("alerts.json")).expect("JSON");
    assert_eq!(validator.iter_errors(&data).count(), 0, "{data}");
    assert_eq!(
        data["alerts"][0].to_string(),
        "{\"address\":\"a/index.html\",\"known\":true,\"name\":\"A\",\"owner\":\"ops\",\"page\":\"a\",\
         \"permanent\":\"a/A/index.html\",\"places\":[{\"file\":\"rules/r.yml\",\"line\":3,\
         \"severity\":\"critical\"}],\"service\":\"job-server\",\"severity\":\"P2\",\"state\":\"page\",\
         \"title\":\"Runbook of A, B\"}"
    );
    let states: Vec<&str> = data["alerts"]
        .as_array()
        .expect("alerts")
        .iter()
        .filter_map(|own| own["state"].as_str())
        .collect();
    assert_eq!(states, ["page", "page", "missing"]);
}

#[test]
fn rules_are_named_on_the_command_line() {
    let desk = Desk::new();
    desk.write("site/handover.toml", "");
    desk.write("site/a.md", &runbook("A")).write("site/ops.md", ROLE);
    desk.write("rules/r.yml", "groups:\n- rules:\n  - alert: A\n  - alert: B\n");
    desk.write("rules/deep/s.yaml", "x: 1\n").write("rules/.hidden.yml", "- Z\n");
    desk.write("good.txt", "A\n");
    let good = desk.run(&["check", "site", "--rules", "good.txt"]);
    assert_eq!(good.code(), 0, "{}", good.err());
    for rules in [["rules", "good.txt"], ["rules/*.yml", "good.txt"], ["rules/r.yml", "rules"]] {
        let ran = desk.run(&["check", "site", "--rules", rules[0], rules[1]]);
        assert_eq!(ran.code(), 1, "{}", ran.err());
        assert!(ran.err().contains("no page answers the alert `B`"), "{}", ran.err());
        assert!(ran.err().contains("../rules/r.yml:4:12"), "{}", ran.err());
        assert!(ran.err().contains("^"), "{}", ran.err());
        assert!(!ran.err().contains("`Z`"), "{}", ran.err());
    }
    let json = desk.run(&["check", "site", "--format", "json", "--rules", "rules"]);
    assert_eq!(json.codes(), ["alert-without-page"]);
    for absent in ["none.yml", "none/*.yml"] {
        let ran = desk.run(&["check", "site", "--rules", absent]);
        assert_eq!(ran.code(), 2, "{absent}: {}", ran.err());
    }
    let odd = desk.run(&["check", "site", "--rules", "rules/deep/s.yaml"]);
    assert_eq!(odd.code(), 1, "{}", odd.err());
    assert!(odd.err().contains("rules-not-understood"), "{}", odd.err());
    // What is known of a file above the root stays known.
    let known = desk.run(&["check", "site", "--write-baseline", "--rules", "rules"]);
    assert_eq!(known.code(), 0, "{}", known.err());
    let again = desk.run(&["check", "site", "--rules", "rules"]);
    assert_eq!(again.code(), 0, "{}", again.err());
    // An author cannot reach above the root.
    desk.write("site/handover.toml", "alert_rules = [\"../rules/r.yml\"]\n");
    let above = desk.run(&["check", "site", "--format", "json"]);
    assert!(above.codes().contains(&"wrong-type".to_string()), "{}", above.out());
    assert!(!above.out().contains("alert `B`"), "{}", above.out());
}

/// Real collections answer the alerts their pages are called by: a list of
/// these with some more is held against them.
#[test]
fn real_collections() {
    for (name, alerts, stubs) in
        [("prometheus-operator-runbooks", 106, 4), ("openshift-runbooks", 251, 0)]
    {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(name);
        let Some(mut files) = folder(Path::new(&path), "") else {
            println!("skipped: no {}", path.display());
            continue;
        };
        let data: Value = serde_json::from_str(&build(&files).text("alerts.json")).expect("JSON");
        let list = data["alerts"].as_array().expect("alerts");
        let names: Vec<&str> = list.iter().filter_map(|own| own["name"].as_str()).collect();
        let text = format!("{}\nNobodyAnswersThis\n", names.join("\n"));
        files.set(
            SitePath::new("handover.toml").expect("a path"),
            b"alert_rules = [\"all.txt\"]\nprofile = \"adopt\"\n",
        );
        files.set(SitePath::new("all.txt").expect("a path"), text.as_bytes());
        let output = build(&files);
        let of = |code: &str| output.problems.iter().filter(|own| own.code == code).count();
        assert_eq!(of("alert-without-page"), 1, "{name}");
        assert_eq!(of("alert-unknown"), 0, "{name}");
        println!(
            "{name}: {} alerts, {} stubs, {} twice",
            names.len(),
            of("alert-page-is-stub"),
            of("duplicate-alert")
        );
        assert_eq!((names.len(), of("alert-page-is-stub")), (alerts, stubs), "{name}");
    }
}
