// The bar "Now" of a charter: who is on duty, worked out from the hours that the build wrote into the page. The
// tables of the page say the same; without this script they still do.
// It is filled as soon as it is there, before anything below it is painted.
new MutationObserver((_, seen) => {
  "use strict";
  const bar = document.querySelector("[data-now]");
  if (!bar?.nextSibling) return;
  seen.disconnect();
  // Days off and days of periods are counted from the day of the build. Hours are [days, from, to]: minutes of a day, Monday is 0.
  const { built, known, teams, away, ladder } = JSON.parse(bar.dataset.now);
  const page = document.documentElement.lang;
  const day = 864e5, minute = 6e4;
  const table = bar.querySelector("a");
  const clocks = {};

  // Somebody is there while the clock on their wall shows a time of their hours. What begins on a day off is left
  // out; on days of a period its hours hold instead of the usual ones.
  const isThere = ({ zone, week, off = [], periods = [] }, at) => {
    clocks[zone] ??= new Intl.DateTimeFormat("sv", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
    const [year, month, ...rest] = clocks[zone].format(at).match(/\d+/g);
    const shown = Date.UTC(year, month - 1, ...rest);
    return [0, day].some(ago => {
      const begin = shown - shown % day - ago;
      const date = (begin - Date.parse(built)) / day;
      const holds = ([first, last = first]) => first <= date && date <= last;
      const special = periods.filter(holds);
      const hours = special.length ? special.flatMap(period => period[2]) : week;
      return !off.some(holds) && hours.some(([days, from, to]) => days.includes((new Date(begin).getUTCDay() + 6) % 7)
        && begin + from * minute <= shown && shown < begin + to * minute);
    });
  };

  // When somebody comes or goes, within ten days; it is looked for again when that may be another time.
  const change = (team, now) => {
    if (now < team.next && team.sought <= now) return team.next;
    const is = isThere(team, now);
    let at = now - now % (5 * minute);
    do at += 5 * minute; while (isThere(team, at) === is && at < now + 10 * day);
    while (now < at - minute && isThere(team, at - minute) !== is) at -= minute;
    team.sought = now;
    return team.next = at;
  };

  const format = (at, options) => new Intl.DateTimeFormat(page, options).format(at);
  const date = text => format(Date.parse(text), { dateStyle: "long", timeZone: "UTC" });
  const clock = at => format(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const weekday = (at, weekday = "short") => format(at, { weekday });
  // A time on the reader's own clock, with its day unless that is today.
  const time = (at, now) => (weekday(at) === weekday(now) && at - now < day ? "" : weekday(at) + " ")
    + (at - now < 6 * day ? "" : format(at, { day: "numeric", month: "short" }) + " ") + clock(at);

  const make = (tag, ...children) => globalThis.handover.make(tag, {}, ...children);
  const row = (label, lines) => lines.length
    ? [make("dt", label), make("dd", ...lines.map(([name, words]) => make("p", make("b", name), words && ", " + words)))]
    : [];

  const moment = make("small"), title = make("h2", "Now ", moment);
  const say = () => {
    const now = Date.now();
    let below;
    if (now < Date.parse(built) - day || Date.parse(known) + day <= now) {
      below = make("p", `This page was built on ${date(built)} and knows days off until ${date(known)}. Look in `, table, ".");
    } else {
      const there = teams.map(team => isThere(team, now)), on = [], off = [];
      teams.forEach((team, at) => {
        if (!team.name) return;
        const next = change(team, now), isNear = next < now + 10 * day;
        const words = word => [team.name, [team.speaks, isNear ? `${word} ${time(next, now)}` : there[at] ? "around the clock" : ""].filter(Boolean).join(", "), next];
        (there[at] ? on : off).push(words(there[at] ? "until" : "from"));
      });
      off.sort((one, other) => one[2] - other[2]);
      below = make("dl", ...row("On duty", on.length ? on : [["Nobody", ""]]),
        ...row("Out of hours", away.filter(own => own.week ? isThere(own, now) : !own.unless.some(at => there[at])).map(own => [own.who, own.words])),
        ...row("Next", off.slice(0, 3)), ...row("If nobody answers", ladder));
    }
    moment.textContent = `${weekday(now, "long")} ${clock(now)}, ${new Intl.DateTimeFormat().resolvedOptions().timeZone}`;
    // What still holds stays as it is, where somebody reads or selects it.
    if (!below.isEqualNode(bar.lastChild)) bar.replaceChildren(title, below);
    bar.hidden = false;
    setTimeout(say, minute - now % minute);
  };
  say();
}).observe(document, { childList: true, subtree: true });
