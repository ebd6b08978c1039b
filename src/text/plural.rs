//! English names in the singular, as far as they can be told apart safely.

/// Words that end like a plural and mean something else than their singular.
const OWN: &[&str] = &[
    "accounts",
    "analytics",
    "communications",
    "economics",
    "facilities",
    "finances",
    "goods",
    "human resources",
    "logistics",
    "news",
    "operations",
    "premises",
    "resources",
    "sales",
    "series",
    "services",
    "species",
    "statistics",
    "systems",
    "works",
];

/// Writes the last word of a name of people in the singular: "project
/// managers" is "project manager". What is no plain plural stays as it is.
pub fn singular(name: &str) -> String {
    let (before, last) = match name.rfind(' ') {
        Some(at) => name.split_at(at + 1),
        None => ("", name),
    };
    let lower = last.to_lowercase();
    if OWN.contains(&lower.as_str()) || lower.chars().count() < 4 {
        return name.to_string();
    }
    let stem = |end: &str| last.get(..last.len().checked_sub(end.len())?);
    let ends = |end: &str| lower.ends_with(end) && lower.len() == last.len();
    let singular = match () {
        () if ends("ies") && 4 < lower.len() => stem("ies").map(|stem| format!("{stem}y")),
        () if ["sses", "shes", "ches", "xes", "zes"].into_iter().any(ends) => {
            stem("es").map(str::to_string)
        }
        () if ["ss", "us", "is"].into_iter().any(ends) => None,
        () if ends("s") => stem("s").map(str::to_string),
        () => None,
    };
    singular.map_or_else(|| name.to_string(), |last| format!("{before}{last}"))
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn knows_plain_plurals_and_leaves_the_rest() {
        for (name, expected) in [
            ("project managers", "project manager"),
            ("Secretaries", "Secretary"),
            ("coaches", "coach"),
            ("bosses", "boss"),
            ("employees", "employee"),
            ("sales", "sales"),
            ("field operations", "field operations"),
            ("process", "process"),
            ("analysis", "analysis"),
            ("campus", "campus"),
            ("bus", "bus"),
            ("ies", "ies"),
            ("KPİs", "KPİs"),
            ("", ""),
        ] {
            assert_eq!(singular(name), expected);
        }
    }
}
