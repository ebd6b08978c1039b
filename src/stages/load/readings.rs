//! Reads readings of measures: `data/adoption.csv` and `data/adoption/*.csv`
//! below the content folder, as spreadsheets export them.
//!
//! A file has a column `date` and one for each measure, or the columns `date`,
//! `measure` and `value`. What is wrong is reported at its cell, and all in
//! one run; the rest of the file counts. Whether a plan has such a measure is
//! for the check `unknown-measure`.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::base::{Code, Diagnostic, FileId, SitePath, Span, TextRange};
use crate::model::catalog::loose;
use crate::model::config::Config;
use crate::model::readings::{READINGS, Readings, Series};
use crate::model::records::DATA_FOLDER;
use crate::model::source::{Texts, decode};
use crate::model::world::{Failure, Files};
use crate::text::csv::{self, Cell, Row};
use crate::text::date;
use crate::text::number::{self, NoNumber};

/// The largest file, in bytes.
const LARGEST: usize = 1024 * 1024;
/// The most lines of a file, and the most measures of a site.
const MOST_ROWS: usize = 20_000;
const MOST_MEASURES: usize = 200;
/// How a line looks, for help.
const HELP_DAY: &str = "write year, month and day, for example `2027-03-31`";

/// Reads all files, in the order of their paths.
///
/// # Errors
/// A [`Failure`] if a file is there and cannot be read.
pub(super) fn load(
    files: &dyn Files,
    config: &Config,
    texts: &mut Texts,
    found: &mut Vec<Diagnostic>,
) -> Result<Readings, Failure> {
    let folder = config.content.child(DATA_FOLDER);
    let listed = files.list(&folder, &|_| false)?.into_iter().map(|entry| entry.path);
    let mut paths: Vec<SitePath> = listed.filter(|path| is_own(&folder, path)).collect();
    paths.sort_unstable();
    let mut all = All::default();
    for path in paths {
        let Some(bytes) = files.read(&path)? else { continue };
        let file = FileId::of(&path);
        if LARGEST < bytes.len() {
            texts.add(&path, "");
            let message = format!("more than {} MB, so it is not read", LARGEST / 1024 / 1024);
            let problem = Diagnostic::new(Code::BAD_READING, Span::start_of(file), message);
            found.push(problem.help("leave out old days, or keep fewer measures"));
            continue;
        }
        let decoded = decode(file, &bytes);
        let is_text = decoded.diagnostics.is_empty();
        let text = decoded.drain_into(found);
        texts.add(&path, &text);
        if is_text {
            Reader { file, found, all: &mut all }.file(&text);
        }
    }
    Ok(Readings { series: all.series })
}

/// Tells whether a file holds readings.
fn is_own(folder: &SitePath, path: &SitePath) -> bool {
    let Some(below) = path.below(folder) else { return false };
    let is_csv = path.extension().eq_ignore_ascii_case("csv");
    match below.parts().collect::<Vec<_>>().as_slice() {
        [_] => is_csv && path.stem() == READINGS,
        [READINGS, _] => is_csv,
        _ => false,
    }
}

/// The readings of all files, each measure once.
#[derive(Default)]
struct All {
    series: Vec<Series>,
    /// The place of each measure by its loose name.
    places: BTreeMap<String, usize>,
}

/// Reads one file.
struct Reader<'a> {
    file: FileId,
    found: &'a mut Vec<Diagnostic>,
    all: &'a mut All,
}

impl Reader<'_> {
    fn file(&mut self, text: &str) {
        let rows = csv::rows(text, MOST_ROWS + 2);
        let Some((head, lines)) = rows.split_first() else {
            self.wrong(
                TextRange::default(),
                "this file has no readings",
                "write `date`, then one column for each measure",
            );
            return;
        };
        let names: Vec<String> = head.iter().map(|cell| loose(&cell.text)).collect();
        let column = |name: &str| names.iter().position(|own| own == name);
        let Some(day) = column("date") else {
            let range = head.first().map(|cell| cell.range).unwrap_or_default();
            let problem = Diagnostic::new(
                Code::MISSING_COLUMN,
                self.span(range),
                "no column of this file is called `date`",
            );
            self.found.push(problem.help("call the column of days `date`"));
            return;
        };
        match (column("measure"), column("value")) {
            (Some(measure), Some(value)) => self.long(lines, (day, measure, value), head.len()),
            _ => self.wide((head, &names), lines, day),
        }
        if let Some(cell) = lines.get(MOST_ROWS).and_then(|row| row.first()) {
            let message =
                format!("more than {MOST_ROWS} lines, so this and what follows is not read");
            self.wrong(cell.range, &message, "leave out old days");
        }
    }

    /// Reads a file with a column for each measure.
    fn wide(&mut self, (head, names): (&Row<'_>, &[String]), lines: &[Row<'_>], day: usize) {
        let mut columns = Vec::new();
        for (at, cell) in head.iter().enumerate().filter(|(at, _)| *at != day) {
            let name = names.get(at).map(String::as_str).unwrap_or_default();
            let is_twice = names.iter().take(at).any(|before| before == name);
            if name.is_empty() {
                let has_more =
                    lines.iter().any(|row| row.get(at).is_some_and(|cell| !cell.text.is_empty()));
                if has_more {
                    self.wrong(
                        cell.range,
                        "a column of readings has no name",
                        "write the name of the measure, as the plan has it",
                    );
                }
            } else if is_twice {
                let message = format!("there are two columns `{}`", cell.text);
                self.wrong(cell.range, &message, "take one of them out");
            } else if let Some(place) = self.series(cell) {
                columns.push((at, place));
            }
        }
        if head.len() < 2 {
            let range = head.first().map(|cell| cell.range).unwrap_or_default();
            let problem = Diagnostic::new(
                Code::MISSING_COLUMN,
                self.span(range),
                "no column of this file is a measure",
            );
            self.found
                .push(problem.help("add a column for each measure, called as the plan calls it"));
        }
        let mut before: Option<Date> = None;
        for row in lines.iter().take(MOST_ROWS) {
            self.extra(row, head.len());
            let day_of = row.get(day).and_then(|cell| Some((self.day(cell)?, cell.range)));
            let values: Vec<_> = columns
                .iter()
                .map(|(at, place)| (*place, row.get(*at).and_then(|cell| self.value(cell))))
                .collect();
            let Some((day, range)) = day_of else { continue };
            if self.follows(before, day, range) {
                before = Some(day);
                for (place, value) in values {
                    self.add(place, (day, range), value);
                }
            }
        }
    }

    /// Reads a file with a line for each value.
    fn long(
        &mut self,
        lines: &[Row<'_>],
        (day, measure, value): (usize, usize, usize),
        width: usize,
    ) {
        for row in lines.iter().take(MOST_ROWS) {
            self.extra(row, width);
            let day = row.get(day).and_then(|cell| Some((self.day(cell)?, cell.range)));
            let value = row.get(value).and_then(|cell| self.value(cell));
            let place = match row.get(measure).filter(|cell| !cell.text.is_empty()) {
                Some(cell) => self.series(cell),
                None => {
                    let range = row.first().map(|cell| cell.range).unwrap_or_default();
                    self.wrong(
                        range,
                        "this line does not say what was measured",
                        "write the name of the measure, as the plan has it",
                    );
                    None
                }
            };
            let (Some((day, range)), Some(place)) = (day, place) else { continue };
            let last = self.all.series.get(place).and_then(|own| own.points.last());
            let last = last.map(|(day, _)| *day);
            if self.follows(last, day, range) {
                self.add(place, (day, range), value);
            }
        }
    }

    /// Returns the place of the readings of a measure.
    fn series(&mut self, cell: &Cell<'_>) -> Option<usize> {
        let name = loose(&cell.text);
        if let Some(place) = self.all.places.get(&name) {
            return Some(*place);
        }
        let place = self.all.series.len();
        if MOST_MEASURES <= place {
            let message = format!("more than {MOST_MEASURES} measures, so this one is not read");
            self.wrong(cell.range, &message, "keep fewer measures");
            return None;
        }
        let (name_shown, span) = (cell.text.as_ref().into(), self.span(cell.range));
        self.all.series.push(Series { name: name_shown, span, points: Vec::new() });
        self.all.places.insert(name, place);
        Some(place)
    }

    fn day(&mut self, cell: &Cell<'_>) -> Option<Date> {
        self.open(cell);
        let is_iso = cell.text.contains('-');
        if let Some(day) = date::parse(&cell.text).filter(|_| is_iso) {
            return Some(day);
        }
        match (cell.text.is_empty(), date::why_not(&cell.text)) {
            (true, _) => self.wrong(cell.range, "this line has no day", HELP_DAY),
            (_, Some(why)) => {
                let message = format!("`{}` is no day: {why}", cell.text);
                self.wrong(cell.range, &message, HELP_DAY);
            }
            (_, None) => {
                let help = meant(&cell.text).map(|day| format!("write `{day}`"));
                let message = format!("`{}` is no day that can be read in one way", cell.text);
                self.wrong(cell.range, &message, help.as_deref().unwrap_or(HELP_DAY));
            }
        }
        None
    }

    /// Reads a value; `None` where there is none.
    fn value(&mut self, cell: &Cell<'_>) -> Option<f64> {
        self.open(cell);
        if matches!(&*cell.text, "" | "-" | "–" | "—") {
            return None;
        }
        match number::parse(&cell.text) {
            Ok(value) => return Some(value),
            Err(NoNumber::Other) => {
                let message = format!("`{}` is no number", cell.text);
                self.wrong(
                    cell.range,
                    &message,
                    "write a number, for example `81.5` or `81,5`, or leave the cell empty",
                );
            }
            Err(NoNumber::TwoWays(whole, point)) => {
                let message = format!("`{}` can be read as {whole} and as {point}", cell.text);
                self.wrong(cell.range, &message, &format!("write `{whole}` or `{point}`"));
            }
        }
        None
    }

    /// Tells whether a day comes after another, and reports it if not.
    fn follows(&mut self, before: Option<Date>, day: Date, range: TextRange) -> bool {
        let Some(before) = before.filter(|before| day <= *before) else { return true };
        if day == before {
            self.wrong(range, &format!("{day} has a line already"), "keep one line for each day");
        } else {
            let message = format!("{day} stands below {before}, which is later");
            self.wrong(range, &message, "put the lines in the order of their days");
        }
        false
    }

    /// Adds a value; of two files that have a day, the first counts.
    fn add(&mut self, place: usize, (day, range): (Date, TextRange), value: Option<f64>) {
        let Some(series) = self.all.series.get_mut(place) else { return };
        match series.points.binary_search_by_key(&day, |(own, _)| *own) {
            Err(at) => series.points.insert(at, (day, value)),
            Ok(_) => {
                let message = format!("another file has a reading of `{}` on {day}", series.name);
                self.wrong(range, &message, "keep one of them");
            }
        }
    }

    fn extra(&mut self, row: &Row<'_>, width: usize) {
        let Some(cell) =
            row.get(width..).and_then(|rest| rest.iter().find(|cell| !cell.text.is_empty()))
        else {
            return;
        };
        let message = "this line has more cells than the first one";
        let problem = Diagnostic::new(Code::EXTRA_CELL, self.span(cell.range), message);
        self.found.push(problem.help("put a number with a comma into double quotes: `\"81,5\"`"));
    }

    fn open(&mut self, cell: &Cell<'_>) {
        if cell.is_open {
            self.wrong(cell.range, "the quotes of this cell never end", "add `\"` at its end");
        }
    }

    fn wrong(&mut self, range: TextRange, message: &str, help: &str) {
        let problem = Diagnostic::new(Code::BAD_READING, self.span(range), message);
        self.found.push(problem.help(help));
    }

    fn span(&self, range: TextRange) -> Span {
        Span::new(self.file, range)
    }
}

/// Returns the day that a text means which is written in another way, if it
/// can mean one only: `31.03.2027`, `31/03/2027`, `2027/3/31`, and a time
/// behind it.
fn meant(text: &str) -> Option<Date> {
    let day = text.split([' ', 'T']).next()?;
    let parts: Vec<&str> = day.split(['.', '/', '-']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number = |text: &str| text.parse::<i16>().ok();
    let date = |year: &str, month: &str, day: &str| {
        let (month, day) = (i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?);
        Date::new(number(year).filter(|_| year.len() == 4)?, month, day).ok()
    };
    if first.len() == 4 {
        return date(first, second, third);
    }
    let (day_first, month_first) = (date(third, second, first), date(third, first, second));
    match (day_first, month_first) {
        (day, _) if day.is_some() && text.contains('.') => day,
        (Some(day), None) | (None, Some(day)) => Some(day),
        (Some(day), Some(other)) if day == other => Some(day),
        _ => None,
    }
}
