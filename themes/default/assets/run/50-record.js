// The record of a run: as text for a ticket, as a file to go on with elsewhere. Nothing of it leaves the
// browser by itself, and what comes in is only read.

const title = textOf(document.querySelector("h1"));
const isShown = name => byId("p:" + name);
// A secret has words of where it is, and no field.
const secrets = [...document.querySelectorAll(".params small[id]")].map(help => help.id.slice(2, -5)).filter(name => !isShown(name));
const valueOf = name => state.values[name] ?? byId("p:" + name).value;
const isMade = ({ state, at, note, evidence, expected, guarded }) => state !== "open" || at || note || evidence || expected || guarded;

function record() {
  const shaped = item => ({ ...blankEntry(item), ...entries.get(item.id), no: item.no, name: item.name, ...(hasChanged(item) ? { changed: true } : {}) });
  const { who, kind, result, started, ended, version, events } = state;
  const names = [...document.querySelectorAll("[data-param]")].map(field => field.dataset.param).filter(name => isShown(name) && valueOf(name));
  return {
    handover: "run", version: 1, page: { id: page.id, title, address: location.href.split("#")[0], version, built: main.dataset.built || "" },
    who, kind, result, started, ended, values: Object.fromEntries(names.map(name => [name, valueOf(name)])), secrets, steps: steps.map(shaped),
    // Tasks, and steps that are no longer there.
    others: state.entries.filter(entry => isMade(entry) && !itemOf.get(entry.id)?.isStep), events,
  };
}

// Text of a reader's as Markdown shows it.
const plain = text => text.replace(/[\\\x60*_[\]<>#|~&]/g, "\\$&").replace(/\s*[\r\n]+\s*/g, " / ");
function markdown() {
  const made = record();
  const time = at => (at || "not said").replace("T", " ").replace("Z", " UTC");
  const line = ({ no, name, state, at, reason, note, evidence, expected, actual, changed }) =>
    (state === "done" ? "- [x] " : "- [ ] ") + [[no, plain(name)].join(" ").trim(), state + (at ? " " + time(at) : ""), plain(reason),
      expected === "yes" ? "as expected" : expected ? "seen instead: " + plain(actual) : "", changed ? "changed since" : "", note && "note: " + plain(note), evidence && "evidence: " + plain(evidence)].filter(Boolean).join("; ");
  const part = (heading, lines) => (lines.length ? ["", "## " + heading, "", ...lines] : []);
  return [
    "# " + plain(title), "", "- Page: " + made.page.address + ", version " + made.page.version, "- Who: " + (plain(made.who) || "not said"),
    "- Kind: " + made.kind, "- Result: " + made.result, "- Begun: " + time(made.started), "- Ended: " + time(made.ended),
    ...part("Steps", made.steps.map(line)), ...part("Others", made.others.map(line)),
    ...part("Values", [...Object.entries(made.values).map(([name, value]) => "- " + name + ": " + plain(value)), ...secrets.map(name => "- " + name + ": secret")]),
    ...part("Events", made.events.map(({ at, step, what, text }) => "- " + [time(at), what, plain(itemOf.get(step)?.name || step), plain(text)].filter(Boolean).join("; "))), "",
  ].join("\n");
}

// What a record is made of. What is not named here is left out.
const text = value => typeof value === "string" && value.length <= 20000;
const time = value => value == null || text(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) && !isNaN(Date.parse(value));
const maybe = value => value == null || text(value);
const among = (...words) => value => words.includes(value);
const entryForm = {
  id: text, hash: text, no: text, name: text, state: among("done", "skipped", "open"), at: time, reason: text, note: text,
  expected: among("yes", "no", null), actual: text, guarded: maybe, evidence: maybe,
};
const recordForm = {
  handover: among("run"), version: among(1), page: { id: text, version: text }, who: text, kind: among("drill", "real"),
  result: among("passed", "failed", "open"), started: time, ended: time, steps: [entryForm], others: [entryForm],
  events: [{ at: text, step: text, what: among("ticked", "unticked", "skipped", "branch", "guarded", "copied", "note"), text, to: text }],
};

// Copies what has the form, and throws where something has not.
function formed(value, form, place) {
  const check = holds => { if (!holds) throw new Error(place + " is wrong"); };
  if (typeof form === "function") { check(form(value)); return value ?? null; }
  if (Array.isArray(form)) {
    check(value == null || Array.isArray(value) && value.length <= 2000);
    return (value || []).map((one, at) => formed(one, form[0], place + "[" + at + "]"));
  }
  check(value && typeof value === "object");
  return Object.fromEntries(Object.entries(form).map(([key, inner]) => [key, formed(value[key], inner, place + "." + key)]));
}

// Makes a state of a record.
function understood(json) {
  if (json.length > 2e6) throw new Error("it is too long");
  const raw = JSON.parse(json);
  const { steps, others, page: of, handover, version, ...rest } = formed(raw, recordForm, "the record");
  if (of.id !== page.id) throw new Error("it is of another page, " + of.id.slice(0, 99));
  const all = [...steps, ...others];
  if (new Set(all.map(entry => entry.id)).size < all.length) throw new Error("a step is there twice");
  const values = Object.entries(raw.values || {}).filter(([name, value]) => isShown(name) && text(value));
  return { ...blank(), ...rest, version: of.version, values: Object.fromEntries(values), entries: all.filter(isMade) };
}

function openRecord() {
  const select = (...words) => make("select", {}, ...words.map(word => make("option", { value: word.toLowerCase(), textContent: word })));
  const said = (key, field) => {
    field.value = state[key];
    field.addEventListener("input", () => change(() => {
      state[key] = field.value;
      state.ended = state.result === "open" ? null : state.ended || now();
    }));
    return labelled(key, field);
  };
  const copy = button("Copy for the ticket");
  copies(copy, markdown);
  const pasted = make("textarea", { rows: 2 });
  const file = make("input", { type: "file" });
  const wrong = make("p", { className: "wrong", role: "alert" });
  const takeOver = json => {
    try {
      const made = understood(json);
      change(() => Object.assign(state, made));
      dialog.close();
      announce("Taken over");
    } catch (error) { wrong.textContent = "Not taken over: " + error.message; }
  };
  file.addEventListener("change", () => file.files[0].text().then(takeOver));
  const dialog = open("Record of this run", make("p", { textContent: "Nothing of it leaves this browser by itself." }),
    make("div", { className: "fields" }, said("who", make("input", { maxLength: 200 })), said("kind", select("Real", "Drill")), said("result", select("Open", "Passed", "Failed"))),
    row(copy, button("Save as a file", () => save(JSON.stringify(record(), null, 2) + "\n", "application/json", ["run", page.id, state.started].join("-") + ".json"))),
    make("details", {}, make("summary", { textContent: "Go on from a record" }), make("p", { textContent: "It replaces what is here." }),
      labelled("File", file), labelled("Or its text", pasted), row(button("Go on", () => takeOver(pasted.value))), wrong),
    row(make("button", { textContent: "Close" })));
}

if (runner) runMode();
