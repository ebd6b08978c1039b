//! Whose Markdown a text is.

/// Whose rules hold where tools read one text in two ways. Constructs that
/// mean nothing elsewhere (`:::image`, `!!! note`) are read in every flavour.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Flavour {
    /// Markdown as Git hosts read it.
    #[default]
    GitHub,
    /// Microsoft Learn: a collection with `docfx.json`.
    Learn,
    /// MkDocs: a collection with `mkdocs.yml`.
    MkDocs,
}

impl Flavour {
    /// Returns the name.
    pub fn name(self) -> &'static str {
        match self {
            Flavour::GitHub => "github",
            Flavour::Learn => "learn",
            Flavour::MkDocs => "mkdocs",
        }
    }
}
