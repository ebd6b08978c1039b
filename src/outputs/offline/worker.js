// Keeps the files of a build, and shows them first. `build`, `files` (each with the beginning of its SHA-256) and `away`
// stand above. A page and what it loads are always of one build: which one is written down when the page is asked for.
"use strict";
const scope = new URL("./", location);
const prefix = "handover:" + scope.pathname + ":";
const kept = prefix + build;
// Which build each open page is of; nothing for a page that came over the network.
const pins = "handover-pages:" + scope.pathname;
const list = new URL("./handover:files", scope).href;
const address = path => new URL(path, scope).href;
const pin = id => new URL("./handover:page/" + id, scope).href;
const builds = async () => (await caches.keys()).filter(name => name.startsWith(prefix));

addEventListener("install", event => event.waitUntil(take()));
addEventListener("activate", event => event.waitUntil(tidy()));
addEventListener("fetch", event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  let path = url.pathname.slice(scope.pathname.length);
  if (!path || path.endsWith("/")) path += "index.html";
  event.respondWith(request.mode === "navigate" ? page(event, path) : part(event, path));
});

// Takes a build whole, or not at all. What an earlier one has is not asked for again.
async function take() {
  const earlier = [];
  for (const name of await builds()) {
    if (name !== kept) earlier.push([name, await (await caches.match(list, { cacheName: name }))?.json() ?? {}]);
  }
  const cache = await caches.open(kept);
  const left = Object.keys(files);
  const work = async () => { for (let path = left.pop(); path; path = left.pop()) await cache.put(address(path), await get(path, earlier)); };
  const done = await Promise.allSettled(Array.from({ length: 6 }, () => work().catch(error => { left.length = 0; throw error; })));
  const failed = done.find(({ status }) => status === "rejected");
  if (failed) {
    await caches.delete(kept);
    throw failed.reason;
  }
  await cache.put(list, new Response(JSON.stringify(files)));
  await skipWaiting();
}

async function get(path, earlier) {
  for (const [cacheName, known] of earlier) {
    const had = known[path] === files[path] && await caches.match(address(path), { cacheName });
    if (had) return had;
  }
  const response = await fetch(address(path), { cache: "no-cache", credentials: "same-origin" });
  if (!response.ok) throw new Error(path + ": " + response.status);
  const bytes = await response.arrayBuffer();
  const digits = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  if (!digits.startsWith(files[path])) throw new Error(path + ": not the file that the build wrote");
  const headers = new Headers(response.headers);
  ["content-encoding", "content-length"].forEach(name => headers.delete(name));
  return new Response(bytes, { headers });
}

async function page(event, path) {
  const { request, resultingClientId } = event;
  event.waitUntil(look().catch(() => { /* the network is away */ }));
  const own = path in files && await caches.match(address(path), { cacheName: kept });
  if (own) {
    await note(resultingClientId, kept);
    return own;
  }
  try {
    const response = await fetch(request);
    await note(resultingClientId, "");
    return response;
  } catch {
    await note(resultingClientId, kept);
    return nothing(new URL(request.url));
  }
}

// A part of a page is of the build of the page.
async function part({ request, clientId }, path) {
  const cacheName = await (await caches.match(pin(clientId), { cacheName: pins }))?.text();
  const own = cacheName && await caches.match(address(path), { cacheName });
  if (own) return own;
  try {
    return await fetch(request);
  } catch {
    return await caches.match(address(path), { cacheName: kept }) ?? Response.error();
  }
}

let isOver = false;

async function note(id, name) {
  if (id && !isOver) await (await caches.open(pins)).put(pin(id), new Response(name, { headers: { "x-at": String(Date.now()) } }));
}

// Removes earlier builds that no open page is of; a later one may just be taken. A page that was asked for a moment ago may not be open yet.
async function tidy() {
  const open = new Set((await clients.matchAll({ includeUncontrolled: true })).map(({ id }) => pin(id)));
  const cache = await caches.open(pins);
  const used = new Set([kept]);
  for (const { url } of await cache.keys()) {
    const noted = await cache.match(url);
    if (open.has(url) || Date.now() - noted?.headers.get("x-at") < 5e3) used.add(await noted?.text());
    else await cache.delete(url);
  }
  const all = await builds();
  for (const name of all.slice(0, all.indexOf(kept))) if (!used.has(name)) await caches.delete(name);
}

// A site that keeps nothing any more has no worker: then this one goes, with all that it kept.
async function look() {
  const { status } = await fetch(location.href, { method: "HEAD", cache: "no-store" });
  if (status !== 404 && status !== 410) return tidy();
  isOver = true;
  await registration.unregister();
  for (const name of [pins, ...await builds()]) await caches.delete(name);
}

// What is shown where a page is not kept, and the network is away.
function nothing(url) {
  const text = away.replace("<head>", "<head>\n<base href=\"" + scope.pathname + "\">").replaceAll("href=\"#", "href=\"" + url.pathname.replaceAll("\"", "%22") + "#");
  const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'none'";
  return new Response(text, { status: 503, headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy } });
}
