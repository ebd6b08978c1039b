// Ticks of steps and tasks, and how many of a list are done.

const isDone = item => item.box.checked;
const doneOf = list => list.filter(isDone).length + " of " + list.length + " done";

function ticks() {
  items.forEach(item => {
    item.told = make("p", { className: "told", hidden: true });
    const tick = item.box.closest(".tick");
    if (tick.tagName === "LABEL") tick.after(item.told); else item.box.closest("tr").querySelector(".task").append(item.told);
    item.box.addEventListener("change", () => change(() => mark(item, item.box.checked ? "done" : "open")));
  });
  watch(() => items.forEach(showTick));
  each(".count", count => watch(counter(count)));
  each(".tally", bar => watch(tally(bar)));
  each(".groups a", link => watch(groupCount(link)));
  watch(sayIfLost);
}

const within = element => items.filter(item => element.contains(item.box));

function showTick(item) {
  const entry = entries.get(item.id);
  if (!item.isFixed) item.box.checked = entry ? entry.state === "done" : item.box.defaultChecked;
  item.element.classList.toggle("done", item.box.checked);
  item.element.classList.toggle("skipped", entry?.state === "skipped");
  const told = [];
  if (entry?.state === "skipped") told.push(make("span", { textContent: "Skipped " + clock(entry.at) + ": " + entry.reason }));
  else if (item.isStep && entry?.at) told.push(make("span", { textContent: "Done " + clock(entry.at) }));
  if (hasChanged(item)) {
    const still = make("button", { type: "button", textContent: "Still right" });
    still.setAttribute("aria-label", "Still right: " + item.name);
    still.addEventListener("click", () => { change(() => mark(item, entry.state, entry.reason)); item.box.focus(); });
    told.push(make("strong", { textContent: "Changed since you " + (entry.state === "done" ? "ticked" : "skipped") + " it" }), still);
  }
  if (item.told.textContent === told.map(part => part.textContent).join("")) return;
  item.told.replaceChildren(...told);
  item.told.hidden = !told.length;
}

// A time of day as a record has it.
const clock = at => at ? at.slice(11, 16) + " UTC" : "";

// Says "2 of 5 done" below a list; returns what keeps it true.
function counter(count) {
  const all = within(count.previousElementSibling);
  count.hidden = false;
  return () => { count.textContent = doneOf(all); };
}

// The items of a part of the page: those between its heading and the next.
function itemsBelow(heading) {
  const all = [];
  for (let part = heading?.nextElementSibling; part && part.tagName !== "H2"; part = part.nextElementSibling) all.push(...within(part));
  return all;
}

// Says something of items in place of what the build wrote, as soon as one of them was ticked.
function sayOf(all, element, words) {
  const written = element.textContent;
  return () => write(element, all.some(({ id }) => entries.has(id)) ? words(all) : written);
}

// Says beside a link to a part of a checklist how much of it is done.
const groupCount = link => sayOf(itemsBelow(byId(decodeURIComponent(link.hash.slice(1)))), link.nextElementSibling, doneOf);

// The bar of a checklist: how much of all is done, and a copy of the list for the ticket.
function tally(bar) {
  const [text, progress, button] = [bar.querySelector("b"), bar.querySelector("progress"), bar.querySelector("button")];
  progress.hidden = button.hidden = false;
  progress.max = items.length;
  copies(button, listing);
  watch(sayOf(items, text, doneOf));
  return () => { progress.value = items.filter(isDone).length; };
}

// The part of the page that an element stands in: the last heading of the second level before it.
const headingOf = element => [...main.querySelectorAll("h2")].findLast(one => one.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
function partOf(element) {
  const heading = headingOf(element);
  return heading ? textOf(heading) : "";
}

// A checklist as text: its address, its parts, a line for each box.
function listing() {
  const lines = [document.querySelector("h1").textContent, location.href.split("#")[0]];
  let part = "";
  items.forEach(({ box, name }) => {
    const above = partOf(box);
    if (above && above !== part) lines.push("", above);
    part = above;
    let depth = 0;
    for (let list = box.closest("li"); list && (list = list.parentElement.closest("li.task")); depth++);
    lines.push("  ".repeat(depth) + (box.checked ? "- [x] " : "- [ ] ") + plain(name));
  });
  return lines.join("\n");
}

// Where the browser keeps nothing, that is said as soon as there is something to lose.
function sayIfLost() {
  if (isKept || byId("run:lost")) return;
  main.prepend(make("p", { id: "run:lost", className: "note s3", textContent: "This browser keeps nothing: all is lost with this page." }));
}

ticks();
tell();
