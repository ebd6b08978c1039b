//! Who is there in the hours of a day, as a picture: a row for each team, for
//! each language, and for each promise that nobody keeps.
//!
//! A row has one piece for each run of equal hours. The pieces are cells, so
//! that each has its words on its own ground. The picture is for eyes alone;
//! `table.rs` and `gaps.rs` say the same in words.

use std::ops::Range;

use super::{speaks, zone_name};
use crate::domain::schedule::Line;
use crate::domain::schedule::gaps::Rule;
use crate::domain::schedule::ordinary::{self, DAY, Run, edges, runs, seen_from};
use crate::model::charter::Roster;
use crate::text::hours::Hours;
use crate::text::html::escape_into;
use crate::text::language;

/// What some days have in common.
const BLOCKS: [(&str, Range<u8>); 2] = [("Monday to Friday", 0..5), ("Saturday and Sunday", 5..7)];
/// At most so many teams, languages and promises have a row each.
const MOST: usize = 40;
/// A letter is about so many minutes wide on a phone.
const LETTER: usize = 49;
/// A column of the picture has so many minutes.
const STEP: u16 = 15;
/// A day has so many columns.
const COLUMNS: u16 = DAY / STEP;

/// A row of the picture.
struct Row {
    label: String,
    pieces: Vec<Piece>,
}

/// Some hours of a row.
#[derive(Clone, PartialEq, Eq)]
struct Piece {
    hours: (u16, u16),
    class: &'static str,
    text: String,
}

/// Draws who is there on ordinary days, as far apart as clocks are today.
pub(super) fn picture(roster: &Roster) -> String {
    let week = Week::new(roster);
    let zone = zone_name(&roster.staff.zone);
    let mut out = String::from("<table class=\"heat\" aria-hidden=\"true\">\n<caption>");
    out.push_str(
        "Teams: what the clocks of their place show. Languages: how many teams speak \
         them.</caption>\n",
    );
    out.push_str(&format!("<col><col span=\"{COLUMNS}\">\n"));
    for (name, days) in BLOCKS {
        let rows = week.rows(&days);
        if rows.is_empty() {
            continue;
        }
        out.push_str("<tr class=\"clock\"><th>");
        out.push_str(name);
        out.push_str(", ");
        escape_into(&mut out, &zone);
        out.push_str("</th>");
        for hour in (0..24).step_by(3) {
            out.push_str(&format!("<td colspan=\"{}\">{hour:02}</td>", COLUMNS / 8));
        }
        out.push_str("</tr>\n");
        rows.iter().for_each(|row| row.write(&mut out));
    }
    out.push_str("</table>\n");
    out
}

/// When teams are there in an ordinary week, in the zone of the charter.
struct Week<'a> {
    roster: &'a Roster,
    teams: Vec<Shown>,
}

/// A team that answers.
struct Shown {
    /// Its place.
    at: usize,
    edges: Vec<u16>,
    week: ordinary::Week,
}

impl<'a> Week<'a> {
    fn new(roster: &'a Roster) -> Week<'a> {
        let Roster { staff, coverage, today, .. } = roster;
        let seen = |at: &usize| {
            let team = staff.teams.get(*at)?;
            let hours = seen_from(&team.hours, &team.zone, &staff.zone, *today);
            let edges = edges(&hours).collect();
            Some(Shown { at: *at, edges, week: ordinary::Week::of(&hours) })
        };
        Week { roster, teams: coverage.answering.iter().take(MOST).filter_map(seen).collect() }
    }

    fn rows(&self, days: &Range<u8>) -> Vec<Row> {
        let teams = self.teams.iter().map(|team| self.team(team, days));
        let languages = self.languages();
        let languages = languages.iter().map(|tag| self.language(tag, days));
        let gaps =
            self.roster.coverage.lines.iter().filter_map(|line| self.gap(line, days)).take(MOST);
        let rows = teams.chain(languages).chain(gaps);
        rows.filter(|row| !row.pieces.is_empty()).collect()
    }

    /// Returns when a team is there, with what the clock of its place shows.
    fn team(&self, shown: &Shown, days: &Range<u8>) -> Row {
        let count = |minute| days.clone().filter(|day| shown.week.holds(*day, minute)).count();
        let all = days.len();
        let own = self.roster.staff.teams.get(shown.at);
        let words = own.map(|team| times(&team.hours)).unwrap_or_default();
        let mut pieces = pieces(runs(&shown.edges, count), |count| match count {
            0 => None,
            count if *count == all => Some(("h3", String::new())),
            _ => Some(("h1", String::new())),
        });
        // The longest piece has room for the words.
        let longest = pieces.iter_mut().max_by_key(|piece| piece.hours.1 - piece.hours.0);
        longest.into_iter().for_each(|piece| piece.say(&words));
        Row { label: own.map(|team| team.name.to_string()).unwrap_or_default(), pieces }
    }

    /// Returns the languages that promises name, else those of the teams.
    fn languages(&self) -> Vec<&'a str> {
        let promised =
            self.roster.coverage.lines.iter().filter_map(|line| line.language.as_deref());
        let teams = self.teams.iter().filter_map(|own| self.roster.staff.teams.get(own.at));
        let spoken = teams.flat_map(|team| team.languages.iter().map(AsRef::as_ref));
        let mut languages: Vec<&str> = Vec::new();
        for tag in promised.chain(spoken) {
            if languages.len() < MOST && !languages.contains(&tag) {
                languages.push(tag);
            }
        }
        languages
    }

    /// Returns how many teams speak a language, at least, on each of the days.
    fn language(&self, tag: &str, days: &Range<u8>) -> Row {
        let teams = &self.roster.staff.teams;
        let is_one = |own: &&Shown| teams.get(own.at).is_some_and(|team| speaks(team, tag));
        let speaking: Vec<&Shown> = self.teams.iter().filter(is_one).collect();
        let edges: Vec<u16> = speaking.iter().flat_map(|own| own.edges.iter().copied()).collect();
        let count = |minute| {
            let on = |day| speaking.iter().filter(|own| own.week.holds(day, minute)).count();
            days.clone().map(on).min().unwrap_or_default()
        };
        let pieces = pieces(runs(&edges, count), |count| match count {
            0 => None,
            1 => Some(("h1", "1".into())),
            2 => Some(("h2", "2".into())),
            3 => Some(("h3", "3".into())),
            _ => Some(("h4", count.to_string())),
        });
        Row { label: language::name(tag), pieces }
    }

    /// Returns when nobody keeps a promise, week after week.
    fn gap(&self, line: &Line, days: &Range<u8>) -> Option<Row> {
        let season = line.words.seasons.iter().find(|season| !season.rules.is_empty())?;
        let label = self.roster.promise(line);
        let holds = |day, minute| season.rules.iter().any(|rule| holds(rule, day, minute));
        let is_open = |minute: u16| days.clone().any(|day| holds(day, minute));
        let edges: Vec<u16> = season.rules.iter().flat_map(ends).collect();
        let pieces = pieces(runs(&edges, is_open), |is_open| {
            is_open.then(|| ("gap", String::from("nobody")))
        });
        Some(Row { label, pieces })
    }
}

/// Tells whether a rule means a minute of a day.
fn holds(rule: &Rule, day: u8, minute: u16) -> bool {
    let yesterday = (day + 6) % 7;
    match rule {
        Rule::Always => true,
        Rule::Daily(days, from, to) => {
            (days.contains(day) && (*from..*to).contains(&minute))
                || (days.contains(yesterday) && minute + DAY < *to)
        }
        Rule::Whole(days) => days.contains(day),
        Rule::Long(from, to) => {
            let at = (day, minute);
            if from < to { *from <= at && at < *to } else { *from <= at || at < *to }
        }
    }
}

/// Returns the minutes of a day at which a rule begins or ends.
fn ends(rule: &Rule) -> [u16; 2] {
    match rule {
        Rule::Always | Rule::Whole(_) => [0, 0],
        Rule::Daily(_, from, to) => [*from, to % DAY],
        Rule::Long((_, from), (_, to)) => [*from, *to],
    }
}

fn pieces<T: PartialEq>(
    runs: Vec<Run<T>>,
    look: impl Fn(&T) -> Option<(&'static str, String)>,
) -> Vec<Piece> {
    let piece = |run: Run<T>| {
        let (class, text) = look(&run.value)?;
        let mut piece = Piece { hours: (run.from, run.to), class, text: String::new() };
        piece.say(&text);
        Some(piece)
    };
    runs.into_iter().filter_map(piece).collect()
}

impl Piece {
    /// Says something, if there is room on a phone.
    fn say(&mut self, text: &str) {
        let room = usize::from(self.hours.1 - self.hours.0);
        if text.chars().count() * LETTER <= room {
            self.text = text.to_string();
        }
    }
}

impl Row {
    fn write(&self, out: &mut String) {
        out.push_str("<tr><th>");
        escape_into(out, &self.label);
        out.push_str("</th>");
        let mut at = 0;
        for Piece { hours: (from, to), class, text } in &self.pieces {
            let from = column(*from).max(at);
            if at < from {
                out.push_str(&format!("<td colspan=\"{}\"></td>", from - at));
            }
            let to = column(*to).max(from + 1).min(COLUMNS);
            if from < to {
                out.push_str(&format!("<td class=\"{class}\" colspan=\"{}\">", to - from));
                out.push_str(text);
                out.push_str("</td>");
                at = to;
            }
        }
        if at < COLUMNS {
            out.push_str(&format!("<td colspan=\"{}\"></td>", COLUMNS - at));
        }
        out.push_str("</tr>\n");
    }
}

/// Returns the column that begins nearest to a time of the day.
fn column(minute: u16) -> u16 {
    (minute + STEP / 2) / STEP
}

/// Writes the times of a day that hours have on every day, if they are one
/// range: `08:00–18:00`.
fn times(hours: &Hours) -> String {
    if *hours == Hours::always() {
        return "24 hours".into();
    }
    let Some(first) = hours.shifts.first().filter(|first| first.to - first.from < DAY) else {
        return String::new();
    };
    if !hours.shifts.iter().all(|own| (own.from, own.to) == (first.from, first.to)) {
        return String::new();
    }
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
    format!("{}–{}", clock(first.from), clock(first.to))
}
