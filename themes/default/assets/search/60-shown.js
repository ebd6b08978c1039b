// What readers see of search: what the page of search and the dialog share. The parts before this one find; this one
// and those behind it show what `makeEngine` answers.
const { recall, remember, each, make, copies } = globalThis.handover;

const site = new URL("..", script.src).href;
const engine = makeEngine(site);
const byId = id => document.getElementById(id);

// Words that readers see, in one place.
const words = {
  searching: "Searching…",
  nothing: "Nothing was found.",
  failed: "Search does not work now.",
  again: "Try again",
  all: "All results",
  browse: "List of all pages",
  more: count => "Show " + count + " more",
  missing: list => "Not on this page: " + list.join(", "),
  used: (given, used) => "Nothing has “" + given + "”, so “" + used + "” was looked for.",
  unknown: given => "No page has “" + given + "”.",
  pages: count => count === 1 ? "1 page" : count + " pages",
  facets: { kind: "Kind", severity: "Severity", service: "Service", role: "Role", process: "Process", audience: "For" },
};

// Parts of a text are in turn plain and marked.
const withMarks = parts => (parts || []).map((part, at) => at % 2 ? make("mark", { textContent: part }) : part);

const shapes = {
  s1: "M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5zM8 4.5v4M8 11.2v.1", s2: "M8 2l6.7 12H1.3zM8 6.5V10M8 12v.1",
  s3: "M8 1.2L14.8 8 8 14.8 1.2 8zM8 5v3.5M8 10.8v.1", s4: "M14.5 8a6.5 6.5 0 1 0-13 0 6.5 6.5 0 1 0 13 0M8 7v4M8 4.7v.1",
  phone: "M3 1.5h2.5l1.3 3.5L5 6.3A9.5 9.5 0 0 0 9.7 11l1.3-1.8 3.5 1.3V13c0 1-.8 1.5-1.5 1.5C6.5 14.5 1.5 9.5 1.5 3c0-.7.5-1.5 1.5-1.5z",
  search: "M11 11l4 4M12 7a5 5 0 1 0-10 0 5 5 0 1 0 10 0",
};
function icon(name) {
  const part = (tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    return element;
  };
  const picture = part("svg", { class: "i", viewBox: "0 0 16 16", "aria-hidden": "true" });
  picture.append(part("path", { d: shapes[name] || shapes.s4 }));
  return picture;
}
// A severity in word, shape and colour.
const chip = severity => make("span", { className: "sev " + (severity.id in shapes ? severity.id : "s4") }, icon(severity.id), severity.name);

// A number to call. What is not one is shown as text: data cannot make links of another kind.
function telephone(phone) {
  const number = /^tel:/.test(phone.href) ? make("a", { className: "tel", href: phone.href, textContent: phone.text }) : phone.text;
  return make("span", { className: "who" }, icon("phone"), phone.label + " ", number);
}

// A command with a button that takes it along.
let commands = 0;
function command(text) {
  // A line never ends after the hyphen of an option.
  const parts = text.split(/(--?[\w-]+)/).map((part, at) => at % 2 ? make("span", { className: "w", textContent: part }) : part);
  const code = make("code", { id: "search:command-" + (commands += 1) }, ...parts);
  const button = make("button", { type: "button", className: "copy", textContent: "Copy" });
  button.setAttribute("aria-describedby", code.id);
  // Values are filled in on the page of the step.
  copies(button, () => ({ text, words: text.includes("{{") ? "Copied, with values to fill in" : "Copied" }));
  return make("span", { className: "command" }, code, button);
}

// The passage of a section, unless it only says again what stands beside it.
function newText({ title, text, command }) {
  const plain = parts => [parts || []].flat().join("").replace(/\s+/g, " ").trim();
  const said = plain(text);
  const isRepeated = beside => beside && (said.includes(beside) || beside.includes(said));
  return said && !isRepeated(plain(title)) && !isRepeated(plain(command)) ? withMarks(text) : [];
}

// What was looked for in place of what was given, and what no page has.
function corrections(found) {
  const said = found.words.flatMap(({ given, used, how }) =>
    how === "typo" ? words.used(given, used) : how === "none" ? words.unknown(given) : []);
  return said.join(" ");
}

// Asks, and gives the answer of the last question only: an earlier one that comes late is dropped. What takes long is
// announced where answers are. While files for one are on their way, a letter waits for the next: the beginnings of a
// word need files of their own, which would be in the way of those of the word.
function asker(told, show, fail) {
  let latest = 0;
  let asked = 0;
  let waiting;
  return async (text, filters, options) => {
    const own = latest += 1;
    if (asked) await new Promise(done => setTimeout(done, 200));
    if (own !== latest) return;
    asked += 1;
    clearTimeout(waiting);
    waiting = setTimeout(() => { told.textContent = words.searching; }, 400);
    // Nothing is loaded for no question.
    const asking = text.trim() ? engine.find(text, filters, options) : Promise.resolve({ words: [], total: 0, hits: [], facets: {} });
    const answer = await asking.then(found => () => show(found), error => () => fail(error));
    asked -= 1;
    if (own !== latest) return;
    clearTimeout(waiting);
    answer();
  };
}

// What is said where a file of the data could not be loaded.
const failure = (error, retry) => {
  const button = make("button", { type: "button", textContent: words.again });
  button.addEventListener("click", retry);
  return make("div", { className: "failed" }, make("p", {}, make("b", { textContent: words.failed }), " " + error.message), make("p", {}, button, " ", make("a", { href: site + "all-pages/index.html", textContent: words.browse })));
};

// What to try where nothing was found.
const advice = () => make("div", { className: "advice" },
  make("p", { textContent: "What may help:" }),
  make("ul", {},
    make("li", { textContent: "fewer words, or other words for the same thing" }),
    make("li", { textContent: "the alert, the error code or the name of the system as it is written where you saw it" }),
    make("li", {}, make("a", { href: site + "all-pages/index.html", textContent: "the list of all pages" }))));
