//! Numbers as spreadsheets write them: with a decimal comma or point, with
//! marks or spaces between thousands, with a sign and `%`.

/// Why a text is no number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoNumber {
    /// It is none.
    Other,
    /// One mark before three digits may part thousands or decimals; the first
    /// is what it is without the mark, the second with a decimal point.
    TwoWays(String, String),
}

/// The largest number that is read, either way.
const LARGEST: f64 = 1e15;

/// Reads a number.
///
/// # Errors
/// Why it is none.
pub fn parse(text: &str) -> Result<f64, NoNumber> {
    let text = text.trim().trim_end_matches('%').trim_end();
    let (is_negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let plain = plain(digits.trim_start())?;
    let value: f64 = plain.parse().map_err(|_| NoNumber::Other)?;
    let value = if is_negative && value != 0.0 { -value } else { value };
    if value.abs() <= LARGEST { Ok(value) } else { Err(NoNumber::Other) }
}

/// Writes the digits of a number with a decimal point and nothing else.
fn plain(text: &str) -> Result<String, NoNumber> {
    let is_gap = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’');
    let last = text.rfind([',', '.']);
    let mark = last.and_then(|at| text.get(at..)?.chars().next());
    let marks = text.chars().filter(|c| Some(*c) == mark).count();
    let other = if mark == Some(',') { '.' } else { ',' };
    let is_decimal = marks == 1;
    let (whole, decimals) =
        match last.filter(|_| is_decimal).and_then(|at| text.split_at_checked(at)) {
            Some((whole, rest)) => (whole, rest.get(1..).unwrap_or_default()),
            None => (text, ""),
        };
    let between = |c: char| is_gap(c) || if is_decimal { c == other } else { Some(c) == mark };
    let groups: Vec<&str> = whole.split(between).collect();
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = groups.split_first().ok_or(NoNumber::Other)?;
    let is_grouped = rest.is_empty() || (1..=3).contains(&first.len());
    let fits = is_grouped && rest.iter().all(|group| group.len() == 3);
    if first.is_empty()
        || !fits
        || !groups.iter().all(|own| all_digits(own))
        || !all_digits(decimals)
    {
        return Err(NoNumber::Other);
    }
    if is_decimal && decimals.is_empty() {
        return Err(NoNumber::Other);
    }
    let whole = groups.concat();
    // `0,125` and `12345,678` can be read in one way only.
    let may_be_group = rest.is_empty() && decimals.len() == 3 && whole.len() <= 3;
    if may_be_group && !whole.starts_with('0') {
        let point = decimals.trim_end_matches('0');
        let point = if point.is_empty() { whole.clone() } else { format!("{whole}.{point}") };
        return Err(NoNumber::TwoWays(format!("{whole}{decimals}"), point));
    }
    Ok(if decimals.is_empty() { whole } else { format!("{whole}.{decimals}") })
}

/// Writes a number for readers: at most six decimals, a comma between
/// thousands.
pub fn format(value: f64) -> String {
    let rounded = format!("{:.6}", value.abs());
    let (whole, decimals) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if 0 < at && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    let decimals = decimals.trim_end_matches('0');
    if !decimals.is_empty() {
        text.push('.');
        text.push_str(decimals);
    }
    let is_zero = text == "0";
    if value < 0.0 && !is_zero { format!("\u{2212}{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::{NoNumber, format, parse};

    #[test]
    fn numbers_are_read_as_they_are_exported() {
        for (text, value) in [
            ("81", 81.0),
            ("81,5", 81.5),
            ("81.5 %", 81.5),
            (" -3 ", -3.0),
            ("\u{2212}0,25", -0.25),
            ("1.234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("1 234", 1234.0),
            ("1\u{202f}234,5", 1234.5),
            ("1’234’567", 1_234_567.0),
            ("1.234.567", 1_234_567.0),
            ("0,125", 0.125),
            ("12345.678", 12345.678),
            ("+4", 4.0),
            ("-0", 0.0),
        ] {
            assert_eq!(parse(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_or_two_is_told() {
        for text in [
            "",
            "%",
            "x",
            "1e3",
            "12,34,5",
            "1.2.3",
            ",5",
            "5,",
            "--1",
            "1 23",
            "NaN",
            "inf",
            "9999999999999999",
        ] {
            assert_eq!(parse(text), Err(NoNumber::Other), "{text}");
        }
        assert_eq!(parse("1,234"), Err(NoNumber::TwoWays("1234".into(), "1.234".into())));
        assert_eq!(parse("80.000"), Err(NoNumber::TwoWays("80000".into(), "80".into())));
    }

    #[test]
    fn numbers_are_written_for_readers() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0000001, "0"),
            (0.1 * 3.0, "0.3"),
            (81.5, "81.5"),
            (1_234_567.891, "1,234,567.891"),
            (-1200.0, "\u{2212}1,200"),
        ] {
            assert_eq!(format(value), text);
        }
    }
}
