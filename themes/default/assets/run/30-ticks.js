// Ticks are kept per page; a box is known by its id, which changes with its text.
function tickBoxes() {
  const key = "ticks:" + location.pathname;
  let ticks = {};
  try { ticks = JSON.parse(recall(key)) || {}; } catch { /* unreadable: start anew */ }
  const counts = [];
  const refresh = () => counts.forEach(count => count());
  each(".checks", list => {
    if (!list.parentElement.closest(".checks")) counts.push(counter(list, ticks, () => { remember(key, JSON.stringify(ticks)); refresh(); }));
  });
  each(".tally", bar => counts.push(tally(bar)));
  each(".groups a", link => counts.push(groupCount(link)));
  refresh();
}

// Puts "2 of 5 done" and a way to start again below one list; returns what keeps it true.
function counter(list, ticks, changed) {
  const boxes = [...list.querySelectorAll(".tick input")];
  const own = boxes.filter(box => !box.disabled);
  const count = make("span");
  const clear = make("button", { type: "button", textContent: "Clear" });
  boxes.forEach(box => {
    // What the build has ticked is not the reader's.
    if (box.id in ticks && !box.disabled) box.checked = ticks[box.id];
    box.addEventListener("change", () => { ticks[box.id] = box.checked; changed(); });
  });
  clear.addEventListener("click", () => {
    own.forEach(box => { box.checked = ticks[box.id] = false; });
    changed();
    own[0].focus();
  });
  if (boxes.length > 1) list.after(make("p", { className: "count" }, count, clear));
  return () => {
    count.textContent = doneOf(boxes);
    clear.hidden = !own.some(box => box.checked);
  };
}

const doneOf = boxes => boxes.filter(box => box.checked).length + " of " + boxes.length + " done";

// The boxes of a part of the page: those between its heading and the next.
function boxesBelow(heading) {
  const boxes = [];
  for (let part = heading.nextElementSibling; part && part.tagName !== "H2"; part = part.nextElementSibling) boxes.push(...part.querySelectorAll(".tick input"));
  return boxes;
}

// Says beside a link to a part of a checklist how much of it is done.
function groupCount(link) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const boxes = heading ? boxesBelow(heading) : [];
  return () => { if (boxes.length) link.nextElementSibling.textContent = doneOf(boxes); };
}

// The bar of a checklist: how much of all is done, and a copy of the list for the ticket.
function tally(bar) {
  const boxes = [...document.querySelectorAll("main .tick input")];
  const [text, progress, button] = [bar.querySelector("b"), bar.querySelector("progress"), bar.querySelector("button")];
  progress.hidden = button.hidden = false;
  progress.max = boxes.length;
  copies(button, () => listing(boxes));
  return () => {
    progress.value = boxes.filter(box => box.checked).length;
    text.textContent = doneOf(boxes);
  };
}

// A checklist as text: its address, its parts, a line for each box.
function listing(boxes) {
  const lines = [document.querySelector("h1").textContent, location.href.split("#")[0]];
  let part = null;
  boxes.forEach(box => {
    let above = box;
    while (above.parentElement.tagName !== "MAIN") above = above.parentElement;
    while (above && above.tagName !== "H2") above = above.previousElementSibling;
    if (above && above !== part) lines.push("", above.firstChild.textContent.trim());
    part = above;
    let depth = 0;
    for (let list = box.closest("li"); list && (list = list.parentElement.closest("li.task")); depth++);
    const text = box.labels[0] || box.closest("tr").querySelector(".task");
    lines.push("  ".repeat(depth) + (box.checked ? "- [x] " : "- [ ] ") + text.textContent.trim());
  });
  return lines.join("\n");
}

tickBoxes();
