//! Who is concerned by what a page describes: groups, the roles in them, and
//! what they do.
//!
//! The records are read from the section "Stakeholders", where authors write
//! one item for each group: `- **Finance** includes [[Controller]] and buyers.
//! They approve every order.`, or the same below a heading `### Finance`. A role is a reference, so that whoever asks
//! which pages concern a role need not read sentences.

use crate::base::TextRange;
use crate::model::front::Located;

/// A group that is concerned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stakeholder {
    /// What the group is called.
    pub group: Located,
    /// The number of the reference that stands for the group, where no roles
    /// are named: the group may be a role itself.
    pub reference: Option<u32>,
    /// The roles in it, as they are named.
    pub roles: Box<[NamedRole]>,
    /// What the group does, without markup; may be empty.
    pub does: Box<str>,
    /// The item, row or part of the page it is read from.
    pub range: TextRange,
}

/// A role as a text names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedRole {
    /// The name as written, without markup.
    pub name: Located,
    /// The number of its reference.
    pub reference: u32,
}

impl Stakeholder {
    /// Returns the numbers of all references that name a role.
    pub fn references(&self) -> impl Iterator<Item = u32> {
        self.roles.iter().map(|role| role.reference).chain(self.reference)
    }
}
