// A static server on the loopback address with the strictest policy that the site must work under.
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

/** What the handbook tells people to send: nothing but the site's own files, nothing inline. */
export const policy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
  "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
].join("; ");

const types = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".png": "image/png", ".json": "application/json", ".txt": "text/plain; charset=utf-8",
};

/** A service worker asks for the files that it keeps. */
const ofWorker = policy + "; connect-src 'self'";

/**
 * Serves `folder` below `base`; unknown addresses get its `404.html`. Texts are packed, as servers do. A browser keeps
 * nothing, unless `keep` says for how many seconds; `asked` is another policy. The end of a page comes `pause`
 * milliseconds after the rest, as on a slow line. Returns the address without a closing slash, the `port`, and `close`.
 */
export async function serve(folder, { port = 0, base = "", keep = 0, pause = 0, asked = policy } = {}) {
  const server = createServer((request, response) => {
    const url = request.url ?? "/";
    answer(folder, url.startsWith(base + "/") ? url.slice(base.length) : "/404").then(({ status, type, body }) => {
      const isSlow = pause && type === types[".html"];
      const isPacked = !isSlow && isText(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
      response.writeHead(status, {
        "content-type": type, "content-security-policy": url.endsWith("/service-worker.js") ? ofWorker : asked,
        "x-content-type-options": "nosniff",
        "cache-control": keep ? `max-age=${keep}` : "no-store", vary: "accept-encoding",
        ...(isPacked && { "content-encoding": "gzip" }),
      });
      if (!isSlow) return void response.end(isPacked ? gzipSync(body) : body);
      const end = body.lastIndexOf("</body>");
      response.write(body.subarray(0, end));
      setTimeout(() => response.end(body.subarray(end)), pause);
    });
  });
  await new Promise(ready => server.listen(port, "127.0.0.1", ready));
  return {
    address: `http://127.0.0.1:${server.address().port}${base}`,
    port: server.address().port,
    close: () => new Promise(done => { server.closeAllConnections(); server.close(done); }),
  };
}

const isText = type => /^text\/|\/javascript|\/json|svg/.test(type);

async function answer(folder, url) {
  try {
    const path = normalize(decodeURIComponent(new URL(url, "http://127.0.0.1").pathname));
    const file = join(folder, path.endsWith("/") ? path + "index.html" : path);
    if ((await stat(file)).isFile()) return { status: 200, type: types[extname(file)] ?? "application/octet-stream", body: await readFile(file) };
  } catch { /* falls through to the page that says so */ }
  return { status: 404, type: types[".html"], body: await readFile(join(folder, "404.html")) };
}
