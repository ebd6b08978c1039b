//! What a shortcode or component is given, taken one by one, so that what
//! nobody asked for can be told of.

/// One argument.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Argument {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Its value.
    pub value: String,
}

/// All arguments in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Arguments {
    list: Vec<Argument>,
}

impl Arguments {
    /// Makes a list.
    pub fn new(list: Vec<Argument>) -> Arguments {
        Arguments { list }
    }

    /// Takes the first argument that has one of these names.
    pub fn named(&mut self, names: &[&str]) -> Option<String> {
        let is_it = |argument: &Argument| {
            let name = argument.name.as_deref();
            name.is_some_and(|name| names.iter().any(|wanted| name.eq_ignore_ascii_case(wanted)))
        };
        let at = self.list.iter().position(is_it)?;
        Some(self.list.remove(at).value)
    }

    /// Takes the first argument without a name.
    pub fn next(&mut self) -> Option<String> {
        let at = self.list.iter().position(|argument| argument.name.is_none())?;
        Some(self.list.remove(at).value)
    }

    /// Takes the argument with one of these names, else the first without a
    /// name.
    pub fn named_or_next(&mut self, names: &[&str]) -> Option<String> {
        self.named(names).or_else(|| self.next())
    }

    /// Returns the first argument without a name and leaves it.
    pub fn peek(&self) -> Option<&str> {
        let argument = self.list.iter().find(|argument| argument.name.is_none())?;
        Some(&argument.value)
    }

    /// Returns what nobody took.
    pub fn rest(&self) -> impl Iterator<Item = String> {
        self.list.iter().map(|argument| match &argument.name {
            Some(name) => name.clone(),
            None => format!("\"{}\"", argument.value),
        })
    }

    /// Writes all arguments, for tests.
    #[cfg(test)]
    pub fn shown(&self) -> String {
        let show = |argument: &Argument| match &argument.name {
            Some(name) => format!(" {name}={}", argument.value),
            None => format!(" {}", argument.value),
        };
        self.list.iter().map(show).collect()
    }
}
