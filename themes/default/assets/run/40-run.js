// A run of the steps of a page: begun, timed, ticked, skipped with a reason, branched, noted; as a list, or
// one step at a time.

const steps = items.filter(item => item.isStep);
const stepWith = id => { const at = byId(id)?.closest(".step"); return at && steps.find(step => step.element === at); };
const isOver = step => (entries.get(step.id)?.state || "open") !== "open";
const firstOpen = () => steps.find(step => !isOver(step)) || steps.at(-1);
const beside = (step, by) => steps[steps.indexOf(step) + by];
const isRunning = () => state.started && !state.ended;
const called = step => "Step " + step.no + ": " + step.name;
const labelled = (words, field) => make("label", {}, make("span", { textContent: words }), field);

// `1:05:09` or `05:09`.
const digits = seconds => (seconds < 3600 ? "" : Math.floor(seconds / 3600) + ":") + new Date(seconds * 1000).toISOString().slice(14, 19);

// Seconds of a duration as machines write it: `P1DT1H30M`.
const lasting = iso => [..."DHMS"].reduce((sum, unit, at) => sum + [86400, 3600, 60, 1][at] * (iso.match("(\\d+)" + unit)?.[1] || 0), 0);

function open(title, ...content) {
  const form = make("form", { method: "dialog" }, make("h2", { textContent: title }), ...content);
  const dialog = make("dialog", { className: "ask", ariaLabel: title }, form);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

// Asks; `done` hears of it where the question was not left.
function ask(title, yes, content, done) {
  const dialog = open(title, content, row(make("button", { className: "go", textContent: yes, value: "yes" }), button("Cancel", () => dialog.close())));
  dialog.addEventListener("close", () => { if (dialog.returnValue) done(); });
}

function askText(title, step, value, required, done) {
  const field = make("textarea", { value, required, rows: 3 });
  ask(title, "Save", labelled(called(step), field), () => done(field.value.trim()));
}

const runner = document.querySelector(".runner");
const [start, single, logbook, restart] = runner ? runner.querySelectorAll("button") : [];
const summary = runner?.querySelector("span");
const elapsed = document.querySelector("[data-elapsed]") || make("b");
const waiting = make("p", { className: "note s4" }, make("span"), button("Wait no longer", () => change(() => { state.wait = 0; })));
const missing = make("p", { className: "note s3" });

function focusOn(step) {
  if (shown) return show(step);
  step.lead.focus({ preventScroll: true });
  step.element.scrollIntoView();
}

// Puts what the script adds into a step.
function prepare(step) {
  const { element, told } = step;
  const own = selector => [...element.querySelectorAll(selector)].filter(part => part.closest(".step") === element);
  const entry = () => entries.get(step.id);
  step.lead = element.querySelector(".do");
  step.lead.tabIndex = -1;
  step.guard = own(".guard input")[0];
  step.guard?.addEventListener("change", () => change(() => {
    // What changes later is guarded anew.
    entryOf(step).guarded = step.guard.checked ? step.hash : null;
    if (step.guard.checked) log("guarded", step.id);
  }));
  element.addEventListener("handover:copy", event => {
    if (event.target.closest(".step") !== element) return;
    if (step.guard && !step.guard.checked) {
      event.detail.words = "Tick the warning first";
      event.preventDefault();
    } else if (isRunning()) change(() => log("copied", step.id));
  });
  step.branches = own("[data-branch]");
  step.branches.forEach(branch => {
    branch.words = (branch.matches("dd") ? textOf(branch.previousElementSibling) + ": " : "") + textOf(branch);
    const words = /^then/i.test(branch.words) ? "Go on" : "This is what I see";
    branch.pick = button(words, () => take(step, branch));
    branch.pick.ariaLabel = words + ": " + branch.words;
    branch.count = make("small");
    branch.append(make("span", { className: "pick" }, branch.pick, branch.count));
  });
  step.clock = make("p", { className: "told" });
  step.noted = make("p", { className: "noted" });
  step.skip = button("Skip", () => {
    if (entry()?.state === "skipped") return change(() => mark(step, "open"));
    askText("Why is it skipped?", step, "", true, reason => { change(() => mark(step, "skipped", reason)); focusOn(beside(step, 1) || step); });
  });
  const { onlyIf, evidence, record: found = "" } = element.dataset;
  // The fields of what is found here.
  step.finds = [...found.matchAll(/\{\{([a-z\d-]+)\}\}/g)].map(([, name]) => byId("p:" + name)).filter(Boolean);
  step.acts = row(step.skip, button("Note", () => askText("Note", step, entry()?.note || "", false, note => change(() => {
    entryOf(step).note = note;
    log("note", step.id, note);
  }))));
  if (onlyIf) step.acts.prepend(button("Does not apply", () => { change(() => mark(step, "skipped", "does not apply: only if " + onlyIf)); focusOn(beside(step, 1) || step); }));
  if (evidence) step.acts.append(button("Evidence", () => askText("Evidence: " + evidence, step, entry()?.evidence || "", false, words => change(() => {
    entryOf(step).evidence = words;
    log("note", step.id, "Evidence: " + words);
  }))));
  if (own("dt").some(term => /^expect/i.test(term.textContent))) {
    const see = (expected, actual) => change(() => {
      Object.assign(entryOf(step), { expected, actual });
      log("note", step.id, expected === "no" ? "Seen instead: " + actual : expected ? "As expected" : "");
    });
    step.yes = button("As expected", () => see(entry()?.expected === "yes" ? null : "yes", ""));
    step.other = button("Something else", () => askText("What did you see instead?", step, entry()?.actual || "", true, actual => see("no", actual)));
    step.acts.prepend(step.yes, step.other);
  }
  told.after(step.clock, step.noted, step.acts);
}

const times = (step, branch) => state.events.filter(event => event.what === "branch" && event.step === step.id && event.text === branch.words).length;

// Goes the way a branch says. Steps that are passed over are skipped; those that come again are open again.
function take(step, branch) {
  const { end, wait } = branch.dataset;
  const links = [...branch.querySelectorAll("a[href]:not(.term)")];
  const stepOf = link => link.getAttribute("href")[0] === "#" && stepWith(decodeURIComponent(link.hash.slice(1)));
  const link = links.find(stepOf) || links[0];
  const to = end ? null : link ? stepOf(link) : step.element.matches(".decision") && beside(step, 1);
  const [from, until] = [steps.indexOf(step), steps.indexOf(to)];
  change(() => {
    log("branch", step.id, branch.words, end || (to ? to.id : link?.getAttribute("href").replace(/^#/, "") || ""));
    if (to && until <= from) {
      steps.slice(until, from + 1).forEach(again => Object.assign(entryOf(again), { state: "open", at: null, reason: "", expected: null, actual: "", guarded: null }));
    } else if (to || end) {
      mark(step, "done");
      steps.slice(from + 1, Math.max(until, 0)).filter(passed => !isOver(passed)).forEach(passed => mark(passed, "skipped", "not on the way: " + branch.words));
    }
    begin();
    state.wait = wait ? Date.now() + lasting(wait) * 1000 : 0;
  });
  if (to) return focusOn(to);
  if (end === "stop") return openRecord();
  if (link || end) { leave(); (link || document.querySelector(".bar .go"))?.focus(); }
}

function showStep(step) {
  const entry = entries.get(step.id);
  step.acts.hidden = !state.started;
  if (step.guard) {
    step.guard.checked = entry?.guarded === step.hash;
    step.box.disabled = !step.guard.checked && !step.box.checked;
  }
  if (step.yes) [step.yes.ariaPressed, step.other.ariaPressed] = [entry?.expected === "yes", entry?.expected === "no"];
  write(step.skip, entry?.state === "skipped" ? "Not skipped" : "Skip");
  write(step.noted, [entry?.expected === "no" && "Seen instead: " + entry.actual, entry?.note && "Note: " + entry.note, entry?.evidence && "Evidence: " + entry.evidence].filter(Boolean).join("\n"));
  step.branches.forEach(branch => {
    const [taken, most] = [times(step, branch), branch.dataset.max];
    branch.pick.ariaPressed = taken > 0 && isOver(step);
    branch.pick.disabled = most && taken >= most;
    write(branch.count, (most ? taken + " of " + most + " times" : "") + (branch.pick.disabled ? ": not again. Take another way, or escalate." : ""));
  });
}

function showRun() {
  const over = steps.filter(isOver).length;
  const words = over + " of " + steps.length;
  restart.hidden = !(start.hidden = !!state.started);
  write(document.querySelector("[data-count]"), state.started ? words : steps.length + " steps");
  const meter = elapsed.closest(".meter");
  if (meter) meter.hidden = !state.started;
  const progress = document.querySelector("[data-progress]");
  if (progress) Object.assign(progress, { hidden: !state.started, max: steps.length, value: over });
  write(summary, !state.started ? "Not begun" : (state.ended ? "Ended " + clock(state.ended) + ", " + state.result : "Begun " + clock(state.started)) + ", " + words + " steps"
    + (over === steps.length && !state.ended ? ". Say in the record how it went" : "") + (state.version === page.version ? "" : ". The page has changed since"));
  const lost = gone().map(entry => "\n" + called(entry) + ", " + entry.state + " " + clock(entry.at));
  write(missing, lost.length ? "No longer there:" + lost.join("") : "");
  steps.forEach(showStep);
  if (shown) showPager();
  tick();
}

// What the clock changes, once a second.
function tick() {
  const since = from => Math.max(0, Math.floor((Date.parse(state.ended || now()) - Date.parse(from)) / 1000));
  write(elapsed, digits(state.started ? since(state.started) : 0));
  const from = state.events.findLast(({ what }) => what === "ticked" || what === "skipped" || what === "branch")?.at || state.started;
  const current = isRunning() && (shown || firstOpen());
  steps.forEach(step => {
    const box = step === current && step.element.dataset.time;
    const left = box && lasting(box) - since(from);
    write(step.clock, !box ? "" : left < 0 ? "Over its time by " + digits(-left) : digits(left) + " of its time left");
    step.clock.classList.toggle("over", left < 0);
  });
  const left = Math.ceil((state.wait - Date.now()) / 1000);
  waiting.hidden = !state.wait || !isRunning();
  write(waiting.firstChild, left > 0 ? "Wait " + digits(left) + " more." : "The wait is over.");
  if (state.wait && !left) announce("The wait is over");
}

// One step at a time: all else of the page is out of sight, and the way on is below the thumb.
let shown = null;
const viewKey = "view:" + stateKey;
const pager = make("nav", { className: "pager", ariaLabel: "Steps", hidden: true });
const position = make("p");
const go = by => { const step = beside(shown, by); if (step) show(step); };
const back = button("Back", () => go(-1));
const next = button("Next", () => go(1));

function clear() {
  each(".away, .shown", part => part.classList.remove("away", "shown"));
}

function show(step) {
  clear();
  shown = step;
  document.body.classList.add("single");
  step.element.classList.add("shown");
  // What stays in sight: the step with the names of what it is a part of, and the values it still needs.
  const wanted = [...step.element.querySelectorAll("var.param")].map(place => byId("p:" + place.dataset.p)).filter(field => field?.value === "");
  const stay = [step.element, runner, main.querySelector("h1"), headingOf(step.element), ...wanted.map(field => field.closest(".params > *"))];
  for (let at = step.element; (at = at.parentElement.closest(".step"));) stay.push(at.querySelector(".do"));
  const hide = part => {
    if (stay.includes(part)) return;
    if (stay.some(one => part.contains(one))) [...part.children].forEach(hide); else part.classList.add("away");
  };
  [...main.children].forEach(hide);
  each(".step", inner => inner.parentElement.classList.add("away"), step.element);
  pager.hidden = false;
  write(single, "Whole list");
  remember(viewKey, step.id);
  showRun();
  scrollTo(0, 0);
  step.lead.focus({ preventScroll: true });
}

function leave() {
  if (!shown) return;
  const step = shown;
  shown = null;
  clear();
  document.body.classList.remove("single");
  pager.hidden = true;
  write(single, "One step at a time");
  remember(viewKey, "");
  showRun();
  focusOn(step);
}

function showPager() {
  back.disabled = !beside(shown, -1);
  next.disabled = !beside(shown, 1);
  write(position, "Step " + shown.no + ", " + (steps.indexOf(shown) + 1) + " of " + steps.length);
}

// Ticks the step in sight and goes on; a warning is read first, a question is answered.
function finish() {
  const step = shown;
  const first = step.guard && !step.guard.checked ? step.guard
    : step.element.matches(".decision") && !isOver(step) && step.branches.map(branch => branch.pick).find(pick => !pick.disabled);
  if (first) {
    announce(first === step.guard ? "Tick the warning first" : "Choose what you see");
    return first.focus();
  }
  if (!step.box.checked) {
    const field = step.finds.find(one => !one.value);
    if (field && !step.isAsked) {
      step.isAsked = true;
      announce("Type what you found");
      return field.focus();
    }
    change(() => mark(step, "done"));
  }
  if (beside(step, 1)) return go(1);
  leave();
  openRecord();
}

function askRestart() {
  ask("Start again?", "Forget this run", make("div", {}, make("p", { textContent: "Ticks, notes and times are forgotten; values stay. Is a record needed?" }), row(button("Record", openRecord))), () => {
    leave();
    change(() => Object.assign(state, blank(), { values: state.values, who: state.who }));
    start.focus();
  });
}

function onKey(event) {
  const action = event.key === "Escape" ? leave : event.key === "Enter" && (event.ctrlKey || event.metaKey) ? finish
    : event.altKey && { PageDown: () => go(1), PageUp: () => go(-1) }[event.key];
  if (!action || !shown || event.isComposing || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  action();
}

function runMode() {
  steps.forEach(prepare);
  press(start, () => { change(begin); focusOn(firstOpen()); });
  press(single, () => { if (shown) leave(); else show(firstOpen()); });
  press(logbook, openRecord);
  press(restart, askRestart);
  runner.append(waiting, missing);
  runner.hidden = false;
  if (!elapsed.isConnected) summary.after(" ", elapsed);
  pager.append(position, back, button("Done, next", finish, "go"), next, make("small", { textContent: "Ctrl+Enter: done. Alt+Page Down: next. Alt+Page Up: back. Esc: list." }));
  document.body.append(pager);
  addEventListener("keydown", onKey);
  // A link to a step shows it; a link elsewhere shows the page.
  main.addEventListener("click", event => {
    const link = shown && event.target.closest("a[href^='#']");
    const step = link && stepWith(decodeURIComponent(link.hash.slice(1)));
    if (step) { event.preventDefault(); show(step); } else if (link) leave();
  });
  watch(showRun);
  setInterval(tick, 1000);
  const last = itemOf.get(recall(viewKey));
  if (last?.isStep && isRunning() && !location.hash) show(last); else showRun();
}
