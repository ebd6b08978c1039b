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
  const announce = words => { status.textContent = words; };

  // Copies the commands of a block without prompts and output. Whoever hears of it may change the text and
  // the words that tell of it, or prevent it.
  function copyButton(button) {
    copies(button, () => {
      const code = button.closest("figure, .command").querySelector("code").cloneNode(true);
      each(".pr, .out", part => part.remove(), code);
      const copy = { text: code.textContent.replace(/^\n+|\s+$/g, ""), words: "Copied" };
      const allowed = button.dispatchEvent(new CustomEvent("handover:copy", { bubbles: true, cancelable: true, detail: copy }));
      return allowed ? copy : { words: copy.words };
    });
  }

  // Lets a button copy a text, and say so. The text may come with words of its own, or be refused by words alone.
  function copies(button, compose) {
    const label = button.textContent;
    const say = words => {
      announce(button.textContent = words);
      setTimeout(() => { button.textContent = label; announce(""); }, 2000);
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      const made = compose();
      const { text, words } = typeof made === "string" ? { text: made, words: "Copied" } : made;
      if (text === undefined) say(words); else write(text).then(() => say(words), () => say("Not copied"));
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

  // The script of pages with tasks, steps and values, `run.js`, comes when the page is shown, so that nobody waits for
  // it to read; who is in a run gets it before. What a reader does until then is done again then: boxes and fields,
  // and copies, which may need values or be refused.
  function runLater({ src, dataset: { run, page = location.pathname } }) {
    const early = [];
    const hear = event => {
      const { target, type } = event;
      const isCopy = type === "click" && target.closest(".copy");
      if (isCopy) event.stopImmediatePropagation();
      if (isCopy || type !== "click" && !target.files) early.push([isCopy || target, type, target.checked, target.value]);
    };
    const types = ["click", "input", "change"];
    types.forEach(type => addEventListener(type, hear, true));
    root.dataset.waits = "";
    const ready = () => {
      types.forEach(type => removeEventListener(type, hear, true));
      delete root.dataset.waits;
      early.forEach(([target, type, checked, value]) => {
        if (type === "click") return target.click();
        if (target.disabled) return;
        if (target.checked !== checked) target.checked = checked;
        if (target.value !== value) target.value = value;
        target.dispatchEvent(new Event(type, { bubbles: true }));
      });
    };
    // The page is there when the script has run: it waits for that, and is heard of first.
    const onload = () => { if (document.readyState === "loading") addEventListener("DOMContentLoaded", ready); else ready(); };
    const script = make("script", { src: run, onload, onerror: onload, blocking: "render" });
    const add = () => { if (!script.isConnected) document.head.append(script); };
    if (document.readyState === "complete" || recall("run:" + new URL(".", src).pathname + page)) return add();
    addEventListener("load", add);
    // A picture that never comes does not hold it up.
    setTimeout(add, 5000);
  }
  if (document.currentScript.dataset.run) runLater(document.currentScript);

  // The script of search comes when somebody is about to search, and hears `handover:find` of the form in the header.
  // A key alone, `/`, can be turned off where it leads to, and means nothing in a field.
  const { src } = document.currentScript;
  function finder(form) {
    let coming;
    const come = () => coming ??= new Promise(resolve => {
      document.head.append(make("script", { src: new URL("search.js", src), onload: resolve, onerror: () => resolve() }));
    });
    const find = event => {
      if (event.isComposing) return;
      event.preventDefault();
      come().then(come => { if (come) form.dispatchEvent(new Event("handover:find")); else form.submit(); });
    };
    form.q.ariaHasPopup = "dialog";
    form.addEventListener("focusin", come);
    ["click", "input", "compositionend"].forEach(type => form.q.addEventListener(type, find));
    form.addEventListener("submit", event => { if (!form.q.value) find(event); });
    addEventListener("keydown", event => {
      const { key, target } = event;
      const isWith = event.ctrlKey || event.metaKey;
      if (event.altKey || target.closest("input:not([type=checkbox]), select, textarea, dialog")) return;
      if (isWith ? key !== "k" : key !== "/" || recall("slash") === "off") return;
      // Letters typed before the script is there go into the field.
      form.from = document.activeElement;
      find(event);
      // A field that is not shown, beside a narrow page, takes none.
      if (!form.q.offsetParent) form.q.style.cssText = "display:block;width:0;padding:0;border:0";
      form.q.onblur = () => { form.q.style = ""; };
      form.q.focus();
    });
  }

  // On the page of search it comes when the page is shown; the list of pages waits where there is a question.
  function searchPage(form) {
    const lookup = document.querySelector("[data-lookup]");
    lookup.hidden = /[?&]q=[^&]/.test(location.search);
    const alone = () => {
      form.remove();
      lookup.hidden = false;
      lookup.firstElementChild.removeAttribute("data-alone");
    };
    const script = make("script", { src: new URL("search.js", src), onerror: alone });
    addEventListener("load", () => document.head.append(script));
  }

  // What `run.js`, and the scripts of charters and courses, share with this one.
  globalThis.handover = Object.freeze({ recall, remember, each, make, announce, copies });

  addEventListener("DOMContentLoaded", () => {
    status.setAttribute("role", "status");
    document.body.append(status);
    each(".theme", themeButton);
    each(".find", finder);
    each("form.ask", searchPage);
    each(".copy", copyButton);
    each(".tabs", tabGroup);
    each(".zoom", zoom);
    showTarget();
    addEventListener("hashchange", showTarget);
    each(".toc", contentsMarker);
    each(".wide, .code pre", scrollCue);
  });
})();
