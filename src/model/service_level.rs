//! What a charter promises for each priority, as the table of its section
//! *Service levels* says it.

use crate::model::front::Located;
use crate::text::duration::Duration;

/// A row of the table: one priority.
#[derive(Clone, Debug)]
pub struct ServiceLevel {
    /// The priority.
    pub priority: Located,
    /// How soon somebody answers.
    pub respond: Option<Promise>,
    /// How soon the service works again.
    pub restore: Option<Promise>,
    /// How soon the cause is gone.
    pub resolve: Option<Promise>,
}

/// A promised length of time.
#[derive(Clone, Debug)]
pub struct Promise {
    /// As it is written.
    pub written: Located,
    /// What that means; `None` for `as agreed` and what is not understood.
    pub time: Option<Duration>,
}
