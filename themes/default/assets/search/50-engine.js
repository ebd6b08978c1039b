// The engine: a question in, the pages that answer it out.
const makeEngine = (root, load = byScript) => {
  const file = makeFiles(root, load);
  let ready;
  const begin = () => (ready ??= file("meta").then((meta) => ({ meta, minor: readPages(meta.minor), people: pagesAt(meta.people), lookup: makeLookup(meta, file) })));
  // So many words that mean the same are looked up for one question.
  const MOST_OTHERS = 8;

  // Finds the parts of a question, for each word what it can mean, and the
  // pages that have them. Words that mean the same are asked for only where no
  // title says all of it.
  const answer = async ({ meta, minor, people, lookup }, text) => {
    const { words, joined } = cut(text);
    const stop = new Set(meta.stop.split(" "));
    const told = words.filter((own) => !stop.has(own.word));
    const asked = told.length ? told : words;
    // Who asks for somebody is answered by charters and roles.
    const who = meta.who.split(" ");
    const wanted = words.some((own) => who.includes(own.word)) ? people : new Set();
    const open = /[\p{L}\p{N}]$/u.test(text);
    const wholes = joined.map((own) => ({ ...own, all: own.count === words.length }));
    // Words that stand beside each other may be one: `pay roll`.
    for (let at = 0; at + 1 < words.length && at < 7; at++)
      for (let count = 2; count < 4 && at + count <= words.length; count++) {
        const some = words.slice(at, at + count).map((own) => own.word);
        const all = count === words.length;
        if (all || !some.some((word) => stop.has(word))) wholes.push({ word: short(some.join("")), all, from: at, count });
      }
    // A question of several words may be the id of a page.
    if (3 < words.length) wholes.push({ word: short(words.map((own) => own.word).join("")), all: true });
    if (words.length === 1) wholes.push({ word: words[0].word, all: true });
    const digits = phoneDigits(text);
    if (digits) for (const word of [digits, digits.replace(/^0+/, "").slice(-9), digits.slice(-7)]) wholes.push({ word, all: true });
    // A way there and back takes long at night: what is needed is asked for at once.
    const [said] = await Promise.all([
      Promise.all(asked.map(async (own, at) => ({ ...own, ...(await lookup.find(own.word, open && at === asked.length - 1)) }))),
      ...wholes.map((own) => lookup.whole(own.word)),
    ]);
    const parts = said.map((own) => ({ ...gather(own.found, meta.pages), own, phrases: [] }));
    const bonus = [];
    const seen = new Set();
    for (const whole of wholes) {
      if (seen.has(whole.word)) continue;
      seen.add(whole.word);
      const families = await lookup.whole(whole.word);
      if (!families.length) continue;
      const part = gather(families.map((family) => ({ family, quality: 1 })), meta.pages);
      bonus.push({ ...part, all: whole.all && 1 < words.length || whole.all && !stop.has(whole.word) });
      // Parts of a name that is there as a whole need not be there alone.
      for (let at = whole.from ?? 0; whole.count && at < whole.from + whole.count; at++) {
        const own = parts.find((part) => part.own === said[asked.indexOf(words[at])]);
        if (own) for (const [page, said] of part.pages) if (!own.pages.has(page)) own.pages.set(page, said);
        if (own && own.own.how === "none") [own.own.how, own.own.used, own.weight] = ["exact", whole.word, part.weight];
      }
    }
    const isAnswered = ([best]) => best && !best.missing.length && (best.named || 0.99 < best.titled);
    const all = rank(parts, bonus, minor, wanted);
    if (isAnswered(all)) return { parts, all };
    await addSynonyms({ meta, lookup }, words, parts, (word) => parts[asked.indexOf(word)], all.slice(0, 3).flatMap((own) => own.missing));
    return { parts, all: rank(parts, bonus, minor, wanted) };
  };
  // Adds the pages that say a word of a question in another way.
  const addSynonyms = async ({ meta, lookup }, words, parts, partOf, lacking) => {
    // What a word is besides, as the index has it: its other forms.
    const formsOf = ({ used, found }) => {
      const isSame = found.length && (found[0].how === "exact" || found[0].how === "stem");
      const { begin, ends } = isSame ? found[0].family : { ends: [] };
      return [used, ...ends.map((end) => begin + end)];
    };
    // Each word and phrase with what can be said in place of it: first of phrases, then of what the best page lacks.
    const said = [];
    for (let at = 0; at < words.length; at++)
      for (let count = 1; count < 4 && at + count <= words.length; count++) {
        const some = words.slice(at, at + count);
        const meant = some.map(partOf).filter(Boolean);
        if (!meant.length) continue;
        const phrase = some.map((own) => own.word).join(" ");
        const forms = new Set(count === 1 ? [phrase, ...formsOf(meant[0].own)] : [phrase]);
        said.push({ meant, forms, count, isLacking: meant.some((part) => lacking.includes(parts.indexOf(part))) });
      }
    said.sort((a, b) => (1 < b.count) - (1 < a.count) || b.isLacking - a.isLacking);
    const listed = await Promise.all(
      said.map(async ({ meant, forms, count }) => {
        const others = (await Promise.all([...forms].map((form) => (form ? lookup.synonyms(form) : [])))).flat();
        return [...new Set(others)].filter((other) => !forms.has(other)).map((other) => [other, meant, 1 < count ? 0.85 : 0.45]);
      }),
    );
    const others = listed.flat().slice(0, MOST_OTHERS);
    await Promise.all(others.flatMap(([other]) => other.split(" ").map(lookup.known)));
    for (const own of others) await addSynonym({ meta, lookup }, ...own);
  };
  const addSynonym = async ({ meta, lookup }, other, parts, quality) => {
    const words = other.split(" ");
    const all = [];
    for (const word of words) {
      const families = await lookup.known(word);
      if (!families.length) return;
      all.push(gather(families.map((family) => ({ family, quality })), meta.pages));
    }
    // A phrase says as much as its weakest word, and is shared by the words it stands for.
    const least = (key, own) => Math.min(...own.map((said) => said[key]));
    for (const page of all[0].pages.keys()) {
      const own = all.map((part) => part.pages.get(page));
      if (own.includes(undefined)) continue;
      const shared = own[0].units.filter(({ unit }) => own.every((said) => said.units.some((other) => other.unit === unit)));
      const units = shared.map((own) => ({ ...own, quality: 0.6 }));
      const said = { score: least("score", own) * (shared.length ? 1 : 0.5) / parts.length, level: least("level", own), quality, units };
      for (const part of parts) {
        const had = part.pages.get(page);
        if (!had || had.score < said.score) part.pages.set(page, { ...said, units: [...(had?.units ?? []), ...units] });
        else had.units = [...had.units, ...units];
      }
    }
    for (const part of parts) {
      part.words = [...(part.words ?? []), ...words];
      part.weight = Math.max(part.weight, least("weight", all) / parts.length);
      if (part.own.how === "none") [part.own.how, part.own.used] = ["synonym", other];
    }
  };

  const facetTable = async () => {
    const facets = await file("f");
    return Object.entries(facets).map(([facet, values]) => [
      facet,
      values.map(([id, name, steps]) => ({ id, name, pages: pagesAt(steps) })),
    ]);
  };
  const union = (sets) => new Set(sets.flatMap((set) => [...set]));
  const chosen = (table, filters, except) => {
    let all;
    for (const [facet, values] of table) {
      const ids = filters[facet] ?? [];
      if (facet === except || !ids.length) continue;
      const pages = union(values.filter((own) => ids.includes(own.id)).map((own) => own.pages));
      all = all ? new Set([...all].filter((page) => pages.has(page))) : pages;
    }
    return all;
  };
  const counted = (table, filters, pages) =>
    Object.fromEntries(
      table.map(([facet, values]) => {
        const within = chosen(table, filters, facet);
        const count = (own) => pages.reduce((sum, page) => sum + (own.pages.has(page) && (!within || within.has(page)) ? 1 : 0), 0);
        const all = values.map((own) => ({ id: own.id, name: own.name, count: count(own) }));
        return [facet, all.filter((own) => own.count).sort((a, b) => b.count - a.count || a.name.localeCompare(b.name))];
      }),
    );

  const find = async (text, filters = {}, { limit = 10, offset = 0, facets = false, texts = 4 } = {}) => {
    if (!cut(text).words.length) return { words: [], total: 0, hits: [], facets: {} };
    const search = await begin();
    const answered = await answer(search, text);
    const { parts } = answered;
    const isFiltered = Object.values(filters).some((values) => values.length);
    const table = facets || isFiltered ? await facetTable() : [];
    const within = chosen(table, filters);
    let { all } = answered;
    const pages = facets ? all.map((own) => own.page) : [];
    if (within) all = all.filter((own) => within.has(own.page));
    const { meta } = search;
    const block = async (page) => (await file(`p/${Math.floor(page / meta.block)}`))[page % meta.block];
    // Titles are compared with the whole question, of the best pages.
    const wordsOf = (text) => cut(text).words.map((own) => own.word);
    const forms = new Map(
      parts.map(({ own }) => [own.word, new Set([own.word, ...own.found.filter(({ how }) => how === "typo").flatMap(({ family }) => family.ends.map((end) => family.begin + end))])]),
    );
    const asked = wordsOf(text);
    const top = all.slice(0, Math.min(4, limit + offset));
    await Promise.all(all.slice(0, Math.max(top.length, limit + offset)).map((own) => block(own.page)));
    for (const own of top) own.data = await block(own.page);
    const isAsked = (title) => {
      const words = wordsOf(title);
      return words.length === asked.length && asked.every((word, at) => word === words[at] || forms.get(word)?.has(words[at]));
    };
    for (const own of top) own.exact = !search.minor.has(own.page) && isAsked(own.data[0]);
    top.sort((a, b) => (b.exact ? 1 : 0) - (a.exact ? 1 : 0));
    all = [...top, ...all.slice(top.length)];
    const shown = all.slice(offset, offset + limit);
    const marks = parts.flatMap((part) => [
      part.own.word, ...part.own.found.slice(0, 3).flatMap(({ family }) => family.ends.map((end) => family.begin + end)), ...(part.words ?? []),
    ]);
    const hits = await Promise.all(
      shown.map(async (own, at) => showHit(own, await block(own.page), at < texts && own.page, { meta, file, marks, parts, first: !at && !offset })),
    );
    return {
      words: parts.map((part) => ({ given: part.own.given, used: part.own.used || part.own.word, how: part.own.how })),
      total: all.length,
      hits,
      facets: facets ? counted(table, filters, pages) : {},
    };
  };
  return { find, begin };
};
