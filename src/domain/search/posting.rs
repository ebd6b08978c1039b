//! What a page says of each of its words.

use std::collections::{BTreeMap, HashSet};

use super::record::{Record, Unit};
use super::stop::stop_words;
use super::words::{chunks, phones};

/// How much a word counts by where it stands.
const TITLE: f32 = 6.0;
const ALIAS: f32 = 6.0;
/// A word of the address, as a part of an alias.
const SLUG: f32 = 1.0;
const HEADING: f32 = 3.0;
const COMMAND: f32 = 1.0;
const TEXT: f32 = 1.0;
/// A usual length of each, in words, and how much a longer one counts less.
const USUAL_TITLE: f32 = 4.0;
const USUAL_TEXT: f32 = 350.0;
const LESS: f32 = 0.6;
/// At most so many units of a page are said for a word.
const UNITS: usize = 6;
/// A later place in a unit is said as this one.
const LAST_PLACE: u32 = 61;

/// Where a word stands at best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Class {
    /// In the text.
    #[default]
    Text,
    /// In a heading, or the name of a step.
    Heading,
    /// In the title of the page, or another name of it.
    Title,
    /// It is a name of the page or of a part of it.
    Name,
}

/// A word of a page.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Post {
    /// How much of the page it is: a sum over its places.
    pub weight: f32,
    /// Where it stands at best.
    pub class: Class,
    /// The units it stands in, in order.
    pub units: Box<[Place]>,
}

/// A word in a unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Which unit of the page.
    pub unit: u16,
    /// Whether it stands in its title.
    pub in_title: bool,
    /// After how many words it stands first.
    pub at: u8,
}

/// The words of a page.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Posted {
    /// Its language.
    pub lang: Box<str>,
    /// Whether others are better answers.
    pub is_minor: bool,
    /// The words, sorted, with what is said of each.
    pub words: Vec<(Box<str>, Post)>,
}

#[derive(Default)]
struct Gathered {
    title: f32,
    alias: f32,
    heading: f32,
    command: f32,
    text: f32,
    class: Class,
    units: Vec<Place>,
}

/// Reads the words of a page.
pub fn posted(record: &Record) -> Posted {
    let mut reader =
        Reader { words: BTreeMap::new(), stop: stop_words(&record.lang).split(' ').collect() };
    let mut length = 0;
    for (number, unit) in record.units.iter().enumerate() {
        let number = u16::try_from(number).unwrap_or(u16::MAX);
        length += reader.unit(number, unit);
    }
    for name in &record.names {
        reader.name(name, 0);
    }
    reader.field(&record.slug, |word| word.alias += SLUG);
    for alias in &record.aliases {
        reader.field(alias, |word| {
            word.alias += 1.0;
            word.class = word.class.max(Class::Title);
        });
    }
    let title = record.units.first().map_or(0, |unit| unit.title.split_whitespace().count());
    let norm = |length: usize, usual: f32| 1.0 - LESS + LESS * length as f32 / usual;
    let (title, text) = (norm(title, USUAL_TITLE), norm(length, USUAL_TEXT));
    let words = reader.words.into_iter().map(|(word, own)| {
        let weight = TITLE * own.title / title
            + ALIAS * own.alias
            + HEADING * (own.heading / text.max(1.0)).min(2.0)
            + (COMMAND * own.command + TEXT * own.text) / text;
        let post = Post { weight, class: own.class, units: chosen(own.units).into() };
        (word.into_boxed_str(), post)
    });
    Posted { lang: record.lang.clone(), is_minor: record.is_minor, words: words.collect() }
}

/// Keeps the best units of a word: those with it in their title, then the
/// first ones.
fn chosen(mut units: Vec<Place>) -> Vec<Place> {
    // Names of the page are read last, and belong to its first unit.
    units.sort_by_key(|place| (place.unit, !place.in_title, place.at));
    units.dedup_by_key(|place| place.unit);
    if UNITS < units.len() {
        units.sort_by_key(|place| (!place.in_title, place.unit));
        units.truncate(UNITS);
        units.sort_by_key(|place| place.unit);
    }
    units
}

struct Reader {
    words: BTreeMap<String, Gathered>,
    stop: HashSet<&'static str>,
}

impl Reader {
    /// Reads a unit; returns how many words its text has.
    fn unit(&mut self, number: u16, unit: &Unit) -> usize {
        let is_page = number == 0;
        let in_title = self.placed(&unit.title, (number, true), 0, &mut |word| match is_page {
            true => {
                word.title += 1.0;
                word.class = word.class.max(Class::Title);
            }
            false => {
                word.heading += 1.0;
                word.class = word.class.max(Class::Heading);
            }
        });
        if !unit.id.is_empty() {
            self.name(&unit.id, number);
        }
        phones(&unit.text).iter().for_each(|digits| self.name(digits, number));
        let end = self.placed(&unit.text, (number, false), in_title, &mut |word| word.text += 1.0);
        let end = self.placed(&unit.command, (number, false), end, &mut |word| {
            word.command += 1.0;
        });
        end as usize
    }

    /// Reads a name of the page or of a unit, which is a word as a whole.
    fn name(&mut self, name: &str, number: u16) {
        let mut whole = String::new();
        chunks(name, &mut |words| {
            let parts = words.iter().filter(|word| !word.is_joined);
            whole.extend(parts.map(|word| &*word.text));
        });
        if whole.is_empty() || 40 < whole.len() {
            return;
        }
        let word = self.words.entry(whole).or_default();
        match number {
            0 => {
                word.alias += 1.0;
                word.class = Class::Name;
            }
            // The name of a part says no more of the page than its heading.
            _ => {
                word.heading += 1.0;
                word.class = word.class.max(Class::Heading);
            }
        }
        place(word, (number, true), 0);
    }

    fn field(&mut self, text: &str, mut add: impl FnMut(&mut Gathered)) {
        chunks(text, &mut |words| {
            words.iter().for_each(|word| add(self.words.entry(word.text.clone()).or_default()));
        });
    }

    /// Reads text of a unit from the place `from`; returns the place behind
    /// it.
    fn placed(
        &mut self,
        text: &str,
        (number, in_title): (u16, bool),
        from: u32,
        add: &mut dyn FnMut(&mut Gathered),
    ) -> u32 {
        let mut at = from;
        chunks(text, &mut |words| {
            let begin = at;
            for word in words {
                let is_stop = !in_title && self.stop.contains(&*word.text);
                let here = if word.is_joined { begin } else { at };
                if !word.is_joined {
                    at += 1;
                }
                if is_stop {
                    continue;
                }
                let own = self.words.entry(word.text.clone()).or_default();
                add(own);
                place(own, (number, in_title), here);
            }
        });
        at
    }
}

fn place(word: &mut Gathered, (unit, in_title): (u16, bool), at: u32) {
    if word.units.last().is_none_or(|last| last.unit != unit) {
        let at = u8::try_from(at.min(LAST_PLACE)).unwrap_or(u8::MAX);
        word.units.push(Place { unit, in_title, at });
    } else if in_title && let Some(last) = word.units.last_mut() {
        last.in_title = true;
    }
}
