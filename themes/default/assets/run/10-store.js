// The parts of `run/` are joined in order of their names into one function on pages with tasks, steps or values; it
// runs when the page is there, and knows its file as `script`. What a part declares the later ones see. This one keeps
// what was done on the page.
const { recall, remember, each, make, announce, copies } = globalThis.handover;
const main = document.getElementById("site:main");

// One state for each page, known by its id; sites that share a host have their own.
const page = { id: main.dataset.page || location.pathname, version: main.dataset.version || "" };
const stateKey = "run:" + new URL(".", script.src || location).pathname + page.id;

const now = () => new Date().toISOString().slice(0, 19) + "Z";
const byId = id => document.getElementById(id);
const press = (button, action) => button.addEventListener("click", action);
const button = (textContent, action, className = "") => {
  const made = make("button", { type: "button", textContent, className });
  press(made, action);
  return made;
};
// Written only where it is new, so that a screen reader is not told again.
const write = (element, words) => { if (element && element.textContent !== words) element.textContent = words; };
const row = (...buttons) => make("p", { className: "acts" }, ...buttons);
// Lets the browser save a text as a file. Nothing is sent.
function save(text, type, name) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href, download: name.replace(/[^\w.-]+/g, "-") }).click();
  setTimeout(() => URL.revokeObjectURL(href), 9999);
}
// The words of an element as its author wrote them: without what was added, and with the names of values.
function textOf(element) {
  const copy = element.cloneNode(true);
  each("small, .anchor, .no, .pick", part => part.remove(), copy);
  each("var.param", place => { place.textContent = "{{" + place.dataset.p + "}}"; }, copy);
  return copy.textContent.trim().replace(/\s+/g, " ");
}

// What can be ticked: a step, a task. It is known by its id and by the hash of its own text.
const items = [...main.querySelectorAll(".tick input")].map(box => {
  const element = box.closest("[data-hash]") || box;
  const isStep = element.matches(".step");
  const label = isStep ? element.querySelector(".do") : box.labels[0] || box.closest("tr").querySelector(".task");
  // What the build has ticked is not the reader's.
  return { box, element, isStep, isFixed: box.disabled, id: element.id, hash: element.dataset.hash || "", no: element.dataset.no || "", name: textOf(label).replace(isStep ? /^(\S+ )?[\d.]+ ?[:.)–—-] / : "", "") };
});
const itemOf = new Map(items.map(item => [item.id, item]));

const blank = () => ({
  format: 1, version: page.version, who: "", kind: "real", result: "open", started: null, ended: null,
  values: {}, entries: [], events: [], wait: 0,
});
const blankEntry = ({ id, hash, no, name }) => ({
  id, hash, no, name, state: "open", at: null, reason: "", note: "", evidence: "", expected: null, actual: "", guarded: null,
});

let state = blank();
let entries = new Map();
// Whether the browser keeps the state; else it lasts as long as the page is open.
let isKept = true;
const watchers = [];
const watch = watcher => { watchers.push(watcher); };
const tell = () => watchers.forEach(watcher => watcher());

function load() {
  try {
    state = { ...blank(), ...JSON.parse(recall(stateKey)) };
    Object.assign(state, { events: [...state.events], values: { ...state.values } });
    fit();
  } catch {
    // Unreadable: start anew.
    state = blank();
    fit();
  }
}

// Finds what was ticked in the page as it is now: by id and hash; else by its hash, so that a new id loses
// nothing; else by its id, and then it has changed since. The rest is no longer there.
function fit() {
  const left = new Set(state.entries);
  entries = new Map();
  const pair = known => {
    const found = new Map();
    left.forEach(entry => found.set(known(entry), found.has(known(entry)) ? null : entry));
    items.forEach(item => {
      const entry = !entries.has(item.id) && found.get(known(item));
      if (left.delete(entry)) entries.set(item.id, entry);
    });
  };
  pair(({ id, hash }) => id + " " + hash);
  pair(({ hash }) => hash || {});
  pair(({ id }) => id);
  entries.forEach((entry, id) => { entry.id = id; });
}

// Changes the state, keeps it, and tells all that show it. Another tab may have gone on in the meantime.
function change(action) {
  if (isKept) load();
  action(state);
  fit();
  const text = JSON.stringify(state);
  remember(stateKey, text);
  isKept = recall(stateKey) === text;
  tell();
}

const hasChanged = item => { const entry = entries.get(item.id); return !!entry && entry.state !== "open" && entry.hash !== item.hash; };
const gone = () => state.entries.filter(entry => entries.get(entry.id) !== entry && entry.state !== "open");

// The entry of an item, made where it has none. Only within `change`.
function entryOf(item) {
  let entry = entries.get(item.id);
  if (!entry) {
    entry = blankEntry(item);
    if (item.box.defaultChecked) entry.state = "done";
    state.entries.push(entry);
    entries.set(item.id, entry);
  }
  return entry;
}

const log = (what, step, text = "", to = "") => { state.events.push({ at: now(), step, what, text, to }); state.events.splice(0, state.events.length - 2000); };

function begin() { if (!state.started) Object.assign(state, { started: now(), version: page.version }); }

// Says what became of an item; the first word begins the run. Only within `change`.
const verbs = { done: "ticked", skipped: "skipped", open: "unticked" };
function mark(item, to, reason = "") {
  const entry = entryOf(item);
  begin();
  Object.assign(entry, { hash: item.hash, no: item.no, name: item.name, state: to, reason, at: to === "open" ? null : now() });
  log(verbs[to], item.id, reason);
}

addEventListener("storage", event => {
  if (event.key === null || event.key === "handover:" + stateKey) { load(); tell(); }
});

load();
