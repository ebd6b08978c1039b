// How well pages answer a question.

// How much a word counts by where it stands in a page at best: in the text, a
// heading, the title, a name.
const LEVELS = [1, 2, 2.6, 2.6];
// How much more a page counts that has all words in one place.
const WHOLE = 1.6;
// How much more a page counts whose kind is asked for.
const WANTED = 2;
// Pages that lack words are left out where so many have more of them.
const ENOUGH = 10;
// A part of a question: the words of a page that stand for it, each with how
// much a page says of it.
const gather = (alternatives, all) => {
  const pages = new Map();
  let rarest = 0;
  let capped = 0;
  for (const { family, quality } of alternatives) {
    const own = pagesOf(family);
    const rare = Math.log(1 + (all - family.count + 0.5) / (family.count + 0.5)) ** 0.75;
    capped |= family.capped;
    rarest = Math.max(rarest, rare * quality);
    for (const [page, said] of own) {
      const score = quality * rare * (0.25 + said.part) * LEVELS[said.level];
      const last = pages.get(page);
      if (!last) pages.set(page, { score, level: said.level, quality, units: said.units });
      else {
        last.units = [...last.units, ...said.units];
        last.level = Math.max(last.level, said.level);
        if (last.score < score) [last.score, last.quality] = [score, quality];
      }
    }
  }
  return { pages, weight: rarest, capped };
};
// The units of a page by how many parts of the question they have, and how
// near to each other.
const bestUnits = (parts, page) => {
  const units = new Map();
  parts.forEach((part, number) => {
    const said = part.pages.get(page);
    for (const { unit, inTitle, at, quality = 1 } of said?.units ?? []) {
      if (!units.has(unit)) units.set(unit, { unit, weight: 0, parts: new Map(), said: new Set(), places: [] });
      const own = units.get(unit);
      const had = own.parts.get(number) ?? 0;
      const worth = part.weight * quality * (inTitle ? 2 : 1);
      if (had < worth) {
        own.weight += worth - had;
        own.parts.set(number, worth);
      }
      if (!had) own.places.push(at);
      if (quality === 1) own.said.add(number);
    }
  });
  const all = [...units.values()];
  for (const own of all) {
    own.places.sort((a, b) => a - b);
    const span = own.places.length < 2 ? 0 : own.places[own.places.length - 1] - own.places[0];
    own.near = own.places.length < 2 ? 1 : Math.max(0, 1 - (span - own.places.length + 1) / 24);
    if (1 < own.places.length) own.weight *= 1 + 0.4 * own.near;
  }
  return all.sort((a, b) => b.weight - a.weight || a.unit - b.unit);
};
// Returns the pages that answer, best first.
const rank = (parts, bonus, minor, wanted) => {
  const asked = parts.reduce((sum, part) => sum + part.weight, 0) || 1;
  const pages = new Set();
  for (const part of [...parts, ...bonus]) for (const page of part.pages.keys()) pages.add(page);
  const found = [];
  for (const page of pages) {
    let score = 0, has = 0, titled = 0, names = 0;
    const missing = [];
    parts.forEach((part, number) => {
      const own = part.pages.get(page);
      if (!own) return void (part.capped || missing.push(number));
      score += own.score;
      has += part.weight * Math.min(1, own.quality + 0.1);
      if (1 < own.level) titled += part.weight;
    });
    for (const part of bonus) {
      const own = part.pages.get(page);
      if (!own) continue;
      score += own.score;
      if (own.level === 3 && !own.units[0].unit) names = Math.max(names, part.all ? 2 : 1);
      if (part.all) missing.length = 0;
    }
    const units = bestUnits(parts, page);
    const together = Math.min(1.5, (units[0]?.weight ?? 0) / asked);
    const covered = missing.length ? Math.min(1, has / asked) : 1;
    score *= covered ** 1.4 * (1 + 0.3 * together) * (1 + (1.6 * titled) / asked);
    const named = names === 2 && !minor.has(page);
    score *= (named ? 3 : 1) * (minor.has(page) ? 0.3 : 1);
    if (wanted.has(page)) score *= WANTED;
    const whole = !missing.length && (named || units.some((own) => own.said.size === parts.length && 0.5 < own.near));
    if (whole) score *= WHOLE;
    found.push({ page, score, missing, units, titled: titled / asked, named });
  }
  return shorten(found.sort((a, b) => b.score - a.score || a.page - b.page));
};
// Leaves out pages that lack more words of the question than enough others do,
// unless they are about as good.
const shorten = (found) => {
  const few = Math.min(ENOUGH, found.length);
  let most = 0;
  while (found.filter((own) => own.missing.length <= most).length < few) most++;
  return found.filter((own) => own.missing.length <= most || found[0].score < 2 * own.score);
};
