// Judges the questions of courses, and keeps in this browser what was right. Without it a question reads and prints,
// and leads to its answer. It is practice: whoever wants to know the answers finds them.
(() => {
  "use strict";
  const { recall, remember, each, make, announce } = globalThis.handover;
  // One state for each site: courses by id, in each the questions by id.
  const key = "course:" + new URL(".", script.src || location).pathname;
  const isMap = value => !!value && typeof value === "object" && !Array.isArray(value);
  let courses = {};
  function load() {
    try { const read = JSON.parse(recall(key)); courses = isMap(read) ? read : {}; } catch { courses = {}; }
  }
  const keep = () => remember(key, JSON.stringify(courses));
  const score = document.querySelector(".score");
  const sets = [...document.querySelectorAll("fieldset.ask")];
  const own = () => { const id = score.dataset.course; return courses[id] = isMap(courses[id]) ? courses[id] : {}; };

  // Undoes `veil` of the build.
  const next = state => Math.imul(state, 1664525) + 1013904223 >>> 0;
  function unveil(text, word) {
    let state = 7;
    for (const byte of new TextEncoder().encode(word)) state = next(state ^ byte);
    const bytes = Uint8Array.from(atob(text), c => {
      state = next(state);
      const byte = c.charCodeAt(0) ^ state >>> 24;
      state ^= byte;
      return byte;
    });
    return JSON.parse(new TextDecoder().decode(bytes));
  }
  const loose = text => text.trim().toLowerCase().replace(/\s+/g, " ").replace(/[.!]$/, "");
  const same = {
    e: (answer, text) => answer.trim() === text,
    w: (answer, text) => loose(answer) === loose(text),
    p: (answer, text) => { try { return new RegExp("^(?:" + text + ")$", "u").test(answer.trim()); } catch { return false; } },
  };

  // What a reader has answered: whether that is right, and what is said to it; or what is missing.
  function judge(set, known) {
    if (known.r) {
      const boxes = [...set.querySelectorAll("input")];
      if (!boxes.some(box => box.checked)) return { lacks: "Choose an answer first." };
      const said = boxes.flatMap((box, at) => box.checked && known.b[at] || []);
      return { right: boxes.every((box, at) => box.checked === !!known.r[at]), said };
    }
    if (known.o) {
      const numbers = [...set.querySelectorAll("select")].map(select => +select.value);
      if (numbers.includes(0)) return { lacks: "Give each a number first." };
      return { right: numbers.every((number, at) => number === known.o[at]), said: [] };
    }
    const { value } = set.querySelector("input");
    if (!value.trim()) return { lacks: "Write an answer first." };
    return { right: (known.a || []).some(([how, text]) => same[how](value, text)), said: [] };
  }

  function question(set) {
    const known = unveil(set.dataset.key, set.dataset.q);
    const verdict = make("p", { className: "verdict", hidden: true });
    const say = (word, ...texts) => {
      verdict.replaceChildren(make("b", { textContent: word }), " ", texts.filter(Boolean).join(" "));
      verdict.hidden = false;
      announce(verdict.textContent);
    };
    const check = make("button", { type: "button", textContent: "Check" });
    check.addEventListener("click", () => {
      const { lacks, right, said } = judge(set, known);
      verdict.className = "verdict" + (lacks ? "" : right ? " right" : " wrong");
      if (lacks) return say(lacks);
      if (right) say("Right.", ...said, known.w); else say("Not this.", ...said, "Choose again.");
      load();
      // A question that changed is asked anew: it is known by its key.
      own()[set.dataset.q] = { right, key: set.dataset.key.slice(-12), at: new Date().toISOString().slice(0, 10) };
      keep();
      show();
    });
    // What is changed is no longer what was judged.
    set.addEventListener("change", () => { verdict.hidden = true; });
    set.querySelector(".answer").before(make("p", { className: "acts" }, check), verdict);
  }

  const isRight = set => { const one = own()[set.dataset.q]; return isMap(one) && one.right === true && one.key === set.dataset.key.slice(-12); };
  const total = make("p", { className: "total" });

  function show() {
    if (score) total.textContent = sets.filter(isRight).length + " of " + sets.length + " right.";
    const onward = document.querySelector(".onward");
    if (!onward) return;
    const stages = [...document.querySelectorAll("[data-course]")];
    let now = null;
    stages.forEach(stage => {
      const asked = +stage.dataset.questions;
      const right = Object.values(isMap(courses[stage.dataset.course]) ? courses[stage.dataset.course] : {}).filter(one => one.right === true).length;
      const isDone = 0 < asked && asked * onward.dataset.pass <= right * 100;
      const said = stage.querySelector("[data-said]") || make("small");
      said.dataset.said = "";
      said.textContent = asked ? Math.min(right, asked) + " of " + asked + " right" : "";
      stage.append(said);
      stage.classList.toggle("done", isDone);
      if (!isDone && !now) now = stage;
    });
    stages.forEach(stage => stage.classList.toggle("now", stage === now));
    const link = onward.querySelector("a");
    const target = now && now.querySelector("a");
    if (target) {
      link.href = target.href;
      link.textContent = (stages[0] === now ? "Begin with " : "Continue with ") + target.textContent;
    } else if (stages.length) {
      link.href = "#h:sheet";
      link.textContent = "All done: print the sheet to sign";
    }
  }

  function files(place) {
    const button = (textContent, press) => {
      const made = make("button", { type: "button", textContent });
      made.addEventListener("click", press);
      return made;
    };
    const save = button("Save as a file", () => {
      load();
      const text = JSON.stringify({ handover: "progress", format: 1, courses }, null, 1);
      const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      make("a", { href, download: "progress.json" }).click();
      setTimeout(() => URL.revokeObjectURL(href), 9999);
    });
    const file = make("input", { type: "file", accept: ".json,application/json" });
    file.addEventListener("change", async () => {
      try {
        const read = JSON.parse(await file.files[0].text());
        if (read.handover !== "progress" || read.format !== 1 || !isMap(read.courses)) throw new Error("not progress");
        load();
        Object.entries(read.courses).filter(([, asked]) => isMap(asked)).forEach(([id, asked]) => {
          const mine = courses[id] = isMap(courses[id]) ? courses[id] : {};
          // What was right here stays so.
          Object.entries(asked).forEach(([name, one]) => { if (isMap(one) && !(isMap(mine[name]) && mine[name].right)) mine[name] = one; });
        });
        keep();
        announce("Progress taken from the file.");
      } catch {
        announce("This file has no progress in it.");
      }
      file.value = "";
      show();
    });
    const again = score && button("Begin again", () => {
      load();
      delete courses[score.dataset.course];
      keep();
      each("fieldset.ask :is(input, select)", field => { field.checked = false; field.value = field.type === "radio" || field.type === "checkbox" ? field.value : ""; });
      each(".verdict", verdict => { verdict.hidden = true; });
      show();
    });
    place.append(make("p", { className: "acts" }, save, make("label", {}, "Take from a file", file), ...again ? [again] : []));
  }

  load();
  if (score) { sets.forEach(question); score.append(total); files(score); }
  const how = document.querySelector(".sheet");
  if (how) files(how.querySelector(".how"));
  addEventListener("storage", event => { if (event.key === "handover:" + key) { load(); show(); } });
  show();
})();
