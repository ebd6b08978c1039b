//! What a charter promises, as data: how fast by priority, who is called
//! next, and when nobody is on duty.

use jiff::Timestamp;
use serde::Serialize;

use crate::domain::schedule::Line;
use crate::domain::schedule::gaps::words::Length;
use crate::model::charter::{
    Answer, Ladder, Parties, Roster, Rung, ServiceLevel, Time, Words, rows,
};
use crate::model::page::Page;
use crate::model::site::Site;

/// A gap is told by at most so many spans of time.
const MOST_SPANS: usize = 1_000;

/// A charter.
#[derive(Serialize)]
pub(super) struct Charter {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    promises: Vec<Promise>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ladders: Vec<LadderLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<Coverage>,
}

#[derive(Serialize)]
struct Promise {
    priority: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    respond: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    update: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    restore: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolve: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clock: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    languages: Vec<String>,
}

#[derive(Serialize)]
struct LadderLine {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    rungs: Vec<RungLine>,
}

#[derive(Serialize)]
struct RungLine {
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    from: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    to: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternate: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<String>,
}

/// Who is on duty in the year from the day of the build on.
#[derive(Serialize)]
struct Coverage {
    /// The zone in which gaps are told.
    zone: String,
    /// The teams that answer in their own hours.
    teams: Vec<String>,
    /// The hours in which nobody keeps a promise.
    gaps: Vec<Gap>,
}

#[derive(Serialize)]
struct Gap {
    priority: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    words: String,
    /// How many seconds they are together.
    seconds: i64,
    /// When each begins and ends; the first thousand.
    spans: Vec<[String; 2]>,
}

/// Returns what a charter promises; other pages are none.
pub(super) fn of(site: &Site, page: &Page) -> Option<Charter> {
    let charter = page.document.charter.as_deref()?;
    let reader = Reader { site };
    let promises = rows(&charter.service_levels).iter();
    Some(Charter {
        promises: promises.filter_map(|row| reader.promise(row)).collect(),
        ladders: rows(&charter.ladders).iter().map(|ladder| reader.ladder(ladder)).collect(),
        coverage: site.roster(page.id).map(coverage),
    })
}

struct Reader<'a> {
    site: &'a Site,
}

impl Reader<'_> {
    fn filled(&self, text: &str) -> String {
        self.site.catalog.records.fill(text).into_owned()
    }

    fn words(&self, words: &Words) -> Option<String> {
        words.given().map(|own| self.filled(&own.text))
    }

    fn time(&self, time: &Answer<Time>) -> Option<String> {
        time.given().map(|time| self.filled(&time.written.text))
    }

    fn parties(&self, parties: &Parties) -> Vec<String> {
        let all = parties.given().into_iter().flatten();
        all.map(|party| self.filled(&party.name.text)).collect()
    }

    fn promise(&self, row: &ServiceLevel) -> Option<Promise> {
        let languages = row.languages.given().into_iter().flatten();
        Some(Promise {
            priority: self.words(&row.priority)?,
            respond: self.time(&row.respond),
            update: self.time(&row.update),
            restore: self.time(&row.restore),
            resolve: self.time(&row.resolve),
            clock: row.clock.given().map(|clock| self.filled(&clock.written.text)),
            languages: languages.map(|tag| tag.text.to_string()).collect(),
        })
    }

    fn ladder(&self, ladder: &Ladder) -> LadderLine {
        let title = ladder.title.as_ref().map(|title| self.filled(&title.text));
        LadderLine { title, rungs: ladder.rungs.iter().map(|rung| self.rung(rung)).collect() }
    }

    fn rung(&self, rung: &Rung) -> RungLine {
        RungLine {
            after: self.time(&rung.after),
            from: self.parties(&rung.from),
            to: self.parties(&rung.to),
            channel: self.words(&rung.channel),
            alternate: self.parties(&rung.alternate),
            when: self.words(&rung.when),
        }
    }
}

fn coverage(roster: &Roster) -> Coverage {
    let open = roster.coverage.lines.iter().filter(|line| !line.gap.is_empty());
    Coverage {
        zone: roster.staff.zone.iana_name().unwrap_or("UTC").into(),
        teams: roster.answering().map(|team| team.name.to_string()).collect(),
        gaps: open.map(|line| gap(roster, line)).collect(),
    }
}

fn gap(roster: &Roster, line: &Line) -> Gap {
    let instant = |second| Timestamp::from_second(second).unwrap_or_default().to_string();
    let spans = line.gap.stretches().iter().take(MOST_SPANS);
    let priority = roster.staff.promises.get(line.promise).map(|own| own.priority.to_string());
    Gap {
        priority: priority.unwrap_or_default(),
        language: line.language.as_ref().map(|tag| tag.to_string()),
        words: line.words.words(Length::Full),
        seconds: line.gap.seconds(),
        spans: spans.map(|span| [instant(span.from), instant(span.to)]).collect(),
    }
}
