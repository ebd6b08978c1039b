//! Joins the files of a theme to what pages load: each page one style and one
//! script. A reader waits for few files more than for small ones, and a browser
//! keeps them.

use crate::base::SitePath;
use crate::model::theme::Theme;

type Asset = (SitePath, Vec<u8>);

/// Joins the files that pages load:
///
/// - for pages with drawings, `diagram.css` behind `theme.css`
/// - for pages with steps, tasks or values, `run.css` and the styles
///   `run/*.css` behind both
/// - for these, the scripts `run/*.js`, in order of their names, as one
///   function in which they share one scope, and `theme.js`. A theme may have
///   a file `run.js` in place of these scripts
/// - for charters, `charter/charter.css` behind `theme.css`, and
///   `charter/now.js` before `theme.js`. Both stay as they are too, for a
///   charter with steps or tasks.
pub(super) fn join(assets: &mut Vec<Asset>) {
    let parts = Parts { styles: take(assets, "css"), script: take(assets, "js") };
    let text = |name: &SitePath, assets: &[Asset]| {
        assets.iter().find(|(path, _)| path == name).map(|(_, bytes)| bytes.clone())
    };
    let (shell, drawings) = (SitePath::default().child("theme.css"), Theme::drawing_styles());
    let frame = text(&shell, assets).unwrap_or_default();
    let drawn = lines([frame.clone(), text(&drawings, assets).unwrap_or_default()]);
    let run = text(&Theme::run_styles(), assets).unwrap_or_default();
    let styles = lines([drawn.clone(), run, parts.styles]);
    let own = text(&Theme::run_script(), assets).unwrap_or(parts.script);
    let shared = text(&SitePath::default().child("theme.js"), assets).unwrap_or_default();
    let script = match own.is_empty() {
        true => shared.clone(),
        false => lines([function(&own), shared.clone()]),
    };
    let part = |name: &str| text(&Theme::of_charters(name), assets).unwrap_or_default();
    let charter = lines([frame, part("charter.css")]);
    let now = lines([part("now.js"), shared]);
    for (path, bytes) in [
        (drawings, drawn),
        (Theme::run_styles(), styles),
        (Theme::run_script(), script),
        (Theme::charter_styles(), charter),
        (Theme::charter_script(), now),
    ] {
        assets.retain(|(known, _)| *known != path);
        assets.push((path, bytes));
    }
    assets.sort();
}

struct Parts {
    styles: Vec<u8>,
    script: Vec<u8>,
}

/// Takes the files of the folder `run/` with an ending.
fn take(assets: &mut Vec<Asset>, ending: &str) -> Vec<u8> {
    let folder = SitePath::default().child("run");
    let is_part = |path: &SitePath| path.below(&folder).is_some_and(|_| path.extension() == ending);
    let taken = assets.extract_if(.., |(path, _)| is_part(path));
    lines(taken.map(|(_, bytes)| bytes))
}

/// Joins texts, each of which ends its last line.
fn lines(texts: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut joined = Vec::new();
    for text in texts {
        joined.extend(&text);
        if text.last().is_some_and(|last| *last != b'\n') {
            joined.push(b'\n');
        }
    }
    joined
}

/// Makes a function of scripts that runs when the page is there; the file it
/// comes from is known as `script`.
fn function(scripts: &[u8]) -> Vec<u8> {
    let begin = "(() => {\n\"use strict\";\nconst script = document.currentScript;\n\
                 addEventListener(\"DOMContentLoaded\", () => {\n";
    [begin.as_bytes(), scripts, b"});\n})();\n"].concat()
}

#[cfg(test)]
mod tests {
    use super::{function, join};
    use crate::base::SitePath;

    #[test]
    fn each_page_has_one_style_and_one_script() {
        let file = |path: &str, text: &str| {
            (SitePath::new(path).expect("a path"), text.as_bytes().to_vec())
        };
        let joined = |mut files: Vec<(SitePath, Vec<u8>)>| {
            files.sort();
            join(&mut files);
            let text = |(path, bytes): (SitePath, Vec<u8>)| {
                format!("{path}: {}", String::from_utf8_lossy(&bytes))
            };
            files.into_iter().map(text).collect::<Vec<_>>()
        };
        let script = |parts: &str| String::from_utf8(function(parts.as_bytes())).expect("a text");
        let frame = [file("theme.css", "t"), file("theme.js", "s")];
        let parts = [
            file("charter/charter.css", "h"),
            file("charter/now.js", "n"),
            file("diagram.css", "d\n"),
            file("run.css", "r"),
            file("run/10-a.css", "c"),
            file("run/10-a.js", "a"),
            file("run/20-b.js", "b"),
            file("run/notes.txt", "n"),
        ];
        assert_eq!(
            joined([frame.to_vec(), parts.to_vec()].concat()),
            [
                "charter.css: t\nh\n".to_string(),
                "charter.js: n\ns\n".into(),
                "charter/charter.css: h".into(),
                "charter/now.js: n".into(),
                "diagram.css: t\nd\n".into(),
                "run.css: t\nd\nr\nc\n".into(),
                format!("run.js: {}s\n", script("a\nb\n")),
                "run/notes.txt: n".into(),
                "theme.css: t".into(),
                "theme.js: s".into(),
            ]
        );
        let own = [file("run.js", "own"), file("run/10-a.js", "a")];
        let all = joined([frame.to_vec(), own.to_vec()].concat());
        assert_eq!(all.get(4), Some(&format!("run.js: {}s\n", script("own"))));
    }
}
