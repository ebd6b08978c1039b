//! Where branches lead: the places that their words name, among the steps of
//! the page. What names none is reported.

use std::collections::HashMap;

use super::super::builder::Builder;
use super::super::flow::list_way::Position;
use super::super::flow::words;
use super::branch::Draft;
use super::way::{self, Said};
use super::{Read, report};
use crate::base::TextRange;
use crate::model::branch::{Branch, Goal, StepPlace};
use crate::model::catalog::loose;
use crate::model::procedure::Step;

/// Gives each step its branches. Returns the steps that the words of a branch
/// name, whatever they say of them.
pub(super) fn resolve(builder: &mut Builder<'_>, read: &mut [Read]) -> Vec<StepPlace> {
    let mut named = Vec::new();
    if read.iter().all(|section| section.drafts.is_empty()) {
        return named;
    }
    let mut branches: Vec<Vec<(usize, Branch)>> = Vec::with_capacity(read.len());
    {
        let index = Index::of(read);
        for (section, own) in read.iter().enumerate() {
            let mut out = Vec::with_capacity(own.drafts.len());
            for draft in &own.drafts {
                let at = (section, draft.step);
                let branch = index.branch(builder, at, draft);
                let mentions = way::named(&draft.value);
                named.extend(mentions.iter().filter_map(|own| index.numbered(at, own)));
                out.push((draft.step, branch));
            }
            branches.push(out);
        }
    }
    for (section, mut branches) in read.iter_mut().zip(branches) {
        section.goals = branches.iter().map(|(_, branch)| branch.goal).collect();
        // What stands below a branch comes before the next branch of its step.
        branches.sort_by_key(|(step, _)| *step);
        let mut branches = branches.into_iter().peekable();
        for (index, step) in section.steps.iter_mut().enumerate() {
            let mut own = Vec::new();
            while let Some((_, branch)) = branches.next_if(|(at, _)| *at == index) {
                own.push(branch);
            }
            step.branches = own.into();
        }
    }
    named
}

/// At most so many steps with one number, and so many sections, are compared.
const COMPARED: usize = 16;

/// The steps of a page by what jumps call them.
struct Index<'r> {
    read: &'r [Read],
    /// By section and number, the first ones of each.
    numbers: HashMap<(usize, &'r str), Vec<usize>>,
    /// By section, list and number.
    in_list: HashMap<(usize, u32, &'r str), usize>,
    /// How many steps each list of a section has.
    counts: HashMap<(usize, u32), usize>,
    /// By name, as names are compared; `None` for a name of several.
    names: HashMap<String, Option<StepPlace>>,
    /// By id, of a section its first step.
    ids: HashMap<&'r str, StepPlace>,
}

fn place(section: usize, step: usize) -> StepPlace {
    StepPlace { section: section as u32, step: step as u32 }
}

impl<'r> Index<'r> {
    fn of(read: &'r [Read]) -> Index<'r> {
        let mut index = Index {
            read,
            numbers: HashMap::new(),
            in_list: HashMap::new(),
            counts: HashMap::new(),
            names: HashMap::new(),
            ids: HashMap::new(),
        };
        for (section, own) in read.iter().enumerate() {
            if let Some(heading) = own.heading.as_ref().filter(|_| !own.steps.is_empty()) {
                index.ids.insert(&heading.id, place(section, 0));
            }
            for (at, (step, list)) in own.steps.iter().zip(&own.lists).enumerate() {
                let here = place(section, at);
                let alike = index.numbers.entry((section, &step.number)).or_default();
                if alike.len() < COMPARED {
                    alike.push(at);
                }
                index.in_list.entry((section, *list, &step.number)).or_insert(at);
                *index.counts.entry((section, *list)).or_default() += usize::from(step.depth == 0);
                let name = index.names.entry(loose(&step.name)).or_insert(Some(here));
                *name = name.filter(|first| *first == here);
                if let Some(id) = &step.id {
                    index.ids.insert(id, here);
                }
            }
        }
        index
    }

    fn step(&self, place: StepPlace) -> Option<&'r Step> {
        self.read.get(place.section as usize)?.steps.get(place.step as usize)
    }

    fn named(&self, words: &str) -> Option<StepPlace> {
        self.names.get(&loose(words.trim_end_matches(['?', '.']))).copied().flatten()
    }

    /// Finds the step with a number that is meant in a step: of the same list
    /// before others of the section, and with the name that stands beside it.
    fn numbered(&self, (section, from): (usize, usize), own: &Position<'_>) -> Option<StepPlace> {
        let here = self.read.get(section)?;
        let list = *here.lists.get(from)?;
        let above = here.steps.get(from).and_then(|step| step.number.rsplit_once('.'));
        let beside = above.map(|(above, _)| format!("{above}.{}", own.number.text));
        let all = || {
            let numbers = std::iter::once(own.number.text).chain(beside.as_deref());
            numbers.filter_map(|number| self.numbers.get(&(section, number))).flatten()
        };
        let is_named = |at: &&usize| {
            let step = here.steps.get(**at);
            let name = own.name.map(|name| words::plain(name.text));
            step.is_some_and(|step| name.is_some_and(|name| is_called(step, &name)))
        };
        let found = (all().find(is_named))
            .or_else(|| self.in_list.get(&(section, list, own.number.text)))
            .or_else(|| all().next());
        if let Some(at) = found {
            return Some(place(section, *at));
        }
        // The name says that it is one of another section.
        let there = self.named(&words::plain(own.name?.text))?;
        (*self.step(there)?.number == *own.number.text).then_some(there)
    }

    fn branch(&self, builder: &mut Builder<'_>, at: (usize, usize), draft: &Draft) -> Branch {
        let way = way::read(&draft.value, &|words| self.named(words).is_some());
        let goal = match way.said {
            Said::Nothing => {
                self.not_understood(builder, at, draft);
                Goal::Next
            }
            Said::Next => Goal::Next,
            Said::Stop => Goal::Stop,
            Said::Escalate => Goal::Escalate,
            Said::Words(words) => self.named(words.text).map_or(Goal::Next, Goal::Step),
            Said::Reference(number) => self.referred(builder, number),
            Said::Position(own) => self.position(builder, at, (own, way.place)),
        };
        Branch {
            at: draft.at,
            kind: draft.kind,
            answer: draft.answer.clone(),
            range: draft.range,
            text: draft.value.plain.clone(),
            value: draft.value.range,
            goal,
            jump: way.jump,
            place: way.place,
            at_most: way.at_most,
            wait: way.wait,
            body: draft.body,
        }
    }

    /// A reference to this page may be one to a step.
    fn referred(&self, builder: &Builder<'_>, number: u32) -> Goal {
        let reference = builder.references.get(number as usize);
        let id = reference.and_then(|own| own.destination.strip_prefix('#'));
        let step = id.and_then(|id| self.ids.get(id));
        step.map_or(Goal::Reference(number), |step| Goal::Step(*step))
    }

    fn position(
        &self,
        builder: &mut Builder<'_>,
        at: (usize, usize),
        (own, place): (Position<'_>, Option<TextRange>),
    ) -> Goal {
        let Some(found) = self.numbered(at, &own) else {
            let range = place
                .map_or(own.number.range, |place| TextRange { end: own.number.range.end, ..place });
            report::nowhere(builder, range, self.nowhere(at, own.number.text));
            return Goal::Nowhere;
        };
        if let (Some(name), Some(step)) = (own.name, self.step(found)) {
            let written = words::plain(name.text);
            if !is_called(step, &written) && !is_aside(&written, &step.name) {
                report::other_name(builder, (own.number.text, name.range), step);
            }
        }
        Goal::Step(found)
    }

    /// Says how many steps there are, and where one with the number is.
    fn nowhere(&self, (section, from): (usize, usize), number: &str) -> (String, Option<String>) {
        let list = self.read.get(section).and_then(|own| own.lists.get(from)).copied();
        let count = list.and_then(|list| self.counts.get(&(section, list)));
        let count = count.copied().unwrap_or_default();
        let is_beyond = number.parse::<usize>().is_ok_and(|number| count < number);
        let message = match (is_beyond, count) {
            (true, 1) => "this list has 1 step".into(),
            (true, count) => format!("this list has {count} steps"),
            (false, _) => format!("this list has no step {number}"),
        };
        let elsewhere = self.read.iter().enumerate().take(COMPARED).find_map(|(other, own)| {
            let at = self.numbers.get(&(other, number))?.first().filter(|_| other != section)?;
            let (title, id) = (&own.heading.as_ref()?.text, own.steps.get(*at)?.id.as_ref()?);
            Some(format!("step {number} of \"{title}\" is `[[#{id}]]`"))
        });
        (message, elsewhere)
    }

    /// Reports a step that is named, if it is one, where nothing leads on.
    fn not_understood(&self, builder: &mut Builder<'_>, at: (usize, usize), draft: &Draft) {
        let named = way::named(&draft.value);
        let Some(own) = named.iter().find(|own| self.numbered(at, own).is_some()) else { return };
        report::not_understood(builder, draft.value.range, own.number.text);
    }
}

/// Tells whether words name a step: they are its own, or what these begin
/// with before a colon.
fn is_called(step: &Step, words: &str) -> bool {
    let (step, words) = (loose(&step.name), loose(words.trim_end_matches(['?', '.'])));
    let after = step.strip_prefix(&words);
    after.is_some_and(|after| after.is_empty() || after.starts_with(':'))
}

/// Tells whether words in parentheses are no name, but an aside: names begin
/// as those of the steps do, `(if it is the night)` does not.
fn is_aside(words: &str, name: &str) -> bool {
    let begins_small = |text: &str| text.chars().next().is_some_and(char::is_lowercase);
    begins_small(words) && !begins_small(name)
}
