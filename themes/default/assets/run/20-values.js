// Values: what is typed once stands in all its places, quoted as each place needs it. They are kept with the rest of
// the page's state, in this browser only. A place without a field, as of a secret, stays as it is written.
(() => {
  const fields = [...document.querySelectorAll("[data-param]")];
  const named = new Map(fields.map(field => [field.dataset.param, field]));
  const places = [...document.querySelectorAll("var.param")].map(element => ({ element, written: element.textContent }));
  const links = [...document.querySelectorAll("a[data-href]")].map(link => ({ link, bare: link.getAttribute("href") }));

  // What a kind of value looks like, where the browser does not know it.
  const shapes = { number: /^[-+]?\d+(\.\d+)?$/, host: /^[\p{L}\p{N}._:[\]-]+$/u, url: /^[a-z][a-z\d+.-]*:\/\/./i, email: /^[^@\s]+@[^@\s]+$/ };
  // Characters nobody sees may be keys for a terminal: a text with them is not used.
  const unseen = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]/;
  const used = name => {
    const text = named.get(name)?.value ?? "";
    return unseen.test(text) ? "" : text;
  };

  // Says in words what is wrong with a value, or nothing.
  function fault(field) {
    const { value, dataset: { type, pattern, example = field.placeholder } } = field;
    const like = example ? "It looks like " + example + "." : "It is a " + type + ".";
    if (!value) return "";
    if (unseen.test(value)) return "It holds an unseen character: type it.";
    let shape = shapes[type];
    if (pattern) try { shape = new RegExp("^(?:" + pattern + ")$", "u"); } catch { /* not a pattern of browsers */ }
    if (shape && !shape.test(value)) return like;
    return value === value.trim() ? "" : "It begins or ends with a space.";
  }

  fields.forEach(field => {
    field.dataset.given = field.value;
    field.told = make("span", { className: "amiss", id: field.id + ":amiss", role: "status" });
    field.after(field.told);
    field.setAttribute("aria-describedby", field.told.id + " " + field.id + ":help");
    field.addEventListener("input", () => {
      change(() => { state.values[field.dataset.param] = field.value; });
      show();
    });
  });

  function check(field) {
    const words = fault(field);
    if (field.told.textContent !== words) field.told.textContent = words;
    field.setAttribute("aria-invalid", !!words);
  }

  // The text of a place; its name in braces where there is no value, or none that can stand there.
  function fill({ dataset: { p: name, q = "", end = "" } }) {
    const text = used(name);
    try { if (text) return { name, text: quoted(q, end, text) }; } catch (error) { return { name, text: "{{" + name + "}}", why: error.message }; }
    return { name, text: "{{" + name + "}}", isMissing: true };
  }

  function address(template) {
    const start = template.indexOf("://") + 3;
    return template.replace(/\{([a-z\d-]+)\}/g, (written, name, at) => {
      const isHost = start > 2 && !/[/?#]/.test(template.slice(start, at));
      return quoted(isHost ? "t" : "u", "", used(name) || quoted("n"));
    });
  }

  function show() {
    places.forEach(({ element, written }) => {
      const { text, why, isMissing } = fill(element);
      const shown = isMissing || why ? written : text;
      if (element.textContent !== shown) element.textContent = shown;
      element.classList.toggle("filled", shown !== written);
      element.classList.toggle("refused", !!why);
      element.title = why ? "Not filled in: " + why : "";
    });
    links.forEach(({ link, bare }) => {
      try { link.href = address(link.dataset.href); } catch { link.setAttribute("href", bare); }
    });
    fields.forEach(check);
  }

  // Values that are kept come back into the fields; what a field is given by the page holds until then.
  function restore() {
    fields.forEach(field => {
      const value = state.values[field.dataset.param] ?? field.dataset.given;
      if (field.value !== value && field !== document.activeElement) field.value = value;
    });
    show();
  }

  each(".params .once", line => { line.hidden = false; });
  watch(restore);
  if (fields.length) restore();

  // What is copied has its values, and says what is missing; what cannot be written safely is not copied.
  addEventListener("handover:copy", event => {
    if (event.defaultPrevented) return;
    const code = event.target.closest("figure, .command").querySelector("code").cloneNode(true);
    each(".pr, .out", part => part.remove(), code);
    const found = [...code.querySelectorAll("var.param")].map(element => {
      const made = fill(element);
      element.textContent = made.text;
      return made;
    });
    if (!found.length) return;
    const refused = found.find(made => made.why);
    const missing = new Set(found.filter(made => made.isMissing).map(made => made.name));
    if (refused) {
      event.detail.words = "Not copied: " + refused.name + ": " + refused.why;
      return event.preventDefault();
    }
    event.detail.text = code.textContent.replace(/^\n+|\s+$/g, "");
    const odd = new Set(found.filter(made => !made.isMissing && named.has(made.name) && fault(named.get(made.name))).map(made => made.name));
    if (missing.size) event.detail.words = "Copied, " + missing.size + " value" + (missing.size > 1 ? "s" : "") + " missing: " + [...missing].join(", ");
    if (odd.size) event.detail.words += ", does not look right: " + [...odd].join(", ");
  });
})();
