// Everything here is a convenience: each page reads, prints, links and ticks without it.
(() => {
  "use strict";
  const root = document.documentElement;
  const prefix = "handover:";

  // Storage may be refused (private windows, `file:` in some browsers): then nothing is remembered.
  const recall = key => { try { return localStorage.getItem(prefix + key); } catch { return null; } };
  const remember = (key, value) => { try { localStorage.setItem(prefix + key, value); } catch { /* not remembered */ } };
  const each = (selector, action, within = document) => within.querySelectorAll(selector).forEach(action);

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // The theme is painted before the page is: this file is loaded in the head and blocks.
  const following = { auto: "dark", dark: "light", light: "auto" };
  const stored = recall("theme");
  let theme = stored in following ? stored : "auto";
  const paint = () => { if (theme === "auto") delete root.dataset.theme; else root.dataset.theme = theme; };
  paint();

  function themeButton(button) {
    const say = () => { button.title = button.lastChild.textContent = "Theme: " + theme; };
    button.addEventListener("click", () => {
      theme = following[theme];
      remember("theme", theme);
      paint();
      say();
    });
    say();
    button.hidden = false;
  }

  // Copies the commands of a block without prompts and output.
  function copyButton(button, status) {
    const label = button.textContent;
    const say = text => {
      status.textContent = button.textContent = text;
      setTimeout(() => { button.textContent = label; status.textContent = ""; }, 2000);
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      const code = button.closest("figure").querySelector("code").cloneNode(true);
      each(".pr, .out", part => part.remove(), code);
      write(code.textContent.replace(/^\n+|\s+$/g, "")).then(() => say("Copied"), () => say("Not copied"));
    });
  }

  // The clipboard needs a secure page; a plain http address inside a company has none.
  async function write(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = make("textarea", { value: text, className: "hide" });
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (!copied) throw new Error("the browser refused to copy");
  }

  // Ticks are kept per page; a box is known by its id, which changes with its text.
  function tickBoxes() {
    const key = "ticks:" + location.pathname;
    let ticks = {};
    try { ticks = JSON.parse(recall(key)) || {}; } catch { /* unreadable: start anew */ }
    const counts = [];
    const refresh = () => counts.forEach(count => count());
    each(".checks", list => {
      if (!list.parentElement.closest(".checks")) counts.push(counter(list, ticks, () => { remember(key, JSON.stringify(ticks)); refresh(); }));
    });
    refresh();
  }

  // Puts "2 of 5 done" and a way to start again below one list; returns what keeps it true.
  function counter(list, ticks, changed) {
    const boxes = [...list.querySelectorAll(".tick input")];
    const count = make("span");
    const clear = make("button", { type: "button", textContent: "Clear" });
    boxes.forEach(box => {
      if (box.id in ticks) box.checked = ticks[box.id];
      box.addEventListener("change", () => { ticks[box.id] = box.checked; changed(); });
    });
    clear.addEventListener("click", () => {
      boxes.forEach(box => { box.checked = ticks[box.id] = false; });
      changed();
      boxes[0].focus();
    });
    if (boxes.length > 1) list.after(make("p", { className: "count" }, count, clear));
    return () => {
      const done = boxes.filter(box => box.checked).length;
      count.textContent = done + " of " + boxes.length + " done";
      clear.hidden = done === 0;
    };
  }

  // Marks the heading being read in the contents beside the text.
  function contentsMarker(contents) {
    const links = [...contents.querySelectorAll("a")];
    const headings = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    let waiting = false;
    const mark = () => {
      waiting = false;
      const atEnd = innerHeight + scrollY >= root.scrollHeight - 2 && scrollY > 0;
      const line = atEnd ? innerHeight : innerHeight / 4;
      const current = Math.max(0, headings.findLastIndex(heading => heading && heading.getBoundingClientRect().top < line));
      links.forEach((link, index) => {
        if (index === current) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
      });
    };
    const wait = () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } };
    addEventListener("scroll", wait, { passive: true });
    addEventListener("resize", wait);
    mark();
  }

  // Says in words how much of a wide table is off screen. What does not scroll needs no stop for the Tab key.
  function scrollCue(region) {
    const cue = make("p", { className: "cue", hidden: true });
    if (region.matches(".wide")) region.before(cue);
    const measure = () => {
      const scrolls = region.scrollWidth > region.clientWidth + 1;
      if (scrolls) region.tabIndex = 0; else region.removeAttribute("tabindex");
      const edge = region.getBoundingClientRect().right + 1;
      const beyond = [...region.querySelector("tr")?.children ?? []].filter(cell => cell.getBoundingClientRect().right > edge).length;
      if (region.scrollLeft === 0) cue.textContent = "Scroll the table sideways for " + beyond + " more column" + (beyond === 1 ? "." : "s.");
      cue.hidden = !scrolls || beyond === 0 && region.scrollLeft === 0;
    };
    new ResizeObserver(measure).observe(region);
  }

  addEventListener("DOMContentLoaded", () => {
    const status = make("p", { className: "hide" });
    status.setAttribute("role", "status");
    document.body.append(status);
    each(".theme", themeButton);
    each(".copy", button => copyButton(button, status));
    tickBoxes();
    each(".toc", contentsMarker);
    each(".wide, .code pre", scrollCue);
  });
})();
