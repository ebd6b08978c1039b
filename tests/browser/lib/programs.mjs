// Programs made by chance, to see that a script does the same after it was made compact. They use few names, so that
// these hide each other, and every way in which a script can declare one.

/** A source of numbers below 1, the same for the same seed. */
function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Returns a program. It calls `log` with what it sees and `step` where it might go on for ever. */
export function program(seed) {
  const next = chance(seed);
  const below = count => Math.floor(next() * count);
  const one = (...all) => all[below(all.length)];
  const name = () => one("e", "t", "n", "r", "value", "other", "name", "close", "item", "get", "of", "set", "undefinedName", "made");
  const some = (most, make) => Array.from({ length: 1 + below(most) }, make);
  const property = () => one("e", "t", "value", "label", "get", "in", "length");

  function expression(depth) {
    if (depth <= 0) return one(name, name, name, () => String(below(9)), () => JSON.stringify(one("e", "value of t", "it's", "/*", "${e}", "//")), () => "this === undefined", () => one("null", "true", ".5", "1e-3", "0x1f"))();
    const part = () => expression(depth - 1 - below(2));
    return one(
      () => `${part()} ${one("+", "===", "&&", "||", "??", ",", "<", "in [].concat", "|")} ${part()}`.replace(/(\?\?.*)(&&|\|\|)|(&&|\|\|)(.*\?\?)/g, "$1,$4"),
      () => `(${part()})`,
      () => `(${part()} ? ${part()} : ${part()})`,
      () => `(${part()}, ${part()})`,
      () => `[${some(3, part).join(", ")}]`,
      () => `[...[${part()}]]`,
      () => `{ ${name()}, ${property()}: ${part()}, [${part()}]: ${part()}, ...${name()} }`.replace(/^/, "(") + ")",
      () => `({ ${one("get ", "", "async ", "set ")}${property()}(${one("", name())}) { ${body(depth - 1)} } })`.replace(/(set \w+\()\)/, "$1e)").replace(/(get \w+\()\w+\)/, "$1)"),
      () => `\`${one("", "e ", "${", "\\`").replace("${", "\\${")}\${${part()}}t\${\`\${${part()}}\`}\``,
      () => `(${part()}).${property()}`,
      () => `(${part()})?.${property()}`,
      () => `(${part()})?.[${part()}]`,
      () => `${name()}.${property()}`,
      () => `${name()}(${part()})`,
      () => `(${fn(depth - 1)})(${some(2, part).join(", ")})`,
      () => fn(depth - 1),
      () => `/[/${"`"}"]${one("e", "\\/", "n")}/g.test(${part()})`,
      () => `(${part()}) / 2 / ${part()}`,
      () => `typeof ${name()}`,
      () => `${name()}++`, () => `--${name()}`, () => `!${part()}`,
      () => `(${name()} ${one("=", "+=", "??=")} ${part()})`,
      () => `([${name()}, ${name()} = ${part()}] = [${part()}])`,
      () => `({ ${name()}, ${property()}: ${name()} = ${part()} } = Object(${part()}))`,
      () => `new Map([[${part()}, ${part()}]]).get(${part()})`,
      () => `await_(${part()})`,
    )();
  }

  function pattern(depth) {
    if (depth <= 0) return name();
    return one(
      name,
      () => `[${some(2, () => pattern(depth - 1)).join(", ")}]`,
      () => `[${pattern(depth - 1)} = ${expression(depth - 1)}, ...${name()}]`,
      () => `{ ${some(2, () => one(name(), `${name()} = ${expression(1)}`, `${property()}: ${pattern(depth - 1)}`, `[${expression(0)}]: ${name()}`)).join(", ")} }`,
    )();
  }
  const parameters = depth => one("", name(), `${name()}, ${name()}`, `${pattern(1)} = Object(${expression(depth - 1)})`, `...${name()}`, `${name()} = ${expression(depth - 1)}`);
  const body = depth => `step();${one("", "\"use strict\";")}${block(depth - 1)}\nreturn ${expression(depth - 1)}`;

  function fn(depth) {
    if (depth <= 0) return `${name()} => ${name()}`;
    return "(" + one(
      () => `${name()} => ${expression(depth - 1)}`,
      () => `(${parameters(depth)}) => ${expression(depth - 1)}`,
      () => `(${parameters(depth)}) => { ${body(depth)} }`,
      () => `function ${one("", name())}(${parameters(depth)}) { ${body(depth)} }`,
      () => `async ${name()} => ${expression(depth - 1)}`,
      () => `async (${parameters(depth)}) => { ${body(depth)} }`,
    )() + ")";
  }

  function statement(depth) {
    const inner = () => one(() => `{ ${block(depth - 1)} }`, () => statement(depth - 1) + ";")();
    const plain = () => `log(${expression(Math.min(depth, 3))})`;
    if (depth <= 0) return plain();
    return one(
      plain, plain,
      () => `${one("const", "let")} ${name()} = ${expression(depth)}`,
      () => `const ${pattern(2)} = Object(${expression(depth)}), ${name()} = ${expression(1)}`,
      () => `var ${name()} = ${expression(depth - 1)}`,
      () => `\nfunction ${name()}(${parameters(depth)}) { ${body(depth)} }\n`,
      () => `\n{ ${block(depth)} }\n`,
      () => `if (${expression(1)}) ${plain()}; else ${plain()}`,
      () => `\nif (${expression(1)}) { ${block(depth - 1)} }\n`,
      () => `for (const ${pattern(1)} of [[${expression(1)}]]) { step(); ${block(depth - 1)} }\n`,
      () => `for (const ${name()} in { e: ${expression(1)} }) ${plain()}`,
      () => { const count = name(); return `for (let ${count} = 0, other2 = ${expression(1)}; ${count} < 2; ${count}++) { step(); ${block(depth - 1)} }\n`; },
      () => `switch (${expression(1)}) { case ${expression(1)}: ${statement(depth - 1)}; break; default: ${plain()} }\n`,
      () => `try { ${block(depth - 1)} } catch (${pattern(1)}) { ${block(depth - 1)} } finally { ${plain()} }\n`,
      () => `try { throw ${expression(1)} } catch { ${block(depth - 1)} }\n`,
      () => `do { step(); ${block(depth - 1)} } while (${expression(0)} > 99)`,
      () => `(${expression(depth - 1)})`,
      () => `log(${expression(1)}) // it's ${name()} \`\n`,
      () => `/* ${name()} */ log(${expression(1)})`,
    )() + one(";", ";\n", "\n");
  }
  const block = depth => some(3, () => one(() => statement(depth), () => `try { ${statement(depth)} } catch { log(0) }\n`)()).join("");

  const text = some(4, () => `try { (() => { ${block(4)} })() } catch (error) { log(error.constructor) }\n`).join("");
  return one(text, text, `"use strict";\n${text}`, `(() => {\n"use strict";\n${text}})();\n`, `const value = 1;\nlet other = 2;\n${text}`);
}
