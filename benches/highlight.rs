//! What colouring code costs: nanoseconds a byte, milliseconds a block of 20
//! lines, and how much larger the HTML is than the code.
//!
//! Run with `cargo bench -p handover-benches --bench highlight`.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark measures time and prints it"
)]

use std::time::Instant;

use handover::text::highlight::{Highlighter, Outcome, Request};

// The command uses the same allocator; it counts, as the parser allocates for
// every match.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const BASH: &str = r#"# Restart what hangs, oldest first
set -euo pipefail
NS=orders
kubectl -n "$NS" get pods -o wide --sort-by=.metadata.creationTimestamp
kubectl -n "$NS" rollout restart deploy/api --timeout=60s
for pod in $(kubectl get pods -o name | grep -v Running); do
  echo "deleting ${pod}" && kubectl delete "$pod" || exit 1
done
if [[ -z "${TOKEN:-}" ]]; then
  TOKEN=$(az account get-access-token --query accessToken -o tsv)
fi
curl -fsS -H "Authorization: Bearer $TOKEN" https://api.example.com/v1/health | jq '.status'
sudo systemctl restart nginx && sudo journalctl -u nginx -n 50 --no-pager
while read -r line; do
  printf '%s\n' "$line" >> /var/log/restart.log
done < hosts.txt
az group list --query "[?tags.owner=='orders'].name" -o table
export PATH="$HOME/bin:$PATH"
terraform plan -out=plan.tfplan -var "env=prod"
exit 0
"#;

const YAML: &str = r#"# the order service
apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
  labels: {app: orders, tier: "backend"}
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: api
          image: registry.example.com/orders:1.42.0
          args: ["--port", "8080", '--verbose']
          env:
            - name: LOG_LEVEL
              value: "info"
          livenessProbe:
            httpGet: {path: /health, port: 8080}
            periodSeconds: 10
"#;

const POWERSHELL: &str = r#"# Restarts the order service
param(
    [Parameter(Mandatory = $true)][string]$Name,
    [int]$Count = 3
)
$ErrorActionPreference = "Stop"
$service = Get-Service -Name $Name | Where-Object { $_.Status -eq 'Running' }
if (-not $service) {
    Write-Warning "The service $Name does not run"
    exit 1
}
foreach ($try in 1..$Count) {
    try {
        Restart-Service -InputObject $service -Force
        Write-Host "Restarted $($service.DisplayName) at $(Get-Date -Format o)"
        break
    } catch {
        Start-Sleep -Seconds (10 * $try) # wait longer each time
    }
}
"#;

const SQL: &str = r#"-- orders that are stuck, by warehouse
WITH stuck AS (
    SELECT o.id, o.warehouse_id, o.created_at, COUNT(l.id) AS lines
    FROM dbo.orders o
    LEFT JOIN dbo.order_lines l ON l.order_id = o.id
    WHERE o.state IN ('held', 'failed')
      AND o.created_at > DATEADD(hour, -24, GETUTCDATE())
    GROUP BY o.id, o.warehouse_id, o.created_at
    HAVING COUNT(l.id) > 0
)
SELECT w.name, COUNT(*) AS orders, MIN(s.created_at) AS oldest
FROM stuck s
INNER JOIN dbo.warehouses w ON w.id = s.warehouse_id
WHERE w.active = 1
GROUP BY w.name
ORDER BY orders DESC;

UPDATE dbo.orders
SET state = 'open', retries = retries + 1
WHERE id = 4711 AND state = 'held';
"#;

const KUSTO: &str = r#"// Failed requests by role, last day
let window = 1d;
let slow = 2500ms;
let roles = dynamic(["orders", "stock"]);
requests
| where timestamp > ago(window)
| where cloud_RoleName in (roles) and success == false
| where name !contains "health" and url startswith @"https://api"
| extend minute = bin(timestamp, 5m), host = tostring(customDimensions["Host"])
| join kind=leftouter (
    exceptions
    | where timestamp > ago(window)
    | project operation_Id, problemId, outerMessage
) on operation_Id
| summarize failures = count(), p95 = percentile(duration, 95.0),
    reasons = make_set(problemId, 10) by minute, cloud_RoleName
| where failures >= 5 or p95 > slow / 1ms
| project minute, cloud_RoleName, failures, p95, reasons
| order by failures desc
| render timechart
"#;

const LOG: &str = r#"2026-03-01T04:05:06.123Z ERROR [worker-3] order failed id=42 user="anna" ip=10.0.0.7
2026-03-01 04:05:07,456 WARN  retrying in 5s
System.TimeoutException: The operation has timed out.
   at Contoso.Orders.Api.Send(Request r) in C:\src\Api.cs:line 42
[2026-03-01 04:05:08] INFO "GET /health HTTP/1.1" 200 12
"#;

fn main() {
    let highlighter = Highlighter::new();
    let samples = [
        ("bash", BASH.to_string()),
        ("yaml", YAML.to_string()),
        ("powershell", POWERSHELL.to_string()),
        ("sql", SQL.to_string()),
        ("kusto", KUSTO.to_string()),
        ("log", LOG.repeat(4)),
    ];
    println!(
        "{:<12}{:>10}{:>10}{:>14}{:>10}",
        "language", "first ms", "ns/byte", "ms/20 lines", "html/code"
    );
    for (language, code) in &samples {
        let request = Request { language, code };
        let start = Instant::now();
        let html = match highlighter.highlight(request) {
            Outcome::Highlighted(html) => html,
            Outcome::Plain(reason) => format!("{reason:?}"),
        };
        let first = start.elapsed().as_secs_f64() * 1e3;
        let best = (0..15).map(|_| run(&highlighter, request)).fold(f64::MAX, f64::min);
        let lines = code.lines().count() as f64;
        println!(
            "{language:<12}{first:>10.2}{:>10.0}{:>14.3}{:>10.2}",
            best / code.len() as f64,
            best / lines * 20.0 / 1e6,
            html.len() as f64 / code.len() as f64
        );
    }
}

/// Returns nanoseconds for one block, averaged over some.
fn run(highlighter: &Highlighter, request: Request<'_>) -> f64 {
    let rounds = 40;
    let start = Instant::now();
    for _ in 0..rounds {
        std::hint::black_box(highlighter.highlight(request));
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(rounds)
}
