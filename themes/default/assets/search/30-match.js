// Which words of the index a word of a question means.

// How many changes of letters lie between two words, at most `most`; letters
// that changed places are one change.
const distance = (a, b, most) => {
  if (most < Math.abs(a.length - b.length)) return most + 1;
  let before = [], last = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
      if (1 < i && 1 < j && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (most < least) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
};
const edits = (word) => Math.min(2, Math.floor([...word].length / 5));
// What words are made with, in English, and how long the rest is at least:
// `payment`, `failure`, `delivery`.
const MADE = [
  [3, ["ment", "ments"]],
  [4, ["ure", "ures"]],
  [5, ["ation", "ations", "al", "als", "age", "er", "ers", "or", "ors", "y", "ies"]],
];
// Where a word lies between sorted bounds.
const placeOf = (bounds, word) => {
  let at = 0;
  while (at < bounds.length && bounds[at] <= word) at++;
  return at;
};
const makeLookup = (meta, file) => {
  const bounds = meta.words ? meta.words.split("|") : [];
  const tails = meta.tails ? meta.tails.split("|") : [];
  const endings = new Set(meta.endings.split(" "));
  const shards = new Map();
  const shard = (at) => {
    if (!shards.has(at)) {
      const read = file(`w/${at}`).then(readShard);
      read.catch(() => shards.delete(at));
      shards.set(at, read);
    }
    return shards.get(at);
  };
  // Returns the families among which those of a word are. A line is sorted by
  // what all words of its family begin with: `restor` for `restoring`, so it
  // can lie in the shard before.
  const near = async (word) => {
    const places = new Set();
    for (let end = Math.max(Math.min(3, word.length), word.length - 5); end <= word.length; end++)
      places.add(placeOf(bounds, word.slice(0, end)));
    const all = await Promise.all([...places].map(shard));
    return all.flatMap((own) => own.families);
  };
  const exact = (families, word) =>
    families.filter((own) => word.startsWith(own.begin) && own.ends.includes(word.slice(own.begin.length)));
  const byStem = (families, word) => {
    const fits = (own) => {
      const rest = word.slice(own.begin.length);
      return 2 < own.begin.length && word.startsWith(own.begin) && (rest === "" || endings.has(rest));
    };
    const all = families.filter(fits).sort((a, b) => b.begin.length - a.begin.length);
    return all.slice(0, 1);
  };
  // Words made of each other: `install` and `installation`.
  const byMaking = (families, from) => {
    const wordsOf = (own) => own.ends.map((end) => own.begin + end);
    const isMade = (begin, word) => {
      const end = word.startsWith(begin) ? word.slice(begin.length) : "";
      return MADE.some(([least, ends]) => least <= begin.length && ends.includes(end));
    };
    const fits = (own) => wordsOf(own).some((word) => isMade(from.begin, word)) || wordsOf(from).some((word) => isMade(own.begin, word));
    return families.filter((own) => own !== from && fits(own));
  };
  const byPrefix = (families, word) => {
    const begins = (own) =>
      own.begin.startsWith(word) ||
      (word.startsWith(own.begin) && own.ends.some((end) => (own.begin + end).startsWith(word)));
    return families.filter(begins).sort((a, b) => (pagesOf(b), pagesOf(a), b.count - a.count)).slice(0, 24);
  };
  const byTypo = async (families, word, least) => {
    const most = edits(word);
    if (!most || !/\p{L}/u.test(word)) return [];
    const found = new Map();
    const consider = (other) => {
      const far = distance(word, other, most);
      if (far <= most) found.set(other, far + (other[0] === word[0] ? 0 : 0.5));
    };
    for (const own of families) for (const end of own.ends) consider(own.begin + end);
    const backwards = [...word].reverse().join("");
    // Words with the same last three letters, if these are not too many.
    const own = placeOf(tails, backwards);
    const [from, to] = [backwards.slice(0, 3), backwards.slice(0, 3) + "\uffff"].map((end) => placeOf(tails, end));
    const places = [];
    for (let at = Math.max(from, own - 2); at <= Math.min(to, own + 2); at++) places.push(file(`e/${at}`));
    const ends = (await Promise.all(places)).join(" ");
    for (const tail of ends.split(" ")) if (Math.abs(tail.length - word.length) <= most) consider([...tail].reverse().join(""));
    found.delete(word);
    const nearest = Math.min(...found.values());
    const best = [...found].filter(([, far]) => far < nearest + 0.5).map(([other]) => other).slice(0, 4);
    const same = await Promise.all(best.map(async (other) => exact(await near(other), other)));
    const all = [...new Set(same.flat())];
    for (const own of all) pagesOf(own);
    return all.filter((own) => least <= own.count).sort((a, b) => b.count - a.count).slice(0, 3);
  };
  const wordOf = (family, word) => {
    const all = family.ends.map((end) => family.begin + end);
    return all.find((own) => own === word) ?? all.find((own) => own.startsWith(word)) ?? all[0];
  };
  const said = (families, how, quality) => families.map((family) => ({ family, how, quality }));
  // Returns the families of a word as it is, or of its stem.
  const known = async (word) => {
    const families = await near(word);
    const same = exact(families, word);
    return same.length ? same : byStem(families, word);
  };
  // Returns the families that a word means, best first, and how.
  const find = async (word, isLast) => {
    const families = await near(word);
    let found = said(exact(families, word), "exact", 1);
    if (!found.length) found = said(byStem(families, word), "stem", 0.9);
    if (found.length) found.push(...said(byMaking(families, found[0].family), "made", 0.6));
    const prefix = isLast || found.every(({ how }) => how !== "exact");
    if (prefix && 1 < word.length) {
      const begun = byPrefix(families, word).filter((own) => !found.some((other) => other.family === own));
      found.push(...said(begun, "prefix", found.length ? 0.2 : isLast ? 0.8 : 0.5));
    }
    // A word that hardly any page has may be a slip too.
    const rare = found.every(({ family }) => (pagesOf(family), family.count < 3));
    if (rare) {
      const near = said(await byTypo(families, word, found.length ? 10 : 1), "typo", 0.7);
      found.push(...near);
    }
    return { found, used: found.length ? wordOf(found[0].family, word) : "", how: found.length ? found[0].how : "none" };
  };
  const whole = async (word) => exact(await near(word), word);
  const synonyms = async (phrase) => (await shard(placeOf(bounds, phrase))).synonyms.get(phrase) ?? [];
  return { find, known, whole, synonyms };
};
