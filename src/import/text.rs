//! One file of the source as text: without byte order mark, with `\n` where
//! all its lines end in `\r\n`, and able to say the line of a byte.

use crate::base::SitePath;

/// A file of text.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// Where it lies in the source.
    pub path: SitePath,
    /// What it says.
    pub text: String,
    /// Whether its lines ended in `\r\n`.
    is_windows: bool,
    starts: Vec<usize>,
}

impl Text {
    /// Reads bytes; on failure returns the line that is not UTF-8.
    pub fn read(path: &SitePath, bytes: &[u8]) -> Result<Text, usize> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            1 + bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count()
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let windows = text.matches("\r\n").count();
        let is_windows = 0 < windows && windows == text.matches('\n').count();
        let text = if is_windows { text.replace("\r\n", "\n") } else { text.into() };
        Ok(Text::new(path.clone(), text, is_windows))
    }

    fn new(path: SitePath, text: String, is_windows: bool) -> Text {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(ends).collect();
        Text { path, text, is_windows, starts }
    }

    /// Returns the line of a byte, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).max(1)
    }

    /// Returns what stands before a byte on its line.
    pub fn before(&self, at: usize) -> &str {
        let start = self.starts.get(self.line(at) - 1).copied().unwrap_or(0);
        self.text.get(start..at).unwrap_or_default()
    }

    /// Returns the place of a byte, for the report.
    pub fn place(&self, at: usize) -> (&SitePath, usize) {
        (&self.path, self.line(at))
    }

    /// Gives a rewritten text the line ends of the source.
    pub fn with_its_ends(&self, text: String) -> String {
        if self.is_windows { text.replace('\n', "\r\n") } else { text }
    }
}
