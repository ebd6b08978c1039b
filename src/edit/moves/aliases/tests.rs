use super::*;
use crate::base::SitePath;
use crate::edit::text::{apply, compatible};

/// Adds `/old/` and takes out what stands between `«` and `»`.
fn change(marked: &str, add: Option<&str>) -> Option<String> {
    let mut remove = Vec::new();
    let mut text = marked.to_string();
    while let Some(start) = text.find('«') {
        text = text.replacen('«', "", 1);
        let end = text.find('»').expect("an end");
        text = text.replacen('»', "", 1);
        remove.push(TextRange::new(start, end));
    }
    let file = FileId::of(&SitePath::new("a.md").expect("inside"));
    let addresses = Addresses { add: add.map(Into::into), remove };
    let after = apply(&text, &compatible(edits(file, &text, &addresses)?));
    if add.is_some() {
        let split = front_matter::split(&after);
        let Front::Closed(yaml) = split.front else { panic!("no front matter: {after}") };
        let read = yaml::parse(file, yaml.of(&after), yaml.start, Limits::FRONT_MATTER);
        assert_eq!(read.diagnostics, [], "{after}");
        let list = read.value.as_map().expect("a map").iter();
        let list = list.filter(|entry| is_same_key("aliases", &entry.key.text));
        let values: Vec<&str> = list
            .flat_map(|entry| entry.value.as_list().unwrap_or_default())
            .filter_map(Node::as_text)
            .collect();
        assert!(values.iter().any(|value| Some(*value) == add), "{after}");
    }
    Some(after)
}

#[test]
fn an_address_is_added_in_the_style_there_is() {
    for (before, after) in [
        ("# T\n", "---\naliases: [/old/]\n---\n\n# T\n"),
        ("\n# T\n", "---\naliases: [/old/]\n---\n\n# T\n"),
        ("\u{feff}# T\r\n", "\u{feff}---\r\naliases: [/old/]\r\n---\r\n\r\n# T\r\n"),
        ("", "---\naliases: [/old/]\n---\n\n"),
        ("---\n\nText\n", "---\naliases: [/old/]\n---\n\n---\n\nText\n"),
        ("---\ntitle: T # c\n---\nx", "---\ntitle: T # c\naliases: [/old/]\n---\nx"),
        ("---\r\na: b\r\n---\r\n", "---\r\na: b\r\naliases: [/old/]\r\n---\r\n"),
        ("---\n---\nx", "---\naliases: [/old/]\n---\nx"),
        ("---\n  a: b\n---\n", "---\n  a: b\n  aliases: [/old/]\n---\n"),
        ("---\n{a: b}\n---\n", "---\n{a: b, aliases: [/old/]}\n---\n"),
        ("---\na: |\n  x\n---\n", "---\na: |\n  x\naliases: [/old/]\n---\n"),
        ("---\naliases: [A, \"b\"] # c\n---\n", "---\naliases: [A, \"b\", /old/] # c\n---\n"),
        ("---\naliases: [ ]\n---\n", "---\naliases: [/old/ ]\n---\n"),
        ("---\naliases: [\n  A, # c\n]\n---\n", "---\naliases: [\n  A, /old/, # c\n]\n---\n"),
        (
            "---\naliases:\n  - A # c\nb: c\n---\n",
            "---\naliases:\n  - A # c\n  - /old/\nb: c\n---\n",
        ),
        ("---\nAliases:\r\n- 'A'\r\n---\r\n", "---\nAliases:\r\n- 'A'\r\n- /old/\r\n---\r\n"),
        ("---\naliases: A b\n---\n", "---\naliases: [A b, /old/]\n---\n"),
        ("---\naliases: \"a, b\" # c\n---\n", "---\naliases: [\"a, b\", /old/] # c\n---\n"),
        ("---\naliases: a, b\n---\n", "---\naliases: [\"a, b\", /old/]\n---\n"),
        ("---\naliases: # c\nb: c\n---\n", "---\naliases: [/old/] # c\nb: c\n---\n"),
        ("---\naliases: ~\n---\n", "---\naliases: [/old/]\n---\n"),
    ] {
        assert_eq!(change(before, Some("/old/")).as_deref(), Some(after), "{before:?}");
    }
    let spaced = change("---\naliases: [a]\n---\n", Some("/a, b/"));
    assert_eq!(spaced.as_deref(), Some("---\naliases: [a, \"/a, b/\"]\n---\n"));
}

#[test]
fn an_address_that_is_no_longer_old_goes() {
    for (before, add, after) in [
        ("---\naliases: [«/new/»]\n---\n", Some("/old/"), "---\naliases: [/old/]\n---\n"),
        ("---\naliases: [A, «/new/»]\n---\n", None, "---\naliases: [A]\n---\n"),
        ("---\naliases: [«/new/», A]\n---\n", None, "---\naliases: [A]\n---\n"),
        ("---\naliases: [«/new/»]\n---\n", None, "---\naliases: []\n---\n"),
        ("---\naliases: «/new/»\n---\n", None, "---\naliases: []\n---\n"),
        ("---\naliases:\n- A\n- «/new/» # c\n---\n", None, "---\naliases:\n- A\n---\n"),
    ] {
        assert_eq!(change(before, add).as_deref(), Some(after), "{before:?}");
    }
}

#[test]
fn what_cannot_be_edited_safely_is_not() {
    for text in [
        "+++\na = 1\n+++\n",
        "---\na: b\n\n# T\n",
        "---\naliases: {a: b}\n---\n",
        "---\naliases: |\n  a\n---\n",
    ] {
        assert_eq!(change(text, Some("/old/")), None, "{text:?}");
    }
}
