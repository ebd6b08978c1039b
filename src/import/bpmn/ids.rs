//! Ids of elements as ids of steps. They are kept where a page takes them:
//! letters, digits, `-`, `_` and `.`, with a letter or digit first.

use std::collections::BTreeSet;

use super::draft::Draft;

/// Returns ids as a flow takes them, each once.
pub(super) fn ids(draft: &Draft) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let nodes = draft.nodes.iter().enumerate().map(|(index, node)| {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let id: String = node.id.chars().map(|c| if plain(c) { c } else { '-' }).collect();
        let id = id.trim_start_matches(|c: char| !c.is_alphanumeric()).to_string();
        let id = match id.is_empty() || taken.contains(&id) {
            true => format!("step-{}", index + 1),
            // A number means a line.
            false if id.chars().all(|c| c.is_ascii_digit()) => format!("n{id}"),
            false => id,
        };
        let mut unique = id.clone();
        let mut count = 1;
        while !taken.insert(unique.clone()) {
            count += 1;
            unique = format!("{id}-{count}");
        }
        unique
    });
    nodes.collect()
}
