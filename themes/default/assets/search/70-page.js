// The page of search. The question is in its address, so that it can be sent to others, and the way back leads to the
// same results at the same place.
const PAGE = 10;

function searchPage(form) {
  const field = form.elements.q;
  const found = document.querySelector("[data-found]");
  const lookup = document.querySelector("[data-lookup]");
  const told = make("p", { className: "told" });
  told.setAttribute("role", "status");
  const hits = make("ol", { className: "plain hits" });
  const more = make("button", { type: "button", className: "more" });
  const narrow = make("details", { className: "narrow" });
  const facets = make("form", { className: "facets", ariaLabel: "Narrow down" }, narrow);
  const body = make("div", {}, hits, more);
  found.append(told, make("div", { className: "found" }, facets, body));
  narrow.open = matchMedia("(min-width: 60.01rem)").matches;
  let shown = 0;

  // What is asked: the words, and for each facet the chosen values.
  const asked = () => {
    const address = new URLSearchParams(location.search);
    const filters = {};
    Object.keys(words.facets).forEach(name => { if (address.getAll(name).length) filters[name] = address.getAll(name); });
    return { text: address.get("q") || "", filters };
  };
  const address = (text, filters) => {
    const made = new URLSearchParams(text.trim() ? { q: text.trim() } : {});
    Object.entries(filters).forEach(([name, values]) => values.forEach(value => made.append(name, value)));
    return location.pathname + (made.size ? "?" + made : "");
  };
  // Browsers may refuse to change the address of a file; then it stays as it is, and the answer is shown.
  let current = asked();
  const go = (way, text, filters, state = null) => {
    current = { text, filters };
    try { history[way](state, "", address(text, filters)); } catch { /* the address stays */ }
  };

  function hit(own) {
    const item = make("li", { className: own.best ? "best" : "" });
    const kind = make("p", { className: "kind" }, own.kind.name);
    if (own.severity) kind.append(chip(own.severity));
    own.facts.forEach(fact => kind.append(make("span", { textContent: fact })));
    const heading = make("h2", {}, make("a", { href: site + own.href }));
    heading.firstChild.append(...withMarks(own.title));
    item.append(kind, heading);
    if (own.where) item.append(make("p", { className: "where", textContent: own.where }));
    if (own.sections.length) item.append(make("ul", { className: "plain parts" }, ...own.sections.map(part)));
    else if (own.text && own.text.length) item.append(make("p", {}, ...withMarks(own.text)));
    if (own.phone) item.append(make("p", {}, telephone(own.phone)));
    if (own.missing.length) item.append(make("p", { className: "where", textContent: words.missing(own.missing) }));
    return item;
  }

  function part(own) {
    const link = make("a", { href: site + own.href });
    if (own.label) link.append(make("b", { textContent: own.label }), " ");
    link.append(...withMarks(own.title));
    const item = make("li", {}, link);
    if (own.command) item.append(command(own.command));
    const said = newText(own);
    if (said.length) item.append(make("span", { className: "passage" }, ...said));
    return item;
  }

  // The values of a facet with how many pages have them. Chosen ones stay, or they could not be given up.
  function facet(name, values) {
    const chosen = current.filters[name] || [];
    const missing = chosen.filter(id => !values.some(value => value.id === id)).map(id => ({ id, name: id, count: 0 }));
    const choices = [...values, ...missing].map(value => {
      const box = make("input", { type: "checkbox", name, value: value.id, checked: chosen.includes(value.id) });
      const label = name === "severity" ? chip(value) : make("span", { textContent: value.name });
      return make("label", {}, box, label, make("span", { className: "soft", textContent: value.count }));
    });
    return choices.length > 1 || chosen.length ? make("fieldset", {}, make("legend", { textContent: words.facets[name] }), ...choices) : "";
  }

  function showFacets(result) {
    const { activeElement } = document;
    const at = facets.contains(activeElement) && [activeElement.name, activeElement.value];
    const count = Object.values(current.filters).flat().length;
    const clear = make("button", { type: "button", textContent: "Clear" });
    clear.addEventListener("click", () => { go("pushState", current.text, {}); ask(PAGE); field.focus(); });
    narrow.replaceChildren(
      make("summary", {}, "Narrow down", make("span", { className: "soft", textContent: count ? " " + count + " chosen" : "" })),
      ...Object.keys(words.facets).map(name => facet(name, (result.facets || {})[name] || [])),
      ...count ? [make("p", {}, clear)] : [],
    );
    facets.hidden = !narrow.querySelector("fieldset");
    if (at) [...facets.elements].find(box => box.name === at[0] && box.value === at[1])?.focus();
  }

  function show(result) {
    shown = result.hits.length;
    tell(result);
    showFacets(result);
    hits.replaceChildren(...result.hits.map(hit));
    const rest = Math.min(PAGE, result.total - shown);
    more.hidden = rest <= 0;
    more.textContent = words.more(rest);
    if (!result.total) body.prepend(hint); else hint.remove();
    restore();
  }
  const hint = advice();

  function tell(result) {
    const said = result.total ? [make("b", { textContent: words.pages(result.total) })] : [words.nothing];
    const corrected = corrections(result);
    told.replaceChildren(...said, corrected && " " + corrected);
    document.title = current.text + " | " + title;
  }
  const { title } = document;

  function fail(error) {
    told.replaceChildren();
    hits.replaceChildren(make("li", {}, failure(error, () => ask(PAGE))));
    [more.hidden, facets.hidden] = [true, true];
    hint.remove();
  }

  const find = asker(told, show, fail);
  function ask(limit) {
    const { text, filters } = current;
    const isBlank = !text.trim();
    [found.hidden, lookup.hidden] = [isBlank, !isBlank];
    if (isBlank) document.title = title;
    find(text, filters, { limit, offset: 0, facets: true });
  }

  // The place on the page, once it is there again.
  let place = history.state;
  function restore() {
    if (place?.top) scrollTo(0, place.top);
    place = null;
  }
  const keep = () => {
    try { history.replaceState({ shown, top: scrollY }, ""); } catch { /* the place is not kept */ }
  };
  history.scrollRestoration = "manual";
  addEventListener("pagehide", keep);
  hits.addEventListener("click", event => { if (event.target.closest("a")) keep(); });
  addEventListener("popstate", event => {
    place = event.state;
    current = asked();
    field.value = current.text;
    settle();
    ask(Math.max(PAGE, place?.shown || 0));
  });

  // A question that was looked at for a while is a place of its own on the way back; letters on the way to it are not.
  let typing;
  let isSettled = true;
  const settle = () => { isSettled = Boolean(current.text.trim()); };
  settle();
  const changed = () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      go(isSettled ? "pushState" : "replaceState", field.value, current.filters);
      isSettled = false;
      ask(PAGE);
    }, 80);
  };
  field.addEventListener("input", event => { if (!event.isComposing) changed(); });
  field.addEventListener("compositionend", changed);
  form.addEventListener("submit", event => {
    event.preventDefault();
    clearTimeout(typing);
    if (field.value !== current.text) go(isSettled ? "pushState" : "replaceState", field.value, current.filters);
    settle();
    ask(PAGE);
  });
  facets.addEventListener("submit", event => event.preventDefault());
  facets.addEventListener("change", () => {
    const filters = {};
    new FormData(facets).forEach((value, name) => { (filters[name] ||= []).push(value); });
    go("pushState", current.text, filters);
    settle();
    ask(PAGE);
  });
  more.addEventListener("click", () => {
    const before = shown;
    const wait = new MutationObserver(() => {
      wait.disconnect();
      // Who reads with the keyboard goes on where the new ones begin.
      hits.children[before]?.querySelector("a").focus({ preventScroll: true });
    });
    wait.observe(hits, { childList: true });
    ask(before + PAGE);
  });
  // The keys that open search elsewhere lead to the field here.
  addEventListener("keydown", event => {
    const isWith = event.ctrlKey || event.metaKey;
    if (event.altKey || event.target.closest("input:not([type=checkbox], [type=radio]), dialog")) return;
    if (isWith ? event.key === "k" : event.key === "/" && recall("slash") !== "off") {
      event.preventDefault();
      field.select();
      field.focus();
    }
  });

  form.hidden = false;
  document.querySelector("[data-alone]").hidden = true;
  field.value = current.text;
  if (!current.text) field.focus();
  ask(Math.max(PAGE, place?.shown || 0));
}

const ownForm = document.querySelector("form.ask");
if (ownForm) searchPage(ownForm);
