// Follows how far somebody is in a course and has it told to a learning system, by `connect` of the form of the
// package. The script of questions keeps its state through this one: it runs after it and knows nothing of it.
const { pass: passing } = document.currentScript.dataset;
const shared = globalThis.handover;
const { make } = shared;
const sets = [...document.querySelectorAll("fieldset.ask")];
const score = document.querySelector(".score");
const headings = [...document.querySelectorAll("main h2[id]")].filter(heading => !heading.id.includes(":"));
const told = document.querySelector("[data-told]");
const isMap = value => !!value && typeof value === "object" && !Array.isArray(value);

// The state of the questions as their script writes it; and what is kept of it.
let name = "";
let memory = null;
let place = "";
let isRead = false;
let link = null;

const keyOf = set => set.dataset.key.slice(-12);
function judged() {
  try {
    const courses = JSON.parse(memory);
    const own = isMap(courses) && score && courses[score.dataset.course];
    return isMap(own) ? own : {};
  } catch {
    return {};
  }
}
const answer = set => {
  const one = judged()[set.dataset.q];
  return isMap(one) && one.key === keyOf(set) ? one : null;
};

// Kept is, for each question that was answered, whether that was right, and a number made of all the question says:
// one that changed is asked anew. SCORM 1.2 keeps 4,096 characters, which is 512 questions.
const marks = sets.map(set => {
  const text = set.dataset.q + set.dataset.key + set.textContent;
  const number = [...text].reduce((sum, sign) => Math.imul(sum ^ sign.codePointAt(0), 16777619), 2166136261) >>> 0;
  return number.toString(36).padStart(7, "0");
});
const pack = () => sets.map((set, at) => [answer(set), marks[at]]).filter(([one]) => one)
  .map(([one, mark]) => (one.right === true ? "r" : "w") + mark).slice(0, 512).join("");
function unpack(text) {
  const known = new Map((text.match(/[rw][0-9a-z]{7}/g) || []).map(part => [part.slice(1), part[0] === "r"]));
  const own = {};
  sets.forEach((set, at) => {
    if (known.has(marks[at])) own[set.dataset.q] = { right: known.get(marks[at]), key: keyOf(set) };
  });
  return own;
}

// How far it is: with questions by what was right, without by what was read.
function standing() {
  if (!sets.length) return { isDone: isRead, isPassed: null, score: null };
  const ones = sets.map(answer);
  const right = ones.filter(one => one && one.right === true).length;
  const isPassed = (link ? link.pass : passing) * sets.length <= right * 100;
  const isDone = isPassed || ones.every(Boolean);
  return { isDone, isPassed, score: isDone ? right / sets.length : null };
}
const state = () => ({ ...standing(), kept: pack(), place });
const say = words => { if (told) told.textContent = words; };
function tell() {
  if (link) link.tell(state());
}

globalThis.handover = {
  ...shared,
  recall: key => key.startsWith("course:") ? (name = key, memory) : shared.recall(key),
  remember: (key, value) => {
    if (!key.startsWith("course:")) return shared.remember(key, value);
    name = key;
    memory = value;
    tell();
  },
};

function begin(connected) {
  link = connected;
  if (!link) return say("No learning system answers: nothing is kept.");
  link.pass = link.pass ?? passing;
  if (score) {
    memory = JSON.stringify({ [score.dataset.course]: { ...unpack(link.kept), ...judged() } });
    // Whoever has read the state already reads it again.
    if (name) dispatchEvent(new StorageEvent("storage", { key: "handover:" + name }));
  }
  say(link.words || "");
  const last = headings.find(heading => heading.id === link.place);
  if (last) {
    place = last.id;
    last.scrollIntoView();
    if (told) told.append(" You were at ", make("a", { href: "#" + encodeURIComponent(last.id), textContent: last.textContent }), ".");
  }
  if (link.leave && told) {
    const leave = make("button", { type: "button", textContent: "Leave" });
    leave.addEventListener("click", () => { end(); link.leave(); });
    told.append(" ", leave);
  }
  watch();
}

// Somebody is at the last heading above the lower three quarters of the window, be that a frame; the last line in
// sight ends the page.
function watch() {
  const seen = new IntersectionObserver(() => {
    const here = headings.filter(heading => heading.getBoundingClientRect().top <= innerHeight / 4).pop();
    if (!here || here.id === place) return;
    place = here.id;
    tell();
  }, { root: document, rootMargin: "0px 0px -75% 0px" });
  headings.forEach(heading => seen.observe(heading));
  const foot = document.querySelector("[data-end]");
  if (!sets.length && foot) {
    new IntersectionObserver(entries => {
      if (isRead || !entries.some(entry => entry.isIntersecting)) return;
      isRead = true;
      tell();
    }, { root: document }).observe(foot);
  }
}

function end() {
  if (link) link.end(state());
}
addEventListener("pagehide", end);
// What comes back from the browser's memory was ended: it begins anew.
addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
// The learning system keeps progress: files of it have no use here.
addEventListener("DOMContentLoaded", () => {
  if (score) [...score.querySelectorAll(".acts > :not(:last-child)")].forEach(part => part.remove());
});
Promise.resolve(connect()).catch(() => null).then(begin);
