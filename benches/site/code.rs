//! Blocks of code of about twelve lines, each different.

use super::words::Words;

/// Makes a block in one of six languages in turn.
pub fn block(turn: usize, words: &mut Words) -> String {
    let (language, text) = match turn % 6 {
        0 => ("bash", BASH),
        1 => ("yaml", YAML),
        2 => ("powershell", POWERSHELL),
        3 => ("sql", SQL),
        4 => ("python", PYTHON),
        _ => ("json", JSON),
    };
    let number = (1_000 + words.below(9_000)).to_string();
    let text = text.replace("NAME", words.word()).replace("OTHER", words.word());
    format!("\n```{language}\n{}```\n", text.replace("4711", &number))
}

const BASH: &str = r#"# Restart NAME, then wait for OTHER
set -euo pipefail
NS="${NS:-NAME}"
kubectl -n "$NS" get pods -o wide --sort-by=.metadata.creationTimestamp
for pod in $(kubectl get pods -o name | grep -v Running); do
  echo "deleting ${pod}" && kubectl delete "$pod" --timeout=4711s || exit 1
done
if [[ -z "${TOKEN:-}" ]]; then
  TOKEN=$(az account get-access-token --query accessToken -o tsv)
fi
curl -fsS -H "Authorization: Bearer $TOKEN" https://OTHER.example.com/v1/health | jq '.status'
sudo journalctl -u NAME -n 4711 --no-pager > /tmp/OTHER.log
"#;

const YAML: &str = r#"# how NAME runs
apiVersion: apps/v1
kind: Deployment
metadata:
  name: NAME
  labels: {app: OTHER, tier: "backend"}
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: OTHER
          args: ["--port", "4711", '--verbose']
"#;

const POWERSHELL: &str = r#"# Restarts NAME
param([Parameter(Mandatory = $true)][string]$Name, [int]$Count = 4711)
$ErrorActionPreference = "Stop"
$service = Get-Service -Name $Name | Where-Object { $_.Status -eq 'Running' }
if (-not $service) {
    Write-Warning "The NAME $Name does not run"
    exit 1
}
foreach ($try in 1..$Count) {
    Restart-Service -InputObject $service -Force
    Write-Host "Restarted $($service.DisplayName) at $(Get-Date -Format o)"
}
"#;

const SQL: &str = r#"-- every NAME that hangs
SELECT o.id, o.OTHER, COUNT(*) AS lines, MIN(l.created_at) AS oldest
FROM dbo.NAME_orders o
LEFT JOIN dbo.lines l ON l.order_id = o.id
WHERE o.state IN ('held', 'failed')
  AND o.created_at > DATEADD(hour, -24, GETUTCDATE())
GROUP BY o.id, o.OTHER
HAVING COUNT(l.id) > 4711
ORDER BY oldest DESC;
UPDATE dbo.NAME_orders
SET state = 'open', retries = retries + 1
WHERE id = 4711 AND state = 'held';
"#;

const PYTHON: &str = r#"import json
from pathlib import Path

LIMIT = 4711

def read(path: Path) -> dict[str, int]:
    """Counts each NAME in a log."""
    counts: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["state"] != "OTHER" and entry.get("size", 0) < LIMIT:
            counts[entry["NAME"]] = counts.get(entry["NAME"], 0) + 1
    return counts
"#;

const JSON: &str = r#"{
  "name": "NAME",
  "enabled": true,
  "limits": { "retries": 5, "timeoutSeconds": 4711, "ratio": 0.75 },
  "targets": [
    { "id": 4711, "host": "OTHER.example.com", "tags": ["blue", "primary"] },
    { "id": 17, "host": "NAME.example.com", "tags": [] }
  ],
  "owner": null,
  "comment": "checked by \"OTHER\"\n"
}
"#;
