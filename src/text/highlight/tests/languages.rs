//! The other required languages, on snippets as operations teams write them.

use super::*;

#[test]
fn bash() {
    let code = r#"#!/bin/bash
# Restart what hangs, oldest first
set -euo pipefail
NS=orders
kubectl -n "$NS" rollout restart deploy/api --timeout=60s
for pod in $(kubectl get pods -o name | grep -v Running); do
  echo "deleting ${pod}" && kubectl delete "$pod" || exit 1
done
cat <<EOF > /etc/motd
host $HOSTNAME < 5 & more
EOF
"#;
    check(
        "bash",
        code,
        5,
        &[
            ("c", "# Restart what hangs, oldest first"),
            ("f", "kubectl"),
            ("k", "for"),
            ("a", "--timeout"),
            ("v", "${pod}"),
            ("f", "echo"),
        ],
    );
    for word in ["sh", "SHELL", "zsh"] {
        assert_eq!(html(word, code), html("bash", code));
    }
}

#[test]
fn json() {
    let code = "{\n  // limit\n  \"name\": \"orders\",\n  \"limit\": 5, \"on\": true, \"of\": [null, \"<x>\"]\n}\n";
    check(
        "json",
        code,
        4,
        &[("a", "\"name\""), ("s", "\"orders\""), ("n", "5"), ("n", "true"), ("c", "// limit")],
    );
}

#[test]
fn xml() {
    let code = "<?xml version=\"1.0\"?>\n<!-- c -->\n<configuration><add key=\"a\" value=\"b &amp; c\"/>\
        <![CDATA[x]]></configuration>\n";
    check(
        "xml",
        code,
        4,
        &[("t", "configuration"), ("a", "key"), ("s", "\"a\""), ("c", "<!-- c -->")],
    );
}

#[test]
fn dockerfile() {
    let code = "# base\nFROM debian:12-slim AS build\nARG VERSION=1.2\nRUN apt-get update && rm -rf /x\n\
        ENV PATH=\"/app:$PATH\"\nEXPOSE 8080\nENTRYPOINT [\"/app/run\", \"--port\"]\n";
    check(
        "docker",
        code,
        3,
        &[("c", "# base"), ("k", "FROM"), ("k", "RUN"), ("s", "\"/app/run\"")],
    );
}

#[test]
fn hcl() {
    let code = "resource \"azurerm_resource_group\" \"main\" {\n  name    = \"rg-${var.env}\" # c\n  \
        count   = 3\n  enabled = true\n}\n";
    check("terraform", code, 4, &[("n", "3"), ("n", "true"), ("c", "# c"), ("a", "count")]);
}

#[test]
fn python() {
    let code = "# drain\nimport os\n@retry(times=3)\ndef drain(node: str, timeout: int = 60) -> bool:\n    \
        if node is None or not os.path.exists(node):\n        raise ValueError(f\"no {node!r}\")\n    return True\n";
    check(
        "py",
        code,
        5,
        &[
            ("c", "# drain"),
            ("k", "import"),
            ("f", "drain"),
            ("n", "60"),
            ("n", "None"),
            ("k", "or not"),
            ("s", "f\"no"),
        ],
    );
}

#[test]
fn c_sharp() {
    let code = "// retry\nusing System;\npublic sealed class Retry<T> : IRetry {\n    private readonly int _max = 3;\n    \
        public async Task<string> SendAsync(string url) {\n        Console.WriteLine($\"try {_max} & {url}\");\n        \
        return null;\n    }\n}\n";
    check(
        "c#",
        code,
        5,
        &[
            ("c", "// retry"),
            ("k", "using"),
            ("f", "SendAsync"),
            ("n", "3"),
            ("n", "null"),
            ("t", "Retry"),
        ],
    );
    assert_eq!(html("cs", code), html("csharp", code));
}

#[test]
fn typescript() {
    let code = "// hold\nimport { retry } from \"./retry\";\nexport interface Order { id: number; state?: string }\n\
        export async function hold(order: Order): Promise<void> {\n  const url = `/orders/${order.id}/hold`;\n  \
        await fetch(url, { method: \"POST\" });\n  if (order.id === 0x1F && !url) throw new Error('no');\n}\n";
    check(
        "ts",
        code,
        5,
        &[
            ("c", "// hold"),
            ("k", "import"),
            ("t", "Order"),
            ("f", "hold"),
            ("n", "0x1F"),
            ("s", "'no'"),
        ],
    );
    check("js", "const x = { a: 'b' }; // y\nreturn f(1);\n", 4, &[("k", "const"), ("c", "// y")]);
}

#[test]
fn http() {
    let code = "POST /v1/orders?id=7 HTTP/1.1\nHost: api.example.com\nContent-Type: application/json\n\n\
        { \"id\": 7, \"state\": \"held\" }\n\nHTTP/1.1 503 Service Unavailable\nRetry-After: 120\n";
    check(
        "http",
        code,
        4,
        &[("k", "POST"), ("a", "Host"), ("a", "\"id\""), ("s", "\"held\""), ("n", "HTTP/1.1")],
    );
}

#[test]
fn diff() {
    let code = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n same\n--- a comment in SQL\n-old\n+new & <b>\n";
    check("patch", code, 4, &[("k", "--- a/x"), ("d", "--- a comment in SQL"), ("d", "-old")]);
    assert!(html("diff", code).contains("<span class=\"i\">+new &amp; &lt;b&gt;</span>"));
}

#[test]
fn a_change_in_another_language_keeps_its_colours() {
    let code = " replicas: 2\n-image: \"api:1\n+image: \"api:2\"\n+\n paused: false";
    let Outcome::Highlighted(html) = Highlighter::new().diff_of("yaml", code) else {
        panic!("plain")
    };
    assert_eq!(without_tags(&html, 2), escaped(code));
    let lines: Vec<&str> = html.split('\n').collect();
    let added = "<span class=\"i\">+<span class=\"a\">image</span>: <span class=\"s\">\"api:2\"</span></span>";
    assert_eq!(lines[2], added);
    assert!(lines[1].starts_with("<span class=\"d\">-<span class=\"a\">image"));
    assert_eq!(lines[3], "<span class=\"i\">+</span>");
    // The quote that was never closed went away with its line.
    assert_eq!(lines[4], " <span class=\"a\">paused</span>: <span class=\"n\">false</span>");
    let plain = Highlighter::new().diff_of("text", "+a\n b");
    assert_eq!(plain, Outcome::Highlighted("<span class=\"i\">+a</span>\n b".into()));
}

#[test]
fn sessions() {
    let code = "$ kubectl get pods \\\n    -n orders\nNAME   READY\napi-1  1/1 <ok>\n\nPS C:\\> Get-Service -Name api\nRunning\n";
    check(
        "console",
        code,
        4,
        &[
            ("pr", "$ "),
            ("f", "kubectl"),
            ("out", "NAME   READY"),
            ("f", "Get-Service"),
            ("pr", "PS C:\\> "),
        ],
    );
    assert!(html("console", code).contains("<span class=\"a\">-n</span> orders"));
    // A shell fence copied from a terminal; a script with a comment is none.
    assert_eq!(html("bash", code), html("terminal", code));
    check("sh", "# systemctl restart\nls -l\n", 2, &[("c", "# systemctl restart"), ("a", "-l")]);
    let told = "# Look at the disks\n\n$ df -h\n";
    check("bash", told, 3, &[("out", "# Look at the disks"), ("pr", "$ ")]);
    check("powershell", "PS> Get-Date\nMonday\n", 3, &[("pr", "PS> "), ("out", "Monday")]);
    let continued = "$ cat \\\n> /etc/motd\nhi";
    check("console", continued, 3, &[("pr", "> "), ("out", "hi")]);
}
