//! Who is called after whom: the tables of a charter's section "Escalation".

use super::contact::{Reach, tel};
use super::view::{LadderView, LaddersView, RungView};
use crate::base::SitePath;
use crate::model::catalog::PageId;
use crate::model::charter::{Charter, Parties, Rung, Words, rows};
use crate::model::extension::RenderContext;
use crate::model::page::{Page, Target};
use crate::model::relation::RelationKind;
use crate::outputs::html::address;
use crate::outputs::html::page::person;
use crate::outputs::html::view::FactTerm;

/// At most so many tables, and so many lines of each, are shown.
const TABLES: usize = 3;
const RUNGS: usize = 8;

/// Returns the ladders of the charter that a page names, else of the only
/// charter there is.
pub(super) fn of_page(
    ctx: &RenderContext<'_>,
    page: &Page,
    folder: &SitePath,
) -> Option<LaddersView> {
    let site = ctx.site;
    let own = page.document.relations.iter().find(|own| own.kind == RelationKind::Charter);
    let id = match own.and_then(|own| page.targets.get(own.reference as usize)) {
        Some(Target::Page(id, _)) => *id,
        Some(_) => return None,
        None => only_charter(ctx)?,
    };
    let charter = site.pages.get(&id)?;
    let identity = site.catalog.page(id)?;
    let charter = charter.document.charter.as_deref()?;
    let all = ladders(ctx, charter, folder);
    let mut href = address::page(folder, &identity.output, site.config.links);
    if let Some(anchor) = charter.ladders.as_ref().map(|own| &*own.id) {
        href = format!("{href}#{}", crate::base::url::encode_fragment(anchor));
    }
    let charter = FactTerm { text: identity.title.to_string(), href: Some(href) };
    (!all.is_empty()).then_some(LaddersView { charter, all })
}

fn only_charter(ctx: &RenderContext<'_>) -> Option<PageId> {
    let charters = ctx.site.catalog.kinds.find("charter")?;
    match charters.pages.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

fn ladders(ctx: &RenderContext<'_>, charter: &Charter, folder: &SitePath) -> Vec<LadderView> {
    let reader = Reader { ctx, folder };
    let all = rows(&charter.ladders).iter().take(TABLES);
    let all = all.map(|ladder| LadderView {
        title: ladder.title.as_ref().map(|title| reader.filled(&title.text)),
        rungs: ladder.rungs.iter().filter_map(|rung| reader.rung(rung)).take(RUNGS).collect(),
    });
    all.filter(|ladder| !ladder.rungs.is_empty()).collect()
}

struct Reader<'a> {
    ctx: &'a RenderContext<'a>,
    folder: &'a SitePath,
}

impl Reader<'_> {
    fn rung(&self, rung: &Rung) -> Option<RungView> {
        let after = self.filled(&rung.after.given()?.written.text);
        let to = self.names(&rung.to)?;
        let channel = self.words(&rung.channel);
        let reach = Reach::of(self.ctx, &to).or_else(|| {
            let (phone, tel) = (Some(channel.clone()), Some(tel(&channel)?));
            Some(Reach { phone, tel, channel: None })
        });
        Some(RungView {
            after,
            to: self.person(&to),
            channel,
            reach,
            alternate: self.names(&rung.alternate).map(|name| self.person(&name)),
            when: self.words(&rung.when),
        })
    }

    fn person(&self, name: &str) -> FactTerm {
        let (text, href) = person(self.ctx, name, self.folder);
        FactTerm { text, href }
    }

    /// Returns what a cell says; nothing if it says nothing.
    fn words(&self, words: &Words) -> String {
        words.given().map(|words| self.filled(&words.text)).unwrap_or_default()
    }

    /// Returns the names in a cell as one text; `None` if it says nothing.
    fn names(&self, parties: &Parties) -> Option<String> {
        let names = parties.given()?.iter().map(|party| self.filled(&party.name.text));
        let names = names.collect::<Vec<_>>().join(", ");
        (!names.is_empty()).then_some(names)
    }

    fn filled(&self, text: &str) -> String {
        self.ctx.site.catalog.records.fill(text).into_owned()
    }
}
