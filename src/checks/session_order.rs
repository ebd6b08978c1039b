//! `session-order`: a session that comes after another one takes place before
//! that has ended.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::course_place::{of, plans};
use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic};
use crate::model::catalog::loose;
use crate::model::extension::Check;
use crate::model::front::Located;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::training::{Plan, Session, When};

/// The check `session-order`.
pub struct SessionOrder;

/// For so many unknown names a session is suggested.
const MOST_SUGGESTED: usize = 20;

impl Check for SessionOrder {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        plans(site, &mut |page, plan| of_plan(page, plan, found));
    }
}

fn of_plan(page: &Page, plan: &Plan, found: &mut Vec<Diagnostic>) {
    let mut named: HashMap<String, &Session> = HashMap::new();
    for session in &plan.sessions {
        named.entry(loose(&session.name.text)).or_insert(session);
    }
    let mut unknown = 0;
    for session in &plan.sessions {
        for name in after(session, &named) {
            match named.get(&loose(&name.text)) {
                Some(first) => found.extend(order(page, session, (&name, first))),
                None => {
                    unknown += 1;
                    let is_few = unknown <= MOST_SUGGESTED;
                    found.push(no_session(page, &name, plan, is_few.then_some(())));
                }
            }
        }
    }
}

/// Returns the names of the sessions before one; a name may have commas.
fn after(session: &Session, named: &HashMap<String, &Session>) -> Vec<Located> {
    let (Some(first), Some(last)) = (session.after.first(), session.after.last()) else {
        return Vec::new();
    };
    let whole: Vec<&str> = session.after.iter().map(|name| &*name.text).collect();
    let whole = whole.join(", ");
    match named.contains_key(&loose(&whole)) {
        true => vec![Located { text: whole.into(), range: first.range.cover(last.range) }],
        false => session.after.to_vec(),
    }
}

fn order(
    page: &Page,
    session: &Session,
    (name, first): (&Located, &Session),
) -> Option<Diagnostic> {
    let (own, other) = (session.when.as_ref()?, first.when.as_ref()?);
    if end(other)? <= begin(own)? {
        return None;
    }
    let (first, day) = (&first.name.text, other.days.1);
    let message = match first == &session.name.text {
        true => format!("\"{first}\" cannot take place after itself"),
        false => format!("\"{first}\" takes place on {day}, after this one"),
    };
    let problem = Diagnostic::new(Code::SESSION_ORDER, of(page, name.range), message);
    Some(problem.label(of(page, other.range), "this is when").help("move one of the two"))
}

fn no_session(page: &Page, name: &Located, plan: &Plan, near: Option<()>) -> Diagnostic {
    let names = plan.sessions.iter().map(|session| &*session.name.text);
    let near = near.and_then(|()| did_you_mean(&name.text, names));
    let help = near.unwrap_or_else(|| "write the name of a session of this table".into());
    let message = format!("no session is called \"{}\"", name.text);
    Diagnostic::new(Code::SESSION_ORDER, of(page, name.range), message).help(help)
}

/// Returns when a session begins. Without a time it is a day of the calendar.
fn begin(when: &When) -> Option<Timestamp> {
    match &when.time {
        Some(time) => Some(time.from.to_zoned(time.zone.clone()).ok()?.timestamp()),
        None => Some(when.days.0.to_zoned(TimeZone::UTC).ok()?.timestamp()),
    }
}

/// Returns when a session ends; one without a time ends when its last day
/// begins, so that another of that day may follow.
fn end(when: &When) -> Option<Timestamp> {
    match &when.time {
        Some(time) => Some(time.to.to_zoned(time.zone.clone()).ok()?.timestamp()),
        None => Some(when.days.1.to_zoned(TimeZone::UTC).ok()?.timestamp()),
    }
}
