//! Makes smaller variants of the pictures that pages show, for small screens.
//!
//! Only the pixels are worked on in `domain/picture`; here is which pictures
//! have variants, what they are called, and what is remembered of earlier
//! builds.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::base::{Code, Diagnosed, Diagnostic, Hash, SitePath, Span};
use crate::domain::picture::{self, MOST_PIXELS, Refused};
use crate::model::document::{InlineKind, ReferenceKind};
use crate::model::extension::Rendered;
use crate::model::page::Target;
use crate::model::picture_text::pictures;
use crate::model::site::{Site, is_drawing};
use crate::model::variant::{Variant, Variants};
use crate::model::world::{Cache, Failure, Files};

/// Pictures of so many pixels together are worked on at a time.
const AT_ONCE: u64 = 2 * MOST_PIXELS;
/// So many digits of a key tell the variants of two pictures of one name apart.
const DIGITS: usize = 10;
/// A name has at most so many bytes before what a variant adds to it.
const LONGEST: usize = 150;

/// Makes the variants of a site's pictures, and says which pictures have none
/// because their file is not as it should be.
///
/// # Errors
/// A [`Failure`] if a file cannot be read.
pub fn reduce(
    files: &dyn Files,
    site: &Site,
    cache: Option<&dyn Cache>,
) -> Result<Diagnosed<Variants>, Failure> {
    let widths = &site.config.picture_widths;
    let Some(narrowest) = widths.first() else { return Ok(Diagnosed::clean(Variants::default())) };
    let size = |path: &SitePath| site.image_sizes.get(path).copied().unwrap_or_default();
    let mut shown = shown(site);
    shown.retain(|path, _| *narrowest < size(path).0 && !is_drawing(path));
    let paths: Vec<&SitePath> = shown.keys().copied().collect();
    let (mut variants, mut found, mut used) = (Variants::default(), Vec::new(), BTreeSet::new());
    for group in in_groups(&paths, &|path| u64::from(size(path).0) * u64::from(size(path).1)) {
        let made: Vec<_> = group
            .par_iter()
            .map(|path| {
                let file = site.config.content.join(path.as_str()).unwrap_or_default();
                let Some(bytes) = files.read(&file)? else { return Ok(Ok(Vec::new())) };
                let fitting = widths.iter().copied().filter(|width| *width < size(path).0);
                Ok(of_picture(&bytes, fitting, cache))
            })
            .collect::<Result<_, Failure>>()?;
        for (path, made) in group.iter().zip(made) {
            match made {
                Ok(made) => {
                    used.extend(made.iter().map(|own| own.key));
                    made.into_iter().for_each(|own| own.add(path, site, &mut variants));
                }
                Err(refused) => {
                    let spans = shown.get(*path).into_iter().flatten();
                    found.extend(spans.filter_map(|span| problem(refused, path, *span)));
                }
            }
        }
    }
    if let Some(cache) = cache {
        cache.tidy(&used);
    }
    Ok(Diagnosed::new(variants, found))
}

/// Returns the files of pictures that pages show, each with its places. What
/// only opens large is none of them.
fn shown(site: &Site) -> BTreeMap<&SitePath, Vec<Span>> {
    let mut shown: BTreeMap<&SitePath, Vec<Span>> = BTreeMap::new();
    for (document, targets) in site.pages.values().flat_map(|page| page.parts()) {
        let mut large = BTreeSet::new();
        pictures(document, &mut |inline, _| {
            if let InlineKind::Picture(picture) = &inline.kind {
                large.extend(picture.large);
            }
        });
        for (number, (reference, target)) in (0..).zip(document.references.iter().zip(targets)) {
            let Target::Asset(path, _) = target else { continue };
            if reference.kind == ReferenceKind::Image && !large.contains(&number) {
                let span = Span::new(document.source.file, reference.range);
                let spans = shown.entry(path).or_default();
                // A file that several pages include is one place.
                if !spans.contains(&span) {
                    spans.push(span);
                }
            }
        }
    }
    shown
}

/// Cuts a list where its parts have enough to work on at a time.
fn in_groups<'a, 'b>(
    paths: &'b [&'a SitePath],
    pixels: &dyn Fn(&SitePath) -> u64,
) -> Vec<&'b [&'a SitePath]> {
    let (mut groups, mut from, mut sum) = (Vec::new(), 0, 0);
    for (at, path) in paths.iter().enumerate() {
        let own = pixels(path);
        if from < at && AT_ONCE < sum + own {
            groups.extend(paths.get(from..at));
            (from, sum) = (at, 0);
        }
        sum += own;
    }
    groups.extend(paths.get(from..));
    groups
}

/// What became of a picture at a width.
struct Made {
    key: Hash,
    width: u32,
    /// The end of its name and what it holds; `None` if it is not smaller.
    file: Option<(&'static str, Rendered)>,
}

/// Makes the variants of a picture, or finds them where they are kept. What is
/// not smaller than the picture is kept as nothing.
fn of_picture(
    bytes: &[u8],
    widths: impl Iterator<Item = u32>,
    cache: Option<&dyn Cache>,
) -> Result<Vec<Made>, Refused> {
    let (own, version) = (Hash::of(bytes), picture::VERSION.to_le_bytes());
    let mut read: Option<Result<picture::Picture, Refused>> = None;
    let mut all = Vec::new();
    for width in widths {
        let key = Hash::of_parts(&[b"variant", &version, own.bytes(), &width.to_le_bytes()]);
        let kept = cache.and_then(|cache| cache.find(key));
        let (small, place) = match kept {
            Some(kept) => (kept.bytes, kept.path),
            None => {
                let small = match read.get_or_insert_with(|| picture::read(bytes)) {
                    Ok(picture) => picture.at(width),
                    Err(Refused::LeftAlone) => None,
                    Err(refused) => return Err(*refused),
                };
                let small = small.filter(|small| small.len() < bytes.len()).unwrap_or_default();
                let place = cache.and_then(|cache| cache.keep(key, &small));
                (small, place)
            }
        };
        let file = ending(&small)
            .map(|ending| (ending, place.map_or_else(|| Rendered::Bytes(small), Rendered::Copy)));
        all.push(Made { key, width, file });
    }
    Ok(all)
}

/// Returns how the name of a picture ends, by how its bytes begin.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, ..] => Some("jpg"),
        [0x89, b'P', ..] => Some("png"),
        [b'R', ..] => Some("webp"),
        _ => None,
    }
}

impl Made {
    fn add(self, picture: &SitePath, site: &Site, variants: &mut Variants) {
        let Some((ending, content)) = self.file else { return };
        let stem = picture.stem();
        let stem = stem.get(..stem.floor_char_boundary(LONGEST)).unwrap_or(stem);
        let key: String = self.key.to_string().chars().take(DIGITS).collect();
        let name = format!("{stem}.{}w.{key}.{ending}", self.width);
        let path = picture.parent().child(&name);
        // What an author calls so is the author's.
        if !site.assets.contains(&path) {
            variants.add(picture, Variant { path, width: self.width }, content);
        }
    }
}

fn problem(refused: Refused, path: &SitePath, span: Span) -> Option<Diagnostic> {
    let (why, help) = match refused {
        Refused::LeftAlone => return None,
        Refused::TooLarge => (
            format!("it has more than {} million pixels", MOST_PIXELS / 1_000_000),
            "save it with fewer; no screen shows so many",
        ),
        Refused::Cut => {
            ("it ends too early".into(), "take it anew from where it came, or save it anew")
        }
        Refused::Damaged => {
            ("it is damaged".into(), "open it in a program for pictures, and save it anew")
        }
    };
    let message = format!("there is no smaller variant of `{path}`: {why}");
    Some(Diagnostic::new(Code::PICTURE_NOT_REDUCED, span, message).help(help))
}
