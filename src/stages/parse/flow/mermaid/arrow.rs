//! The arrows of a Mermaid flowchart, with their words. Where Mermaid lets a
//! line break stand, before and after an arrow and in quotes, one may stand.

use super::scan::{Part, Scan};

/// An arrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arrow {
    pub(super) label: Option<Part>,
    pub(super) is_dotted: bool,
    /// It leads both ways.
    pub(super) is_double: bool,
    /// `~~~`: it only moves what it joins.
    pub(super) is_hidden: bool,
}

impl Scan<'_> {
    /// Reads an arrow with its words; `None` if none stands here, `Err` if it
    /// has no end.
    pub(super) fn arrow(&mut self) -> Result<Option<Arrow>, ()> {
        let start = self.at;
        let mut arrow = Arrow::default();
        if self.rest().starts_with("~~~") {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start_matches('~').len();
            arrow.is_hidden = true;
            return Ok(Some(arrow));
        }
        if self.rest().starts_with(['<', 'x', 'o']) {
            arrow.is_double = self.rest().starts_with('<');
            self.at += 1;
        }
        let Some(line) = Line::at(self.rest()) else {
            self.at = start;
            return Ok(None);
        };
        arrow.is_dotted = line == Line::Dotted;
        let Some(head) = line.complete(self.rest()) else {
            self.at += 2;
            let label = line.label(self).ok_or(());
            arrow.label = Some(label.inspect_err(|()| self.at = start)?);
            return Ok(Some(arrow));
        };
        self.at += head;
        let before = self.at;
        self.skip_blank();
        if self.eat("|") {
            let label = self.words("|", &["|"]).ok_or(());
            arrow.label = Some(label.inspect_err(|()| self.at = start)?);
        } else {
            self.at = before;
        }
        Ok(Some(arrow))
    }
}

/// How the line of an arrow is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Plain,
    Thick,
    Dotted,
}

impl Line {
    /// Tells which line begins here.
    fn at(text: &str) -> Option<Line> {
        match text.as_bytes() {
            [b'-', b'-', ..] => Some(Line::Plain),
            [b'=', b'=', ..] => Some(Line::Thick),
            [b'-', b'.', ..] => Some(Line::Dotted),
            _ => None,
        }
    }

    /// Returns the length of the arrow, if no words stand in it.
    fn complete(self, text: &str) -> Option<usize> {
        let is_head = |c: &char| matches!(c, '>' | 'x' | 'o');
        if self == Line::Dotted {
            let line = text.strip_prefix('-').unwrap_or(text);
            let rest = line.trim_start_matches('.').strip_prefix('-')?;
            let head = usize::from(rest.chars().next().is_some_and(|c| is_head(&c)));
            return (!line.starts_with('-')).then_some(text.len() - rest.len() + head);
        }
        let sign = if self == Line::Plain { '-' } else { '=' };
        let rest = text.trim_start_matches(sign);
        let length = text.len() - rest.len();
        match rest.chars().next().filter(is_head) {
            Some(_) if 2 <= length => Some(length + 1),
            _ => (3 <= length).then_some(length),
        }
    }

    /// Reads the words of an arrow up to its end, and moves over that.
    fn label(self, scan: &mut Scan<'_>) -> Option<Part> {
        scan.skip_blank();
        let quoted = scan.quoted();
        if quoted.is_some() {
            scan.skip_space();
        }
        let start = scan.at;
        let sign = match self {
            Line::Plain => "--",
            Line::Thick => "==",
            Line::Dotted => ".",
        };
        let mut at = start;
        loop {
            let rest = scan.text.get(at..)?;
            let next = rest.find(['\n', '-', '=', '.'])?;
            at += next;
            let rest = scan.text.get(at..)?;
            if rest.starts_with('\n') {
                return None;
            }
            if rest.starts_with(sign)
                && let Some(length) = self.complete(rest)
            {
                scan.at = at + length;
                let own = start..at - self.dash_before(scan.part(&(start..at)));
                return Some(quoted.unwrap_or(own));
            }
            let first = rest.chars().next()?;
            at += rest.len() - rest.trim_start_matches(first).len();
        }
    }

    /// The end of a dotted arrow may be `-.->` as well as `.->`.
    fn dash_before(self, words: &str) -> usize {
        usize::from(self == Line::Dotted && words.ends_with('-'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrow(text: &str) -> (Option<&str>, &str) {
        let mut scan = Scan { text, at: 0 };
        let arrow = scan.arrow().expect("an end").expect("an arrow");
        (arrow.label.map(|part| scan.part(&part).trim()), scan.rest())
    }

    #[test]
    fn reads_the_arrows_of_mermaid() {
        for text in [
            "-->", "---", "---->", "--x", "--o", "<-->", "x--x", "o--o", "==>", "===", "<==>",
            "-.->", "-.-", "-...->", "<-.->", "~~~", "~~~~~",
        ] {
            assert_eq!(arrow(&format!("{text} B")), (None, " B"), "{text}");
        }
        for text in [
            "-- a b -->|",
            "-- a b ---|",
            "-- a b ------>|",
            "== a b ==>|",
            "== a b ===|",
            "-. a b .->|",
            "-. a b .-|",
            "-. a b -.->|",
            "-->|a b||",
            "--> |a b||",
            "-.->|\"a b\"||",
            "--\"a b\"-->|",
            "-- \"a b\" -->|",
        ] {
            assert_eq!(arrow(text), (Some("a b"), "|"), "{text}");
        }
        assert_eq!(arrow("-- box-->B"), (Some("box"), "B"));
        assert_eq!(arrow("-- a-b.c -->B"), (Some("a-b.c"), "B"));
        assert_eq!(arrow("-. v1.2 .->B"), (Some("v1.2"), "B"));
        for text in ["-- a b\n-->", "-->|a b", "== a", "-. a"] {
            let mut scan = Scan { text, at: 0 };
            assert_eq!((scan.arrow(), scan.at), (Err(()), 0), "{text}");
        }
        assert_eq!(Scan { text: "xy", at: 0 }.arrow(), Ok(None));
    }
}
