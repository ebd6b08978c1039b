//! Headings that are steps: `Step 3: Hold the queue`.

/// Tells whether a heading is a step.
pub(in crate::stages::parse) fn is_step(heading: &str) -> bool {
    rest_of_step(heading).is_some()
}

/// Returns the name of a step without `Step 3:`.
pub(in crate::stages::parse) fn step_name(heading: &str) -> &str {
    rest_of_step(heading).unwrap_or(heading).trim()
}

/// Returns what stands behind the number of a heading that is a step.
fn rest_of_step(heading: &str) -> Option<&str> {
    let heading = heading.trim();
    let named = ["step ", "task ", "part "].iter().find_map(|word| {
        let start = heading.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word));
        start.and(heading.get(word.len()..))
    });
    let text = named.unwrap_or(heading);
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let ends = if named.is_some() { &[':', '-', '–', '—', '.', ')'][..] } else { &['.', ')'] };
    let behind = rest.trim_start();
    let is_step = rest.len() < text.len() && behind.starts_with(ends);
    is_step.then(|| behind.trim_start_matches(ends))
}
