//! How a role or a team is reached, as its record or its page says.

use serde::Serialize;

use crate::model::extension::RenderContext;
use crate::model::records::Contact;

/// A number has at least so many digits: `112`.
const DIGITS: usize = 3;

/// How somebody is reached.
#[derive(Clone, Serialize, Default)]
pub(crate) struct Reach {
    /// A telephone number as people write it.
    pub phone: Option<String>,
    /// The same as an address: `tel:+19025550142`.
    pub tel: Option<String>,
    pub channel: Option<String>,
}

impl Reach {
    /// Returns how a role, a team that plays it, or a team of this name is
    /// reached; `None` if nothing says it.
    pub fn of(ctx: &RenderContext<'_>, name: &str) -> Option<Reach> {
        let catalog = &ctx.site.catalog;
        let roles = catalog.roles.find(name);
        let part = roles.first().filter(|_| roles.len() == 1).map(|role| &role.part);
        let teams = part.into_iter().flat_map(|part| part.teams.iter());
        let teams = teams.map(|team| &*team.text).chain([name]);
        let mut teams = teams.filter_map(|team| catalog.records.teams.find(team)?.contact.as_ref());
        let contact = part.and_then(|part| part.contact.as_ref()).or_else(|| teams.next())?;
        Reach::read(ctx, contact)
    }

    fn read(ctx: &RenderContext<'_>, contact: &Contact) -> Option<Reach> {
        let fill = |text: &Option<Box<str>>| {
            text.as_ref().map(|text| ctx.site.catalog.records.fill(text).into_owned())
        };
        let (phone, channel) = (fill(&contact.phone), fill(&contact.channel));
        let tel = phone.as_deref().and_then(tel);
        (phone.is_some() || channel.is_some()).then_some(Reach { phone, tel, channel })
    }
}

/// Returns the address of a telephone number; `None` if the text is none.
pub(crate) fn tel(text: &str) -> Option<String> {
    let is_known = |c: char| c.is_ascii_digit() || " +-()./\u{a0}".contains(c);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits < DIGITS || !text.trim().chars().all(is_known) {
        return None;
    }
    // `+44 (0)20` is `+44 20` for a telephone.
    let text = text.replace("(0)", "");
    let plus = if text.trim_start().starts_with('+') { "+" } else { "" };
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    Some(format!("tel:{plus}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::tel;

    #[test]
    fn only_numbers_can_be_called() {
        for (text, address) in [
            ("+1 902 555 0142", Some("tel:+19025550142")),
            ("+44 (0)20 7946 0142", Some("tel:+442079460142")),
            ("112", Some("tel:112")),
            ("pager", None),
            ("ask at desk 4", None),
            ("", None),
        ] {
            assert_eq!(tel(text).as_deref(), address, "{text}");
        }
    }
}
