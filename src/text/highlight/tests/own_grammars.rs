//! The languages whose grammars are our own, on snippets as operations teams
//! write them.

use super::*;

#[test]
fn sql() {
    let code = "-- stuck orders\nSELECT o.id, COUNT(*) AS n FROM dbo.orders o\n\
        LEFT JOIN lines l ON l.order_id = o.id AND l.state IN ('held', 'failed')\n\
        WHERE o.qty >= 10 /* many */\nGROUP BY o.id HAVING COUNT(*) > 1 ORDER BY n DESC;\n";
    check(
        "sql",
        code,
        5,
        &[("k", "SELECT"), ("f", "COUNT"), ("s", "'held'"), ("n", "10"), ("c", "/* many */")],
    );
}

#[test]
fn kusto() {
    let code = r#"// Failed requests by role, last hour
let window = 1h;
requests
| where timestamp > ago(window) and success == false and url !contains @"C:\health"
| where name has_any ("GET /orders", 'POST /orders') and code in (500, 503)
| extend minute = bin(timestamp, 5m), host = tostring(customDimensions["Host"])
| join kind=leftouter (exceptions | project operation_Id, problemId) on operation_Id
| summarize failures = count(), p95 = percentile(duration, 95.0) by minute, cloud_RoleName
| where minute between (datetime(2026-03-01T04:00Z) .. now())
| order by failures desc
"#;
    check(
        "kusto",
        code,
        5,
        &[
            ("c", "// Failed requests by role, last hour"),
            ("k", "let"),
            ("n", "1h"),
            ("k", "where"),
            ("f", "ago"),
            ("s", "@\"C:\\health\""),
            ("s", "'POST /orders'"),
            ("k", "summarize"),
            ("f", "percentile"),
            ("k", "by"),
            ("n", "5m"),
            ("t", "datetime"),
            ("n", "2026-03-01T04:00Z"),
            ("k", "order by"),
            ("k", "leftouter"),
        ],
    );
    assert_eq!(html("KQL", code), html("kusto", code));
}

#[test]
fn kusto_literals_end_where_they_should() {
    check("kql", "print 'it\\'s', @'a\\', \"x\" // y\n", 3, &[("s", "@'a\\'"), ("c", "// y")]);
    check("kql", "print \"open\nwhere x == 1d", 3, &[("s", "\"open"), ("n", "1d")]);
    check("kql", "T | extend a=```one\ntwo``` | count", 2, &[("s", "two```"), ("k", "count")]);
    check("kql", "T | where (a == 1) and not(b) | take 5", 2, &[("k", "where"), ("k", "and not")]);
    check("kql", ".show tables | project TableName", 1, &[("k", ".show"), ("k", "project")]);
}

#[test]
fn yaml() {
    let code = "# deployment\napiVersion: apps/v1\nmetadata:\n  name: api\n  labels: {app: \"api\"}\n\
        spec:\n  replicas: 3\n  paused: false\n  args: [\"--port\", '8080']\n  script: |\n    a < b\n";
    check(
        "yml",
        code,
        4,
        &[
            ("c", "# deployment"),
            ("a", "apiVersion"),
            ("n", "3"),
            ("n", "false"),
            ("s", "a < b"),
            ("s", "'8080'"),
        ],
    );
}

#[test]
fn yaml_block_scalars_end_with_their_indentation() {
    let code = "run: |\n  a: b # text\n\n  c\nnext: yes\nlist:\n  - do: >-\n      x: y\n    then: ~\n  - |\n    z: 1\n  - w: 2\n";
    check(
        "yaml",
        code,
        3,
        &[
            ("s", "a: b # text"),
            ("s", "c"),
            ("a", "next"),
            ("s", "x: y"),
            ("a", "then"),
            ("s", "z: 1"),
            ("a", "w"),
        ],
    );
}

#[test]
fn yaml_scalars() {
    let code = "url: https://example.com:80/a#b # c\n\"k 1\": it's 'so' \"here\"\nf: {a: [1, 'x'], \"b\": !t \"q\"}\n\
        g: \"two\n  lines\"\n<<: *base\nh: &x 04:05\ni: 12 apples\n--- \n";
    check(
        "yaml",
        code,
        4,
        &[
            ("c", "# c"),
            ("a", "\"k 1\""),
            ("n", "1"),
            ("s", "'x'"),
            ("s", "\"q\""),
            ("s", "lines\""),
            ("v", "*base"),
            ("k", "---"),
        ],
    );
    let html = html("yaml", code);
    assert!(
        html.contains(": https://example.com:80/a#b <") && html.contains(": it's 'so' \"here\"\n")
    );
    assert!(html.contains(": 12 apples\n"), "{html}");
}

#[test]
fn sql_words_have_no_case_and_columns_stay_plain() {
    let code = "declare @name nvarchar(50) = N'it''s\n-- still' ;\nexec sp_who2; select [order], \"from\", o.user, left(a, 2)\n\
        from #tmp with (nolock) where a <> @@ROWCOUNT and b is null\nGO\n";
    check(
        "tsql",
        code,
        6,
        &[
            ("k", "declare"),
            ("v", "@name"),
            ("t", "nvarchar"),
            ("s", "-- still'"),
            ("f", "sp_who2"),
            ("f", "left"),
            ("k", "nolock"),
            ("n", "null"),
            ("k", "GO"),
        ],
    );
    assert!(html("sql", code).contains(" [order], \"from\", o.user, "));
}

#[test]
fn toml_and_ini() {
    let code = "# server\n[server.http]\nport = 8080\nhost = \"0.0.0.0\"\non = true\n";
    check(
        "toml",
        code,
        4,
        &[("a", "port"), ("n", "8080"), ("s", "\"0.0.0.0\""), ("c", "# server")],
    );
    let code = "; client\n[client]\nhost = db1\nport=3306\npath = \"C:\\x\"\n";
    check(
        "ini",
        code,
        3,
        &[("c", "; client"), ("t", "client"), ("a", "host"), ("n", "3306"), ("s", "\"C:\\x\"")],
    );
}

#[test]
fn bicep() {
    let code = r#"// storage of the order service
targetScope = 'resourceGroup'
@description('Where it runs')
param location string = resourceGroup().location
var name = 'st${uniqueString(resourceGroup().id)}prod'
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = if (isProd) {
  name: name
  properties: { minimumTlsVersion: 'TLS1_2', days: 30, on: true }
}
var note = '''
it's ${literal}
'''
output id string = account.id /* done */
"#;
    check(
        "bicep",
        code,
        6,
        &[
            ("c", "// storage of the order service"),
            ("k", "targetScope"),
            ("f", "@description"),
            ("k", "param"),
            ("t", "string"),
            ("f", "uniqueString"),
            ("k", "resource"),
            ("a", "minimumTlsVersion"),
            ("s", "'TLS1_2'"),
            ("n", "30"),
            ("k", "if"),
            ("s", "}prod'"),
            ("s", "it's ${literal}"),
            ("c", "/* done */"),
        ],
    );
}

#[test]
fn nginx() {
    let code = "upstream orders { server 10.0.0.7:8080 max_fails=3; }\nserver {\n    listen 443 ssl; # TLS\n    \
        location ~ ^/api/ {\n        proxy_set_header Host $host;\n        return 301 \"https://$host\";\n    }\n}\n";
    check("nginx", code, 4, &[("k", "listen"), ("c", "# TLS"), ("v", "$host"), ("f", "return")]);
}

#[test]
fn logs() {
    let code = "2026-03-01T04:05:06.123Z ERROR [worker-3] order failed id=42 user=\"anna\" ip=10.0.0.7 \
        trace=550e8400-e29b-41d4-a716-446655440000\n2026-03-01 04:05:07,456 WARN  retrying in 5s\n\
        System.TimeoutException: The operation has timed out.\n   at Contoso.Orders.Api.Send(Request r) in C:\\src\\Api.cs:line 42\n\
        [2026-03-01 04:05:08] INFO \"GET /health HTTP/1.1\" 200 12\nTraceback (most recent call last):\n  \
        File \"a.py\", line 3, in main\nerrors=0 no-error <none>\n";
    check(
        "logs",
        code,
        6,
        &[
            ("n", "2026-03-01T04:05:06.123Z"),
            ("e", "ERROR"),
            ("w", "WARN"),
            ("f", "INFO"),
            ("a", "id"),
            ("s", "\"anna\""),
            ("n", "10.0.0.7"),
            ("n", "550e8400-e29b-41d4-a716-446655440000"),
            ("e", "System.TimeoutException"),
            ("k", "at"),
            ("f", "Contoso.Orders.Api.Send"),
            ("n", "5s"),
        ],
    );
}

#[test]
fn bash_tells_commands_from_arguments() {
    let code = r#"case "$1" in
  start|restart) systemctl start api ;;
esac
usage() {
  local name=${1:-api}
  echo $((count + 1)) `date +%F` 2>/dev/null # it's
}
FOO=bar BAR="$(cat hosts | grep -c '127')" ./run.sh --x=$FOO
cat <<-'END' | tee x
	kind: Pod # "text
	END
docker run --rm \
  -e KEY=value image:1.2 \
  sh -c 'echo hi
ls'
kubectl -n <namespace> get pod [POD_NAME]
while true; do sleep 5; done < list.txt
"#;
    check(
        "bash",
        code,
        6,
        &[
            ("k", "case"),
            ("f", "systemctl"),
            ("f", "usage"),
            ("v", "${1:-api}"),
            ("f", "date"),
            ("c", "# it's"),
            ("v", "BAR"),
            ("f", "./run.sh"),
            ("s", "kind: Pod # \"text"),
            ("a", "-e"),
            ("s", "ls'"),
            ("f", "sleep"),
        ],
    );
    let html = html("bash", code);
    assert!(html.contains("start|restart) <") && html.contains(" get pod [POD_NAME]\n"));
    assert!(html.ends_with("</span> &lt; list.txt\n"), "{html}");
}

#[test]
fn power_shell() {
    let code = r#"<# Restarts the order service #>
param([string]$Name = "orders", [int]$Count = 3)
$svc = Get-Service -Name $Name | Where-Object { $_.Status -eq 'Running' }
if ($svc) { Restart-Service -InputObject $svc -Force } # now
foreach ($i in 1..$Count) { Write-Host "try $i of $($Count)" }
"#;
    check(
        "PowerShell",
        code,
        6,
        &[
            ("f", "Get-Service"),
            ("v", "$svc"),
            ("s", "'Running'"),
            ("k", "foreach"),
            ("k", "-eq"),
            ("c", "# now"),
        ],
    );
    assert_eq!(html("ps1", code), html("pwsh", code));
}

#[test]
fn power_shell_tells_commands_parameters_and_keys() {
    let code = r#"function Get-Thing([Parameter()][string]$Path) {
    return [System.IO.File]::ReadAllText($Path)
}
$h = @{ Name = 'x'; Nested = @{ a = 1 } }
Invoke-RestMethod @h -Uri "https://x/$($h.Name)?a=$env:FOO" -TimeoutSec 30 `
    -Method Post
$text = @"
Dear $name, "quoted" # no comment
"@
kubectl get pods --watch # why
if ($a -ceq $null -and -not ($b[0] -in 1..5)) { throw "no" } else { Restart-VM -Name my-vm }
"#;
    check(
        "pwsh",
        code,
        8,
        &[
            ("k", "function"),
            ("f", "Get-Thing"),
            ("t", "string"),
            ("k", "return"),
            ("t", "System.IO.File"),
            ("f", "ReadAllText"),
            ("a", "Nested"),
            ("v", "@h"),
            ("a", "-TimeoutSec"),
            ("v", "$env:FOO"),
            ("s", ", \"quoted\" # no comment"),
            ("f", "kubectl"),
            ("c", "# why"),
            ("n", "$null"),
            ("k", "-and -not"),
            ("k", "throw"),
            ("f", "Restart-VM"),
        ],
    );
    assert!(html("pwsh", code).contains(" my-vm }"));
}
