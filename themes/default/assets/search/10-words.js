// The words of a question, cut as the index cuts those of pages
// (`src/domain/search/words.rs`).
const FOLDS = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ς": "σ" };
const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøłđıς]/g, (letter) => FOLDS[letter]);
const DENSE = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{2fa1f}]/u;
const short = (word) => [...word].slice(0, 40).join("");
// Cuts a word where a capital begins a new part of a name, and around a number
// in it.
const capitals = (run) => {
  const parts = run.split(/(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L}{2}\p{Ll})(?=\d\d)/u);
  return parts.every((part) => 1 < [...part].length) ? parts : [run];
};
// Returns the words of a question in order: {given, word, whole}. `whole` are
// several words as one, with how many of the words before they are.
const cut = (text) => {
  const words = [], joined = [];
  for (const chunk of text.split(/\s+/)) {
    let together = [], end = 0;
    const join = () => {
      if (1 < together.length && together.length < 9)
        joined.push({ word: short(together.join("")), from: words.length - together.length, count: together.length });
      together = [];
    };
    for (const match of chunk.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      const run = match[0];
      if (!end || !/^[-_.:@+'’]$/.test(chunk.slice(end, match.index))) join();
      end = match.index + run.length;
      if (DENSE.test(run)) {
        join();
        const letters = [...fold(run)];
        for (let at = 0; at < Math.max(1, letters.length - 1); at++)
          words.push({ given: letters.slice(at, at + 2).join(""), word: letters.slice(at, at + 2).join("") });
        continue;
      }
      for (const part of capitals(run)) {
        words.push({ given: part, word: short(fold(part)) });
        together.push(short(fold(part)));
      }
    }
    join();
  }
  return { words, joined };
};
// The digits of a telephone number in a question, or nothing.
const phoneDigits = (text) => {
  const digits = text.replace(/\(0\)/, "").replace(/\D/g, "");
  return /^[\s\d()+./\u00a0-]+$/.test(text) && 5 < digits.length ? digits : "";
};
