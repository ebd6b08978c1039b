//! The search of a site: an index that is made once and asked in pieces.
//!
//! A [`Record`] is a page as search sees it: its titles, its text in units
//! (the page itself, then sections, steps, rows), the names it answers to.
//! [`posted`] reads one, which is the costly part and can be remembered;
//! [`Index::of`] puts all pages together. Words with the same stem are one
//! family. The families are sorted and cut into shards of about the same
//! size, so that a question loads only those of its own words.
//!
//! What of a page becomes a record is not known here (`outputs/search`). The
//! form of the shards is read by `themes/default/assets/search/`.

mod families;
mod lines;
mod memory;
mod posting;
mod record;
mod stem;
mod stop;
mod synonyms;
mod tails;
mod vlq;
mod words;

pub use self::families::{Index, Shards};
pub use self::memory::{Memory, Search};
pub use self::posting::{Posted, posted};
pub use self::record::{Record, Unit};
pub use self::stop::{asking_for_people, stop_words};
pub use self::synonyms::Synonyms;
pub use self::words::{chunks, fold};
