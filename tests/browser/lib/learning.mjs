// A learning system for tests: it serves the files of a package, plays SCORM 1.2 with a runtime of others, and
// records what a course says by cmi5, on the loopback address.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { unzip } from "./archive.mjs";
import { policy } from "./server.mjs";
import { root } from "./site.mjs";

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
const runtime = readFileSync(fileURLToPath(new URL("../node_modules/scorm-again/dist/scorm12.js", import.meta.url)));

/** Packs a path, of the handbook if no other site is given; the files of the package, by name. */
export function pack(path, format, site = root) {
  const folder = mkdtempSync(join(tmpdir(), "handover-package-"));
  const out = join(folder, "package.zip");
  try {
    execFileSync(process.env.HANDOVER, ["package", path, "--site", site, "--format", format, "--out", out], { stdio: "pipe" });
    return unzip(readFileSync(out));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Starts a learning system with a package. `statements` and `requests` are what it was told, `state` what it keeps. */
export async function learning(files, launch = {}) {
  const system = { statements: [], requests: [], state: new Map(), tokens: 0 };
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    answer(system, files, launch, request, Buffer.concat(parts).toString(), response);
  });
  await new Promise(ready => server.listen(0, "127.0.0.1", ready));
  system.address = `http://127.0.0.1:${server.address().port}`;
  system.close = () => new Promise(done => { server.closeAllConnections(); server.close(done); });
  return system;
}

function answer(system, files, launch, request, body, response) {
  const url = new URL(request.url, system.address);
  const send = (status, type, content, headers = {}) => { response.writeHead(status, { "content-type": type, ...headers }); response.end(content); };
  const json = value => send(200, "application/json", JSON.stringify(value));
  if (url.pathname === "/player") {
    return send(200, types[".html"], "<!doctype html><title>Player</title><script src=\"/runtime.js\"></script>");
  }
  if (url.pathname === "/runtime.js") return send(200, types[".js"], runtime);
  if (url.pathname === "/away") return send(200, types[".html"], "<!doctype html><title>Away</title>");
  if (url.pathname === "/fetch") {
    system.tokens += 1;
    return json(request.method === "POST" && system.tokens === 1 ? { "auth-token": "b3BlbjpzZXNhbWU=" } : { "error-code": "1", "error-text": "used" });
  }
  if (url.pathname.startsWith("/lrs/")) return record(system, launch, request, url, body, { send, json });
  const file = files.get(decodeURIComponent(url.pathname.slice(1)));
  if (!file) return send(404, "text/plain", "no such file");
  // The strictest policy there is for a page that speaks to its own server, and stands in a frame of it.
  const own = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'; connect-src 'self'");
  return send(200, types[extname(url.pathname)] ?? "application/octet-stream", file, { "content-security-policy": own });
}

function record(system, launch, request, url, body, { send, json }) {
  const resource = url.pathname.slice("/lrs/".length);
  const headers = [request.headers.authorization, request.headers["x-experience-api-version"]];
  system.requests.push({ method: request.method, resource, query: Object.fromEntries(url.searchParams), headers });
  if (headers[0] !== "Basic b3BlbjpzZXNhbWU=" || headers[1] !== "1.0.3") return send(401, "text/plain", "who is it?");
  const stateId = url.searchParams.get("stateId");
  if (resource === "activities/state" && request.method === "GET") {
    if (stateId === "LMS.LaunchData") return json(launch);
    return system.state.has(stateId) ? json(system.state.get(stateId)) : send(404, "text/plain", "");
  }
  if (resource === "activities/state") {
    system.state.set(stateId, JSON.parse(body));
    return send(204, "text/plain", "");
  }
  if (resource === "agents/profile") return json({ languagePreference: "en", audioPreference: "off" });
  if (resource !== "statements" || request.method !== "POST") return send(404, "text/plain", "");
  const list = [JSON.parse(body)].flat();
  // As xAPI asks: what has the id of a statement that is there is the same one.
  for (const own of list) if (!system.statements.some(known => known.id === own.id)) system.statements.push(own);
  return json(list.map(own => own.id));
}
