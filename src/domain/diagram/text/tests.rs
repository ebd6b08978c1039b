//! Lines of text, with the widths of the table.

use super::{NOTE, WORDS, break_lines, clean};

fn lines(text: &str, width: i32) -> Vec<String> {
    break_lines(text, WORDS, width, 4).lines
}

#[test]
fn a_text_that_fits_is_one_line() {
    assert_eq!(lines("Peer review", 150), ["Peer review"]);
    assert!(lines("", 150).is_empty());
}

#[test]
fn lines_end_between_words_and_are_even() {
    assert_eq!(lines("Attach the assessment of risk", 150), ["Attach the", "assessment of risk"]);
    assert_eq!(lines("Ordering/receiving", 100), ["Ordering/", "receiving"]);
    assert_eq!(lines("Step\u{A0}4 of the list", 100), ["Step\u{A0}4 of", "the list"]);
}

#[test]
fn a_soft_hyphen_is_seen_only_where_a_line_ends() {
    assert_eq!(lines("Zahlungs\u{AD}lauf", 150), ["Zahlungslauf"]);
    assert_eq!(lines("Zahlungs\u{AD}laufkontrolle", 120), ["Zahlungs-", "laufkontrolle"]);
}

#[test]
fn a_word_too_long_is_divided() {
    let broken = lines("Donaudampfschifffahrtsgesellschaft", 100);
    assert!(1 < broken.len() && broken.iter().all(|line| WORDS.width(line) <= 100), "{broken:?}");
    let is_hyphenated = |line: &String| line.ends_with('-');
    assert!(broken.iter().rev().skip(1).all(is_hyphenated), "{broken:?}");
    assert_eq!(broken.concat().replace('-', ""), "Donaudampfschifffahrtsgesellschaft");
    assert_eq!(lines("0123456789012345", 80), ["01234567", "89012345"]);
}

#[test]
fn lines_know_whether_a_space_is_between_them() {
    let broken = break_lines("Verantwortlichkeitsmatrix pr\u{FC}fen", WORDS, 110, 4);
    assert_eq!(broken.is_spaced, [false, true, false], "{broken:?}");
}

#[test]
fn ideographs_divide_anywhere_but_before_a_stop() {
    let broken = lines("申請書を確認する。", 118);
    assert_eq!(broken.concat(), "申請書を確認する。");
    assert!(broken.iter().all(|line| !line.starts_with('。')), "{broken:?}");
}

#[test]
fn what_does_not_fit_is_cut_visibly() {
    let cut = break_lines(&"word ".repeat(60), WORDS, 100, 2);
    assert!(cut.is_cut && cut.lines.len() == 2);
    assert!(cut.lines.iter().all(|line| WORDS.width(line) <= 100));
    assert!(cut.lines.iter().any(|line| line.ends_with('…')));
}

#[test]
fn no_line_is_wider_than_its_width() {
    let texts =
        ["Éprouver l'étanchéité", "Проверить договор поставки", "a\u{301}".repeat(90).leak()];
    for (text, width) in texts.into_iter().flat_map(|text| (20..160).map(move |w| (text, w))) {
        let broken = break_lines(text, NOTE, width, 3);
        assert!(broken.width <= width, "{text} {width} {broken:?}");
    }
}

#[test]
fn controls_and_turning_marks_are_left_out() {
    assert_eq!(clean("  a\u{202E}b\u{0}\n\tc "), "ab c");
    assert_eq!(clean("\u{7}"), "");
}
