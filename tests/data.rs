//! Data files: changes of values, and files written to break something.

use std::time::{Duration, Instant};

use handover::host::MemoryFiles;
use handover::pipeline::Session;

use crate::invariants::violations;
use crate::site::{Output, build, build_in};

/// Another value changes the pages that mention it, and no other; nothing is
/// parsed anew for it.
#[test]
fn a_changed_value_changes_the_pages_that_mention_it() {
    let session = Session::new();
    let files = |value: &str| {
        MemoryFiles::new()
            .with("handover.toml", "")
            .with("data/variables.yml", &format!("phone: \"{value}\"\nother: x\n"))
            .with("a.md", "---\ndescription: Where to call.\n---\n\n# A\n\nCall {{var.phone}}.\n")
            .with("b.md", "# B\n\n{{var.other}} [[A]]\n")
            .with("c.md", "# C\n\nText.\n\n[!INCLUDE [a](a.md)]\n")
            .with("d.md", "---\ndescription: D.\n---\n\n# D\n\n`{{var.phone}}`\n")
    };
    let before = build_in(&session, &files("1"));
    let after = build_in(&session, &files("2"));
    assert!(after == build(&files("2")));
    let changed: Vec<&str> = (before.files.iter())
        .filter(|(path, bytes)| after.files.get(*path) != Some(bytes))
        .map(|(path, _)| path.as_str())
        .filter(|path| path.ends_with(".html"))
        .collect();
    assert_eq!(changed, ["a/index.html", "c/index.html", "d/index.html"]);
}

/// A new role takes its name wherever it is mentioned.
#[test]
fn a_session_follows_the_roles() {
    let session = Session::new();
    let files = |roles: &str| {
        MemoryFiles::new()
            .with("handover.toml", "")
            .with("data/roles.yml", roles)
            .with("a.md", "---\nowner: Cook\n---\n\n# A\n\n[[Cook]]\n")
    };
    for roles in ["", "cook: {title: Cook}\n", "baker: {title: Baker}\n", "baker: [\n"] {
        let (again, fresh) = (build_in(&session, &files(roles)), build(&files(roles)));
        assert_eq!(again.shown(), fresh.shown());
        assert!(again.files == fresh.files, "{roles}");
    }
}

/// Data that tries to run something, or to leave its place.
const HOSTILE: &[(&str, &str)] = &[
    (
        "variables",
        "x: \"<script>alert(1)</script>\"\ny: \"javascript:alert(1)\"\nz: \"\\\" onclick=\\\"x\"\n",
    ),
    ("variables", "x: \"{{var.x}}\"\ny: \"{{var.z}}\"\nz: \"{{var.y}}\"\n../../x: y\n"),
    ("variables", "x: \"\\u0000\\u001b[31m\\u202e\"\ny: \"java\"\nz: \"script:alert(1)\"\n"),
    ("variables", "- x\n- y\n"),
    (
        "roles",
        "../../x: {title: \"<script>x</script>\", aliases: [\"\\\"><b>\", '']}\n'': {}\n.: {}\n..: {}\n",
    ),
    (
        "roles",
        "index.html: {title: A}\n_handover: {title: ''}\nx: {team: <b>, alternate: x, reports_to: x, levels: [<i>]}\n",
    ),
    (
        "roles",
        "a: {title: A}\nb: {title: A}\nc: {title: A, contact: {channel: <b>, phone: 'javascript:x', email: y}}\n",
    ),
    ("roles", "role: {title: 'role:role'}\n'role:x': {title: \"{{var.x}}\"}\n"),
    (
        "teams",
        "a: {zone: '../../etc/passwd', hours: '24x7,24x7', languages: {a: b}, contact: [x]}\nb: {hours: [x]}\n",
    ),
    (
        "teams",
        "a: {hours: 'Mon-Sun-Mon 00:00-24:00-00:00'}\nb: {hours: 'é-é 08:00–18:00'}\nc: {hours: \"Mon\\t08:00 -\\n18:00\"}\n",
    ),
    (
        "calendars",
        "a: {days: {2027: [9999-99-99, 2027-1-1, ' to ', 2027-01-01 to , [x]], 0: [x], x: }}\nb: {days: [x]}\n",
    ),
    ("services", "a: {owner: <b>, environments: {a: b}}\nb: x\nc: [d]\n"),
    ("planned", "- <script>\n- {title: '\"><b>', owner: <i>}\n- [x]\n"),
    ("free", "a: &a [x]\nb: [*a, *a]\nc: {value: <b>, audience: x}\n"),
];

const MENTIONS: &str = "---\ntitle: \"{{var.x}}\"\nowner: x\n---\n\n# {{var.x}} {{var.y}}\n\n\
    {{var.x}} `{{var.x}}` [a]({{var.y}}) [b](https://e/{{var.z}}) ![c]({{var.y}}) \
    [d]({{var.y}}{{var.z}}) [e](x{{var.z}}) https://e/{{var.z}} <a href=\"{{var.y}}\">f</a> \
    {{data.free.b.1.1}} {{data.free.c}} {{data..}} {{data.free.b.99999999999999999999}}\n\n\
    ```{{var.x}} title=\"{{var.x}}\"\n{{var.x}}\n```\n\n## {{var.x}}\n\n| {{var.x}} |\n|-|\n| {{var.z}} |\n\n\
    > [!NOTE] {{var.x}}\n> x\n\n[[x]] [[role:x]] [[{{var.x}}]]\n";

fn check(output: &Output, what: &str) {
    let internal = output.problems.iter().filter(|problem| problem.code == "internal-error");
    let internal = internal.map(|problem| problem.show());
    let wrong: Vec<String> = violations(&output.files).into_iter().chain(internal).collect();
    assert!(wrong.is_empty(), "{what}\n{}", wrong.join("\n"));
}

#[test]
fn data_is_not_trusted() {
    for (name, text) in HOSTILE {
        let files = MemoryFiles::new()
            .with("handover.toml", "")
            .with(&format!("data/{name}.yml"), text)
            .with("a.md", MENTIONS);
        check(&build(&files), text);
    }
}

/// The word stands in data in every form that is for one audience, and is
/// mentioned wherever a value can be.
const SECRET: &str = "xyzzy";

const SCOPED: &[(&str, &str)] = &[
    (
        "variables",
        "pin: {value: xyzzy, audience: internal}\nhost: {value: 'https://xyzzy.example', audience: internal}\n",
    ),
    (
        "free",
        "a: {value: xyzzy, audience: internal}\nb: [{value: xyzzy, audience: internal}, y]\n\
         c: {Audience: internal, phone: xyzzy}\nd: {value: {e: xyzzy}, audience: [internal, staff]}\n\
         f: {value: xyzzy, audience: }\ng: {value: xyzzy, audience: {h: i}}\nj: &j {value: xyzzy, audience: internal}\nk: *j\n",
    ),
    ("whole", "audience: internal\nphone: xyzzy\n"),
    (
        "roles",
        "cook: {title: {value: Xyzzy, audience: internal}, contact: {phone: xyzzy, audience: internal}, \
         aliases: [{value: xyzzy, audience: internal}], levels: [{value: xyzzy, audience: internal}]}\n\
         night: {title: Xyzzy, audience: internal}\n",
    ),
    ("teams", "kitchen: {title: {value: xyzzy, audience: internal}}\n"),
    ("services", "batch: {title: {value: xyzzy, audience: internal}, owner: cook}\n"),
    ("vocabularies", "tags: {x: {title: {value: xyzzy, audience: internal}}}\n"),
    ("planned", "- {title: Xyzzy, audience: internal}\n- {value: Xyzzy, audience: internal}\n"),
];

const ASKING: &str = "---\ntitle: \"A {{var.pin}}\"\ndescription: \"{{data.free.a}}\"\nkind: role\n\
    nav_title: \"{{var.pin}}\"\ncontact: {phone: xyzzy, audience: internal}\n\
    levels: [{value: xyzzy, audience: internal}]\ntags: [x, {value: xyzzy, audience: internal}]\n\
    aliases: [{value: xyzzy, audience: internal}]\n---\n\n# A {{var.pin}}\n\n\
    {{var.pin}} `{{data.free.a}}` [a]({{var.host}}) [b](https://e/{{data.free.b.1}}) ![c]({{data.free.c.phone}})\n\
    {{data.free.b.2}} {{data.free.d.e}} {{data.free.d.value.e}} {{data.free.f}} {{data.free.g}} {{data.free.k}}\n\
    {{data.whole.phone}} {{data.free.a.value}} {{data.roles.cook.contact.phone}} {{data.roles.night.title}}\n\
    {{data.teams.kitchen.title}} {{data.planned.1.title}}\n\n\
    ```bash\necho {{var.pin}} {{data.free.c.phone}}\n```\n\n\
    <a href=\"{{var.host}}\">x</a> [[cook]] [[night]] [[role:cook]]\n\n## {{var.pin}}\n\n\
    | a |\n|---|\n| {{data.free.a}} |\n";

fn asking(config: &str) -> MemoryFiles {
    let mut files = MemoryFiles::new()
        .with("handover.toml", config)
        .with("a.md", ASKING)
        .with("b.md", "---\nowner: cook\nservice: batch\nkind: runbook\n---\n\n# B\n\n[[a]]\n");
    for (name, text) in SCOPED {
        files = files.with(&format!("data/{name}.yml"), text);
    }
    files
}

/// No byte of a site holds a value for another audience.
#[test]
fn values_for_others_are_nowhere() {
    let session = Session::new();
    let shown = "[audiences]\nnames = [\"internal\", \"partner\"]\nshown = [\"internal\"]\n";
    let holds = |output: &Output| -> Vec<String> {
        let holding = output.files.iter().filter(|(path, bytes)| {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            text.contains(SECRET) || path.to_lowercase().contains(SECRET)
        });
        holding.map(|(path, _)| path.clone()).collect()
    };
    let partner = shown.replace("shown = [\"internal\"]", "shown = [\"partner\"]");
    // A session that has shown them does not remember them either.
    for config in [shown, "", "[audiences]\nnames = [\"internal\"]\n", &partner, shown, &partner] {
        let output = build_in(&session, &asking(config));
        check(&output, config);
        let holding = holds(&output);
        match config == shown {
            true => {
                let page = output.text("a/index.html");
                assert!(page.contains("https://xyzzy.example") && page.contains("A xyzzy"));
                assert!(holding.iter().any(|path| path == "site.json"), "{holding:?}");
            }
            false => assert!(holding.is_empty(), "{config}: {holding:?}"),
        }
        assert!(output == build(&asking(config)), "{config}");
    }
}

#[test]
fn no_data_file_takes_long() {
    let many = |line: &dyn Fn(usize) -> String, times| (0..times).map(line).collect::<String>();
    let mut late = Vec::new();
    for (name, text) in [
        ("teams", many(&|n| format!("t{n}: {{zone: Nowhere{n}, holidays: c{n}}}\n"), 8_000)),
        ("roles", many(&|n| format!("r{n}: {{title: R, alternate: x{n}, team: y{n}}}\n"), 300)),
        ("variables", many(&|n| format!("v{n}: {}\n", "x".repeat(90)), 8_000)),
        ("teams", format!("a: {{hours: '{}'}}\n", "Mon-Sun 00:00-24:00, ".repeat(20_000))),
        ("teams", format!("a: {{hours: '{}'}}\n", "Mon ".repeat(50_000))),
    ] {
        let mentions = many(&|n| format!("{{{{var.v{n}}}}} {{{{var.w{n}}}}} "), 2_000);
        let files = MemoryFiles::new()
            .with("handover.toml", "")
            .with(&format!("data/{name}.yml"), &text)
            .with("a.md", &format!("# A\n\n{mentions}\n"));
        let start = Instant::now();
        check(&build(&files), name);
        if Duration::from_secs(20) < start.elapsed() {
            late.push(format!("{name}: {:?}", start.elapsed()));
        }
    }
    assert!(late.is_empty(), "{}", late.join("\n"));
}
