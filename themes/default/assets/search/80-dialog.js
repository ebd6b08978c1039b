// Search over any page: a field and a list that follows what is typed. The field keeps the focus while arrow keys
// choose, as the pattern "editable combobox with list autocomplete" of the ARIA Authoring Practices has it. An entry
// of such a list can hold no button, so commands and numbers stand beside the entries, one Tab away.
const MOST = 5;

function finder(form) {
  let dialog;
  form.addEventListener("handover:find", async () => {
    // What every question needs comes with the styles.
    engine.begin?.().catch(() => {});
    await styled;
    dialog ||= makeDialog(form);
    dialog.start(form.elements.q.value);
    form.elements.q.value = "";
  });
}

function makeDialog(form) {
  const field = make("input", { type: "text", enterKeyHint: "search", autocomplete: "off", ariaLabel: form.elements.q.ariaLabel, placeholder: "Alert, error text, process, name", role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false" });
  field.spellcheck = false;
  field.setAttribute("aria-controls", "search:list");
  const close = make("button", { type: "button", textContent: "Close" });
  const list = make("div", { id: "search:list", role: "listbox", ariaLabel: "Results", hidden: true });
  const extras = make("div", { className: "extras", role: "group", ariaLabel: "Commands and numbers", hidden: true });
  const rows = make("div", { className: "rows" }, list, extras);
  const told = make("p", { className: "told", role: "status" });
  const all = make("a", { textContent: words.all, href: form.action });
  const slash = make("input", { type: "checkbox", checked: recall("slash") !== "off" });
  slash.addEventListener("change", () => remember("slash", slash.checked ? "on" : "off"));
  const keys = make("p", { className: "keys" });
  const key = name => make("kbd", { textContent: name });
  keys.append(
    make("span", {}, key("↑"), " ", key("↓"), " choose"), make("span", {}, key("Enter"), " open"),
    make("span", {}, key("Esc"), " close"), make("label", {}, slash, make("span", {}, key("/"), " opens search")),
  );
  const panel = make("form", { action: form.action, role: "search" }, icon("search"), field, close);
  const problem = make("div");
  const foot = make("p", { className: "all" }, all);
  const dialog = make("dialog", { className: "finder", ariaLabel: "Search" }, panel, told, problem, rows, foot, keys);
  document.body.append(dialog);

  let options = [];
  let chosen = -1;
  const choose = at => {
    chosen = at;
    options.forEach((option, index) => { option.ariaSelected = String(index === at); });
    const option = options[at];
    if (option) field.setAttribute("aria-activedescendant", option.id); else field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };
  const open = (option, event) => {
    if (event.ctrlKey || event.metaKey) return window.open(option.dataset.href, "_blank", "noopener");
    // A result on the page that is shown is reached without leaving it.
    dialog.close();
    location.href = option.dataset.href;
  };

  // One entry for a page, and one for each of its parts that is shown.
  function entries(hit) {
    const page = entry(hit.href, hit.best ? "best" : "", make("span", { className: "what", textContent: hit.kind.name }));
    const title = make("b", {}, ...withMarks(hit.title));
    const side = hit.severity ? [chip(hit.severity)] : [];
    const about = [hit.where, ...hit.facts].filter(fact => fact).join(", ");
    const lines = [about && make("small", { textContent: about })];
    if (!hit.sections.length && hit.text && hit.text.length) lines.push(make("small", { className: "passage" }, ...withMarks(hit.text)));
    if (hit.missing.length) lines.push(make("small", { textContent: words.missing(hit.missing) }));
    page.append(title, ...side, ...lines.filter(line => line));
    const made = [[page, hit.phone && telephone(hit.phone)]];
    hit.sections.slice(0, 2).forEach(section => {
      const part = entry(section.href, "part");
      part.append(section.label ? make("b", { textContent: section.label + " " }) : "", ...withMarks(section.title));
      const said = section.command ? [] : newText(section);
      if (said.length) part.append(make("small", {}, ...said));
      made.push([part, section.command && command(section.command)]);
    });
    return made;
  }
  function entry(href, className, ...children) {
    const option = make("div", { className, role: "option", ariaSelected: "false" }, ...children);
    option.dataset.href = site + href;
    return option;
  }

  function show(result) {
    const made = result.hits.flatMap(entries);
    options = made.map(([option]) => option);
    list.replaceChildren(...options);
    extras.replaceChildren();
    // Both lists are one grid: what belongs to an entry stands in the line below it.
    made.forEach(([option, extra], index) => {
      option.id = "search:option-" + index;
      option.style.gridRow = index * 2 + 1;
      if (!extra) return;
      extra.style.gridRow = index * 2 + 2;
      if (option.classList.contains("part")) extra.classList.add("of-part");
      extras.append(extra);
    });
    list.hidden = !options.length;
    extras.hidden = !extras.children.length;
    problem.replaceChildren();
    field.ariaExpanded = String(Boolean(options.length));
    choose(options.length ? 0 : -1);
    const isBlank = !field.value.trim();
    const count = result.total ? words.pages(result.total) : words.nothing;
    const corrected = corrections(result);
    told.replaceChildren(...isBlank ? [] : [make("b", { textContent: count }), corrected && " " + corrected]);
    if (!isBlank && !result.total) problem.append(advice());
    all.textContent = result.total > result.hits.length ? "All " + words.pages(result.total) + ", with filters" : words.all;
    foot.hidden = !result.total;
    dialog.scrollTop = 0;
  }
  function fail(error) {
    show({ hits: [], total: 0, words: [] });
    told.replaceChildren();
    problem.replaceChildren(failure(error, ask));
  }
  const find = asker(told, show, fail);
  function ask() {
    const question = new URLSearchParams({ q: field.value.trim() });
    all.href = form.action + "?" + question;
    find(field.value, {}, { limit: MOST, offset: 0, facets: false });
  }

  field.addEventListener("input", event => { if (!event.isComposing) ask(); });
  field.addEventListener("compositionend", ask);
  field.addEventListener("keydown", event => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      choose((chosen + step + options.length) % options.length);
    } else if (event.key === "Enter" && !(event.ctrlKey || event.metaKey) && options[chosen]) {
      event.preventDefault();
      open(options[chosen], event);
    }
  });
  // Enter with Ctrl, or with nothing found, leads to all results.
  panel.addEventListener("submit", event => { event.preventDefault(); location.href = all.href; });
  field.addEventListener("keydown", event => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) location.href = all.href; });
  list.addEventListener("click", event => {
    const option = event.target.closest("[role=option]");
    if (option) open(option, event);
  });
  // A press on an entry leaves the focus in the field.
  list.addEventListener("mousedown", event => event.preventDefault());
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });

  // Only what is in the dialog is read aloud while it is open.
  const status = document.querySelector("body > [role=status]");
  dialog.addEventListener("close", () => document.body.append(status));
  dialog.start = text => {
    field.value = text || field.value;
    if (!dialog.open) {
      dialog.append(status);
      // After a key the focus waits in the field of the page; it goes back to where it was before.
      if (form.from) {
        form.q.blur();
        form.from.focus({ preventScroll: true });
        form.from = null;
      }
      dialog.showModal();
      if (!text) field.select();
    }
    field.focus();
    ask();
  };
  return dialog;
}

// The page of search has these styles in its own.
const styled = ownForm || new Promise(onload => {
  document.head.append(make("link", { rel: "stylesheet", href: new URL("search.css", script.src).href, onload, onerror: onload }));
});
document.querySelectorAll("form.find").forEach(finder);
