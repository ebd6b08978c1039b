// Data files: each is a script that calls `handoverSearch` with its name, the
// version of the site, and what it holds.
const known = new Map();
globalThis.handoverSearch = (name, version, data) => known.set(name, { version, data });
const byScript = (address) =>
  new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = () => fail(new Error("A file of the search could not be loaded."));
    document.head.append(script);
    script.onload = () => (script.remove(), done());
  });
const makeFiles = (root, load) => {
  const asked = new Map();
  let version;
  return (name) => {
    if (!asked.has(name)) {
      const path = `${root}_handover/search/${name.split("/").map(encodeURIComponent).join("/")}.js`;
      const file = Promise.resolve(load(path)).then(() => {
        const file = known.get(name);
        if (!file) throw new Error("A file of the search is empty.");
        if (name === "meta") version = file.version;
        if (file.version !== version) throw new Error("The site was changed meanwhile. Load the page again.");
        return file.data;
      });
      file.catch(() => asked.delete(name));
      asked.set(name, file);
    }
    return asked.get(name);
  };
};
// Numbers as `src/domain/search/vlq.rs` writes them.
const DIGITS = new Map(
  [...' !#$%&\'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_\x60abcdefghijklmnopqrstuvwxyz{|}~'].map((digit, at) => [digit, at]),
);
const numbers = (text) => {
  let at = 0;
  const next = () => {
    const value = DIGITS.get(text[at++]);
    return value < 62 ? value : value - 62 + 62 + next() * 30;
  };
  return { next, more: () => at < text.length };
};
// Pages that are written as how many each comes after the one before.
const readPages = (text) => {
  const { next, more } = numbers(text);
  const pages = new Set();
  for (let page = 0; more(); ) pages.add((page += next()));
  return pages;
};
// Pages as how many each comes after the one before.
const pagesAt = (steps) => {
  let page = 0;
  return new Set(steps.map((step) => (page += step)));
};
// The families of a shard: lines in order, parted when they are asked for.
const readShard = (text) => {
  const families = [], synonyms = new Map();
  for (const line of text.split("\n")) {
    const first = line.indexOf(":");
    const second = line.indexOf(":", first + 1);
    const begin = line.slice(0, first);
    if (line[first + 1] === "=") synonyms.set(begin, line.slice(first + 2).split("|"));
    else if (0 < second) families.push({ begin, ends: line.slice(first + 1, second).split(","), line, from: second + 1 });
  }
  return { families, synonyms };
};
// The pages of a family with what they say of it.
const pagesOf = (family) => {
  if (family.pages) return family.pages;
  const { next, more } = numbers(family.line.slice(family.from));
  const head = next();
  family.count = head >> 1;
  family.capped = head & 1;
  family.pages = new Map();
  let page = 0;
  while (more()) {
    page += next();
    const said = next();
    const units = [];
    let unit = 0;
    for (let count = next(); count; count--) {
      const step = next();
      unit += step >> 1;
      units.push({ unit, inTitle: step & 1, at: next() });
    }
    family.pages.set(page, { level: Math.floor(said / 15), part: ((said % 15) + 1) / 15, units });
  }
  return family.pages;
};
