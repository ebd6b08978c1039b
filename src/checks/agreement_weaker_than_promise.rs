//! `agreement-weaker-than-promise`: another party may take longer than the
//! charter promises, or owes nothing any more.

use super::charters::{self, Subject};
use crate::base::{Code, Diagnostic, TextRange};
use crate::model::charter::{Agreement, Bounds, rows};
use crate::model::extension::Check;
use crate::model::front::Located;
use crate::model::site::Site;
use crate::text::date::{self, format_day};
use crate::text::duration::Duration;

/// The check `agreement-weaker-than-promise`.
pub struct AgreementWeakerThanPromise;

impl Check for AgreementWeakerThanPromise {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for subject in charters::all(site) {
            for agreement in rows(&subject.charter.agreements) {
                of_times(&subject, agreement, found);
                found.extend(of_end(site, &subject, agreement));
            }
        }
    }
}

fn of_times(subject: &Subject<'_>, agreement: &Agreement, found: &mut Vec<Diagnostic>) {
    let Some(words) = agreement.service_level.given() else { return };
    let party = agreement.party.given().and_then(|party| party.first());
    let party = party.map_or("the other party", |party| subject.name(party));
    for (priority, time, range) in promises(words) {
        let Some(level) = subject.charter.promise(priority) else { continue };
        let Some((own, limit)) = Bounds::of_answer(&level.restore) else { continue };
        let Some(agreed) = Duration::parse(time).map(Bounds::of) else { continue };
        if limit.is_shorter(agreed) {
            let message = format!(
                "{party} has {time} for {priority}, and it is to be restored in {}",
                own.written.text
            );
            let problem =
                Diagnostic::new(Code::AGREEMENT_WEAKER_THAN_PROMISE, subject.span(range), message);
            let place = subject.span(own.written.range);
            let help = "agree on less time, or promise more";
            found.push(problem.label(place, "promised here").help(help));
        }
    }
}

/// Reads `P1 in 1 h, P2 within 4 h`: a priority, a time and its place.
fn promises(words: &Located) -> Vec<(&str, &str, TextRange)> {
    let is_verbatim = words.range.len() == words.text.len();
    let mut at = 0;
    let mut found = Vec::new();
    for piece in words.text.split([',', ';']) {
        let start = at;
        at += piece.len() + 1;
        let parted = [" in ", " within "].iter().find_map(|word| piece.split_once(word));
        let Some((priority, time)) = parted else { continue };
        let lead = piece.len() - time.len();
        let lead = lead + (time.len() - time.trim_start().len());
        let place = TextRange::new(start + lead, start + lead + time.trim().len());
        let range = if is_verbatim { place.shifted(words.range.start) } else { words.range };
        found.push((priority.trim(), time.trim(), range));
    }
    found
}

fn of_end(site: &Site, subject: &Subject<'_>, agreement: &Agreement) -> Option<Diagnostic> {
    let ends = agreement.ends.given()?;
    let day = date::parse(&ends.text).filter(|day| *day < site.config.today)?;
    let message = format!("this agreement ended {}", format_day(day));
    let problem =
        Diagnostic::new(Code::AGREEMENT_WEAKER_THAN_PROMISE, subject.span(ends.range), message);
    Some(problem.help("renew it, or take it out of the charter"))
}
