// The page of a charter, and its bar "Now" at instants that are awkward: changes of clocks, holidays, ends of shifts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { judge, looks, show } from "./lib/axe.mjs";
import { launch, listen, overflow, sizes, visit } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { build, fileAddress } from "./lib/site.mjs";

const path = "charter/index.html";
const files = {
  // What nobody keeps is what the bar is compared with.
  "handover.toml": "title = \"Orchard\"\n[severity]\npromise-without-cover = \"off\"\n",
  "content/index.md": "# Orchard\n",
  "content/data/teams.yml": `lisbon:
  {title: Lisbon desk, zone: Europe/Lisbon, languages: [pt, en], hours: "Mon-Fri 09:00-17:00", holidays: portugal}
nights:
  {title: Night watch, zone: Europe/Lisbon, languages: [en], hours: "Sat 22:00-06:00, Sun 12:15-12:45"}
quarters:
  {title: Quarter desk, zone: Europe/Lisbon, languages: [fr], hours: "Sun 01:15-01:45"}
valdivia:
  {title: Valdivia desk, zone: America/Santiago, languages: [es], hours: "Sat 23:00-24:00, Sun 00:00-02:00, Mon-Fri 09:00-18:00"}
tokyo:
  {title: Tokyo desk, zone: Asia/Tokyo, languages: [ja], hours: "Mon-Fri 09:00-17:00"}
`,
  "content/data/calendars.yml": "portugal: {title: Portugal, days: {2026: [2026-12-08], 2027: [2027-01-01, 2027-03-26]}}\n",
  "content/data/roles.yml": "duty-manager: {title: Duty manager}\nplatform-lead: {title: Platform lead}\nowner: {title: Owner}\n",
  "content/charter.md": `---
kind: charter
zone: UTC
owner: owner
teams: [lisbon, nights, quarters, valdivia, tokyo]
---

# Charter

## Hours

[[_COVERAGE_]]

### Special periods

| Period | When | What changes |
|---|---|---|
| Year end | 2027-01-04 to 2027-01-08 | Lisbon desk: Mon-Fri 07:00-20:00 |

### Out of hours

| When | Who | Reached by | Answers within | For |
|---|---|---|---|---|
| Outside desk hours | Duty manager | +351 21 555 01 99 | 10 minutes | P1 |

## Service levels

| Priority | Respond | Restore | Clock | Languages |
|---|---|---|---|---|
| P1 | 15 min | 4 h | Around the clock | en |
| P2 | 1 h | 8 h | Around the clock | pt, ja, es |

## Escalation

| After | From | To | Channel | Alternate |
|---|---|---|---|---|
| 0 min | Owner | Duty manager | phone | Platform lead |
| 15 min | Duty manager | Platform lead | phone | Owner |
`,
};

let browser, built, server;
before(async () => {
  built = build(files, "--date", "2026-11-02");
  [browser, server] = await Promise.all([launch(), serve(built.out)]);
});
after(async () => { await browser?.close(); await server?.close(); built?.remove(); });

/** What the bar says at each of some instants, to a reader in a zone. */
async function told(instants, timezoneId) {
  const context = await browser.newContext({ viewport: sizes.desk, timezoneId });
  const page = await context.newPage();
  const all = [];
  for (const instant of instants) {
    await page.clock.setFixedTime(new Date(instant));
    await page.goto(fileAddress(path, built.out));
    all.push(await page.locator(".now").evaluate(bar => {
      const rows = {};
      bar.querySelectorAll("dt").forEach(dt => { rows[dt.textContent] = [...dt.nextElementSibling.children].map(line => line.textContent); });
      return { hidden: bar.hidden, title: bar.querySelector("h2").textContent, rows, said: bar.querySelector(":scope > p")?.textContent };
    }));
  }
  await context.close();
  return all;
}

// Worked out by hand. Lisbon is on UTC in winter and an hour ahead from 28 March to 31 October 2027; Valdivia is three
// hours behind in its summer, which ends on 4 April 03:00 UTC and begins on 5 September 04:00 UTC, else four; Tokyo is
// nine hours ahead.
const cases = [
  ["before a shift", "2026-11-16T08:59:59Z", ["Nobody"], "Lisbon desk, Portuguese, English, from 09:00"],
  ["as it begins", "2026-11-16T09:00:00Z", ["Lisbon desk, Portuguese, English, until 17:00"]],
  ["in two shifts", "2026-11-16T16:59:59Z", ["Lisbon desk, Portuguese, English, until 17:00", "Valdivia desk, Spanish, until 21:00"]],
  ["as one ends", "2026-11-16T17:00:00Z", ["Valdivia desk, Spanish, until 21:00"]],
  ["on a Friday night", "2026-11-20T22:00:00Z", ["Nobody"], "Night watch, English, from Sat 22:00"],
  ["on a holiday", "2026-12-08T10:00:00Z", ["Nobody"], "Valdivia desk, Spanish, from 12:00"],
  ["before a holiday", "2026-12-07T17:30:00Z", ["Valdivia desk, Spanish, until 21:00"], "Tokyo desk, Japanese, from Tue 00:00"],
  ["in a period", "2027-01-05T19:30:00Z", ["Lisbon desk, Portuguese, English, until 20:00", "Valdivia desk, Spanish, until 21:00"]],
  ["on a holiday before a period", "2027-01-01T10:00:00Z", ["Nobody"]],
  ["north, the night before spring", "2027-03-28T00:30:00Z", ["Night watch, English, until 05:00"]],
  ["north, an hour that does not exist", "2027-03-28T01:20:00Z", ["Night watch, English, until 05:00"]],
  ["north, the last minute of that night", "2027-03-28T04:59:00Z", ["Night watch, English, until 05:00", "Valdivia desk, Spanish, until 05:00"]],
  ["north, a usual quarter of an hour", "2027-03-21T01:15:00Z", ["Night watch, English, until 06:00", "Quarter desk, French, until 01:45"]],
  ["north, autumn, the first quarter", "2027-10-31T00:15:00Z", ["Night watch, English, until 06:00", "Quarter desk, French, until 00:45"]],
  ["north, autumn, between both", "2027-10-31T00:45:00Z", ["Night watch, English, until 06:00"], "Quarter desk, French, from 01:15"],
  ["north, autumn, the second quarter", "2027-10-31T01:44:59Z", ["Night watch, English, until 06:00", "Quarter desk, French, until 01:45"]],
  ["south, a usual night of summer", "2027-03-28T02:00:00Z", ["Night watch, English, until 05:00", "Valdivia desk, Spanish, until 05:00"]],
  ["south, autumn, an hour that exists twice", "2027-04-04T02:30:00Z", ["Night watch, English, until 05:00", "Valdivia desk, Spanish, until 06:00"]],
  ["south, autumn, its second time", "2027-04-04T03:30:00Z", ["Night watch, English, until 05:00", "Valdivia desk, Spanish, until 06:00"]],
  ["south, spring, before the gap", "2027-09-05T03:59:59Z", ["Night watch, English, until 05:00", "Valdivia desk, Spanish, until 05:00"]],
  ["south, spring, after the gap", "2027-09-05T04:00:00Z", ["Night watch, English, until 05:00", "Valdivia desk, Spanish, until 05:00"]],
];

describe("now", () => {
  test("who is on duty, and who comes next", async () => {
    const all = await told(cases.map(own => own[1]), "UTC");
    all.forEach(({ hidden, rows }, at) => {
      const [name, instant, on, next] = cases[at];
      assert.equal(hidden, false, name);
      assert.deepEqual(rows["On duty"], on, `${name}, ${instant}`);
      if (next) assert.ok(rows.Next.includes(next), `${name}, ${instant}: ${rows.Next.join("; ")}`);
    });
  });

  test("the same in the reader's own time", async () => {
    const instant = "2026-11-16T10:00:00Z";
    for (const [zone, until, title] of [
      ["America/New_York", "12:00", "Now Monday 05:00, America/New_York"],
      ["Asia/Kolkata", "22:30", "Now Monday 15:30, Asia/Calcutta"],
      ["Pacific/Auckland", "Tue 06:00", "Now Monday 23:00, Pacific/Auckland"],
    ]) {
      const [said] = await told([instant], zone);
      assert.deepEqual(said.rows["On duty"], [`Lisbon desk, Portuguese, English, until ${until}`], zone);
      assert.equal(said.title.replace("Kolkata", "Calcutta"), title);
    }
  });

  test("who answers when no desk is open, and who is next", async () => {
    const [away, open] = await told(["2026-11-21T12:00:00Z", "2026-11-16T10:00:00Z"], "UTC");
    assert.deepEqual(away.rows["Out of hours"], ["Duty manager, +351 21 555 01 99, within 10 minutes, for P1"]);
    assert.equal(open.rows["Out of hours"], undefined);
    assert.deepEqual(open.rows["If nobody answers"], ["Duty manager, at once, phone", "Platform lead, after 15 min, phone"]);
  });

  test("it does not claim what it cannot know", async () => {
    const [last, after, before] = await told(["2027-11-02T10:00:00Z", "2027-11-03T10:00:00Z", "2026-10-30T10:00:00Z"], "UTC");
    assert.deepEqual(last.rows["On duty"], ["Lisbon desk, Portuguese, English, until 17:00"]);
    for (const own of [after, before]) {
      assert.deepEqual(own.rows, {});
      assert.match(own.said, /built on November 2, 2026 .* until November 2, 2027\. Look in Hours\.$/);
    }
  });

  test("it agrees with the solver where a language is missing", async () => {
    const charter = JSON.parse(readFileSync(join(built.out, "site.json"), "utf8")).pages.find(page => page.kind === "charter").charter;
    const teams = { pt: "Lisbon desk, Portuguese, English", ja: "Tokyo desk, Japanese", es: "Valdivia desk, Spanish" };
    const second = 1000, clock = at => new Date(at).toISOString().slice(11, 16);
    let looked = 0;
    for (const { language, spans } of charter.coverage.gaps) {
      const name = teams[language];
      if (!name) continue;
      const some = spans.map(span => span.map(at => Date.parse(at))).filter((_, at) => at % 23 === 7 || at === spans.length - 2);
      const said = await told(some.flatMap(([from, to]) => [from - second, from, to - second, to]), "UTC");
      const is = rows => rows["On duty"].some(line => line.startsWith(name));
      some.forEach(([from, to], at) => {
        const [before, begun, ending, ended] = said.slice(4 * at, 4 * at + 4).map(own => own.rows);
        const what = `${language}, ${new Date(from).toISOString()} to ${new Date(to).toISOString()}`;
        assert.deepEqual([before, begun, ending, ended].map(is), [true, false, false, true], what);
        assert.ok(before["On duty"].includes(`${name}, until ${clock(from)}`), what);
        const next = ending.Next.find(line => line.startsWith(name));
        if (next) assert.ok(next.endsWith(clock(to)), `${what}: ${next}`);
        looked++;
      });
    }
    assert.ok(looked > 20, `${looked} gaps`);
  });

  test("it works under a strict policy, and stays current", async () => {
    const context = await browser.newContext({ timezoneId: "UTC" });
    const page = await context.newPage();
    const complaints = listen(page);
    await page.clock.install({ time: new Date("2026-11-16T08:57:30Z") });
    await page.goto(`${server.address}/charter/`);
    const on = page.locator(".now dd").first();
    assert.equal(await on.textContent(), "Nobody");
    await page.evaluate(() => { globalThis.parts = [...document.querySelector(".now").children]; });
    const kept = () => page.evaluate(() => globalThis.parts.map(part => part.isConnected));
    // What is read or selected is not taken away each minute.
    await page.clock.fastForward("01:00");
    assert.equal(await page.locator(".now h2").textContent(), "Now Monday 08:58, UTC");
    assert.deepEqual(await kept(), [true, true]);
    await page.clock.fastForward("02:00");
    assert.match(await on.textContent(), /^Lisbon desk/);
    assert.deepEqual(await kept(), [true, false]);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test("without a script there is no bar, and the table says it", () => visit(browser, fileAddress(path, built.out), { javaScriptEnabled: false }, async page => {
    assert.equal(await page.locator(".now").isVisible(), false);
    const rows = await page.locator(".hours tbody tr").allTextContents();
    assert.equal(rows.length, 5);
    assert.match(rows[0], /^Lisbon desk.*Mon-Fri 09:00-17:00 Europe\/Lisbon/);
    assert.match(await page.locator("main").textContent(), /P2 in Portuguese, .*(every|on )/);
  }));
});

const charter = "support/charter/index.html";
describe("the charter of the handbook", () => {
  test("fits narrow windows, with every value in sight", async () => {
    for (const viewport of [sizes.least, sizes.phone]) {
      await visit(browser, fileAddress(charter), { viewport }, async page => {
        assert.equal(await overflow(page), 0);
        await page.locator("details").evaluateAll(all => all.forEach(own => { own.open = true; }));
        const lost = await page.locator("main td").evaluateAll(cells => cells
          .filter(cell => cell.textContent.trim() && (!cell.getClientRects().length || cell.getBoundingClientRect().right > innerWidth))
          .map(cell => cell.outerHTML.slice(0, 120)));
        assert.deepEqual(lost, []);
      });
    }
  });

  test("it has at most 600 elements beside its tables and drawings", () => visit(browser, fileAddress(charter), { javaScriptEnabled: false }, async page => {
    const count = await page.evaluate(() => document.body.querySelectorAll("*:not(svg *, table *)").length);
    assert.ok(count <= 600, `${count} elements`);
  }));

  test("on paper every table is whole and the bar is not there", () => visit(browser, fileAddress(charter), {}, async page => {
    await page.emulateMedia({ media: "print" });
    const lost = await page.locator("main :is(th, td, .rungs li)").evaluateAll(parts => parts
      .filter(part => !part.getClientRects().length).map(part => part.outerHTML.slice(0, 120)));
    assert.deepEqual(lost, []);
    assert.equal(await page.locator(".now").isVisible(), false);
  }));

  test("the picture of hours is for eyes alone, and said in words beside it", () => visit(browser, fileAddress(charter), {}, async page => {
    assert.equal(await page.locator(".heat").getAttribute("aria-hidden"), "true");
    assert.ok(await page.locator(".heat td[class]").count() > 5);
    const labels = await page.locator(".heat tr:not(.clock) th").allTextContents();
    const teams = await page.locator(".hours tbody th").allTextContents();
    for (const team of teams) assert.ok(labels.includes(team), team);
  }));

  test("who calls whom is drawn beside every ladder and the levels, and said in words", () => visit(browser, fileAddress(charter), {}, async page => {
    const ladders = page.locator("#escalation ~ .drawn:has(.rungs)");
    assert.equal(await page.locator(".drawn > svg.dg[aria-hidden=true]").count(), 1 + await ladders.count());
    for (const ladder of await ladders.all()) {
      const said = await ladder.locator(".rungs").textContent();
      for (const words of await ladder.locator("svg .dg-words").allTextContents()) assert.ok(said.includes(words.trim()), words);
    }
  }));
});

// A small charter as most are: one team, tables with few columns, names in another language, a ladder of two.
const small = {
  "handover.toml": "title = \"Horta\"\nlang = \"pt\"\n",
  "content/index.md": "# Horta\n",
  "content/data/teams.yml": "balcao: {title: Balcão, zone: Europe/Lisbon, languages: [pt], hours: \"Mon-Fri 09:00-17:00\"}\n",
  "content/data/roles.yml": "agente: {title: Agente, teams: [balcao]}\nchefe: {title: Chefe, teams: [balcao], contact: {phone: \"+351 21 555 01 42\"}}\ndirecao: {title: Direção, teams: [balcao]}\n",
  "content/charter.md": `---
kind: charter
zone: Europe/Lisbon
owner: chefe
teams: [balcao]
---

# Apoio

## Âmbito

| Área | O que | Em detalhe | Quem | Quando | Como |
|---|---|---|---|---|---|
| Tudo | Perguntas | Todos os ecrãs | Agente | Dias úteis | Telefone |

## Níveis

| Nível | Função | Faz | Passa a |
|---|---|---|---|
| 1 | Agente | Responde | 2 |
| 2 | Chefe | Decide | end |

## Horários

[[_COVERAGE_]]

## Fora do horário

| Quando | Quem | Contacto | Responde em | Para |
|---|---|---|---|---|
| outside desk hours | Chefe | telefone, +351 21 555 01 99 | 10 min | P1 |

## Prioridades

| Impacto \\ Urgência | Agora | Depois |
|---|---|---|
| Todos | P1 | P2 |

## Níveis de serviço

| Prioridade | Resposta | Reposição | Relógio | Línguas |
|---|---|---|---|---|
| P1 | 15 min | 4 h | around the clock | |
| P2 | 1 h | 8 h | desk hours | pt |

## Escalonamento

| Após | De | Para | Canal | Substituto | Se |
|---|---|---|---|---|---|
| 0 min | Agente | Chefe | telefone | - | |
| 30 min | Chefe | Direção | +351 21 555 01 99 | - | ninguém atende |

## Quem faz o quê

| Tarefa | Agente | Chefe |
|---|---|---|
| Definir a prioridade | R | A |
| Mudar este texto | | A/R |

## Ferramentas

| Ferramenta | Para | Responsável |
|---|---|---|
| Telefone | Tudo | Chefe |

## Acesso

| Parte | Sistema | Dados | Condição | Aprovado por | Em emergência |
|---|---|---|---|---|---|
| Parceiro | teste | anónimos | um pedido | Chefe | - |
`,
};

describe("a small charter in another language", () => {
  let own;
  before(() => { own = build(small, "--date", "2026-11-02", "--deny", "warnings"); });
  after(() => own?.remove());
  const look = (options, check) => visit(browser, fileAddress(path, own.out), { timezoneId: "UTC", ...options }, check);

  test("its sections have their looks", () => look({ javaScriptEnabled: false }, async page => {
    assert.equal(await page.locator(".drawn > svg.dg").count(), 2);
    assert.deepEqual(await page.locator(".rungs li").allTextContents(), [
      "now Chefe+351 21 555 01 42, telefoneCalled by Agente",
      "30 min Direção+351 21 555 01 99Called by Chefe, if ninguém atende",
    ]);
    assert.deepEqual(await page.locator("main a.tel").evaluateAll(all => all.map(own => own.getAttribute("href"))), ["tel:+351215550199", "tel:+351215550142", "tel:+351215550199"]);
    assert.deepEqual(await page.locator(".matrix .sev, .sla .sev").allTextContents(), ["P1", "P2", "P1", "P2"]);
    assert.deepEqual(await page.locator(".raci b").allTextContents(), ["R", "A", "A", "R"]);
    assert.ok(await page.locator(".heat td[class]").count() > 0);
  }));

  test("it fits a phone, and nothing is out of sight or printed twice", async () => {
    for (const viewport of [sizes.least, sizes.phone]) {
      await look({ viewport }, async page => {
        assert.equal(await overflow(page), 0);
        const lost = await page.locator("main :is(td, li, svg text)").evaluateAll(parts => parts
          .filter(part => part.textContent.trim() && part.getBoundingClientRect().right > innerWidth).map(part => part.outerHTML.slice(0, 120)));
        assert.deepEqual(lost, []);
      });
    }
    await look({}, async page => {
      await page.emulateMedia({ media: "print" });
      const text = await page.locator("main").innerText();
      assert.equal(text.match(/ninguém atende/g).length, 1);
      assert.equal(text.match(/Todos os ecrãs/g).length, 1);
    });
  });

  test("the bar knows its desk and its ladder", () => look({}, async page => {
    await page.clock.setFixedTime(new Date("2026-11-16T10:00:00Z"));
    await page.reload();
    const lines = await page.locator(".now dd").allTextContents();
    assert.match(lines[0], /^Balcão, Portuguese, until 17:00/);
    assert.match(lines.at(-1), /Chefe, at once, telefone.*Direção, after 30 min/);
  }));

  test("nothing that axe objects to or cannot judge", () => look({ reducedMotion: "reduce" }, faultless));
});

// It is looked at with everything open.
test("nothing that axe objects to or cannot judge", async () => {
  for (const [own, folder] of [[charter], [path, built.out]]) await visit(browser, fileAddress(own, folder), { reducedMotion: "reduce" }, faultless);
});

/** Opens everything, and finds nothing wrong in any look. */
async function faultless(page) {
  await page.locator("main details").evaluateAll(all => all.forEach(own => { own.open = true; }));
  for (const [name, own] of Object.entries(looks)) {
    await show(page, own);
    assert.deepEqual(await judge(page), [], name);
  }
}
