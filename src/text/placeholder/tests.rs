//! What is a value to fill in, and what only looks so.

use super::{Language, assigned, find};

fn found(language: Language, text: &str) -> Vec<&str> {
    find(language, text).into_iter().map(|range| range.of(text)).collect()
}

#[test]
fn values_to_fill_in_are_found() {
    for (text, expected) in [
        ("oc -n <namespace> get pods", vec!["<namespace>"]),
        ("ssh user@<host name>:/<path to file>", vec!["<host name>", "<path to file>"]),
        ("oc logs $POD -c ${CONTAINER}", vec!["$POD", "${CONTAINER}"]),
        ("echo \"$POD\" '$NOT'", vec!["$POD"]),
        ("oc delete pod [pod-name]", vec!["[pod-name]"]),
        ("curl -d '{\"ns\": \"<ns>\"}'", vec!["<ns>"]),
        ("echo \"it's $POD\"\necho '$X1'", vec!["$POD"]),
        ("cat <<EOF\nit's <name> $POD\nEOF\necho $Q2", vec!["<name>", "$POD", "$Q2"]),
        ("cat <<'EOF'\n$POD <name>\nEOF", vec!["<name>"]),
        ("du /var/<prod|test>/x ${DIR%/}", vec!["<prod|test>", "${DIR%/}"]),
    ] {
        assert_eq!(found(Language::Shell, text), expected, "{text}");
    }
    assert_eq!(found(Language::PowerShell, "Get-X -Name <name> [int]$A $NAME"), ["<name>"]);
    assert_eq!(found(Language::Query, "select [Name] from <table>"), ["<table>"]);
    assert_eq!(found(Language::Http, "GET /v1/<id>/[name]"), ["<id>", "[name]"]);
}

#[test]
fn what_only_looks_so_is_passed_over() {
    for text in [
        "echo $HOME $PATH $1 $? $$ $# $@ $lower ${X:-1} \\$POD $LC_ALL",
        "cat <in.txt >out.txt 2>/dev/null; cat <in 2>err",
        "diff <(a) <(b); x <<<$y; cat << EOF\nEOF",
        "[ -f x ] && [[ $a == b ]]; test ${a[name]} ${#B[@]}",
        "tool [--force] [options] [-n] [a-z] [abc]* x[name] [name](b)",
        "# set <this> and $THAT first",
        "oc get pods # <none> or <unset>",
        "echo '<a>b</a><br>' | sed 's/[abcd]/x/'",
        "git commit --author 'A <a@b.c>' a<b>c List<String>",
        "awk '{print $NF}' \"\\$NF\" $NR",
        "echo \u{e9}<\u{20ac}> <> <- >",
    ] {
        assert_eq!(found(Language::Shell, text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn output_is_no_command() {
    let session = "$ oc -n <ns> get pods\nNAME <status> $POD\n$ oc \\\n  -n <other>\n# done <x>\n";
    assert_eq!(found(Language::Session, session), ["<ns>", "<other>"]);
    assert_eq!(found(Language::Shell, session), ["<ns>", "<other>"]);
}

#[test]
fn variables_that_are_set_are_known() {
    let mut names = Vec::new();
    let text = "POD=$(x)\nexport NS=a NS2\nread -r A1 B1; for C1 in x; do\nF_1+=1\n$D1 = 2\n\
                docker run -e E1=1 \"X=1\" mapfile -t G1\necho H1 I1 in =J1\n";
    assigned(text, &mut names);
    assert_eq!(names, ["POD", "NS", "NS2", "A1", "B1", "C1", "F_1", "D1", "E1", "G1"]);
    for text in [". ./env.sh", "source x", "$ source x", "a && eval \"$(b)\""] {
        let mut names = Vec::new();
        assigned(text, &mut names);
        assert_eq!(names, ["*"], "{text}");
    }
}

#[test]
fn hostile_commands_take_time_in_their_length() {
    for text in ["<", "[", "<a ", "[a ", "$A", "<<A", "${A", "<a></a>", "'\"", "\\"] {
        let text = text.repeat(200_000);
        let found = find(Language::Shell, &text);
        assert!(found.len() <= text.len());
        assigned(&text, &mut Vec::new());
    }
}
