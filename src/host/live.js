// In preview only: loads the page anew after each build, and shows what is wrong with the site.
// The server says over `events` that a build is done; all texts come from `status.json` and are shown as text.
(() => {
  "use strict";
  const base = "/_handover/";
  const hiddenKey = "handover:hidden";
  const plural = (count, word) => count + " " + word + (count === 1 ? "" : "s");
  // The build this page is from; a page kept by the browser may not say.
  const timing = performance.getEntriesByType("navigation")[0]?.serverTiming ?? [];
  let generation = Number(timing.find(entry => entry.name === "generation")?.description) || 0;
  let shown = "";

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // Storage may be refused: then hiding lasts until the next page.
  const recall = () => { try { return sessionStorage.getItem(hiddenKey); } catch { return null; } };
  const remember = key => { try { sessionStorage.setItem(hiddenKey, key); } catch { /* not remembered */ } };

  function icon() {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    svg.setAttribute("class", "i");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", "M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5zM8 4.5v4M8 11.2v.1");
    svg.append(path);
    return svg;
  }

  // A line of source with its number and, below it, carets. Tabs stay tabs above and below.
  function sourceLine(line) {
    const number = text => make("span", { className: "gn", textContent: text });
    if (!line.marked) return [number(String(line.number)), line.text + "\n"];
    const [from, to] = line.marked;
    const before = [...line.text].slice(0, from - 1).map(letter => letter === "\t" ? letter : " ").join("");
    const carets = make("b", { textContent: "^".repeat(to - from) });
    return [make("span", { className: "gb" }, number(String(line.number)), line.text + "\n", number("  "), before, carets, "\n")];
  }

  // A message, with what stands in backticks as code.
  const words = text => text.split("`").map((part, at, all) =>
    at % 2 === 1 && at < all.length - 1 ? make("code", { textContent: part }) : at % 2 === 1 ? "`" + part : part);

  function section(problem) {
    const element = make("section", { className: problem.severity === "error" ? "" : "w" },
      make("h3", {}, make("code", { textContent: problem.code }), " ", ...words(problem.message)));
    const place = problem.file + ":" + problem.line + ":" + problem.column;
    if (problem.file) element.append(make("p", { className: "at", textContent: place }));
    if (problem.lines.length) {
      const frame = make("pre", { tabIndex: 0 }, make("code", {}, ...problem.lines.flatMap(sourceLine)));
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", "Source at " + place);
      element.append(frame);
    }
    if (problem.help) element.append(make("p", {}, make("b", { textContent: "Help: " }), ...words(problem.help)));
    return element;
  }

  const dialog = make("dialog", { className: "fault", tabIndex: -1 });
  dialog.setAttribute("aria-labelledby", "fault:title");
  dialog.addEventListener("close", () => remember(shown));

  const badge = make("button", { type: "button", className: "faults", hidden: true });
  badge.setAttribute("aria-haspopup", "dialog");
  badge.addEventListener("click", open);

  // The dialog itself has the focus: it is read from its title on, and Esc closes it.
  function open() {
    dialog.showModal();
    dialog.focus();
    dialog.scrollTop = 0;
    showMarks();
  }

  // In a narrow window what is marked may lie outside of its frame.
  function showMarks() {
    for (const mark of dialog.querySelectorAll("pre b")) {
      const frame = mark.closest("pre");
      const left = mark.getBoundingClientRect().left - frame.getBoundingClientRect().left;
      if (left + 64 > frame.clientWidth) frame.scrollLeft = left - frame.clientWidth / 3;
    }
  }

  function fill(status) {
    const counts = [];
    if (status.errors || !status.warnings) counts.push(plural(status.errors, "error"));
    if (status.warnings) counts.push(plural(status.warnings, "warning"));
    const title = "The build has " + counts.join(", ");
    const hint = status.failure
      ? "You see the last build that could be made. "
      : status.errors ? "Every page that could be made is shown. " : "";
    const head = make("div", {}, make("h2", { id: "fault:title" }, icon(), title),
      make("p", { textContent: hint + "Save a fix and " + (status.errors ? "this closes by itself." : "the page loads anew.") }));
    const parts = status.problems.map(section);
    if (status.failure) parts.unshift(make("section", {}, make("h3", { textContent: status.failure })));
    if (status.left_off) parts.push(make("section", {}, make("p", { textContent: "And " + status.left_off + " more; the terminal lists them." })));
    const button = make("button", { textContent: "Hide until the next build" });
    const foot = make("form", { method: "dialog" }, button);
    dialog.classList.toggle("mild", !status.errors);
    dialog.replaceChildren(head, ...parts, foot);
    badge.textContent = counts.join(", ");
    badge.classList.toggle("mild", !status.errors);
  }

  // Shows the state of the site. What the author hid stays hidden until something new is known.
  function show(status) {
    const key = [status.generation, status.errors, status.failure].join(" ");
    const wasOpen = dialog.open;
    const place = dialog.scrollTop;
    fill(status);
    badge.hidden = !status.errors && !status.warnings;
    shown = key;
    if (!status.errors) {
      if (wasOpen) dialog.close();
    } else if (!wasOpen && recall() !== key) {
      open();
    } else if (wasOpen) {
      dialog.scrollTop = place;
      showMarks();
    }
  }

  async function refresh() {
    const reply = await fetch(base + "status.json");
    if (reply.ok) show(await reply.json());
  }

  // Only the tab in front listens: a browser has six connections to one server for all its tabs.
  let events = null;
  function listen() {
    events?.close();
    events = null;
    if (document.hidden) return;
    events = new EventSource(base + "events");
    events.addEventListener("build", event => {
      const build = JSON.parse(event.data);
      generation ||= build.generation;
      if (build.generation !== generation) {
        // The browser keeps the place in the page.
        events.close();
        location.reload();
      } else {
        refresh().catch(() => { /* the server is gone; its return is an event */ });
      }
    });
    // A stream that breaks is taken up again by the browser, unless the answer was no stream at all.
    events.addEventListener("error", () => {
      if (events?.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
    });
  }

  document.head.append(make("link", { rel: "stylesheet", href: base + "live.css" }));
  document.body.append(badge, dialog);
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => events?.close());
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
  listen();
})();
