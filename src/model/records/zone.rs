//! Names of time zones in fields.

use super::Named;
use crate::base::{Code, Diagnostic};
use crate::text::zone;

impl Named {
    /// Reports a name that no time zone has.
    pub fn unknown_zone(&self) -> Option<Diagnostic> {
        (!zone::is_zone(&self.text)).then(|| self.no_zone(zone::meant(&self.text)))
    }

    /// Makes the problem of a name that no time zone has; `meant` is the one
    /// it may be a slip of.
    pub fn no_zone(&self, meant: Option<String>) -> Diagnostic {
        let help = match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write a name as `Europe/Lisbon`, or `UTC`".into(),
        };
        let message = format!("no time zone `{}`", self.text);
        Diagnostic::new(Code::UNKNOWN_ZONE, self.span, message).help(help)
    }
}
