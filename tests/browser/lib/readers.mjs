// Readers of code, written from what its language says, that tell which texts it holds.

const isSingle = sign => sign !== "" && "'‘’‚‛".includes(sign);
const isDouble = sign => sign !== "" && "\"“”„".includes(sign);

/**
 * The words of a command of PowerShell in argument mode (language specification, 2.3.5 and 8.2). A `$` that stands
 * for something is a mistake here, as is what ends a command.
 */
export function powerShellWords(code) {
  const words = [];
  let at = 0, word = null, begins = false;
  const end = () => { if (word !== null) words.push(word); word = null; };
  const add = text => { word = (word ?? "") + text; };
  while (at < code.length) {
    const sign = code[at];
    if (" \t\r".includes(sign)) { end(); at++; continue; }
    if (sign === "#" && word === null) { while (at < code.length && code[at] !== "\n") at++; continue; }
    if ("\n;|&(){}$,<>".includes(sign)) throw new Error(`PowerShell reads ${sign} at ${at} of ${code}`);
    if (sign === "@" && word === null && (isSingle(code[at + 1] ?? "") || isDouble(code[at + 1] ?? ""))) {
      const isEnd = isSingle(code[at + 1]) ? isSingle : isDouble;
      const start = code.indexOf("\n", at) + 1;
      if (code.slice(at + 2, start).trim()) throw new Error("a here-string begins at the end of a line");
      let close = start - 1;
      while (close >= 0 && !(isEnd(code[close + 1] ?? "") && code[close + 2] === "@")) close = code.indexOf("\n", close + 1);
      if (close < start) throw new Error(`a here-string has no end: ${code}`);
      const inner = code.slice(start, close);
      add(isEnd === isSingle ? inner : expanded(inner));
      at = close + 3;
      end();
      continue;
    }
    if (isSingle(sign) || isDouble(sign)) {
      const isEnd = isSingle(sign) ? isSingle : isDouble;
      begins = word === null;
      let inner = "";
      for (at++; ; at++) {
        if (at >= code.length) throw new Error(`a string has no end: ${code}`);
        if (isEnd(code[at]) && isEnd(code[at + 1] ?? "")) inner += code[++at];
        else if (isEnd(code[at])) break;
        else if (isEnd === isDouble && code[at] === "`") inner += "`" + code[++at];
        else inner += code[at];
      }
      at++;
      add(isEnd === isSingle ? inner : expanded(inner));
      // A string at the beginning of a word is a word.
      if (begins) end();
      continue;
    }
    if (sign === "`") { add(code[at + 1]); at += 2; continue; }
    add(sign);
    at++;
  }
  end();
  return words;
}

const named = { 0: "\0", a: "\x07", b: "\b", e: "\x1b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };
function expanded(text) {
  return text.replace(/`([\s\S])|\$(?=[\w({:?^$])/g, (whole, sign) => {
    if (sign === undefined) throw new Error(`PowerShell replaces a variable in ${text}`);
    return named[sign] ?? sign;
  });
}

/** The strings and numbers of a statement of SQL, or of Kusto, in order. */
export function sqlStrings(code, dialect = "") {
  const strings = [];
  const escapes = dialect === "mysql" || dialect === "kusto";
  const special = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", 0: "\0", Z: "\x1a" };
  for (let at = 0; at < code.length; at++) {
    const sign = code[at];
    if (code.startsWith("--", at) || dialect === "mysql" && sign === "#") { while (at < code.length && code[at] !== "\n") at++; continue; }
    if (code.startsWith("/*", at)) { at = code.indexOf("*/", at) + 1; continue; }
    const number = /^\(?-?\d+(\.\d+)?\)?/.exec(code.slice(at));
    if (number && !/\w/.test(code[at - 1] ?? "")) {
      strings.push(number[0].replace(/[()]/g, ""));
      at += number[0].length - 1;
      continue;
    }
    if (sign === "'" || sign === "\"" && escapes) {
      const own = escapes || /(^|\W)[eE]$/.test(code.slice(0, at));
      let text = "";
      for (at++; ; at++) {
        if (at >= code.length) throw new Error(`a string has no end: ${code}`);
        if (code[at] === sign && code[at + 1] === sign && dialect !== "kusto") text += code[++at];
        else if (code[at] === sign) break;
        else if (code[at] === "\\" && own && dialect === "kusto" && code[at + 1] === "u") { text += String.fromCharCode(parseInt(code.slice(at + 2, at + 6), 16)); at += 5; }
        else if (code[at] === "\\" && own) text += special[code[++at]] ?? code[at];
        else text += code[at];
      }
      strings.push(text);
    }
  }
  return strings;
}
