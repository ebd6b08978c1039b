//! Blocks as Markdown.

use super::writer::{Flow, Gap, Writer};
use crate::model::callout;
use crate::model::document::{
    Block, BlockKind, Blocks, Callout, CalloutKind, Code, Definition, Heading, Inline, Item, List,
};
use crate::model::graft::id_in_page;
use crate::model::sequence::{Entry, EntryState, Generated};
use crate::text::html::{PieceKind, pieces};
use crate::text::slug::slug;

impl<'a> Writer<'a> {
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        let mut after_text = false;
        for block in blocks {
            // A list below the text of an item needs no empty line, if it
            // may follow text at once.
            let is_list = matches!(&block.kind, BlockKind::List(list)
                if list.start.is_none_or(|start| start == 1)
                    && list.items.first().is_some_and(|item| !item.blocks.is_empty()));
            if after_text && is_list {
                self.next_after(Gap::Line);
            }
            let length = self.out.len();
            self.one(block);
            let is_text = matches!(block.kind, BlockKind::Plain(_));
            after_text = is_text && length < self.out.len();
        }
    }

    pub(super) fn one(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => {
                self.block(|writer| writer.inlines(content));
            }
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::List(list) => match self.asked(block) {
                Some(question) if question.list == Some(block.range) => {
                    self.choices(question, list);
                }
                _ => self.list(list),
            },
            BlockKind::Quote(blocks) => self.quote("", blocks),
            BlockKind::Callout(callout) => self.callout(callout),
            BlockKind::Code(code) => match self.part.document.message(block.range) {
                Some(message) => self.message(message, code),
                None => self.code(code),
            },
            BlockKind::Table(table) => self.table(table),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::Element(element) => self.element(element),
            BlockKind::Raw(html) => self.raw(html),
            BlockKind::Rule => self.rule(),
            BlockKind::Contents => self.contents(),
            BlockKind::Tabs(tabs) => {
                tabs.iter().for_each(|tab| self.titled(&tab.title, &tab.blocks));
            }
            BlockKind::Columns(columns) => {
                columns.iter().for_each(|column| self.blocks(&column.blocks));
            }
            BlockKind::Details(details) => self.details(details),
            BlockKind::Group(group) => self.group(group),
            BlockKind::Include(number) => self.include(*number),
            BlockKind::Video(number) => self.block(|writer| writer.video(*number)),
            BlockKind::Generated(Generated::Calendar) => self.calendar(block.range),
            BlockKind::Generated(generated) => self.generated(*generated),
            BlockKind::Cards(cards) => self.cards(cards),
            BlockKind::Labels(labels) if self.asked(block).is_some() => self.hints(labels),
            BlockKind::Labels(labels) => self.labels(labels),
            // Room to sign is for paper; the label "Sign-off" says who does.
            BlockKind::Signatures(_) => {}
            BlockKind::Flow(index) => self.flow_steps(*index),
            BlockKind::Unsupported => {
                let source = self.source(block.range).trim_end();
                self.block(|writer| {
                    writer.mark("**Not supported yet:** ");
                    writer.code_span(source);
                });
            }
        }
    }

    pub(super) fn heading(&mut self, heading: &'a Heading) {
        let id = id_in_page(self.part.ids, &heading.id);
        let text = self.one_line(Flow::Title, |writer| writer.inlines(&heading.content));
        let own = slug(&self.plain(&heading.content));
        self.titled_line(heading.level.clamp(2, 6), &text, (id, own));
    }

    /// Writes a heading; `ids` are its id and the one its text gives it.
    pub(super) fn titled_line(&mut self, level: u8, text: &str, ids: (&str, String)) {
        if self.flow != Flow::Lines {
            return self.block(|writer| writer.mark(text));
        }
        let (id, own) = ids;
        let has_id = id.is_empty() || id == own && self.ids.insert(own);
        self.block(|writer| {
            writer.mark(&"#".repeat(usize::from(level)));
            writer.mark(" ");
            if !has_id {
                writer.anchor(id);
            }
            writer.mark(text);
        });
    }

    fn list(&mut self, list: &'a List) {
        let mark = match (list.start.is_some(), self.after_list) {
            (true, Some('.')) => ')',
            (true, _) => '.',
            (false, Some('-')) => '*',
            (false, _) => '-',
        };
        let is_loose = |item: &Item| {
            item.blocks.iter().any(|block| matches!(block.kind, BlockKind::Paragraph(_)))
        };
        let is_map = self.is_map(list);
        if is_map {
            self.covered();
            self.chart();
        }
        let is_apart = is_map || list.items.iter().any(is_loose);
        let gap = if is_apart { Gap::Empty } else { Gap::Line };
        for (at, item) in list.items.iter().enumerate() {
            if 0 < at {
                self.next_after(gap);
            }
            let number = list.start.map(|start| start.saturating_add(at as u64));
            // Markdown reads at most nine digits.
            let number = number.map(|number| format!("{}{mark} ", number.min(999_999_999)));
            self.item(item, number.as_deref().unwrap_or(if mark == '-' { "- " } else { "* " }));
        }
        self.next_after(Gap::Empty);
        self.after_list = Some(mark);
    }

    fn item(&mut self, item: &'a Item, mark: &str) {
        self.begin();
        let is_line = self.flow == Flow::Lines;
        if is_line {
            self.mark(mark);
        }
        let task = item.task.filter(|_| is_line);
        if let Some(ticked) = task {
            self.mark(if ticked { "[x] " } else { "[ ] " });
        }
        self.anchors.extend(item.id.as_deref().map(|id| id_in_page(self.part.ids, id).into()));
        self.within(&" ".repeat(mark.len()), |writer| {
            writer.entry(item);
            writer.known_of(item);
        });
    }

    /// Writes the content of a list item; what names the page is no link.
    fn entry(&mut self, item: &'a Item) {
        use crate::model::page::Target;
        let document = self.part.document;
        let entry = document.entry(item.range.start).map(|(_, entry)| entry);
        let is_current = entry.is_some_and(|entry| entry.state == EntryState::Current);
        let own = entry.and_then(Entry::reference);
        let own = own.filter(|number| self.target(*number) == &Target::Page(self.page.id, None));
        let around = std::mem::replace(&mut self.to_itself, own);
        match item.blocks.split_first() {
            Some((
                Block { kind: BlockKind::Plain(name) | BlockKind::Paragraph(name), .. },
                rest,
            )) if is_current && item.task.is_none() => {
                self.block(|writer| writer.here(|writer| writer.inlines(name)));
                self.blocks(rest);
            }
            _ => self.blocks(&item.blocks),
        }
        self.to_itself = around;
    }

    /// A quotation, perhaps with a first line of its own.
    pub(super) fn quote(&mut self, first: &str, blocks: &'a [Block]) {
        self.quoted(first, |writer| writer.blocks(blocks));
    }

    pub(super) fn quoted(&mut self, first: &str, write: impl FnOnce(&mut Self)) {
        if self.flow != Flow::Lines {
            return write(self);
        }
        self.begin();
        self.mark("> ");
        self.mark(first);
        self.within("> ", |writer| {
            if !first.is_empty() {
                writer.next_after(Gap::Line);
            }
            write(writer);
        });
    }

    fn callout(&mut self, callout: &'a Callout) {
        let kind = match callout.word.is_empty() {
            true => None,
            false => Some((callout.kind, &*callout.word)),
        };
        self.alert(kind, &callout.title, &callout.blocks);
    }

    /// An alert as Git hosts read it: one of five words, and a title of its
    /// own in bold.
    pub(super) fn alert(
        &mut self,
        kind: Option<(CalloutKind, &str)>,
        title: &'a [Inline],
        blocks: &'a [Block],
    ) {
        let mark = match kind.map(|(kind, _)| kind) {
            None | Some(CalloutKind::Note | CalloutKind::Other) => "[!NOTE]",
            Some(CalloutKind::Tip) => "[!TIP]",
            Some(CalloutKind::Important) => "[!IMPORTANT]",
            Some(CalloutKind::Warning) => "[!WARNING]",
            Some(CalloutKind::Caution) => "[!CAUTION]",
        };
        let word = match kind {
            Some((CalloutKind::Other, word)) if title.is_empty() => {
                Some(callout::capitalised(word))
            }
            _ => None,
        };
        self.quoted(mark, |writer| {
            match word {
                Some(word) => writer.block(|writer| {
                    writer.mark("**");
                    writer.text(&word);
                    writer.mark("**");
                }),
                None => writer.bold_line(title),
            }
            writer.blocks(blocks);
        });
    }

    /// A title in bold, then what it is the title of. A heading would take
    /// what follows the blocks as well.
    pub(super) fn titled(&mut self, title: &'a [Inline], blocks: &'a [Block]) {
        self.bold_line(title);
        self.blocks(blocks);
    }

    pub(super) fn bold_line(&mut self, title: &'a [Inline]) {
        let text = self.one_line(Flow::Title, |writer| writer.inlines(title));
        if !text.is_empty() {
            self.block(|writer| writer.bold(&text));
        }
    }

    /// Writes finished Markdown in bold, where nothing in it is bold yet.
    pub(super) fn bold(&mut self, text: &str) {
        let mark = if text.contains('*') { "" } else { "**" };
        self.mark(mark);
        self.mark(text);
        self.mark(mark);
    }

    pub(super) fn code(&mut self, code: &Code) {
        let filled = match code.literal {
            true => std::borrow::Cow::Borrowed(&*code.text),
            false => self.ctx.site.catalog.records.fill(&code.text),
        };
        let text = filled.trim_end_matches(['\n', '\r']);
        if self.flow != Flow::Lines {
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                self.block(|writer| writer.code_span(line));
            }
            return;
        }
        let fence = "`".repeat(longest_run(text).max(2) + 1);
        let language = code.language.replace(['`', ' '], "");
        self.begin();
        self.mark(&fence);
        self.mark(&language);
        if let Some(title) = &code.title {
            let title = title.replace(['`', '"', '\n'], "'");
            self.mark(&format!(" title=\"{title}\""));
        }
        for line in text.split('\n') {
            self.new_line();
            self.mark(line.trim_end_matches('\r'));
        }
        self.new_line();
        self.mark(&fence);
    }

    fn definitions(&mut self, definitions: &'a [Definition]) {
        for definition in definitions {
            match definition {
                Definition::Term(content) => self.bold_line(content),
                Definition::Meaning(blocks) => self.blocks(blocks),
            }
        }
    }

    pub(super) fn rule(&mut self) {
        if self.flow == Flow::Lines {
            self.block(|writer| writer.mark("___"));
        }
    }

    /// HTML of a site that trusts it: its text.
    pub(super) fn raw(&mut self, html: &str) {
        let mut text = String::new();
        let mut hidden = 0usize;
        for piece in pieces(html) {
            match piece.kind {
                PieceKind::Open { name, self_closing, .. } if !self_closing && hides(&name) => {
                    hidden += 1;
                }
                PieceKind::Close(name) if hides(&name) => hidden = hidden.saturating_sub(1),
                PieceKind::Text(piece) if hidden == 0 => text.push_str(&piece),
                _ => text.push(' '),
            }
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.block(|writer| writer.text(&text));
    }

    /// The contents of the page: headings of the second and third level.
    fn contents(&mut self) {
        let outline = self.page.document.outline.iter().filter(|entry| entry.level <= 3);
        for (at, entry) in outline.enumerate() {
            if 0 < at {
                self.next_after(Gap::Line);
            }
            self.begin();
            let href = format!("#{}", crate::base::url::encode_fragment(&entry.id));
            self.mark(if 2 < entry.level { "  - " } else { "- " });
            self.linked_text(&entry.text, &href);
        }
        self.next_after(Gap::Empty);
        self.after_list = Some('-');
    }

    /// The footnotes that what is written mentions, and those that these
    /// mention.
    pub(super) fn footnotes(&mut self) {
        let mut at = 0;
        while let Some(note) = self.notes.get(at).copied() {
            at += 1;
            let footnote = note.part.document.footnotes.get(note.at as usize);
            let blocks: &'a Blocks = match footnote {
                Some(footnote) => &footnote.blocks,
                None => continue,
            };
            self.begin();
            self.mark(&format!("[^{at}]: "));
            self.inside(note.part, |writer| {
                writer.within("    ", |writer| writer.blocks(blocks));
            });
        }
    }
}

/// Tells whether an element's text is not for readers.
fn hides(tag: &str) -> bool {
    matches!(tag, "script" | "style" | "template" | "noscript" | "title" | "textarea")
}

/// Returns the length of the longest run of backticks.
pub(super) fn longest_run(text: &str) -> usize {
    let (mut longest, mut run) = (0, 0);
    for byte in text.bytes() {
        run = if byte == b'`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
