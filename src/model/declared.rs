//! The parameters of a page: its own, and those of the files it includes,
//! which belong to the page.

use std::collections::HashMap;

use crate::base::TextRange;
use crate::model::document::Document;
use crate::model::kind::Because;
use crate::model::page::Page;
use crate::model::parameter::{Declaration, Parameter, ParameterUse};
use crate::text::parameter::{self, Words, Written};

/// The parameters of a page, by what stands for them.
pub struct Declared<'a> {
    /// Each with the file that declares it, in order.
    pub parameters: Vec<(&'a Document, &'a Parameter)>,
    /// What stands for them, with their indices.
    forms: HashMap<String, usize>,
    /// Variables that hold them, as they are written.
    variables: HashMap<String, usize>,
    words: Words,
}

impl<'a> Declared<'a> {
    /// Returns the parameters of a page; `None` if it declares none.
    ///
    /// A table called so is one of parameters where the page is a runbook and
    /// says so, or uses one of its names in two braces. Elsewhere it may
    /// describe a program.
    pub fn of(page: &'a Page) -> Option<Declared<'a>> {
        let all: Vec<_> = page.parameters().collect();
        if all.is_empty() {
            return None;
        }
        let mut declared = Declared {
            parameters: all,
            forms: HashMap::new(),
            variables: HashMap::new(),
            words: Words::Pass,
        };
        declared.index();
        (is_sure(page, &declared) || declared.is_used(page)).then_some(declared)
    }

    fn index(&mut self) {
        for (at, (_, parameter)) in self.parameters.iter().enumerate() {
            let name = &parameter.name.text;
            self.forms.entry(format!("{{{{{name}}}}}")).or_insert(at);
            self.forms.entry(format!("<{name}>")).or_insert(at);
            for also in &parameter.also {
                let is_word = also.text.starts_with(|c: char| c.is_alphanumeric() || c == '_');
                self.words = if is_word { Words::Count } else { self.words };
                self.forms.entry(also.text.to_string()).or_insert(at);
            }
            if let Some(env) = &parameter.env {
                let name = env.text.trim_start_matches('$');
                for form in [format!("${name}"), format!("${{{name}}}"), format!("$env:{name}")] {
                    self.variables.entry(form).or_insert(at);
                }
                self.variables.entry(format!("%{name}%")).or_insert(at);
            }
        }
    }

    fn is_used(&self, page: &Page) -> bool {
        page.parameter_uses().any(|(document, own)| {
            let written = own.range.of(&document.source.text);
            written.starts_with("{{") && self.forms.contains_key(written)
        })
    }

    /// Finds the parameter that is written in some way: `{{ns}}`, `<ns>`.
    pub fn get(&self, written: &str) -> Option<&'a Parameter> {
        self.parameters.get(self.at(written)?).map(|(_, parameter)| *parameter)
    }

    /// Finds the index of the parameter that is written in some way.
    pub fn at(&self, written: &str) -> Option<usize> {
        let known = self.forms.get(written).copied();
        known.or_else(|| {
            // `<Job ID>` is what `<job-id>` is.
            let inner = written.strip_prefix('<')?.strip_suffix('>')?;
            self.forms.get(&format!("<{}>", parameter::name_of(inner))).copied()
        })
    }

    /// Finds the index of the parameter that a variable holds: `$NS`.
    pub fn held(&self, written: &str) -> Option<usize> {
        self.variables.get(written).copied()
    }

    /// Finds the places in code where values are filled in, in order.
    pub fn in_code<'t>(&self, text: &'t str) -> Vec<(Written<'t>, &'a Parameter)> {
        if !text.contains(['{', '<', '[', '$', '%']) && self.words == Words::Pass {
            return Vec::new();
        }
        self.known(parameter::in_code(text, self.words))
    }

    /// Finds the places in text where values are filled in, in order.
    pub fn in_text<'t>(&self, text: &'t str) -> Vec<(Written<'t>, &'a Parameter)> {
        self.known(parameter::in_braces(text))
    }

    fn known<'t>(&self, all: Vec<Written<'t>>) -> Vec<(Written<'t>, &'a Parameter)> {
        all.into_iter().filter_map(|written| Some((written, self.get(written.text)?))).collect()
    }
}

/// Tells whether the page says that it has parameters.
fn is_sure(page: &Page, declared: &Declared<'_>) -> bool {
    let in_front = |(_, own): &(&Document, &Parameter)| own.place == Declaration::Front;
    counts_tables(page) || declared.parameters.iter().any(in_front)
}

/// Tells whether a table called so is one of parameters, whatever the page
/// says of its rows: it is a runbook, and says so.
pub fn counts_tables(page: &Page) -> bool {
    let known = page.document.kind.filter(|known| known.kind.name == "runbook");
    known.is_some_and(|known| {
        matches!(known.because, Because::Written | Because::Rule | Because::Folder(_))
    })
}

impl Page {
    /// Returns what the page and what it includes declares, each with the
    /// file it stands in.
    pub fn parameters(&self) -> impl Iterator<Item = (&Document, &Parameter)> {
        self.shown().flat_map(|(document, shows)| {
            let all = document.parameters.declared.iter();
            all.filter(move |own| shows(own.range)).map(move |own| (document, own))
        })
    }

    /// Returns where the page and what it includes may have values filled in.
    pub fn parameter_uses(&self) -> impl Iterator<Item = (&Document, &ParameterUse)> {
        self.shown().flat_map(|(document, shows)| {
            let all = document.parameters.uses.iter();
            all.filter(move |own| shows(own.range)).map(move |own| (document, own))
        })
    }

    /// Returns what looks like a value to fill in, in its commands.
    pub fn placeholders(&self) -> impl Iterator<Item = (&Document, TextRange)> {
        self.shown().flat_map(|(document, shows)| {
            let all = document.parameters.placeholders.iter().copied();
            all.filter(move |range| shows(*range)).map(move |range| (document, range))
        })
    }

    /// Returns its files, each with which of its places it shows.
    fn shown(&self) -> impl Iterator<Item = (&Document, Shows<'_>)> {
        let own: Shows<'_> = Box::new(|_| true);
        let grafts = self.document.grafts.iter().filter_map(|graft| {
            let shows: Shows<'_> = Box::new(|range| graft.shows(range));
            Some((&**graft.document()?, shows))
        });
        std::iter::once((&*self.document, own)).chain(grafts)
    }
}

type Shows<'a> = Box<dyn Fn(TextRange) -> bool + 'a>;
