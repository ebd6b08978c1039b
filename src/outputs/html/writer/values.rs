//! The fields in which a reader fills in the values of a page. They stand in
//! place of the table that declares them; those that front matter declares
//! are for the template to place. Without a script they are blanks.

use super::{Writer, parameter};
use crate::base::TextRange;
use crate::model::document::{Block, BlockKind, Document};
use crate::model::parameter::{Declaration, Parameter, ParameterType, Pattern};
use crate::model::table::{Row, Table};
use crate::model::walk::walk;
use crate::text::command;
use crate::text::parameter::{is_name, name_of};

/// A page shows at most so many lines that set a variable.
const MOST: usize = 50;

macro_rules! begin {
    ($begin:literal) => {
        concat!(
            "<section class=\"params\" aria-label",
            $begin,
            "<p class=\"once\" hidden>Type once: they fill every command, and stay in this \
             browser.</p>\n"
        )
    };
}

/// Begins fields below a heading of the author's.
const UNTITLED: &str = begin!("=\"Values for this run\">\n");
/// Begins fields that need a heading.
const HEADED: &str =
    begin!("ledby=\"site:values\">\n<h2 id=\"site:values\">Values for this run</h2>\n");

/// A shell in which variables are set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SetIn {
    Posix,
    PowerShell,
}

impl<'a> Writer<'a> {
    /// Returns the fields of values that front matter declares.
    pub(super) fn values_of_front(&mut self) -> Option<String> {
        let own = |own: &&Parameter| own.place == Declaration::Front;
        let all = self.declared.as_ref()?.parameters.iter();
        let all: Vec<&Parameter> = all.map(|(_, parameter)| *parameter).filter(own).collect();
        if all.is_empty() {
            return None;
        }
        let before = std::mem::take(&mut self.out);
        self.markup(HEADED);
        for parameter in &all {
            self.field(parameter, None);
        }
        self.end_values(&all);
        Some(std::mem::replace(&mut self.out, before))
    }

    /// Returns the values that a row of a table declares, with the row.
    pub(super) fn declared_in<'t>(
        &self,
        table: &'t Table,
        at: TextRange,
    ) -> Vec<(&'a Parameter, &'t Row)> {
        let Some(declared) = &self.declared else { return Vec::new() };
        let file = self.part.document.source.file;
        let is_here = |(document, own): &&(&Document, &Parameter)| {
            let is_inside = at.start <= own.range.start && own.range.end <= at.end;
            own.place == Declaration::Table && document.source.file == file && is_inside
        };
        let mut rows = table.rows.iter();
        let here = declared.parameters.iter().filter(is_here);
        here.filter_map(|(_, own)| {
            let holds = |row: &&Row| row.cells.iter().any(|cell| holds(cell.range, own.name.range));
            Some((*own, rows.find(holds)?))
        })
        .collect()
    }

    /// Writes fields for the values that a table declares.
    pub(super) fn values(&mut self, table: &Table, all: &[(&'a Parameter, &Row)]) {
        self.markup(UNTITLED);
        for (parameter, row) in all {
            self.field(parameter, Some((table, row)));
        }
        let all: Vec<&Parameter> = all.iter().map(|(parameter, _)| *parameter).collect();
        self.end_values(&all);
    }

    fn end_values(&mut self, all: &[&Parameter]) {
        let held = all.iter().filter(|own| own.env.is_some() && !own.is_secret());
        let held: Vec<&Parameter> = held.take(MOST).copied().collect();
        if !held.is_empty() {
            for shell in self.shells() {
                self.set_once(&held, shell);
            }
        }
        self.markup("</section>\n");
    }

    /// A value: its label, the field, and where to find it.
    fn field(&mut self, own: &Parameter, row: Option<(&Table, &Row)>) {
        let name = &own.name.text;
        let declared = self.declared.as_ref();
        let first = declared.and_then(|all| all.get(&format!("{{{{{name}}}}}")));
        if first.is_some_and(|first| !std::ptr::eq(first, own)) {
            // Declared twice: one field is enough.
            return;
        }
        let id = match is_name(name) {
            true => format!("p:{name}"),
            false => format!("p:{}", name_of(name)),
        };
        self.markup("<p>");
        if own.is_secret() {
            self.markup("<b>");
            self.label_of(own);
            self.markup("</b> ");
        } else {
            self.markup("<label");
            self.attribute("for", &id);
            self.markup(">");
            self.label_of(own);
            self.markup(" <code>{{");
            self.text(&own.name.text);
            self.markup("}}</code></label>");
            self.input(own, &id);
        }
        self.markup("<small");
        self.attribute("id", &format!("{id}:help"));
        self.markup(">");
        self.help(own, row);
        self.markup("</small></p>\n");
    }

    fn label_of(&mut self, own: &Parameter) {
        let label = own.label.as_ref().unwrap_or(&own.name);
        self.filled(&label.text);
    }

    fn input(&mut self, own: &Parameter, id: &str) {
        let kind = own.kind();
        let choices = match &own.pattern {
            Pattern::Choices(choices) => Some(choices),
            _ => None,
        };
        let tag = match (kind, choices) {
            (_, Some(_)) => "select",
            (ParameterType::Lines, _) => "textarea",
            _ => "input",
        };
        self.markup("<");
        self.markup(tag);
        self.attribute("id", id);
        self.attribute("data-param", &own.name.text);
        self.attribute("data-type", kind.name());
        self.attribute("aria-describedby", &format!("{id}:help"));
        if let Pattern::Expression(pattern) = &own.pattern {
            self.attribute("data-pattern", &pattern.text);
        }
        if let Some(example) = &own.example {
            let name = if tag == "select" { "data-example" } else { "placeholder" };
            self.attribute(name, &example.text);
        }
        let default = own.default.as_ref().map_or("", |default| &*default.text);
        match choices {
            Some(choices) => {
                self.markup("><option value=\"\">Choose</option>");
                for choice in choices {
                    self.markup("<option");
                    self.markup(if *choice.text == *default { " selected>" } else { ">" });
                    self.text(&choice.text);
                    self.markup("</option>");
                }
                self.markup("</select>");
            }
            None if tag == "textarea" => {
                self.markup(" rows=\"3\" spellcheck=\"false\">\n");
                self.text(default);
                self.markup("</textarea>");
            }
            None => {
                self.markup(match kind {
                    ParameterType::Date => " type=\"date\"",
                    ParameterType::Time => " type=\"time\"",
                    ParameterType::Number => " inputmode=\"decimal\"",
                    ParameterType::Url => " inputmode=\"url\"",
                    ParameterType::Email => " inputmode=\"email\"",
                    _ => "",
                });
                self.markup(" autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\"");
                if !default.is_empty() {
                    self.attribute("value", default);
                }
                self.markup(">");
            }
        }
    }

    /// Where a value is found, what it looks like, and what else a table says.
    fn help(&mut self, own: &Parameter, row: Option<(&Table, &Row)>) {
        if own.is_secret() {
            self.markup("Secret: never typed into this page. ");
        }
        if let Some(find) = &own.find {
            let cell = row
                .and_then(|(_, row)| row.cells.iter().find(|cell| holds(cell.range, find.range)));
            match (self.step_named(&find.text), cell) {
                (Some(id), _) => {
                    self.markup("<a");
                    self.attribute("href", &format!("#{}", crate::base::url::encode_fragment(&id)));
                    self.markup(">");
                    self.text(&find.text);
                    self.markup("</a>");
                }
                (None, Some(cell)) => self.inlines(&cell.content),
                (None, None) => self.filled(&find.text),
            }
            self.markup(". ");
        }
        if let Pattern::Words(words) = &own.pattern {
            self.filled(&words.text);
            self.markup(". ");
        }
        let example = own.example.as_ref().filter(|_| !own.is_secret());
        let like = match (example, &own.pattern) {
            (Some(example), _) => Some(("Like", example)),
            (None, Pattern::Expression(pattern)) => Some(("Pattern", pattern)),
            _ => None,
        };
        if let Some((word, shown)) = like {
            self.markup(word);
            self.markup(" <code>");
            self.text(&shown.text);
            self.markup("</code>. ");
        }
        if let Some((table, row)) = row {
            self.other_cells(own, table, row);
        }
    }

    /// Finds the step that `Step 3` means.
    fn step_named(&self, words: &str) -> Option<Box<str>> {
        let (word, number) = words.split_once(' ')?;
        let mut sections = self.page.document.procedure.iter();
        sections.find_map(|section| {
            let mut steps = section.steps.iter();
            let step =
                steps.find(|step| word.eq_ignore_ascii_case("step") && *step.number == *number);
            step?.id.clone()
        })
    }

    /// Cells of columns that say nothing of a value that is known here.
    fn other_cells(&mut self, own: &Parameter, table: &Table, row: &Row) {
        let mut known = vec![own.name.range];
        let fields = [&own.label, &own.kind, &own.example, &own.default, &own.find, &own.env];
        known.extend(fields.into_iter().flatten().map(|field| field.range));
        known.extend(own.also.iter().map(|also| also.range));
        match &own.pattern {
            Pattern::Expression(place) | Pattern::Words(place) => known.push(place.range),
            Pattern::Choices(places) => known.extend(places.iter().map(|place| place.range)),
            Pattern::Any => {}
        }
        for (head, cell) in table.head.iter().zip(&row.cells) {
            let is_known = known.iter().any(|place| holds(cell.range, *place));
            if is_known || matches!(self.plain(&cell.content).trim(), "" | "-" | "–" | "—") {
                continue;
            }
            self.inlines(&head.content);
            self.markup(": ");
            self.inlines(&cell.content);
            self.markup(". ");
        }
    }

    /// Returns the shells that the commands of the page are written for.
    fn shells(&self) -> Vec<SetIn> {
        let mut shells = Vec::new();
        walk(&self.page.document.body, &mut |block: &Block| {
            let BlockKind::Code(code) = &block.kind else { return };
            let shell = match &*code.language.to_ascii_lowercase() {
                "powershell" | "pwsh" | "ps1" => SetIn::PowerShell,
                "sql" | "tsql" | "psql" | "kusto" | "kql" | "http" | "cmd" | "bat" | "batch" => {
                    return;
                }
                language if command::is_command(language) => SetIn::Posix,
                _ => return,
            };
            if !shells.contains(&shell) {
                shells.push(shell);
            }
        });
        shells
    }

    /// Lines that set the variables of a shell.
    fn set_once(&mut self, held: &[&Parameter], shell: SetIn) {
        self.markup("<figure class=\"code set\"><figcaption>Set once");
        self.markup(if shell == SetIn::PowerShell { ", PowerShell" } else { "" });
        self.markup("<button class=\"copy\" type=\"button\" hidden>Copy</button>");
        self.markup("</figcaption><pre tabindex=\"0\"><code>");
        for own in held {
            let written = format!("{{{{{}}}}}", own.name.text);
            let name = own.env.as_ref().map_or("", |env| env.text.trim_start_matches('$'));
            let (before, language) = match shell {
                SetIn::Posix => (format!("export {name}="), "sh"),
                SetIn::PowerShell => (format!("$env:{name} = "), "powershell"),
            };
            let line = format!("{before}{written}");
            let at = TextRange::new(before.len(), line.len());
            let quoting = command::quotings(language, &line, &[at]).pop().unwrap_or_default();
            self.text(&before);
            parameter::write(&mut self.out, own, &written, &quoting);
            self.markup("\n");
        }
        self.markup("</code></pre></figure>\n");
    }
}

/// Tells whether a cell has some text.
fn holds(cell: TextRange, text: TextRange) -> bool {
    cell.start <= text.start && text.end <= cell.end
}
