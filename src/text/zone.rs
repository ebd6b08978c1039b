//! Names of time zones, from the database of the Internet Assigned Numbers
//! Authority that is compiled in.

use jiff::tz::TimeZoneDatabase;

use crate::base::nearest::nearest;

/// Tells whether a time zone has this name, whatever the case.
pub fn is_zone(name: &str) -> bool {
    TimeZoneDatabase::bundled().available().any(|zone| zone.as_str().eq_ignore_ascii_case(name))
}

/// Returns the zone someone means who wrote `name`: the one whose city is
/// called so, else the nearest name.
pub fn meant(name: &str) -> Option<String> {
    let wanted = name.trim().replace([' ', '-'], "_");
    let zones: Vec<String> =
        TimeZoneDatabase::bundled().available().map(|zone| zone.as_str().to_string()).collect();
    let city = |zone: &&String| {
        let (area, city) = zone.rsplit_once('/').unwrap_or(("", zone));
        !area.is_empty() && city.eq_ignore_ascii_case(&wanted)
    };
    let of_city = zones.iter().find(city).cloned();
    of_city.or_else(|| nearest(&wanted, zones.iter().map(String::as_str)).map(str::to_string))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_names_of_zones() {
        for name in ["Europe/Lisbon", "UTC", "America/New_York", "asia/tokyo"] {
            assert!(is_zone(name), "{name}");
        }
        assert!(!is_zone("Lisbon") && !is_zone("") && !is_zone("Europe"));
        assert_eq!(meant("Lisbon").as_deref(), Some("Europe/Lisbon"));
        assert_eq!(meant("new york").as_deref(), Some("America/New_York"));
        assert_eq!(meant("Europe/Berln").as_deref(), Some("Europe/Berlin"));
        assert_eq!(meant("the office").as_deref(), None);
    }
}
