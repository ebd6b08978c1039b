//! `empty-book`: a book of `[[books]]` that no page fits.

use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic};
use crate::model::book::Gathered;
use crate::model::extension::Check;
use crate::model::records::Record as _;
use crate::model::site::Site;

/// The check `empty-book`.
pub struct EmptyBook;

impl Check for EmptyBook {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let orders = site.config.books.as_deref().unwrap_or_default();
        for (order, span) in site.books.empty.iter().filter_map(|at| orders.get(*at)) {
            let (what, help) = said(site, &order.gathered);
            let message = format!("this book has no page: {what}");
            found.push(Diagnostic::new(Code::EMPTY_BOOK, *span, message).help(help));
        }
    }
}

/// Says what is not there, and what to write instead.
fn said(site: &Site, gathered: &Gathered) -> (String, String) {
    let catalog = &site.catalog;
    let near = |name: &str, names: Vec<&str>, else_: &str| {
        did_you_mean(name, names).unwrap_or_else(|| else_.into())
    };
    match gathered {
        Gathered::All => ("the menu has none".into(), "write pages, or list them".into()),
        Gathered::EachRole => {
            let help = "name roles in runbooks and checklists, or remove the book";
            ("no role has a procedure".into(), help.into())
        }
        Gathered::Section(name) => {
            let mut names: Vec<&str> = catalog.sections.keys().map(|path| path.as_str()).collect();
            names.sort_unstable();
            let help = near(name, names, "write a folder from the content folder");
            (format!("there is no folder `{name}`"), help)
        }
        Gathered::Role(name) if catalog.roles.find(name).is_empty() => {
            let names = catalog.roles.all.iter().map(|role| &*role.id).collect();
            (format!("there is no role `{name}`"), near(name, names, "write the id of a role"))
        }
        Gathered::Role(name) => {
            let help = "name the role where it has something to do, or remove the book";
            (format!("`{name}` has no procedure"), help.into())
        }
        Gathered::Kind(name) => {
            let names = catalog.kinds.all.iter().map(|own| own.kind.name).collect();
            (format!("no page is a `{name}`"), near(name, names, "write a kind that pages have"))
        }
        Gathered::Service(name) => {
            let services = &catalog.records.services;
            let names = services.all.iter().map(|own| &*own.head().id).collect();
            let help = near(name, names, "write a service that pages name");
            (format!("no page is about the service `{name}`"), help)
        }
    }
}
