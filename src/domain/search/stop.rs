//! Words that say nothing of what a text is about. In titles they are found;
//! in text they are not indexed, and in a question with other words they are
//! not asked for.

const ENGLISH: &str = "a about am an and any are as at be been but by can could did do does for from \
during get gets got gotten during get gets got had has have he her here his how i if in into is it its just me my of on or our shall she should somebody someone something so \
some than that the their them then there these they this those to too us was we were what when where \
which who whom whose why will with would while you your";
const GERMAN: &str = "aber als am an auf aus bei bin bis das dass dem den der des die dies diese dieser \
doch ein eine einem einen einer er es fur hat ich ihr im in ist kann man mein mit muss nach nicht noch \
oder sein sich sie sind so um und uns von war was wenn wer wie wir wird wo zu zum zur";
const FRENCH: &str = "a au aux avec ce ces cette comment dans de des du elle en est et il ils je la le \
les leur lui ma mais me mes mon ne nous on ou par pas pour qu que quel quelle qui sa se ses si son sont \
sur ta te tu un une vos votre vous y";
const SPANISH: &str = "a al como con cual cuando de del donde el ella en es esta este la las le lo los \
mas me mi muy no nos o para pero por que quien se si sin son su sus te tu un una y ya yo";

/// Returns the folded words of a language that say nothing, with spaces
/// between.
pub fn stop_words(lang: &str) -> &'static str {
    match lang.split(['-', '_']).next().unwrap_or_default() {
        "en" => ENGLISH,
        "de" => GERMAN,
        "fr" => FRENCH,
        "es" => SPANISH,
        _ => "",
    }
}

/// Returns the folded words of a language that ask for somebody, with spaces
/// between.
pub fn asking_for_people(lang: &str) -> &'static str {
    match lang.split(['-', '_']).next().unwrap_or_default() {
        "en" => "who whom whose",
        "de" => "wer wem wen wessen",
        "fr" => "qui",
        "es" => "quien quienes",
        _ => "",
    }
}

/// Returns endings that words of a language have, with spaces between, where
/// a site has too few words to tell.
pub fn usual_endings(lang: &str) -> &'static str {
    match lang.split(['-', '_']).next().unwrap_or_default() {
        "en" => "s es ed e ing er d y ies ion",
        "de" => "e en er es n s em",
        "fr" => "e s es er ez ent",
        "es" => "a as o os s es ar",
        _ => "",
    }
}
