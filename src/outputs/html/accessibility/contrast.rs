//! Contrast of the colours that a theme declares, as WCAG 2 counts it.

use serde::Serialize;

/// The least ratios of the colours of texts on the ground of pages, written
/// with one decimal, rounded down.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Contrast {
    /// `light` or `dark`.
    pub mode: &'static str,
    pub text: String,
    /// Texts that are less important.
    pub quiet: String,
    pub link: String,
    /// Whether all are at least 7, which level AAA asks for.
    pub is_high: bool,
}

/// Returns the contrasts of a style, for each of its two sets of colours; none
/// where it does not declare them by the names of the built-in theme.
pub fn contrasts(css: &str) -> Vec<Contrast> {
    let Some(light) = block(css, &[":root{"]) else { return Vec::new() };
    let dark = block(css, &[":root[data-theme=dark]{", ":root[data-theme=\"dark\"]{"]);
    let modes = [("light", Some(light)), ("dark", dark)];
    modes.into_iter().filter_map(|(mode, block)| contrast(mode, block?)).collect()
}

fn contrast(mode: &'static str, block: &str) -> Option<Contrast> {
    let paper = luminance(value(block, "paper")?)?;
    let ratio = |name| {
        let own = luminance(value(block, name)?)?;
        Some((own.max(paper) + 0.05) / (own.min(paper) + 0.05))
    };
    let [text, quiet, link] = [ratio("ink")?, ratio("soft")?, ratio("link")?];
    let is_high = 7.0 <= text.min(quiet).min(link);
    let [text, quiet, link] =
        [text, quiet, link].map(|own| format!("{:.1}", (own * 10.0).floor() / 10.0));
    Some(Contrast { mode, text, quiet, link, is_high })
}

fn block<'a>(css: &'a str, selectors: &[&str]) -> Option<&'a str> {
    let start = selectors.iter().find_map(|own| Some(css.find(own)? + own.len()))?;
    css.get(start..)?.split('}').next()
}

/// Returns the colour that a property has, if it is written as `#rgb` or
/// `#rrggbb`.
fn value<'a>(block: &'a str, name: &str) -> Option<&'a str> {
    let mut declarations = block.split(';').rev().filter_map(|own| own.trim().split_once(':'));
    let own = declarations.find(|(key, _)| key.trim().strip_prefix("--") == Some(name));
    own.and_then(|(_, value)| value.trim().strip_prefix('#'))
}

/// Relative luminance, from 0 to 1 (WCAG 2, definition).
fn luminance(digits: &str) -> Option<f64> {
    let digits = digits.as_bytes();
    let part = |at: usize| {
        let pair = match digits.len() {
            3 => [*digits.get(at)?, *digits.get(at)?],
            6 => [*digits.get(at * 2)?, *digits.get(at * 2 + 1)?],
            _ => return None,
        };
        let share =
            f64::from(u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?) / 255.0;
        Some(if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * part(0)? + 0.7152 * part(1)? + 0.0722 * part(2)?)
}

#[cfg(test)]
mod tests {
    use super::contrasts;

    #[test]
    fn contrast_is_counted_as_wcag_does() {
        let css = ":root{--paper:#fff;--ink:#000;--soft:#777777;--link:#767676}\n\
                   :root[data-theme=dark]{--paper:#000;--ink:#fff;--soft:#fff;--link:#fff}";
        let [light, dark] = &contrasts(css)[..] else { panic!("two sets of colours") };
        let figures = (&*light.text, &*light.quiet, &*light.link, light.is_high);
        assert_eq!(figures, ("21.0", "4.4", "4.5", false));
        assert!(dark.is_high);
    }

    #[test]
    fn a_style_with_other_names_has_none() {
        assert!(contrasts(":root{--ground:#fff}").is_empty());
        assert!(contrasts(":root{--paper:white;--ink:#000;--soft:#000;--link:#00}").is_empty());
        assert!(contrasts("body{color:red}").is_empty());
    }
}
