// What is shown of a page that was found.

// Parts a text into plain and marked words in turn.
const marked = (text, marks) => {
  const parts = [""];
  let end = 0;
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const word = fold(match[0]);
    const isMarked = marks.some((mark) => word === mark || (3 < mark.length && word.startsWith(mark)));
    if (!isMarked) continue;
    parts[parts.length - 1] += text.slice(end, match.index);
    parts.push(match[0], "");
    end = match.index + match[0].length;
  }
  parts[parts.length - 1] += text.slice(end);
  return parts;
};
const PASSAGE = 180;
// Returns the part of a text with most of the words, and marks them.
const passage = (text, marks) => {
  if (!text) return null;
  const places = [];
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const word = fold(match[0]);
    const mark = marks.find((mark) => word === mark || (3 < mark.length && word.startsWith(mark)));
    if (mark) places.push({ at: match.index, mark });
  }
  let best = 0, most = 0;
  for (const { at } of places) {
    const within = new Set(places.filter((other) => at <= other.at && other.at < at + PASSAGE - 30).map((other) => other.mark));
    if (most < within.size) [best, most] = [at, within.size];
  }
  let from = Math.max(0, best - 40);
  if (from) from = text.indexOf(" ", from) + 1 || from;
  let to = Math.min(text.length, from + PASSAGE);
  if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + 1);
  return marked((from ? "… " : "") + text.slice(from, to) + (to < text.length ? " …" : ""), marks);
};
const showHit = async (own, data, withText, { meta, file, marks, parts, first }) => {
  const [title, href, kind = -1, severity, facts, where, phone] = data;
  const hit = {
    title: marked(title, marks),
    href,
    kind: meta.kinds[kind] ? { id: meta.kinds[kind][0], name: meta.kinds[kind][1] } : { id: "", name: "" },
    severity: severity ? { id: severity[0], name: severity[1] } : null,
    facts: facts || [],
    where: where || "",
    text: [],
    sections: [],
    phone: phone ? { label: phone[0], href: phone[1], text: phone[2] } : null,
    missing: own.missing.map((number) => parts[number].own.given),
    best: first && (own.exact || own.named),
  };
  if (withText === false) return hit;
  // Pages that the site makes have no text of their own.
  const units = await file(`t/${href}`).catch(() => []);
  const least = (own.units[0]?.weight ?? 0) * 0.6;
  for (const { unit, weight } of own.units) {
    if (!unit || weight < least || 2 < hit.sections.length || !units[unit]) continue;
    const [id, label = "", name = "", text = "", command = ""] = units[unit];
    hit.sections.push({
      href: id ? `${href}#${encodeURIComponent(id)}` : href,
      label: label || null,
      title: marked(name, marks),
      text: passage(text, marks),
      command: command || null,
    });
  }
  if (!hit.sections.length) hit.text = passage(units[0]?.[3] || units[1]?.[3] || "", marks) ?? [];
  return hit;
};
