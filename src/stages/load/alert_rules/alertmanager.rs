//! Routes of Alertmanager: the alerts that they name. A route says nothing of
//! all other alerts, so these need not be all.

use super::{Read, Reader, Told};
use crate::base::TextRange;
use crate::text::data::Node;

/// Routes in each other.
const DEEPEST: usize = 64;

/// What a matcher is about.
const LABEL: &str = "alertname";

impl Reader<'_> {
    /// Reads a route and those below it.
    pub(super) fn route(&mut self, route: &Node) -> Read {
        self.routes(route, 0);
        Read::Some
    }

    fn routes(&mut self, route: &Node, depth: usize) {
        if let Some(value) = route.get("match").and_then(|own| own.get(LABEL)) {
            self.alert(value, Told::default());
        }
        if let Some(value) = route.get("match_re").and_then(|own| own.get(LABEL)) {
            self.alternatives(value, value.as_text().unwrap_or_default());
        }
        let matchers = route.get("matchers").and_then(Node::as_list).unwrap_or_default();
        matchers.iter().for_each(|matcher| self.matcher(matcher));
        let below = route.get("routes").and_then(Node::as_list).unwrap_or_default();
        if depth < DEEPEST {
            below.iter().for_each(|route| self.routes(route, depth + 1));
        }
    }

    /// Reads `alertname = "X"`, `alertname=~"X|Y"`, several of them with
    /// commas, or a matcher as the operator has it.
    fn matcher(&mut self, node: &Node) {
        let text = |key: &str| node.get(key).and_then(Node::as_text);
        if text("name") == Some(LABEL) {
            let is_regex = text("matchType") == Some("=~") || text("regex") == Some("true");
            match node.get("value") {
                Some(value) if is_regex => {
                    self.alternatives(value, value.as_text().unwrap_or_default());
                }
                Some(value) if matches!(text("matchType"), None | Some("=")) => {
                    self.alert(value, Told::default());
                }
                _ => {}
            }
        }
        let written = node.as_text().unwrap_or_default().trim().trim_matches(['{', '}']);
        for part in written.split(',') {
            let Some(rest) = part.trim().strip_prefix(LABEL) else { continue };
            let value = rest.trim_start().strip_prefix('=').unwrap_or_default();
            self.alternatives(node, value.trim_start_matches('~').trim().trim_matches('"'));
        }
    }

    /// Adds what an expression names word by word; any other expression names
    /// no alert for certain.
    fn alternatives(&mut self, node: &Node, expression: &str) {
        let inner = expression.trim_start_matches('^').trim_end_matches('$');
        let inner = inner.strip_prefix('(').and_then(|own| own.strip_suffix(')')).unwrap_or(inner);
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | ':');
        let mut from = 0;
        let written = node.range.of(self.text);
        for name in inner.split('|') {
            if name.is_empty() || !name.chars().all(is_name) {
                continue;
            }
            let rest = written.get(from..).unwrap_or_default();
            let range = match rest.find(name) {
                Some(at) => TextRange::new(from + at, from + at + name.len()),
                None => TextRange::new(0, written.len()),
            };
            from = range.end as usize;
            self.named(name, range.shifted(node.range.start), Told::default());
        }
    }
}
