//! Pages written to break something: what a reader's browser gets is safe,
//! whole and made in time.

use std::time::{Duration, Instant};

use handover::base::SitePath;
use handover::host::MemoryFiles;

use crate::invariants::violations;
use crate::site::{Output, build, build_page, prepare};
use crate::time::timed;

/// Markdown that tries to run something, to leave its place, or to take the
/// page with it.
const PAGES: &[&str] = &[
    "<script>alert(1)</script>\n<SCRIPT SRC=//x>\n</script>",
    "<img src=x onerror=alert(1)> <svg onload=alert(1)> <body onload=x>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>\n\ntext",
    "<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=y></style></math>",
    "<svg><a><animate attributeName=href values=javascript:x /><text>y</text></a></svg>",
    "<iframe srcdoc='<script>x</script>'></iframe><object data=x><embed src=x><base href=//e>",
    "<form action=javascript:x><input type=image src=x onerror=y><button formaction=javascript:x>b",
    "<meta http-equiv=refresh content='0;url=javascript:x'><link rel=stylesheet href=//e>",
    "[a](javascript:x) [b](JAVASCRIPT&colon;x) [c](java\tscript:x) [d](\u{1}javascript:x)",
    "[a](<java\u{a0}script:x>) [b](&#x6A;avascript&#58;x) [c](data:text/html;base64,x)",
    "![a](javascript:x) ![b](data:image/svg+xml,<svg/onload=x>) ![c](vbscript:x)",
    "<javascript:alert(1)> <data:text/html,x>\n\n[x]\n\n[x]: javascript:alert(1)",
    "<a href=' javascript:x'>a</a><a href='java&#10;script:x'>b</a><a xlink:href=javascript:x>c</a>",
    "[a](b.md \"x\\\" onmouseover=\\\"y\") ![a\" onerror=\"x](p.png) [c](<x\" onclick=\"y>)",
    "[a](https://e/\"onmouseover=x) <https://e/'onclick='x> www.e.com/\"><script>x</script>",
    "```\"><script>x</script>\nx\n```\n\n```bash title=\"\\\"><img onerror=x>\"\nx\n```",
    "## H {#x onclick=alert(1) .y style=z}\n\n## \"><script>x</script>\n\n## `</h2>` <b>",
    "<a name=site:main></a><p id=\"fn:1\">x</p><p id=i:mark>x</p><p id='a b'>x</p><p id=x\u{7}>y</p>",
    "## location\n## cookie\n## main\n## constructor\n## __proto__\n## main",
    "x[^\"><script>] y[^1]\n\n[^\"><script>]: <script>x</script>\n[^1]: </li></ol></main>",
    "> [!NOTE] <script>x</script> *y\n> </div></div>\n\n> [!\"><b>]\n> x",
    ":::image source=\"x\" alt-text=\"\"><script>x</script>\" onerror=y :::\n\n:::row onclick=x:::",
    "[[\"><script>x</script>]] [[a|<img src=x onerror=y>]] [[#\"><b>]] [[javascript:x]] [[x|y](z)]]",
    "[!INCLUDE [<script>](javascript:x)] [!VIDEO javascript:x]",
    "| <script>x</script> | <b |\n|:-|-:|\n| </table></main> | <td onclick=x> |\n| \"onx={#\"><i>} |",
    "- [ ] <script>x</script> </label>\n- [x] <input onfocus=x autofocus> {#\"><b>}\n- [ ] same\n- [ ] same",
    "</main></body></html><footer class=base><header class=top><main id=site:main>",
    "<div><p><ul><li><table><tr><td><b><i><a href=x>",
    "***Applies to: <script>x</script>, \"><img src=x onerror=y>***\n\n<!--## Tags\n*Roles:* </main>, {{ 7*7 }} -->",
    "## Contributors\n\n- [<b>\"](javascript:x) | <script>x</script>\n- <img src=x onerror=y> | z",
    "| Done? | Task |\n|: --: |--|\n| [x] | <ul><li></label><input onfocus=x autofocus></ul> {#\"><b>} |\n| &check; | <script>x |",
    "<!-- never closed\n\n</main>",
    "text <!-- never closed <b>\n\n- a <!-- b\n- c",
    "<!--> x --> <!---> y <!-- a --!> z --> <![CDATA[ ]]> <?php x ?> <!DOCTYPE x>",
    "<textarea><title><xmp><plaintext>\n\nafter\n\n<noscript><p title='</noscript><img onerror=x>'>",
    "<div class=top style='position:fixed' data-x=y contenteditable popover=auto>x</div><dialog open>y",
    "<x-y><template shadowrootmode=open><script>x</script></template></x-y><slot>z</slot>",
    "<img srcset='javascript:x 1x' src='x' lowsrc=javascript:x><p background=javascript:x cite=javascript:y>",
    "[x [y](javascript:z) w](https://e) ![a [b](javascript:c)](d) [![x](javascript:y)](javascript:z)",
    "<a href=a.md>x <a href=b.md>y [z](c.md) https://e.example</a></a> [p <a href=a.md>q</a>](a.md)",
    "*a <b>b* c</b> **<i>x** y</i> <details>z\n\n- </details>\n\n# <h1>w",
    "{{ 7*7 }} {% raw %} {{ __tera_context }} {% include \"/etc/passwd\" %} ${x} {{< x >}}",
    "term <b>\n: </dd></dl><script>x</script>\n: <p>\n\n  para",
    "\u{202e}dlrow\u{202c} \u{2028} \u{feff} \u{0} \u{1b}[31m \u{85} \u{fffe}",
    "`a\u{1b}[31m`\n\n```\n\u{0}\u{7}\u{1b}]0;x\u{7}\n```\n\n[a](b\u{1b}.md) <b title='\u{1}'>x</b>",
    "<p><p><p></p></p><div></p><h2>x</p></h2><ul><li>a<li>b</ul><dl><dt>a<dd>b</dl><table><td>x<td>y<tr><th>z",
    "<details><summary>a\n\n*b\n\n</summary></details>\n\n<span>\n\npara\n\n</span>",
    "<p>a</p> b <div>c</div>\n\nx <div>y</div> z <ul><li>w</li></ul>\n\n- <div>a\n\n  b</div>",
    "# <script>x</script> <img src=x onerror=y> [a](javascript:b) <div>c</div>",
    "<kbd id=a><kbd id=a></kbd></kbd> <h2 id=a>x</h2>\n\n## a\n\n- x {#a}\n\n| a {#a} |\n|-|\n| b {#a} |",
    "::: details <script>x</script> \" onclick=y\nx\n:::\n\n::: tabs\n## <img onerror=x>\n1\n## \"><b>\n2\n:::",
    ":::zone pivot=\"\"><script>x</script>\"\na\n:::zone-end\n:::zone pivot=\"'><i>\"\nb\n:::zone-end\n\n:::moniker range=\"<b>\"\nx\n:::moniker-end",
    ":::image source=\"javascript:x\" alt-text=\"\\\" onerror=y\" lightbox=\"javascript:y\" link=\"javascript:z\":::\n\n:::image source=\"data:image/svg+xml,<svg>\" alt-text=\"x\":::",
    "!!! \"><script>\n    x\n\n!!! note \"<script>x</script>\"\n    </div></main>\n\n=== \"<img src=x onerror=y>\"\n\n    a\n\n=== \"</p></section>\"\n\n    b",
    "> [!VIDEO javascript:x]\n\n> [!VIDEO \"><script>x</script>]\n\n:::video source=\"vbscript:x\":::\n\n[!VIDEO https://\"><b onclick=x>]",
    "> [!div class=\"checklist\\\" onclick=x\"]\n> * <script>x</script>\n\n> [!div class=\"nextstepaction\"]\n> [x](javascript:y)",
    "# [<script>x</script>](#tab/\"><b>/\"onclick=x)\n\na\n\n# [b](#tab/__proto__)\n\nc\n\n# [](#tab/)\n\nd",
    "[!INCLUDE [x](\"><script>x</script>.md)] :::no-loc text=\"<script>x</script>\"::: [!code-\"><b>[x](y\"><i>)]",
    "- [ ] a\n  - Owner: <script>x</script>, \"><b>\n  - <b>Owner:</b> [x](javascript:y)\n  - Evidence: </dd></dl><img src=x onerror=y>",
    ":::row:::\n   :::column span=\"-1\\\">\":::\n      a\n:::row-end:::\n:::column-end:::\n:::\n::::",
];

/// Front matter that tries the same, or to stop the build.
const FRONTS: &[&str] = &[
    "title: </title><script>x</script>",
    "title: \"\\u0000\\u001b[31m\\u202e\"",
    "title: {{ 7*7 }}\ndescription: '{% x %} \"><b onclick=y>'",
    "description: \"\\\"><script>x</script>\"\nowner: <img src=x onerror=y>\nlang: \"\\\" onload=\\\"x\"",
    "aliases: [/../../etc/x, /%2e%2e/x, '/javascript:x', '/a\"><b>', '//e.example/x', /, /..]",
    "id: ../../x\nnav_title: <script>x</script>\ntags: [../../x, <b>]",
    "planned: [<script>x</script>, {title: '\"><b>', owner: <i>, due: 9999-99-99}]",
    "related: [javascript:x, ../../../etc/passwd.md, '<b>', x.md#\"><i>]",
    "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\ntitle: *a",
    "a: &a [*a]",
    "title: !!python/object/apply:os.system [id]",
    "<<: {title: x}\n? [a]\n: b",
    "title: x\n...\n---\ntitle: y",
    "order: 99999999999999999999999\nreviewed: 2026-02-31\nreview_every: 999999999 years",
    "reviewed: 9999-12-31\nreview_every: 9999 years",
    "reviewed: 0001-01-01\nms.date: 99/99/9999\nhidden: [x]\nstatus: {a: b}",
    "__proto__: x\nconstructor: y\naudience: '*'",
    "\ttitle: x",
    "kind: checklist\nrepeat: <script>x</script>",
    "title: |\n  a\n  b\ndescription: >-\n  </p><p>",
    "title: \"unclosed\nlang: [",
];

/// Returns what is wrong with a build of `what`.
fn wrong(output: &Output, what: &str) -> Vec<String> {
    let internal = output.problems.iter().filter(|problem| problem.code == "internal-error");
    let internal = internal.map(|problem| problem.show());
    let wrong = violations(&output.files).into_iter().chain(internal);
    wrong.map(|wrong| format!("{wrong}\n    {what:?}")).collect()
}

fn check(output: &Output, what: &str) {
    let wrong = wrong(output, what);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn pages_are_safe() {
    let mut found = Vec::new();
    for text in PAGES {
        found.extend(wrong(&build_page(text), text));
        let inside = format!("# Title\n\n- item\n\n  > {text}\n\nAfter.");
        found.extend(wrong(&build_page(&inside), &inside));
        let windows = text.replace('\n', "\r\n");
        found.extend(wrong(&build_page(&windows), &windows));
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    check(&build_page(&PAGES.join("\n\n")), "all of them");
}

#[test]
fn checklists_are_safe() {
    let kinds = ["checklist", "runbook", "charter"];
    for (kind, text) in kinds.iter().flat_map(|kind| PAGES.iter().map(move |text| (kind, text))) {
        let label = text.replace('\n', " ");
        let page = format!(
            "---\nkind: {kind}\n---\n\n# A\n\n## Gate {label}\n\n- Entry: gate {label}\n\
             - Sign-off: {label}\n\n- [ ] {label}\n  - Owner: {label}\n  - Check: page {label} is reviewed\n\n\
             1. **{label}**\n   - Role: {label}\n\n| Task | {label} |\n|-|-|\n| {label} | R/A |\n"
        );
        check(&build_page(&page), &page);
    }
}

#[test]
fn front_matter_is_safe() {
    let mut found = Vec::new();
    for front in FRONTS {
        let page = format!("---\n{front}\n---\n\n# Title\n\nText.\n");
        found.extend(wrong(&build_page(&page), front));
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// A page whose text is cut anywhere is still a page.
#[test]
fn cut_pages_are_safe() {
    let all = PAGES.join("\n\n");
    let ends = all.char_indices().map(|(at, _)| at).step_by(37);
    for end in ends {
        check(&build_page(&all[..end]), &all[..end]);
    }
}

#[test]
fn names_of_files_are_safe() {
    let mut files = MemoryFiles::new();
    for name in [
        "javascript:alert(1).md",
        "<img src=x onerror=y>/<b>.md",
        "a\"b'c&d.md",
        "con/nul/aux.md",
        "-rf.md",
        "%2e%2e.md",
        "a#b?c.md",
        "\u{202e}x.md",
        "...md",
        "index.html.md",
        "_handover/theme.js.md",
        "x/javascript:y.png",
    ] {
        let path = SitePath::new(name).expect("a path");
        files.set(path, format!("# {name}\n\n![p](<x/javascript:y.png>)\n").as_bytes());
    }
    files.set(
        SitePath::new("a.md").expect("a path"),
        b"# A\n\n[[javascript:alert(1)]] ![p](x/javascript:y.png) ![q](./x/javascript%3Ay.png)\n",
    );
    check(&build(&files), "names of files");
}

#[test]
fn templates_in_pages_stay_text() {
    let html = build_page("# A\n\n{{ 7*7 }} {% raw %}x").text("a/index.html");
    assert!(html.contains("{{ 7*7 }} {% raw %}x"));
}

/// Inputs that some parser once needed minutes or its whole stack for.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn slow() -> Vec<(&'static str, String)> {
    let many = |text: &str, times: usize| text.repeat(times);
    let lines =
        |text: &dyn Fn(usize) -> String, times: usize| -> String { (0..times).map(text).collect() };
    vec![
        ("fields in paragraphs", many("**Owner:** x\n\n", 20_000)),
        ("fields in lines", many("Owner: x\n", 20_000)),
        ("fields in bullets", many("- Owner: x\n", 20_000)),
        (
            "fields in a table",
            "| Owner | x |\n|---|---|\n".to_string() + &many("| Owner | x |\n", 20_000),
        ),
        ("a list in a field", format!("**Tags:** {}\n", many("a, ", 30_000))),
        ("alerts below headings", many("## Meaning\n\n**Severity:** a\n\n", 10_000)),
        ("emphases", many("*a **a ", 10_000)),
        ("emphasis closers", many("a_ ", 20_000)),
        ("emphasis openers", many("_a ", 20_000)),
        ("mixed emphasis", many("*a_ ", 20_000)),
        ("multiples of three", "a***b***c*d*e".repeat(5_000)),
        ("strikethrough", many("~a ~~b ", 10_000)),
        ("link closers", many("a]", 20_000)),
        ("link openers", many("[a", 20_000)),
        ("nested brackets", many("[", 20_000) + "a" + &many("]", 20_000)),
        ("link starts", many("[a](<b", 10_000)),
        ("link starts in parentheses", many("[a](b", 10_000)),
        ("parentheses", format!("[a]({}", many("(", 20_000))),
        ("images", many("![", 20_000)),
        ("names", many("[[", 20_000)),
        ("names with text", many("[[a|", 10_000)),
        ("names in brackets", many("[[a]](", 10_000)),
        ("footnote openers", many("[^", 20_000)),
        ("footnote lines", many("[^a\n", 10_000)),
        ("footnotes in a tag", format!("<a {}", many("[^", 10_000))),
        ("footnotes", lines(&|n| format!("[^{n}]: x[^{}]\n\n", n + 1), 3_000)),
        ("backticks", lines(&|n| format!("e{}", "`".repeat(n)), 300)),
        ("comments", many("<!-- ", 20_000)),
        ("comments in lines", many("a <!-- b\n", 10_000)),
        ("closed comments", many("a <!-- b --> ", 10_000)),
        ("instructions", many("a <?", 10_000)),
        ("declarations", many("a <!A ", 10_000)),
        ("character data", many("a <![CDATA[", 10_000)),
        ("tags", many("<b>", 10_000)),
        ("block tags", many("<div>", 5_000)),
        ("block tags on lines", many("<div>\n\n", 3_000)),
        ("unknown tags", many("<x>", 10_000)),
        ("attributes", format!("<a {}>x</a>", lines(&|n| format!("a{n}=b "), 10_000))),
        ("quotes", many("> ", 20_000) + "a"),
        ("callouts", lines(&|n| format!("{}[!NOTE]\n", "> ".repeat(n + 1)), 150)),
        ("lists", lines(&|n| format!("{}- a\n", "  ".repeat(n)), 300)),
        ("lists in a line", many("- ", 10_000) + "a"),
        ("tasks", many("- [ ] a\n", 5_000)),
        ("containers", many("::: details x\n", 5_000)),
        ("closed containers", many("::: details x\n", 2_000) + &many(":::\n", 2_000)),
        ("closing marks", many(":::\n", 10_000)),
        ("containers one by one", many("::: note\nx\n:::\n", 3_000)),
        ("named containers", many(":::row:::\n", 3_000) + &many(":::row-end:::\n", 3_000)),
        ("indented containers", lines(&|n| format!("{}:::row:::\n", "  ".repeat(n)), 300)),
        ("pictures without an end", many(":::image source=\"a\"\n", 5_000)),
        (
            "described pictures",
            many(":::image type=\"complex\" source=\"a\" alt-text=\"b\":::\n\n", 2_000)
                + &many(":::image-end:::\n", 5_000),
        ),
        (
            "tabs of headings",
            "::: tabs\n".to_string() + &lines(&|n| format!("## T{n}\n"), 5_000) + ":::\n",
        ),
        ("pictures", many(":::image source=\"a\" alt-text=\"b\"::: ", 3_000)),
        ("folds", lines(&|n| format!("{}!!! note \"x\"\n", "    ".repeat(n)), 150)),
        ("folds one by one", many("!!! note\n    x\n\n", 3_000)),
        ("tabs", many("=== \"x\"\n\n    y\n\n", 3_000)),
        ("tab headings", many("# [a](#tab/b)\n\nx\n\n", 2_000)),
        ("zones", many(":::zone pivot=\"x\"\na\n:::zone-end\n", 2_000)),
        ("includes", many("[!INCLUDE [a](b.md)] ", 5_000)),
        ("include openers", many("[!INCLUDE [a](", 5_000)),
        ("divisions", many("> [!div class=\"x\"]\n> a\n\n", 3_000)),
        ("wide table", format!("|{}\n|{}\n|x\n", many("a|", 2_000), many("-|", 2_000))),
        ("table rows", "|a|b|\n|-|-|\n".to_string() + &many("|x\n", 5_000)),
        ("definitions", many("a\n: b\n\n", 3_000)),
        ("reference definitions", lines(&|n| format!("[a{n}]: b\n"), 5_000)),
        ("references", "[a]: b.md\n\n".to_string() + &many("[a] ", 5_000)),
        ("headings", many("## a\n", 5_000)),
        ("heading attributes", many("## a {#", 5_000)),
        ("mail", many("a@", 20_000)),
        ("mail dots", format!("a@{}", many("a.", 20_000))),
        ("addresses", many("www.", 20_000)),
        ("address tails", format!("https://a{}", many(")", 20_000))),
        ("entities", many("&amp", 20_000)),
        ("backslashes", many("\\", 40_000)),
        ("directives", many(":::", 20_000)),
        ("image directives", many("a :::image ", 5_000)),
        ("includes", many("[!INCLUDE [a](b", 5_000)),
        ("fences", many("```a\n", 5_001)),
        ("one word", many("a", 1_000_000)),
        ("spaces", many(" ", 500_000) + "a"),
        ("front matter lists", format!("---\na: {}\n---\n", many("[", 20_000))),
        ("front matter maps", format!("---\n{}---\n", lines(&|n| format!("k{n}: v\n"), 5_000))),
        (
            "front matter depth",
            format!("---\n{}\n---\n", lines(&|n| format!("{}a:\n", " ".repeat(n)), 500)),
        ),
        ("keys in tags", format!("<!--## Tags\nRoles: {} -->", many("a Roles: ", 10_000))),
        ("colons in tags", format!("<!--## Tags\nRoles: {} -->", many(":", 40_000))),
        ("lines of tags", format!("<!--## Tags\n{} -->", many("Roles: a\n", 10_000))),
        ("brackets in tags", format!("<!--## Tags\nRoles: {} -->", many("(,", 20_000))),
        ("comments of tags", many("<!--## Tags\nRoles: a\n-->\n\n", 3_000)),
        ("products", format!("***Applies to: {}***", lines(&|n| format!("a{n}, "), 5_000))),
        ("contributors", format!("## Contributors\n\n{}", many("- a | b\n", 5_000))),
        ("letters", many("a. b\n", 10_000)),
        ("loose rows", many("|a|\n|: -|\n|b|\n\n", 5_000)),
        ("loose row", format!("|{}\n|{}\n", many("a|", 2_000), many(": -|", 2_000))),
        ("checklist", format!("|Done|Task|\n|-|-|\n{}", many("|[ ]|a|\n", 5_000))),
        (
            "equal tags",
            format!("---\ntags: [{}]\n---\n", lines(&|n| format!("\"{}\", ", "!".repeat(n)), 300)),
        ),
        ("allowances", many("a <!-- handover allow bad-id: x --> ", 5_000)),
        ("allowances alone", many("<!-- handover allow bad-id: x -->\n", 5_000)),
        ("allowances above", many("<!-- handover allow bad-id: x -->\n\n", 3_000) + "[a]: b\n"),
        ("allowances in items", many("- a <!-- handover allow bad-id: x -->\n", 3_000)),
        (
            "allowances in an item",
            "- a ".to_string() + &many("<!-- handover allow bad-id: x -->", 5_000),
        ),
        (
            "allowances in a row",
            "|a|\n|-|\n|b ".to_string() + &many("<!-- handover allow bad-id: x -->", 5_000) + "|",
        ),
        ("allowances of nothing", many("<!-- handover allow bad-ids: x -->\n", 3_000)),
        ("a long allowance", format!("<!-- handover allow {} -->", many("a", 500_000))),
        (
            "allowances in front matter",
            format!(
                "---\na: b\n{}c:\n{}---\n",
                many("# handover allow bad-id: x\n", 1_200),
                many("  d:\n", 3_000)
            ),
        ),
        (
            "allowances in a process",
            format!(
                "```process\n{}a\n{}```\n",
                many("// allow bad-id: x\n", 5_000),
                many("  b\n", 9_000)
            ),
        ),
        (
            "allowed links",
            "---\nallow: {broken-link: x}\n---\n".to_string()
                + &lines(
                    &|n| format!("[a](b{n}.md) <!-- handover allow broken-link: x -->\n\n"),
                    3_000,
                ),
        ),
        ("broken links", lines(&|n| format!("[a](b{n}.md) "), 3_000)),
        ("names nobody has", lines(&|n| format!("[[Name {n}]] "), 3_000)),
    ]
}

/// Checklists that ask for much work: roles times items, gates times gates.
fn slow_checklists() -> Vec<(&'static str, String)> {
    let many = |text: &str, count: usize| text.repeat(count);
    let lines =
        |line: &dyn Fn(usize) -> String, count: usize| (0..count).map(line).collect::<String>();
    let kind = "---\nkind: checklist\n---\n\n";
    let roles = lines(&|n| format!("role {n}, "), 2_000);
    let tasks = many("- [ ] a\n  - Owner: b\n", 2_000);
    let columns = |cell: &str| format!("|Task|{}\n", many(cell, 300));
    vec![
        ("tasks with labels", format!("{kind}{tasks}")),
        (
            "roles of a gate",
            format!("{kind}## G\n\n- Owner: {roles}\n- Sign-off: {roles}\n\n{tasks}"),
        ),
        ("equal labels", format!("{kind}- [ ] a\n{}", many("  - Owner: b\n", 3_000))),
        (
            "two equal labels",
            format!(
                "{kind}- [ ] a\n{}{}",
                many("  - Check: b\n", 3_000),
                many("  - Due: b\n", 3_000)
            ),
        ),
        (
            "letters of a cell",
            format!(
                "{kind}|Task|{roles}|\n|-|-|\n|{}|{}|\n",
                many("a ", 100),
                many("R/", 99_999) + "R"
            ),
        ),
        ("lines of labels", format!("{kind}- [ ] a\n{}", many("  Check: b\n", 3_000))),
        ("paragraphs of labels", format!("{kind}- [ ] a\n\n{}", many("  Due: b\n\n", 3_000))),
        (
            "gates",
            format!(
                "{kind}{}",
                lines(&|n| format!("## Gate {n}\n\n- Entry: gate {}\n\n", n + 1), 2_000)
            ),
        ),
        (
            "gates times gates",
            format!(
                "{kind}{}",
                many(
                    &format!("## G\n\n- Entry: gates {}\n\n", lines(&|n| format!("{n}, "), 150)),
                    150
                )
            ),
        ),
        (
            "who does what",
            format!(
                "{kind}{}|-|{}\n{}",
                columns("a|"),
                many("-|", 300),
                many(&columns("R/A/C/I|"), 20)
            ),
        ),
    ]
}

/// No page may take longer.
const LONGEST: Duration = Duration::from_secs(2);

#[test]
fn no_page_takes_long() {
    let mut late = Vec::new();
    for (name, text) in slow().into_iter().chain(slow_checklists()) {
        let page = format!("# A\n\n{text}\n");
        let (headed, output) = timed(LONGEST, || build_page(&page));
        let (plain, _) = timed(LONGEST, || build_page(&text));
        let longest = headed.max(plain);
        if LONGEST < longest {
            late.push(format!("{name}: {longest:?}"));
        }
        check(&output, name);
    }
    assert!(late.is_empty(), "{}", late.join("\n"));
}

/// What somebody meant is searched for a few times only.
#[test]
fn many_unknown_roles_do_not_take_long() {
    let mut files = MemoryFiles::new();
    for number in 0..500 {
        let path = SitePath::new(&format!("roles/role-{number}.md")).expect("a path");
        files.set(path, format!("---\nkind: role\n---\n\n# Some role {number}\n").as_bytes());
    }
    let names: String = (0..2_000).map(|number| format!("Some rolle x{number}, ")).collect();
    let page = format!("---\nkind: checklist\n---\n\n# A\n\n- [ ] a\n  - Owner: {names}\n");
    files.set(SitePath::new("a.md").expect("a path"), page.as_bytes());
    let (taken, output) = timed(2 * LONGEST, || build(&files));
    assert!(taken <= 2 * LONGEST, "{taken:?}");
    let unknown = output.problems.iter().filter(|problem| problem.code == "unknown-role");
    assert_eq!(unknown.count(), 2_000);
}

/// A page carries its own branch of the menu, however many pages there are.
#[test]
fn menus_do_not_grow_with_the_site() {
    let mut files = MemoryFiles::new();
    for number in 0..200 {
        let path = SitePath::new(&format!("section/page-{number}.md")).expect("a path");
        files.set(path, format!("# Page {number}\n").as_bytes());
    }
    let output = build(&files);
    check(&output, "200 siblings");
    for number in [0, 100, 199] {
        let html = output.text(&format!("section/page-{number}/index.html"));
        let tree = crate::dom::inner(&html, "nav.tree").expect("a tree");
        assert!(tree.matches("<a ").count() <= 60, "{tree}");
        assert!(tree.contains(&format!("aria-current=\"page\">Page {number}<")), "{tree}");
    }
    assert_eq!(output.text("all-pages/index.html").matches("/section/page-").count(), 200);
}

/// Relations are followed once each, however long the way is.
#[test]
fn circles_of_relations_are_found_in_time() {
    const LONG: usize = 1_500;
    let mut files = MemoryFiles::new();
    for number in 0..LONG {
        let next = (number + 1) % LONG;
        let path = SitePath::new(&format!("p{number}.md")).expect("a path");
        let text = format!("---\nrequires: [p{next}]\npart_of: [p{next}]\n---\n# P{number}\n");
        files.set(path, text.as_bytes());
    }
    let same = "p1, ".repeat(5_000);
    let path = SitePath::new("many.md").expect("a path");
    files.set(path, format!("---\nrelated: [{same}]\n---\n# Many\n").as_bytes());
    let start = Instant::now();
    let output = build(&files);
    let took = start.elapsed();
    let count = |code: &str| output.problems.iter().filter(|problem| problem.code == code).count();
    assert_eq!(count("relation-cycle"), 2);
    assert_eq!(count("duplicate-relation"), 4_999);
    assert!(took < Duration::from_secs(20), "{took:?}");
}

/// Many sections with a flow and a picture that says much.
#[test]
fn pictures_beside_flows_take_no_time() {
    let steps = "```process\n1. Pack the box\n2. Load the van\n3. Drive home\n```\n";
    let section = format!("## A\n\n![P](p.svg) ![Q](q.svg)\n\n{steps}\n");
    let page = format!("# A\n\n{}", section.repeat(4_000));
    let texts: String =
        (0..3_000).map(|n| format!("<rect/><text>word{n} of a box</text>")).collect();
    let known = "<text>Pack the box</text><text>Load the van</text>";
    let mut files = MemoryFiles::new();
    let mut add = |path: &str, text: &str| {
        files.set(SitePath::new(path).expect("a path"), text.as_bytes());
    };
    add("a.md", &page);
    add("p.svg", &format!("<svg>{known}{texts}</svg>"));
    add("q.svg", &format!("<svg>{}</svg>", "<g>".repeat(50_000)));
    let start = Instant::now();
    let prepared = prepare(&files);
    let code =
        |problem: &&handover::base::Diagnostic| problem.code.name() == "flow-picture-disagrees";
    assert!(0 < prepared.found.iter().filter(code).count());
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}
