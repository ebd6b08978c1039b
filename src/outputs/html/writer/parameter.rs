//! Values a reader fills in: each place of one is an element that names it,
//! and shows what its author wrote. So what is copied without a script is
//! what stands in the file, and a script knows where values belong.

use std::borrow::Cow;

use super::Writer;
use crate::base::TextRange;
use crate::model::parameter::Parameter;
use crate::text::command::{self, Quoting};
use crate::text::html::escape_into;
use crate::text::parameter::Written;

/// A place in a text, and the parameter that belongs there.
pub(super) type Place<'t, 'a> = (Written<'t>, &'a Parameter);

/// A place in code, and how a value is written there.
pub(super) struct Spot<'t, 'a> {
    written: Written<'t>,
    parameter: &'a Parameter,
    quoting: Quoting,
}

/// Finds how values are written in the places of some code.
pub(super) fn spots<'t, 'a>(
    language: &str,
    text: &str,
    places: Vec<Place<'t, 'a>>,
) -> Vec<Spot<'t, 'a>> {
    let ranges: Vec<TextRange> = places.iter().map(|(written, _)| written.range).collect();
    let quotings = command::quotings(language, text, &ranges);
    let spot = |((written, parameter), quoting)| Spot { written, parameter, quoting };
    places.into_iter().zip(quotings).map(spot).collect()
}

impl<'a> Writer<'a> {
    /// Writes text of an author's with its parameters; a secret is what its
    /// label says.
    pub(super) fn prose(&mut self, text: &str) {
        let mut done = 0;
        for (written, parameter) in self.places_in_text(text) {
            let (start, end) = (written.range.start as usize, written.range.end as usize);
            self.text(text.get(done..start).unwrap_or_default());
            let label = parameter.label.as_ref().filter(|_| parameter.is_secret());
            let shown = label.map_or(written.text, |label| &*label.text);
            write(&mut self.out, parameter, shown, &Quoting::default());
            done = end;
        }
        self.text(text.get(done..).unwrap_or_default());
    }

    /// Returns the places in a text that mean a parameter.
    pub(super) fn places_in_text<'t>(&self, text: &'t str) -> Vec<Place<'t, 'a>> {
        match &self.declared {
            Some(declared) if text.contains("{{") => declared.in_text(text),
            _ => Vec::new(),
        }
    }

    /// Returns the places in code that mean a parameter, but where it is
    /// declared.
    pub(super) fn places_in_code<'t>(&self, text: &'t str, at: TextRange) -> Vec<Place<'t, 'a>> {
        let Some(declared) = &self.declared else { return Vec::new() };
        let places = declared.in_code(text);
        let file = self.part.document.source.file;
        let declares = |own: TextRange| own.start <= at.start && at.end <= own.end;
        let mut all = declared.parameters.iter();
        match !places.is_empty()
            && all.any(|(document, own)| document.source.file == file && declares(own.range))
        {
            true => Vec::new(),
            false => places,
        }
    }

    /// Writes a code span; in one that is a command values are quoted.
    pub(super) fn span_of_code(&mut self, text: &str, at: TextRange, language: &str) {
        let mut done = 0;
        for Spot { written, parameter, quoting } in
            spots(language, text, self.places_in_code(text, at))
        {
            self.text(text.get(done..written.range.start as usize).unwrap_or_default());
            write(&mut self.out, parameter, written.text, &quoting);
            done = written.range.end as usize;
        }
        self.text(text.get(done..).unwrap_or_default());
    }
}

/// Writes a place. How a value is quoted there, `data-q`, is a letter for
/// each layer, the innermost first; `data-end` names the ends of
/// here-documents around it.
pub(super) fn write(out: &mut String, parameter: &Parameter, shown: &str, quoting: &Quoting) {
    out.push_str("<var class=\"param\" data-p=\"");
    escape_into(out, &parameter.name.text);
    for (name, value) in [("\" data-q=\"", &quoting.codes), ("\" data-end=\"", &quoting.ends)] {
        if !value.is_empty() {
            out.push_str(name);
            escape_into(out, value);
        }
    }
    out.push_str("\">");
    escape_into(out, shown);
    out.push_str("</var>");
}

/// Puts a word of the same length in each place, so that code is coloured as
/// it will be with its values.
pub(super) fn masked<'t>(text: &'t str, places: &[Spot<'_, '_>]) -> Cow<'t, str> {
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    for Spot { written, .. } in places {
        let start = written.range.start as usize;
        masked.push_str(text.get(masked.len()..start).unwrap_or_default());
        masked.extend(std::iter::repeat_n('x', written.range.len()));
    }
    masked.push_str(text.get(masked.len()..).unwrap_or_default());
    Cow::Owned(masked)
}

/// Puts the parameters back into code that was coloured without them: an
/// element that is open at a place ends before it and begins anew behind it.
pub(super) fn unmasked(html: String, places: &[Spot<'_, '_>]) -> String {
    if places.is_empty() {
        return html;
    }
    let mut page = Unmask { out: String::with_capacity(html.len() * 2), ..Unmask::default() };
    let mut places = places.iter();
    let mut next = places.next();
    let mut rest = html.as_str();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '<' => rest.find('>').map_or(rest.len(), |end| end + 1),
            '&' => rest.find(';').map_or(1, |end| end + 1),
            letter => letter.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        if first == '<' {
            page.tag(piece);
            continue;
        }
        if let Some(spot) = next
            && page.at == spot.written.range.start as usize
        {
            page.begin(spot);
            next = places.next();
        }
        page.letter(piece, if first == '&' { 1 } else { length });
    }
    page.out
}

/// Coloured code being written anew.
#[derive(Default)]
struct Unmask<'h> {
    out: String,
    /// How much of the code was read, in bytes.
    at: usize,
    /// Where the place ends that is being passed over.
    until: usize,
    /// Elements that are open in the coloured code.
    open: Vec<&'h str>,
    /// How many of them are open in what is written.
    written: usize,
}

impl<'h> Unmask<'h> {
    fn tag(&mut self, tag: &'h str) {
        if !tag.starts_with("</") {
            self.open.push(tag);
            return;
        }
        self.open.pop();
        if self.open.len() < self.written {
            self.out.push_str(tag);
            self.written = self.open.len();
        }
    }

    fn begin(&mut self, Spot { written, parameter, quoting }: &Spot<'_, '_>) {
        // What a command prints stays whole, so that it is left out as a whole.
        match self.open.contains(&"<span class=\"out\">") {
            true => self.open_pending(),
            false => {
                for _ in 0..std::mem::take(&mut self.written) {
                    self.out.push_str("</span>");
                }
            }
        }
        write(&mut self.out, parameter, written.text, quoting);
        self.until = written.range.end as usize;
    }

    fn open_pending(&mut self) {
        let pending = self.open.get(self.written..).unwrap_or_default();
        pending.iter().for_each(|tag| self.out.push_str(tag));
        self.written = self.open.len();
    }

    fn letter(&mut self, piece: &str, length: usize) {
        if self.until <= self.at {
            self.open_pending();
            self.out.push_str(piece);
        }
        self.at += length;
    }
}

#[cfg(test)]
mod tests {
    use super::{masked, spots, unmasked};
    use crate::base::TextRange;
    use crate::model::front::Located;
    use crate::model::parameter::{Declaration, Parameter};
    use crate::text::parameter::in_braces;

    fn parameter() -> Parameter {
        let name = Located { text: "ns".into(), range: TextRange::default() };
        Parameter::named(name, TextRange::default(), Declaration::Table)
    }

    #[test]
    fn parameters_come_back_where_they_were() {
        let own = parameter();
        const VAR: &str = "<var class=\"param\" data-p=\"ns\">{{ns}}</var>";
        for (code, coloured, expected) in [
            ("a {{ns}} b", "a xxxxxx b", format!("a {VAR} b")),
            (
                "\"a {{ns}}&\"",
                "<span class=\"s\">\"a xxxxxx&amp;\"</span>",
                format!("<span class=\"s\">\"a </span>{VAR}<span class=\"s\">&amp;\"</span>"),
            ),
            (
                "{{ns}}\n{{ns}}é",
                "<span class=\"k\">xxxxxx</span>\n<span class=\"d\"><span class=\"v\">xxxxxxé</span></span>",
                format!("{VAR}\n{VAR}<span class=\"d\"><span class=\"v\">é</span></span>"),
            ),
            (
                "a {{ns}} b",
                "<span class=\"out\">a xxxxxx b</span>",
                format!("<span class=\"out\">a {VAR} b</span>"),
            ),
            (
                "<{{ns}}{{ns}}",
                "<span class=\"p\">&lt;xxxx</span>xxxxxxxx",
                format!("<span class=\"p\">&lt;</span>{VAR}{VAR}"),
            ),
        ] {
            let places = in_braces(code).into_iter().map(|written| (written, &own)).collect();
            let places = spots("text", code, places);
            assert_eq!(masked(code, &places).len(), code.len());
            assert_eq!(unmasked(coloured.into(), &places), expected);
        }
    }
}
