use super::quotings;
use crate::text::parameter::in_braces;

/// Returns the letters of the places of a text, with ends in brackets.
fn codes(language: &str, text: &str) -> String {
    let places: Vec<_> = in_braces(text).iter().map(|written| written.range).collect();
    let all = quotings(language, text, &places);
    let said = all.iter().map(|own| match own.ends.is_empty() {
        true => own.codes.clone(),
        false => format!("{}[{}]", own.codes, own.ends),
    });
    said.collect::<Vec<_>>().join(" ")
}

fn check(language: &str, cases: &[(&str, &str)]) {
    let wrong = cases.iter().map(|(text, expected)| (*text, codes(language, text), *expected));
    let wrong: Vec<_> = wrong.filter(|(_, found, expected)| found != expected).collect();
    assert!(wrong.is_empty(), "{language}: {wrong:#?}");
}

#[test]
fn a_shell_has_words_quotes_and_comments() {
    check(
        "bash",
        &[
            ("run {{a}} --x={{a}} pre{{a}}post", "w w w"),
            ("run '{{a}}' \"{{a}}\" $'{{a}}'", "s d a"),
            ("{{a}} x; A=1 {{a}}; if {{a}}; then {{a}}; fi", "c c c c"),
            ("run # {{a}}\nrun {{a}}#x", "k w"),
            ("run ${x:-{{a}}y} $(( 1 + {{a}} )) `run {{a}}`", "p p p"),
            ("x=\"$(run \"{{a}}\" {{a}})\"", "d w"),
            ("run {{a}}>f 2>{{a}} >{{a}}", "c w w"),
            ("run $X{{a}} \"$X{{a}}\" \"${X}{{a}}\" ${{a}}", "c n d n"),
            ("run ~{{a}} ~/{{a}} \\{{a}} '{{a}}", "p w p ps"),
            ("run 'don\"t {{a}}' \\\n  {{a}}", "s w"),
            ("case {{a}} in {{a}}) run {{a}};; esac; run {{a}}", "w w w w"),
            ("x=$(case a in a) run {{a}};; esac) {{a}}", "w c"),
            ("[[ {{a}} -eq 1 ]]; let {{a}}; export A={{a}}; (( {{a}} ))", "pw pw w p"),
        ],
    );
}

#[test]
fn scripts_in_scripts_add_layers() {
    check(
        "sh",
        &[
            ("sh -c 'run {{a}} \"{{a}}\"'", "ws ds"),
            ("bash -ec \"run '{{a}}'\" _ {{a}}", "sd w"),
            ("sudo -u x sh -c 'run {{a}}'", "ws"),
            ("kubectl exec -it {{a}} -- sh -c 'run {{a}}'", "w ws"),
            ("find . -name {{a}} | xargs -n1 sh -c 'run {{a}}'", "pw ws"),
            ("ls | xargs -I{} sh -c 'run {} {{a}}'", "ps"),
            ("ssh -p 22 {{a}} run {{a}} '{{a}}' \"{{a}}\"", "w ww ws wd"),
            ("ssh h \"sh -c 'run {{a}}'\"", "wsd"),
            ("ssh h sh -c 'run {{a}}'", "ws"),
            ("ssh -o X={{a}} h; ssh h \"cd $D && run {{a}}\"", "pw pwd"),
            ("eval run {{a}}; eval 'run {{a}}'", "ww ws"),
            ("su - app -c \"run {{a}}\"", "wd"),
            ("psql -c \"select '{{a}}', {{a}} from t\"", "qd bd"),
            ("mysql -e 'select \"{{a}}\"'", "xis"),
            ("awk '/{{a}}/' f; jq --arg x {{a}} '.[\"{{a}}\"]'", "ps w ps"),
            ("curl -d '{\"id\": \"{{a}}\", \"n\": {{a}} }' x", "js Js"),
            ("curl https://h/{{a}}?x={{a}} \"http://{{a}}/\"", "uw uw td"),
            ("echo {{a}} | sh; echo {{a}} | grep {{a}}", "pw w w"),
            ("sudo -i run {{a}}; pwsh -Command 'x {{a}}'", "pw ps"),
        ],
    );
}

#[test]
fn here_documents_know_their_reader() {
    check(
        "sh",
        &[
            ("cat <<EOF\n{{a}} \"{{a}}\"\nEOF\nrun {{a}}", "h[EOF] h[EOF] w"),
            ("cat <<'EOF' > {{a}}\n{{a}}\nEOF\n", "w H[EOF]"),
            ("cat <<-E\n\t{{a}}\n\tE\nrun {{a}}", "h[-E] w"),
            ("ssh h <<EOF\nrun '{{a}}' {{a}}\nEOF", "sh[EOF] wh[EOF]"),
            ("ssh h 'bash -s' <<'EOF'\nrun {{a}}\nEOF", "wH[EOF]"),
            ("ssh h bash <<'A'\ncat <<B\n{{a}}\nB\nA", "hH[B A]"),
            ("psql db <<EOF\nselect '{{a}}';\nEOF", "qh[EOF]"),
            ("curl -d @- x <<EOF\n{\"a\": \"{{a}}\"}\nEOF", "jh[EOF]"),
            ("cat <<EOF | sh\nrun {{a}}\nEOF", "ph[EOF]"),
            ("cat <<EOF\n$(run {{a}}) $X{{a}} {{a}}EOF\nEOF", "pw n ph[EOF]"),
            ("cat <<EOF\nrun {{a}}\n", "p"),
            ("python3 <<EOF\nprint('{{a}}')\nEOF", "ph[EOF]"),
        ],
    );
}

#[test]
fn power_shell_has_strings_of_its_own() {
    check(
        "powershell",
        &[
            ("Get-X {{a}} -Name:{{a}} pre{{a}}post {{a}}post", "W W W P"),
            ("Get-X '{{a}}' \"{{a}}\" “{{a}}”", "S D D"),
            ("$x = {{a}}; {{a}} x; & {{a}}", "W P W"),
            ("\"$(Get-X {{a}} \"{{a}}\") $y{{a}} ${{a}}\"", "W D n n"),
            ("@'\n{{a}}\n'@; @\"\n{{a}}\n\"@ # {{a}}", "R D k"),
            ("<# {{a}} #> Get-X `{{a}} --% {{a}}", "P P P"),
            ("Get-X 'it''s {{a}}', {{a}} '{{a}}", "S W pS"),
        ],
    );
}

#[test]
fn other_languages_have_theirs() {
    check(
        "sql",
        &[
            ("select '{{a}}', {{a}} -- {{a}}", "mq mb k"),
            ("select \"{{a}}\" from {{a}} where t_{{a}} = {{a}}", "mi o o mb"),
        ],
    );
    check("mysql", &[("select '{{a}}', `{{a}}`, {{a}} # {{a}}", "xq o xb k")]);
    check("psql", &[("select E'{{a}}', $$ {{a}} $$ /* {{a}} */", "xq o o")]);
    check("kql", &[("T | where a == '{{a}}' and b == {{a}}", "K l")]);
    check("cmd", &[("run {{a}} \"{{a}}\"", "p p")]);
    check("json", &[("{\"a\": \"{{a}}\", \"b\": {{a}} }", "j J")]);
    check(
        "http",
        &[(
            "POST /a/{{a}}?x={{a}} HTTP/1.1\nHost: {{a}}\n\n{\"a\": \"{{a}}\"}\n###\nGET {{a}}/x/{{a}}",
            "u u k j p u",
        )],
    );
    check("console", &[("$ run {{a}} \\\n  '{{a}}'\nsaw {{a}}\nPS> Get-X {{a}}", "w s  W")]);
    check("text", &[("{{a}}", "")]);
    let long = format!("run {{{{a}}}} {}", "x".repeat(300_000));
    assert_eq!((codes("sh", &long), codes("json", &long)), ("p".into(), String::new()));
}

#[test]
fn nothing_is_too_deep_or_too_long() {
    for text in
        ["$(", "`", "\"", "'", "((", "${", "sh -c \"", "<<A\n", "<<A;", "\\", "@'\n", "$", "\"$("]
    {
        let long = format!("run {}{{{{a}}}}", text.repeat(20_000));
        for language in ["sh", "powershell", "sql", "http", "console", "json"] {
            codes(language, &long);
        }
    }
}
