// Lists of tasks beyond their ticks: what is open in each gate, the days that a reader names, and what was
// ticked as a text, a table or data.
{
  const tasks = items.filter(item => !item.isStep);
  const DAY = 864e5;

  // What is open in a gate, and in all of them.
  each("[data-gate]", cell => {
    const all = itemsBelow(byId(cell.dataset.gate));
    watch(() => { cell.textContent = all.filter(item => !isDone(item)).length + " of " + all.length; });
  });
  each("[data-open]", sentence => watch(sayOf(tasks, sentence, () => {
    const open = tasks.filter(item => !isDone(item)).length;
    return open ? "No go yet: " + open + " of " + tasks.length + " items are open." : "All items are ticked: the gates can be signed.";
  })));

  // The day so many months, days and business days from another.
  function shifted(day, [months, days, business]) {
    const date = new Date(day);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
    const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    let made = Date.UTC(year, month, Math.min(date.getUTCDate(), last)) + days * DAY;
    for (let left = Math.abs(business); left; left -= new Date(made).getUTCDay() % 6 ? 1 : 0) made += Math.sign(business) * DAY;
    return new Date(made);
  }

  each("input[data-day]", field => {
    const key = "day:" + field.dataset.day;
    field.hidden = false;
    field.nextElementSibling.remove();
    field.addEventListener("change", () => change(() => { state.values[key] = field.value; }));
    watch(() => {
      if (field.value !== (state.values[key] || "")) field.value = state.values[key] || "";
      each("time[data-day]", time => {
        if (time.dataset.day !== field.dataset.day) return;
        time.hidden = !field.value;
        if (time.hidden) return;
        const day = shifted(field.value, time.dataset.shift.split(" ").map(Number));
        time.dateTime = day.toISOString().slice(0, 10);
        time.textContent = day.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).replace(",", "")
          + (time.dateTime < now().slice(0, 10) ? ", overdue" : "");
      });
    });
  });

  // What stands beside a task: `Owner`, `Due`, `Evidence`.
  function beside({ element }) {
    const own = {};
    const add = (word, value) => {
      const copy = value.cloneNode(true);
      each(".sev, .verdict, [hidden]", part => part.remove(), copy);
      own[word] = textOf(copy);
    };
    each(":scope > dl > dt", word => add(textOf(word), word.nextElementSibling), element);
    each(":scope > [data-h]", cell => add(cell.dataset.h, cell), element);
    return own;
  }
  const rows = () => tasks.map(item => ({
    id: item.id, hash: item.hash, part: partOf(item.box), text: item.name, state: isDone(item) ? "done" : "open",
    at: entries.get(item.id)?.at || null, labels: beside(item),
  }));

  // A program for tables must not take a text for a formula.
  const cell = text => '"' + String(text ?? "").replace(/^(?=[=+\-@\t\r])/, "'").replace(/"/g, '""') + '"';
  function csv() {
    const all = rows();
    const words = [...new Set(all.flatMap(row => Object.keys(row.labels)))];
    const lines = all.map(row => [row.part, row.text, row.state, row.at, ...words.map(word => row.labels[word])]);
    return "\ufeff" + [["Part", "Item", "State", "At", ...words], ...lines].map(line => line.map(cell).join(",") + "\r\n").join("");
  }
  const json = () => JSON.stringify({
    handover: "list", version: 1, page: { id: page.id, title, address: location.href.split("#")[0], version: page.version }, at: now(), items: rows(),
  }, null, 2) + "\n";

  // A page with steps has a record of all that is done on it.
  const keep = document.querySelector(".keep");
  if (keep) {
    const [copy, asTable, asData, again] = keep.children;
    const saving = (button, ending, type, compose) => press(button, () => save(compose(), type, "list-" + page.id + "." + ending));
    copies(copy, listing);
    saving(asTable, "csv", "text/csv", csv);
    saving(asData, "json", "application/json", json);
    press(again, () => ask("Start again?", "Start again", make("p", { textContent: "All ticks here are taken away." }),
      () => change(() => tasks.filter(item => isDone(item) && !item.isFixed).forEach(item => mark(item, "open")))));
    keep.hidden = false;
  }
  tell();
}
