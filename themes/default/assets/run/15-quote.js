// How a value is written where it stands in code. A place names the layers of quoting around it by letters, the
// innermost first; each writes the text for its layer, or refuses it in words. `src/text/command/quote/` finds them.
const quoted = (() => {
  const refuse = why => { throw new RangeError(why); };
  const only = (shape, why) => text => shape.test(text) ? text : refuse(why);
  // `!` and, at the beginning of a line, `^` would repeat an older command.
  const inQuotes = text => text.replace(/['!]/g, "'\\$&'").replace(/^\^/gm, "''^");
  const plain = "here can only be letters without accents, digits and ";
  const word = text => "'" + inQuotes(text) + "'";
  const literal = text => text.replace(/'/g, "''");
  const single = text => text.replace(/['‘’‚‛]/g, "$&$&");
  const number = /^(0|[1-9]\d{0,14})(\.\d*[1-9])?$/;
  const json = text => JSON.stringify(text).slice(1, -1);
  const kusto = text => json(text).replace(/'/g, "\\'");
  // A line of the text must not end the here-document, nor lose a tab.
  const document = (text, end) => {
    const name = end.replace(/^-/, "");
    if (name !== end && /^\t/m.test(text)) refuse("a line of it begins with a tab, which is dropped here");
    const ends = line => line && (name.includes(line) || line.startsWith(name));
    if (text.split("\n").some(line => ends(line.replace(/^\t+/, "")))) refuse("a line of it can end the text at " + name);
    return text;
  };
  const layers = {
    // Nothing but plain characters, a name, a host; nothing at all; one line.
    p: only(/^[\w./:@+-]+$/, plain + ". / : @ + - _"),
    P: only(/^\w[\w./:\\-]*$/, plain + ". / : \\ - _"),
    o: only(/^\w+$/, plain + "_"),
    t: only(/^[\w.:[\]-]+$/, "only the name of a host can stand here"),
    n: () => refuse("it would change a name before it"),
    k: only(/^[^\0-\x1f\x7f\x85\u2028\u2029]*$/, "it must be one line here"),
    // Shells: a word, a command, '...', "...", $'...', here-documents.
    w: text => /^[\w./:@%+-]+$/.test(text) ? text : word(text),
    c: word,
    s: inQuotes,
    d: text => text.replace(/[\\"$\x60]/g, "\\$&").replace(/!/g, '"\\!"').replace(/^\^/gm, '""^'),
    a: text => text.replace(/[\\'!^]/g, sign => "\\" + sign.charCodeAt().toString(8).padStart(3, "0")),
    h: (text, end) => document(text, end).replace(/[\\$\x60]/g, "\\$&"),
    H: document,
    // PowerShell: a word, '...', "...", @'...'@.
    W: text => /^(0|[1-9]\d{0,8})$/.test(text) ? text : "'" + single(text) + "'",
    S: single,
    D: text => text.replace(/[\x60$"“”„]/g, "\x60$&"),
    R: text => /^['‘’‚‛](@|$)/m.test(text) ? refuse("a line of it can end the text") : text,
    // SQL: no backslash, backslashes that count, '...', "...", a literal; Kusto.
    m: only(/^[^\\]*$/, "a backslash means something else in other databases"),
    x: text => text.replace(/\\/g, "\\\\"),
    q: literal,
    i: text => text.replace(/"/g, '""'),
    b: text => number.test(text) ? text : number.test(text.slice(1)) && text[0] === "-" ? "(" + text + ")" : "'" + literal(text) + "'",
    K: kusto,
    l: text => number.test(text) ? text : '"' + kusto(text) + '"',
    // Addresses and JSON.
    u: text => /^\.\.?$/.test(text) ? refuse("it means a folder here") : encodeURIComponent(text).replace(/[!'()*]/g, sign => "%" + sign.charCodeAt().toString(16).toUpperCase()),
    j: json,
    J: text => /^(-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?|true|false|null)$/.test(text) ? text : JSON.stringify(text),
  };
  return (codes, ends, text) => {
    if (text.includes("\0") || /[\ud800-\udfff]/u.test(text)) refuse("it holds a character that cannot be copied");
    const left = ends ? ends.split(" ") : [];
    return [...codes].reduce((made, code) => layers[code](made, /h/i.test(code) ? left.shift() || "" : ""), text);
  };
})();
