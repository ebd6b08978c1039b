//! Axes are round, lines part at gaps, and few or odd values make no odd
//! picture.

use jiff::civil::{Date, date};

use super::ticks::{days, values};
use super::{Form, Plot, svg};

fn marks(all: &[f64]) -> Vec<f64> {
    values(all.iter().copied()).unwrap_or_default()
}

fn names(first: Date, last: Date, most: usize) -> Vec<String> {
    days((first, last), most).into_iter().map(|(_, name)| name).collect()
}

fn draw(points: &[(Date, Option<f64>)], target: Option<f64>) -> String {
    let plot = Plot { name: "A <b>", unit: "%", points, target };
    for form in [Form::Wide, Form::Narrow] {
        assert!(!svg(&plot, form).unwrap_or_default().contains("NaN"));
    }
    svg(&plot, Form::Wide).unwrap_or_default()
}

#[test]
fn values_are_round_and_have_zero() {
    assert_eq!(marks(&[]), [0.0; 0]);
    assert_eq!(marks(&[100.0]), [0.0, 50.0, 100.0]);
    assert_eq!(marks(&[61.0, 83.5]), [0.0, 50.0, 100.0]);
    assert_eq!(marks(&[12.0, 38.0]), [0.0, 10.0, 20.0, 30.0, 40.0]);
    assert_eq!(marks(&[0.0, 0.0]), [0.0, 0.5, 1.0]);
    assert_eq!(marks(&[-3.0, -1.0]), [-3.0, -2.0, -1.0, 0.0]);
    assert_eq!(marks(&[-30.0, 50.0]), [-40.0, -20.0, 0.0, 20.0, 40.0, 60.0]);
    assert_eq!(marks(&[0.0004]).len(), 5);
    assert_eq!(marks(&[1e15]).last(), Some(&1e15));
    assert_eq!(marks(&[f64::NAN, f64::INFINITY, 4.0]), [0.0, 1.0, 2.0, 3.0, 4.0]);
}

#[test]
fn days_are_round_and_few() {
    let from = date(2026, 6, 30);
    assert_eq!(names(from, from, 7), ["30 Jun 2026"]);
    assert_eq!(
        names(from, date(2026, 7, 4), 7),
        ["30 Jun 2026", "1 Jul", "2 Jul", "3 Jul", "4 Jul"]
    );
    assert_eq!(names(from, date(2026, 7, 20), 4), ["30 Jun 2026", "7 Jul", "14 Jul"]);
    assert_eq!(names(from, date(2026, 10, 2), 7), ["Jul 2026", "Aug", "Sep", "Oct"]);
    assert_eq!(names(from, date(2027, 4, 2), 4), ["Jul 2026", "Oct", "Jan 2027", "Apr"]);
    assert_eq!(names(from, date(2036, 1, 1), 7).first().map(String::as_str), Some("2028"));
    for most in [4, 7] {
        for length in [1, 10, 61, 62, 100, 400, 4_000, 40_000, 900_000] {
            let last = from.checked_add(jiff::Span::new().days(length)).expect("a day");
            let own = days((from, last), most);
            assert!((1..=most).contains(&own.len()), "{length}: {own:?}");
            assert!(own.iter().all(|(day, _)| (from..=last).contains(day)), "{length}");
        }
    }
}

#[test]
fn a_line_parts_where_a_value_is_missing() {
    let month = |month| date(2026, month, 1);
    let points = [
        (month(1), Some(1.0)),
        (month(2), Some(2.0)),
        (month(3), None),
        (month(4), Some(3.0)),
        (month(5), None),
        (month(6), Some(-4.0)),
        (month(7), Some(5.0)),
    ];
    let drawn = draw(&points, Some(4.0));
    let (_, line) = drawn.split_once("plot-line\" d=\"").expect("a line");
    let line = line.split('"').next().unwrap_or_default();
    assert_eq!((line.matches('M').count(), line.matches('L').count()), (2, 2), "{line}");
    assert_eq!(drawn.matches("<circle").count(), 5);
    assert_eq!(drawn.matches("plot-target").count(), 1);
    let said = "A &lt;b&gt;: 1\u{a0}% on 1 January 2026, 5\u{a0}% on 1 July 2026; target 4\u{a0}%";
    assert!(drawn.contains(&format!("aria-label=\"{said}\"")), "{drawn}");
}

#[test]
fn few_and_equal_values_are_drawn() {
    let day = date(2026, 11, 2);
    assert_eq!(draw(&[], Some(4.0)), "");
    assert_eq!(draw(&[(day, None)], Some(4.0)), "");
    let one = draw(&[(day, Some(7.0))], None);
    assert!(one.contains("<circle") && !one.contains("plot-line"), "{one}");
    assert!(one.contains("aria-label=\"A &lt;b&gt;: 7\u{a0}% on 2 November 2026\""), "{one}");
    let equal = draw(&[(day, Some(0.0)), (date(2026, 11, 3), Some(0.0))], None);
    assert!(equal.contains("plot-line"), "{equal}");
    let many: Vec<_> = (0..100)
        .map(|at| (day.checked_add(jiff::Span::new().days(at)).expect("a day"), Some(1.0)))
        .collect();
    assert!(!draw(&many, None).contains("<circle"));
    assert_eq!(draw(&many, None), draw(&many, None));
}

#[test]
fn nothing_leaves_the_picture() {
    let points = [(date(2026, 1, 1), Some(-1e15)), (date(2027, 12, 31), Some(1e15))];
    for form in [Form::Wide, Form::Narrow] {
        let plot = Plot { name: "A", unit: "kilometres", points: &points, target: Some(1e15) };
        let drawn = svg(&plot, form).expect("drawn");
        let (width, height) = form.size();
        for part in drawn.split(" x=\"").skip(1) {
            let (x, rest) = part.split_once("\" y=\"").expect("a place");
            let y: f64 = rest.split('"').next().and_then(|y| y.parse().ok()).expect("a number");
            let x: f64 = x.parse().expect("a number");
            assert!((0.0..=width).contains(&x) && (0.0..=height).contains(&y), "{x} {y}");
        }
    }
}
