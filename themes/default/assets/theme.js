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

  // Where changes are said aloud.
  const status = make("p", { className: "hide" });

  // Copies the commands of a block without prompts and output.
  function copyButton(button) {
    copies(button, () => {
      const code = button.closest("figure").querySelector("code").cloneNode(true);
      each(".pr, .out", part => part.remove(), code);
      return code.textContent.replace(/^\n+|\s+$/g, "");
    });
  }

  // Lets a button copy a text, and say so.
  function copies(button, text) {
    const label = button.textContent;
    const say = word => {
      status.textContent = button.textContent = word;
      setTimeout(() => { button.textContent = label; status.textContent = ""; }, 2000);
    };
    button.hidden = false;
    button.addEventListener("click", () => write(text()).then(() => say("Copied"), () => say("Not copied")));
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
    each(".tally", bar => counts.push(tally(bar)));
    each(".groups a", link => counts.push(groupCount(link)));
    refresh();
  }

  // Puts "2 of 5 done" and a way to start again below one list; returns what keeps it true.
  function counter(list, ticks, changed) {
    const boxes = [...list.querySelectorAll(".tick input")];
    const own = boxes.filter(box => !box.disabled);
    const count = make("span");
    const clear = make("button", { type: "button", textContent: "Clear" });
    boxes.forEach(box => {
      // What the build has ticked is not the reader's.
      if (box.id in ticks && !box.disabled) box.checked = ticks[box.id];
      box.addEventListener("change", () => { ticks[box.id] = box.checked; changed(); });
    });
    clear.addEventListener("click", () => {
      own.forEach(box => { box.checked = ticks[box.id] = false; });
      changed();
      own[0].focus();
    });
    if (boxes.length > 1) list.after(make("p", { className: "count" }, count, clear));
    return () => {
      count.textContent = doneOf(boxes);
      clear.hidden = !own.some(box => box.checked);
    };
  }

  const doneOf = boxes => boxes.filter(box => box.checked).length + " of " + boxes.length + " done";

  // The boxes of a part of the page: those between its heading and the next.
  function boxesBelow(heading) {
    const boxes = [];
    for (let part = heading.nextElementSibling; part && part.tagName !== "H2"; part = part.nextElementSibling) boxes.push(...part.querySelectorAll(".tick input"));
    return boxes;
  }

  // Says beside a link to a part of a checklist how much of it is done.
  function groupCount(link) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const boxes = heading ? boxesBelow(heading) : [];
    return () => { if (boxes.length) link.nextElementSibling.textContent = doneOf(boxes); };
  }

  // The bar of a checklist: how much of all is done, and a copy of the list for the ticket.
  function tally(bar) {
    const boxes = [...document.querySelectorAll("main .tick input")];
    const [text, progress, button] = [bar.querySelector("b"), bar.querySelector("progress"), bar.querySelector("button")];
    progress.hidden = button.hidden = false;
    progress.max = boxes.length;
    copies(button, () => listing(boxes));
    return () => {
      progress.value = boxes.filter(box => box.checked).length;
      text.textContent = doneOf(boxes);
    };
  }

  // A checklist as text: its address, its parts, a line for each box.
  function listing(boxes) {
    const lines = [document.querySelector("h1").textContent, location.href.split("#")[0]];
    let part = null;
    boxes.forEach(box => {
      let above = box;
      while (above.parentElement.tagName !== "MAIN") above = above.parentElement;
      while (above && above.tagName !== "H2") above = above.previousElementSibling;
      if (above && above !== part) lines.push("", above.firstChild.textContent.trim());
      part = above;
      let depth = 0;
      for (let list = box.closest("li"); list && (list = list.parentElement.closest("li.task")); depth++);
      const text = box.labels[0] || box.closest("tr").querySelector(".task");
      lines.push("  ".repeat(depth) + (box.checked ? "- [x] " : "- [ ] ") + text.textContent.trim());
    });
    return lines.join("\n");
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

  // What was chosen last in tabs, on any page; the newest last.
  let chosen = [];
  try { chosen = JSON.parse(recall("tabs")) || []; } catch { /* unreadable: nothing is chosen */ }
  const groups = [];

  // Panels that follow each other get a list of handles. Panels of one name are one handle: which of them
  // shows depends on what is chosen elsewhere.
  function tabGroup(group, number) {
    const panels = [...group.children];
    const names = [...new Set(panels.map(panel => panel.dataset.tab))];
    const list = make("div");
    list.setAttribute("role", "tablist");
    const handles = names.map((name, index) => {
      const panel = panels.find(panel => panel.dataset.tab === name);
      const handle = make("button", { type: "button", id: "tab:handle-" + number + "-" + index });
      handle.append(...[...panel.querySelector(".panel-title").childNodes].map(node => node.cloneNode(true)));
      handle.setAttribute("role", "tab");
      handle.addEventListener("click", () => choose(name, handle));
      handle.addEventListener("keydown", event => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] * (getComputedStyle(list).direction === "rtl" ? -1 : 1);
        const to = event.key === "Home" ? 0 : event.key === "End" ? names.length - 1 : (index + step + names.length) % names.length;
        if (!Number.isInteger(to)) return;
        event.preventDefault();
        choose(names[to], handles[to]);
        handles[to].focus();
      });
      return handle;
    });
    list.append(...handles);
    panels.forEach(panel => {
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", handles[names.indexOf(panel.dataset.tab)].id);
    });
    group.prepend(list);
    const show = () => {
      const current = names.reduce((best, name) => chosen.lastIndexOf(name) > chosen.lastIndexOf(best) ? name : best, names[0]);
      const fitting = panels.filter(panel => panel.dataset.tab === current);
      const shown = fitting.find(panel => !panel.dataset.if || chosen.includes(panel.dataset.if)) || fitting[0];
      panels.forEach(panel => panel.classList.toggle("off", panel !== shown));
      handles.forEach((handle, index) => {
        const selected = names[index] === current;
        handle.setAttribute("aria-selected", selected);
        handle.setAttribute("aria-controls", shown.id);
        handle.tabIndex = selected ? 0 : -1;
      });
    };
    show();
    groups.push(show);
  }

  // The handle that was pressed stays where it is, however much other groups grow.
  function choose(name, handle) {
    const before = handle ? handle.getBoundingClientRect().top : 0;
    chosen = chosen.filter(other => other !== name).concat(name).slice(-50);
    remember("tabs", JSON.stringify(chosen));
    groups.forEach(show => show());
    if (handle) scrollBy(0, handle.getBoundingClientRect().top - before);
  }

  // A link into a panel that is not shown chooses it.
  function showTarget() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const panel = target.closest(".panel.off");
    if (panel) choose(panel.dataset.tab);
    for (let details = target.closest("details"); details; details = details.parentElement.closest("details")) details.open = true;
    if (panel) target.scrollIntoView();
  }

  // A picture opens large over the page; without this it opens as a file.
  function zoom(link) {
    link.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const picture = make("img", { src: link.href, alt: link.querySelector("img").alt });
      const close = make("button", { textContent: "Close" });
      const form = make("form", { method: "dialog" }, close);
      const dialog = make("dialog", { className: "zoomed", ariaLabel: "Picture" }, picture, form);
      picture.addEventListener("click", () => {
        if (dialog.classList.contains("full") || picture.naturalWidth <= picture.clientWidth) dialog.close();
        else dialog.classList.add("full");
      });
      dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
      dialog.addEventListener("close", () => dialog.remove());
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  addEventListener("DOMContentLoaded", () => {
    status.setAttribute("role", "status");
    document.body.append(status);
    each(".theme", themeButton);
    each(".copy", copyButton);
    tickBoxes();
    each(".tabs", tabGroup);
    each(".zoom", zoom);
    showTarget();
    addEventListener("hashchange", showTarget);
    each(".toc", contentsMarker);
    each(".wide, .code pre", scrollCue);
  });
})();
