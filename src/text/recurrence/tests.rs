//! Texts that say when, as they are read and written back; and that every
//! text is read or refused at a place of its own.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn show(text: &str) -> String {
    match When::parse(text) {
        Ok(when) => when.to_string(),
        Err(bad) => {
            let place = text.get(bad.range).expect("a place in the text");
            let about = match bad.about {
                About::Recurrence => "",
                About::Time => "time: ",
                About::Zone => "zone: ",
            };
            let help = bad.help.map(|help| format!("; {help}")).unwrap_or_default();
            format!("[{place}] {about}{}{help}", bad.message)
        }
    }
}

/// Texts, and how they are written back if that is another way.
const READ: &[(&str, &str)] = &[
    ("every weekday 07:30", ""),
    ("Every Weekday  at 7:30", "every weekday 07:30"),
    ("daily 06:00 utc", "every day 06:00 UTC"),
    ("weekly", "every week"),
    ("every 2 weeks on Friday 09:00, from 2027-01-08", ""),
    (
        "every other week on Fri 09:00 from 2027-01-08",
        "every 2 weeks on Friday 09:00, from 2027-01-08",
    ),
    ("every Mon, Wed and Fri 14:00", "every Monday, Wednesday and Friday 14:00"),
    ("every week on Monday", "every Monday"),
    ("every 2 hours on weekdays 08:00-18:00", "every 2 hours on weekday 08:00-18:00"),
    ("first business day of the month", ""),
    ("First business-day of every month 10:00", "first business day of the month 10:00"),
    ("second to last Thursday of the quarter", ""),
    ("31st day of the month", ""),
    ("1st Monday of March", "first Monday of March"),
    ("last Friday of the quarter 16:00 Europe/Lisbon", ""),
    ("2 business days before the end of the month", ""),
    ("1 day before the end of the month", "second to last day of the month"),
    ("2 weekdays after the start of the year", "third weekday of the year"),
    ("3 days before the start of the month", ""),
    (
        "1 business day after the end of the half year",
        "1 business day after the end of the half-year",
    ),
    ("5 business days before 2027-03-01", ""),
    ("5 business days before go-live 10:00", ""),
    ("last 2 business days of the month, first 2 business days of the month", ""),
    (
        "second Saturday of every month 07:00-11:00 UTC",
        "second Saturday of the month 07:00-11:00 UTC",
    ),
    ("first Saturday of every 6 months 06:00-14:00 UTC, from 2027-03-06", ""),
    ("every weekday 22:00 - 06:00 asia/tokyo", "every weekday 22:00-06:00 Asia/Tokyo"),
    ("2027-03-01 to 2027-04-30", ""),
    ("2027-03-01 10:00", ""),
    ("after each release", ""),
    ("on demand", ""),
    ("after each return from holiday 10:00", ""),
    (
        "every day, from 2027-01-01, until 2027-06-30, except 2027-02-01, August, year-end-freeze, \
          on a holiday next business day",
        "",
    ),
    (
        "every Monday except 2027-02-01 to 2027-02-09 and August on a holiday skip",
        "every Monday, except 2027-02-01 to 2027-02-09, August, on a holiday skip",
    ),
    ("every day, by calendar portugal", ""),
    ("RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 07:30", "every weekday 07:30"),
    (
        "rrule:freq=monthly;byday=2sa 07:00-11:00 UTC",
        "second Saturday of the month 07:00-11:00 UTC",
    ),
    (
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=FR 09:00, from 2027-01-08",
        "every 2 weeks on Friday 09:00, from 2027-01-08",
    ),
    ("RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1, until 2027-12-31", ""),
    ("{pick: 1, of: month, among: business day}", "first business day of the month"),
    ("{pick: -3, of: month, among: business day}", "2 business days before the end of the month"),
    (
        "{pick: -1, of: quarter, among: Friday, at: \"16:00\", zone: europe/lisbon}",
        "last Friday of the quarter 16:00 Europe/Lisbon",
    ),
    (
        "{pick: [1, 15], of: month, at: 08:00, to: 09:00, except: [August, 2027-02-01]}",
        "first day of the month, 15th day of the month 08:00-09:00, except August, 2027-02-01",
    ),
    (
        "{rrule: FREQ=DAILY, on_holiday: skip, calendar: portugal}",
        "every day, on a holiday skip, by calendar portugal",
    ),
];

#[test]
fn reads_words_and_writes_them_back() {
    for (text, expected) in READ {
        assert_eq!(show(text), if expected.is_empty() { *text } else { *expected }, "{text}");
    }
}

/// Texts, with the word that is not understood and what is said of it.
const REFUSED: &[(&str, &str)] = &[
    (
        "first bank day of the month 10:00",
        "[bank day] \"bank day\" is not a kind of day; one of: day, weekday, business day, \
             Monday ... Sunday",
    ),
    (
        "every Mittwoch 10:00",
        "[Mittwoch] \"Mittwoch\" is not a day in the language of this page (en); Wednesday",
    ),
    ("every weekday 25:00", "[25:00] time: hours go from 00 to 24"),
    ("every weekday 08:00-09:75", "[09:75] time: minutes go from 00 to 59"),
    (
        "last Friday of the quarter 16:00 Europe/Lissabon",
        "[Europe/Lissabon] zone: no time zone `Europe/Lissabon`; did you mean \
             `Europe/Lisbon`?",
    ),
    ("every 2 weeks 10:00", "[every 2 weeks] which weeks?; add a first date: `, from 2027-01-04`"),
    (
        "every month on the 31st 10:00",
        "[31st] \"31st\" is not a day here; write `31st day of the month` (in short months: \
             the last day)",
    ),
    (
        "every 6 months on Monday, from 2027-05-03",
        "[Monday] which Monday of every 6 months?; write `first Monday of every 6 months`",
    ),
    (
        "every month on Friday",
        "[Friday] which Friday of the month?; write `first Friday of the month`",
    ),
    ("Monday 10:00", "[Monday] \"Monday\" does not say how often; write `every Monday`"),
    ("every Mondya", "[Mondya] \"Mondya\" is not a day; did you mean `Monday`?"),
    ("every weekday 9am", "[9am] time: \"9am\" is not a time of the day; write `09:00`"),
    ("every weekday at noon", "[noon] time: \"noon\" is not a time of the day; write `12:00`"),
    (
        "15th of the month",
        "[15th] \"15th\" does not say of which days; write `15th day of the month`",
    ),
    ("last Friday of the moth", "[moth] \"moth\" is not a span; did you mean `month`?"),
    ("last Friday", "[] it is not said of what; write for example `of the month`"),
    (
        "every day, from 2027-02-30",
        "[2027-02-30] February 2027 has 28 days; write a day as `2027-01-04`",
    ),
    (
        "every day, from 2027-02-01, until 2027-01-01",
        "[2027-01-01] it ends before it begins; write a later day after `until`",
    ),
    (
        "every Mon Fri",
        "[Fri] \"Fri\" stands behind another day; write for example `every Monday, \
             Wednesday and Friday`, or `every weekday`",
    ),
    (
        "RRULE:FREQ=MONTHLY;BYWEEKNO=3",
        "[BYWEEKNO] \"BYWEEKNO\" is not read in a rule; one of: FREQ, INTERVAL, COUNT, \
             BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS, WKST",
    ),
    (
        "RRULE:FREQ=WEEKLY;BYDAY=MO,XX 10:00",
        "[XX] \"XX\" is not known here; one of: MO, TU, \
          WE, TH, FR, SA, SU",
    ),
    ("{pick: 1, of: moth}", "[moth] \"moth\" is not a span; did you mean `month`?"),
    ("{pick: 1, off: month}", "[off] `off` is not known here; did you mean `of`?"),
    ("{pick: 1, of: month, at: \"25:00\"}", "[25:00] time: hours go from 00 to 24"),
    (
        "every 3 blue moons",
        "[blue] \"blue\" is not a unit; one of: minutes, hours, days, \
          weeks, months, quarters, years",
    ),
    (
        "40 days before the end of the month",
        "[40 days before the end of the month] there are at most 31 days in the month; write \
             a smaller number, or a longer span",
    ),
    ("", "[] it is not said when; write for example `every weekday 07:30`, or `on demand`"),
];

#[test]
fn says_which_word_is_not_understood() {
    for (text, expected) in REFUSED {
        assert_eq!(show(text), *expected, "{text}");
    }
}

#[test]
fn days_have_names_in_the_language_of_the_page() {
    for (language, text, expected) in [
        ("de", "every Mittwoch", "every Wednesday"),
        ("pt-BR", "every terça-feira and Friday", "every Tuesday and Friday"),
        ("fr", "last Vendredi of the month", "last Friday of the month"),
    ] {
        let when = When::parse_in(text, language).expect("words");
        assert_eq!(when.to_string(), expected);
    }
    assert!(When::parse_in("every Mittwoch", "fr").is_err());
}

fn day_kind() -> impl Strategy<Value = Day> {
    prop_oneof![Just(Day::Any), Just(Day::Weekday), Just(Day::Business), (0u8..7).prop_map(Day::Of)]
}

fn days() -> impl Strategy<Value = Box<[Day]>> {
    proptest::collection::btree_set(0u8..7, 1..4)
        .prop_map(|days| days.into_iter().map(Day::Of).collect())
}

fn a_span() -> impl Strategy<Value = Span> {
    prop_oneof![
        Just(Span::Week),
        Just(Span::Month),
        Just(Span::Quarter),
        Just(Span::HalfYear),
        Just(Span::Year),
        (2u16..120).prop_map(Span::Months),
        (1u8..=12).prop_map(Span::Named),
    ]
}

fn a_rule() -> impl Strategy<Value = Rule> {
    let edge = prop_oneof![Just(Edge::Start), Just(Edge::End)];
    let edge = edge.boxed();
    let units = prop_oneof![Just(Unit::Month), Just(Unit::Quarter), Just(Unit::Year)];
    let nth = prop_oneof![-200i16..0, 1i16..=200];
    let name = prop_oneof![Just("go-live"), Just("the cut over"), Just("end"), Just("release 3")];
    let name = name.prop_map(|name| name.trim_start_matches("the ").into());
    let anchor = prop_oneof![
        (0i32..9_000).prop_map(|days| Anchor::On(a_day(days))),
        name.prop_map(Anchor::Named)
    ];
    let side = prop_oneof![Just(Side::Before), Just(Side::After)];
    prop_oneof![
        (1u32..60, units).prop_map(|(n, unit)| Rule::Every(n, unit, Box::default())),
        (2u32..60, days()).prop_map(|(n, days)| Rule::Every(n, Unit::Week, days)),
        (1u32..24, days()).prop_map(|(n, days)| Rule::Every(n, Unit::Hour, days)),
        days().prop_map(Rule::Days),
        (nth, day_kind(), a_span()).prop_map(|(n, day, span)| {
            let most = i16::try_from(span.most(day)).expect("small");
            Rule::Pick(n.clamp(-most, most), day, span)
        }),
        (edge.clone(), 1u16..50, day_kind(), a_span())
            .prop_map(|(e, n, d, s)| Rule::Run(e, n, d, s)),
        (edge, 1u16..50, day_kind(), a_span()).prop_map(|(e, n, d, s)| Rule::Beyond(e, n, d, s)),
        (1u16..50, day_kind(), side, anchor).prop_map(|(n, d, s, a)| Rule::Near(n, d, s, a)),
        (0i32..9_000, 0i32..90)
            .prop_map(|(first, more)| Rule::Dates(a_day(first), a_day(first + more))),
        Just(Rule::OnDemand),
        prop_oneof![Just("release"), Just("go live in Rome"), Just("return from leave")]
            .prop_map(|words| Rule::After(words.into())),
    ]
}

fn a_day(days: i32) -> Date {
    date(2020, 1, 1).checked_add(jiff::Span::new().days(days)).expect("a day")
}

fn a_when() -> impl Strategy<Value = When> {
    let zone = prop_oneof![Just(None), Just(Some("UTC")), Just(Some("America/Port-au-Prince"))];
    let clock =
        (0u16..=1440, proptest::option::of(1u16..=1440), zone).prop_map(|(at, more, zone)| {
            let to = more.map(|more| at + more).filter(|to| *to <= 1440 || at <= 1440);
            Clock { at, to: to.filter(|to| *to != 2_880), zone: zone.map(Into::into) }
        });
    let except = prop_oneof![
        (0i32..9_000, 0i32..9).prop_map(|(a, b)| Except::Days(a_day(a), a_day(a + b))),
        (1u8..=12).prop_map(Except::Month),
        prop_oneof![Just("year-end-freeze"), Just("May day"), Just("Public holidays in Rome")]
            .prop_map(|name| Except::Calendar(name.into())),
    ];
    let on_holiday =
        prop_oneof![Just(OnHoliday::Skip), Just(OnHoliday::Next), Just(OnHoliday::Previous)];
    let limits = (
        0i32..9_000,
        proptest::option::of(0i32..900),
        proptest::collection::vec(except, 0..4),
        proptest::option::of(on_holiday),
    );
    let rules = proptest::collection::vec(a_rule(), 1..4);
    (rules, proptest::option::of(clock), limits).prop_map(|(rules, clock, limits)| {
        let (from, until, except, on_holiday) = limits;
        When {
            clock,
            from: Some(a_day(from)),
            until: until.map(|until| a_day(from + until)),
            except: except.into(),
            on_holiday,
            ..When::of_rules(rules)
        }
    })
}

/// The words of the language, so that what is tried is nearly right.
fn nearly() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(vec![
        "every",
        "2",
        "weeks",
        "week",
        "on",
        "Friday",
        "Mon",
        ",",
        "and",
        "first",
        "last",
        "31st",
        "business",
        "day",
        "days",
        "of",
        "the",
        "month",
        "quarter",
        "6",
        "months",
        "March",
        "before",
        "after",
        "each",
        "start",
        "end",
        "2027-03-01",
        "to",
        "09:00",
        "22:00-06:00",
        "UTC",
        "Europe/Lisbon",
        "from",
        "until",
        "except",
        "a",
        "holiday",
        "skip",
        "next",
        "in",
        "release",
        "at",
        "by",
        "calendar",
        "demand",
        "RRULE:FREQ=MONTHLY;BYDAY=1MO,-1FR",
        "-",
        "half-year",
        "second",
        "daily",
        "ü",
        "25:00",
        "{pick: 1, of: month}",
        "",
    ]);
    proptest::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn what_is_written_is_read_the_same(when in a_when()) {
        let text = when.to_string();
        prop_assert_eq!(When::parse(&text), Ok(when), "{}", text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in prop_oneof!["\\PC{0,60}", nearly()]) {
        match When::parse(&text) {
            Ok(when) => {
                let words = when.to_string();
                prop_assert_eq!(When::parse(&words), Ok(when), "{} from {}", words, text);
            }
            Err(bad) => prop_assert!(text.get(bad.range.clone()).is_some(), "{:?}", bad),
        }
    }
}
