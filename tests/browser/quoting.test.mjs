// Values in commands, quoted by the real script and read back by real shells: 2,000 values in each place.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { build, root } from "./lib/site.mjs";
import { powerShellWords, sqlStrings } from "./lib/readers.mjs";

const quoted = new Function(readFileSync(join(root, "themes/default/assets/run/15-quote.js"), "utf8") + "; return quoted;")();
const real = program => spawnSync("sh", ["-c", `readlink -f "$(command -v ${program})"`], { encoding: "utf8" }).stdout;
const has = program => spawnSync(program, ["-c", "exit 0"]).status === 0;

// A generator whose values are the same in every run.
let seed = 20271127;
const random = below => { seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; return Math.floor(seed / 4294967296 * below); };
const pieces = [
  " ", "  ", "'", "\"", "$", "`", "\\", "\n", "!", "*", "?", "~", "-", "--", "#", "&", ";", "|", "<", ">", "(", ")", "{", "}", "[", "]", "%", "^", "=", ",", ".", "/", ":", "@", "+", "_",
  "\t", "\r", "\x01", "\x1b[0m", "\x7f", "\x08", "$(id)", "${HOME}", "$HOME", "`id`", "!!", "!x", "%PATH%", "''", "\"\"", "'@", "\"@", "\\n", "\\'", "\n^a", "\n#", "\nEOF", "EOF", "--x", "*/", "/*", "$$",
  "‘", "’", "‚", "‛", "“", "”", "„", "é", "e\u0301", "ß", "Ж", "中文", "日本", "עברית", "العربية", "👩‍💻", "🇵🇹", "\u200b", "\u2028", "\u00a0", "ﬁ", "a", "b", "nightly", "TJ-118042", "0", "42", "-5", "1.5", "name with spaces",
];
const plainPieces = ["a", "Z", "0", "9", ".", "/", ":", "@", "+", "-", "_", "job", "TJ-118042"];
const text = (from, most) => Array.from({ length: 1 + random(most) }, () => from[random(from.length)]).join("");
const values = Array.from({ length: 2000 }, (_, at) => at % 10 === 0 ? text(plainPieces, 6) : text(pieces, 8));

// What the commands below call, besides what every system has.
const fakes = String.raw`
run() { printf '%s\0' "$@"; }
curl() { printf '%s\0' "$@"; }
psql() { printf '%s\0' "$2"; }
mysql() { printf '%s\0' "$2"; }
sudo() { shift 2; "$@"; }
su() { while [ "$1" != -c ]; do shift; done; sh -c "$2"; }
ssh() { while [ "$1" != h ]; do shift; done; shift; if [ $# -gt 0 ]; then sh -c "$*"; else sh; fi; }
kubectl() { while [ "$1" != -- ]; do shift; done; shift; "$@"; }
`;
const show = "printf '%s\\0'";
const same = value => [value];
const once = read => ({ read });
const plain = { plain: true };
const path = address => decodeURIComponent(new URL(address).pathname.split("/")[2]);

// A command, what it must print for a value, and more: `read` takes the value out of what is printed, `plain` says
// that only plain characters are taken, `line` that it must be one line, `nested` that it starts other shells.
const commands = [
  ["run {{a}}", same],
  ["run pre{{a}}post", value => ["pre" + value + "post"]],
  ["run --name={{a}} {{a}}{{a}}", value => ["--name=" + value, value + value]],
  ["run '{{a}}'", same],
  ["run 'it is {{a}}, so'", value => ["it is " + value + ", so"]],
  ["run \"{{a}}\"", same],
  ["run \"a $(printf b) {{a}} \\\"c\\\" ${HOME+x}\"", value => ["a b " + value + " \"c\" x"]],
  ["run 'a'\"{{a}}\"{{a}}'{{a}}'", value => ["a" + value + value + value]],
  ["X={{a}}; run \"$X\"", same],
  ["X=\"{{a}}\" Y={{a}}; run \"$X\" \"$Y\"", value => [value, value]],
  ["export X={{a}}; run \"$X\"", same],
  ["run \"$(printf '%s.' {{a}})\"", value => [value + "."]],
  ["run \"$(printf '%s.' \"{{a}}\" '{{a}}')\"", value => [value + "." + value + "."]],
  ["run $(run x | tr -d '\\000') {{a}} \\\n  {{a}} \\\n  '{{a}}'", value => ["x", value, value, value]],
  ["if test -n {{a}}; then run {{a}}; else run no; fi", same],
  ["case {{a}} in {{a}}) run {{a}};; *) run no;; esac", same],
  ["for x in {{a}} '{{a}}'; do run \"$x\"; done", value => [value, value]],
  ["run {{a}} > /dev/null; run {{a}} 2>&1", same],
  ["run 1 # {{a}}\nrun 2", () => ["1", "2"], { line: true }],
  ["cat <<EOF\n{{a}}\nEOF\nrun ''", value => [value + "\n"], { ends: true }],
  ["cat <<'EOF'\n{{a}} $x\nEOF\nrun ''", value => [value + " $x\n"], { ends: true }],
  ["cat <<EOF\n- \"{{a}}\" ${X-y} \\$z\nEOF\nrun ''", value => ["- \"" + value + "\" y $z\n"], { ends: true }],
  ["cat <<EOF\n$(printf '%s' '{{a}}x')\nEOF\nrun ''", value => [value + "x\n"], plain],
  ["x() { run \"$@\"; }; x {{a}} \"{{a}}\"", value => [value, value]],
  ["run $(( {{a}} + 1 ))", null, plain],
  ["run \"${X:-{{a}} }\"", value => [value + " "], plain],
  ["run `printf %s {{a}}`", same, plain],
  ["awk 'BEGIN { x = \"{{a}}\"; printf \"%s%c\", x, 0 }'", same, plain],
  ["printf '%s' {{a}} | xargs printf '%s\\0'", null, plain],
  [`sh -c '${show.replaceAll("'", "\"")} {{a}}'`, same, { nested: true }],
  [`sh -c '${show.replaceAll("'", "\"")} "{{a}}"'`, same, { nested: true }],
  [`sh -c "${show.replaceAll("\\", "\\\\")} '{{a}}'"`, same, { nested: true }],
  [`sh -ec "${show.replaceAll("\\", "\\\\")} {{a}} \\"{{a}}\\""`, value => [value, value], { nested: true }],
  [`sh -c '${show.replaceAll("'", "\"")} "$1"' _ {{a}}`, same, { nested: true }],
  [`eval run {{a}} '"{{a}}"'`, value => [value, value]],
  [`eval "run '{{a}}'"`, same],
  [`ssh h '${show.replaceAll("'", "\"")}' {{a}}`, same, { nested: true }],
  [`ssh -p 22 h '${show.replaceAll("'", "\"")} {{a}} "{{a}}"'`, value => [value, value], { nested: true }],
  [`ssh h "${show.replaceAll("\\", "\\\\")} {{a}} '{{a}}'"`, value => [value, value], { nested: true }],
  [`ssh h <<'EOF'\n${show} {{a}} "{{a}}"\nEOF`, value => [value, value], { nested: true, ends: true }],
  [`ssh h sh <<EOF\n${show.replaceAll("\\", "\\\\")} {{a}} '{{a}}'\nEOF`, value => [value, value], { nested: true, ends: true }],
  [`sudo -u app sh -c '${show.replaceAll("'", "\"")} {{a}}'`, same, { nested: true }],
  [`su - app -c "${show.replaceAll("\\", "\\\\")} {{a}}"`, same, { nested: true }],
  [`kubectl exec -it p -- sh -c '${show.replaceAll("'", "\"")} {{a}}'`, same, { nested: true }],
  [`printf 'x\\0' | xargs -0 -n1 sh -c '${show.replaceAll("'", "\"")} {{a}}'`, value => [value], { nested: true }],
  [`ssh h "sh -c '${show.replaceAll("\\", "\\\\").replaceAll("'", "\\\"")} {{a}}'"`, same, { nested: true }],
  ["curl -d '{\"id\": \"{{a}}\"}'", same, once(out => [JSON.parse(out[1]).id])],
  ["curl -d \"{\\\"id\\\": \\\"{{a}}\\\", \\\"n\\\": {{a}} }\"", value => [value, value], once(out => { const { id, n } = JSON.parse(out[1]); return [id, String(n)]; })],
  ["curl https://h/x/{{a}}?q=1", same, { read: out => [path(out[0])], path: true }],
  ["curl \"https://h/x/{{a}}?q={{a}}\"", value => [value, value], { read: out => [path(out[0]), new URL(out[0]).searchParams.get("q")], path: true }],
  ["psql -c \"select '{{a}}'\"", same, once(out => sqlStrings(out[0]))],
  ["mysql -e \"select '{{a}}', \\\"{{a}}\\\"\"", value => [value, value], once(out => sqlStrings(out[0], "mysql"))],
];

// Code in other languages, with what reads it.
const others = [
  ["powershell", "run {{a}} x", value => ["run", value, "x"], { read: powerShellWords }],
  ["powershell", "run -Name:{{a}} pre{{a}}post", value => ["run", "-Name:" + value, "pre" + value + "post"], { read: powerShellWords }],
  ["powershell", "run '{{a}}' \"{{a}}\" ‘{{a}}’", value => ["run", value, value, value], { read: powerShellWords }],
  ["powershell", "run @'\n{{a}}\n'@ x", value => ["run", value, "x"], { read: powerShellWords, ends: true }],
  ["powershell", "run @\"\n{{a}}\n\"@ x # {{a}}", value => ["run", value, "x"], { read: powerShellWords, line: true }],
  ["powershell", "run {{a}}post", value => ["run", value + "post"], { read: powerShellWords, plain: true }],
  ["mysql", "select '{{a}}', {{a}};", value => [value, value], { read: code => sqlStrings(code, "mysql") }],
  ["psql", "select '{{a}}', E'{{a}}', {{a}} /* x */;", value => [value, value, value], { read: code => sqlStrings(code) }],
  ["kql", "T | where a == '{{a}}' or b == \"{{a}}\" or c == {{a}}", value => [value, value, value], { read: code => sqlStrings(code, "kusto") }],
  ["json", "{\"a\": \"{{a}}\", \"b\": {{a}} }", value => [value, value], { read: code => Object.values(JSON.parse(code)).map(String) }],
  ["http", "GET /x/{{a}}?q={{a}} HTTP/1.1\nHost: h\nX-Job: {{a}}", value => [value, value, value], { read: request, line: true, path: true }],
  ["cmd", "run {{a}} \"{{a}}\"", value => ["run " + value + " \"" + value + "\""], { read: code => [code], plain: true }],
];

function request(code) {
  const [first, , header] = code.split("\n");
  const url = new URL(first.split(" ")[1], "http://h");
  return [decodeURIComponent(url.pathname.split("/")[2]), url.searchParams.get("q"), header.slice("X-Job: ".length)];
}

const fence = (language, code) => "````" + language + "\n" + code + "\n````\n";
const decode = html => html.replace(/<[^>]*>/g, "").replace(/&(lt|gt|quot|amp|#x27|#39);/g, (_, name) => ({ lt: "<", gt: ">", quot: "\"", amp: "&" })[name] ?? "'");

/** The parts of each code block of a page: text, and places with how they are quoted. */
function blocksOf(html) {
  return [...html.matchAll(/<pre[^>]*><code>(.*?)<\/code><\/pre>/gs)].map(([, inner]) => {
    const parts = inner.split(/(<var [^>]*>.*?<\/var>)/s);
    return parts.map(part => {
      if (!part.startsWith("<var")) return decode(part);
      const attribute = name => decode(part.match(new RegExp(` ${name}="([^"]*)"`))?.[1] ?? "");
      return { codes: attribute("data-q"), ends: attribute("data-end") };
    });
  });
}

const fill = (block, value) => block.map(part => typeof part === "string" ? part : quoted(part.codes, part.ends, value)).join("");

/** The filled code for each value that is not refused. */
function filled(block, options) {
  const made = [];
  for (const value of values) {
    let code;
    try { code = fill(block, value); } catch (error) {
      assert.ok(error instanceof RangeError, `${error.stack}`);
      const isExpected = options.plain ? !/^[\w./:@+-]+$/.test(value) || /^[^\w]/.test(value) || options.read
        : options.line && /[\0-\x1f\x7f\x85\u2028\u2029]/.test(value) || options.ends || options.path && /^\.\.?$/.test(value);
      assert.ok(isExpected, `refused ${JSON.stringify(value)}: ${error.message}`);
      continue;
    }
    if (options.plain) assert.match(value, /^[\w./:@+-]+$/);
    made.push({ value, code });
  }
  assert.ok(made.length > (options.plain ? 80 : options.line || options.ends ? 800 : 1990), `${made.length} of ${values.length} were filled in`);
  return made;
}

describe("values in commands", () => {
  let blocks, folder, site;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "handover-quoting-"));
    const all = [...commands.map(([code]) => ["sh", code]), ...others, ["sql", "select hex('{{a}}'), hex({{a}}), '{{a}}', \"a\" -- {{a}}\n;"]];
    const page = "---\nkind: runbook\nowner: desk\n---\n\n# Values\n\n## Parameters\n\n| Name | What it is |\n|---|---|\n| a | A value |\n\n## Steps\n\n" + all.map(([language, code]) => fence(language, code)).join("\n") + "\n## Verification\n\nAll is well.\n";
    site = build({ "handover.toml": "title = \"Values\"\n", "content/index.md": "# Home\n", "content/values.md": page });
    blocks = blocksOf(readFileSync(join(site.out, "values/index.html"), "utf8"));
    assert.equal(blocks.length, all.length);
    assert.ok(blocks.every(block => block.some(part => part.codes)), "every block has a place");
  });
  after(() => { rmSync(folder, { recursive: true, force: true }); site?.remove(); });

  const check = (shell, preface, chosen) => {
    commands.forEach(([code, expected, options = {}], at) => {
      if (!expected || !chosen(options)) return;
      // A shell for each value takes its time: such commands share the values between them.
      const share = (options.nested ? 8 : /cat|awk|xargs|tr -d|`|\$\(p/.test(code) ? 2 : 1) * (shell === "bash" ? 5 : 1);
      const all = filled(blocks[at], options).filter((_, number) => number % share === at % share);
      const file = join(folder, "script");
      const mark = "\u0001end\u0001";
      writeFileSync(file, preface + fakes + all.map(made => made.code + `\nprintf '${mark}\\0'\n`).join(""));
      const { stdout, stderr } = spawnSync(shell, [file], { encoding: "utf8", maxBuffer: 1 << 28, env: { PATH: process.env.PATH, HOME: "/home/x", LC_ALL: "C.UTF-8" } });
      const found = stdout.split(mark + "\0");
      all.forEach(({ value, code: own }, number) => {
        const out = (found[number] ?? "").split("\0").slice(0, -1);
        const read = options.read ? options.read(out) : out;
        assert.deepEqual(read, expected(value), `${shell}: ${code}\n${own}\n${stderr.slice(0, 400)}`);
      });
    });
  };

  const isSame = program => has(program) && real("sh") === real(program);
  test("a shell reads each value as it is", () => check("sh", "", () => true));
  test("dash does", { skip: !has("dash") || isSame("dash") }, () => check("dash", "", options => !options.nested));
  test("bash does, also where `!` repeats commands", { skip: !has("bash") }, () => check("bash", "set -o history -o histexpand\n", () => true));

  test("other languages read each value as it is", () => {
    others.forEach(([language, code, expected, options], at) => {
      for (const { value, code: own } of filled(blocks[commands.length + at], options)) {
        assert.deepEqual(options.read(own.replace(/\n$/, "")), expected(value), `${language}: ${code}\n${own}`);
      }
    });
  });

  test("a database reads each value as it is", { skip: spawnSync("sqlite3", ["-version"]).status !== 0 }, () => {
    const made = [];
    for (const value of values) {
      try { made.push({ value, code: fill(blocks.at(-1), value) }); } catch { assert.match(value, /[\\\0-\x1f\x7f\x85\u2028\u2029]/); }
    }
    const input = made.map(({ code }) => code).join("\n");
    const { stdout, stderr } = spawnSync("sqlite3", [":memory:"], { input, encoding: "utf8", maxBuffer: 1 << 28 });
    const lines = stdout.split("\n").filter(line => /^[0-9A-F]+\|/.test(line));
    assert.equal(lines.length, made.length, stderr.slice(0, 400));
    made.forEach(({ value }, at) => {
      const [first, second] = lines[at].split("|").map(hex => Buffer.from(hex, "hex").toString());
      assert.equal(first, value);
      assert.equal(second.replace(/^\((.*)\)$/, "$1"), value);
    });
  });
});
