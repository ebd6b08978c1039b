//! What roles do, as pages say it.

use std::sync::Arc;

use crate::base::{FileId, Hash, SitePath};
use crate::model::config::Dialect;
use crate::model::document::Document;
use crate::model::kind::{Field, Kind, Takes};
use crate::model::source::{Role, Source};
use crate::stages::parse::parse;

const fn kind(name: &'static str, fields: &'static [Field]) -> Kind {
    Kind {
        name,
        synonyms: &[],
        article: "",
        titles: ["", ""],
        about: "",
        fields,
        needs: &[],
        sections: &[],
        scaffold: "",
    }
}

static REPEAT: [Field; 1] = [Field::new("repeat", Takes::Text, "")];
static CHECKLIST: Kind = kind("checklist", &REPEAT);
static RUNBOOK: Kind = kind("runbook", &[]);
static CHARTER: Kind = kind("charter", &[]);
static ARTICLE: Kind = kind("article", &[]);
static KINDS: [&Kind; 4] = [&CHECKLIST, &RUNBOOK, &CHARTER, &ARTICLE];

fn document(text: &str) -> Document {
    let path = SitePath::new("a.md").unwrap();
    let source = Source {
        role: Role::Page,
        content_path: path.clone(),
        defaults: None,
        file: FileId::of(&path),
        text: text.into(),
        hash: Hash::of(text.as_bytes()),
        path,
    };
    parse(&Arc::new(source), &Dialect::default(), &KINDS)
}

/// Writes duties as `source part role: what (when) #id`.
fn duties(text: &str) -> Vec<String> {
    let document = document(text);
    let duty = |duty: &crate::model::relation::Duty| {
        let role = &document.references[duty.role as usize].destination;
        let when = duty.when.as_ref().map(|when| format!(" ({when})")).unwrap_or_default();
        let id = duty.anchor.as_ref().map(|id| format!(" #{id}")).unwrap_or_default();
        format!("{:?} {:?} {role}: {}{when}{id}", duty.source, duty.part, duty.what)
    };
    document.duties.iter().map(duty).collect()
}

#[test]
fn a_checklist_gives_its_items_and_its_gates() {
    let text = "---\nkind: checklist\nowner: trainer\nrepeat: every weekday\n---\n\n# Close\n\n\
        - [ ] Nobody's own\n\n## Gate 1: Ready {#ready}\n\n- Owner: Support lead\n\
        - Sign-off: Data owner, [[Trainer]]\n\n- [ ] **Count.** All of it.\n  - Due: Friday\n\
        - [ ] Tell the desk. It waits.\n  - Role: Data owner\n  - Sign-off: Trainer\n  \
        - [ ] In Ghent\n\n| Done | Task | Owner |\n|---|---|---|\n| [ ] | Rest {#rest} | Trainer |\n\
        | [ ] | Sleep | |\n";
    assert_eq!(
        duties(text),
        [
            "Routine Does trainer: Close (every weekday)",
            "Gate Signs Data owner: Gate 1: Ready #ready",
            "Gate Signs Trainer: Gate 1: Ready #ready",
            "Item Does Support lead: Count (Friday) #count",
            "Item Does Data owner: Tell the desk #tell-the-desk",
            "Item Signs Trainer: Tell the desk #tell-the-desk",
            "Item Does Data owner: In Ghent #in-ghent",
            "Item Does Trainer: Rest #rest",
            "Item Does Support lead: Sleep #sleep",
        ]
    );
}

#[test]
fn steps_give_who_does_them_and_who_says_yes() {
    let text = "---\nkind: runbook\n---\n\n# A\n\n## Hold the queue\n\n1. **Hold the queue**, so that.\n   \
        - Role: Platform operator\n   - Approval: Service owner\n2. Wait.\n\n## Step 2: Release\n\n\
        - Role: Trainer\n\n1. In the console\n";
    assert_eq!(
        duties(text),
        [
            "Step Does Platform operator: Hold the queue #hold-the-queue-1",
            "Step Approves Service owner: Hold the queue #hold-the-queue-1",
            "Step Does Trainer: Step 2: Release #release",
        ]
    );
}

#[test]
fn tables_give_who_does_what_and_routine_tasks() {
    let text = "---\nkind: charter\n---\n\n# A\n\n| Task | Desk agent | [[Operator]] |\n|---|---|---|\n\
        | Set the priority {#set} | R/A | - |\n| Restore | | r |\n\n\
        | Task | When | Role |\n|---|---|---|\n| Read the log | every day 07:30 | Operator, Trainer |\n";
    assert_eq!(
        duties(text),
        [
            "Matrix Does Desk agent: Set the priority #set",
            "Matrix Accountable Desk agent: Set the priority #set",
            "Matrix Does Operator: Restore #restore",
            "Routine Does Operator: Read the log (every day 07:30) #read-the-log",
            "Routine Does Trainer: Read the log (every day 07:30) #read-the-log",
        ]
    );
}

#[test]
fn sentences_are_fields_of_gates() {
    let text = "---\nkind: checklist\nowner: trainer\n---\n\n# A\n\n## Plan\n\n\
        The expected outcome is a signed plan.\n\nThe risks of not reaching it are high.\n\n\
        Get sign-off from the sponsor.\n\n- [ ] Plan\n";
    let document = document(text);
    assert!(document.groups[0].is_gate());
    assert_eq!(&*document.groups[0].fields[0].text, "a signed plan");
    assert!(document.diagnostics.is_empty(), "{:?}", document.diagnostics);
}

#[test]
fn a_page_that_does_not_say_what_it_is_gives_none() {
    let text = "# A\n\n1. Wait\n   - Role: Contributor\n\n- [ ] Task\n  - Owner: Reader\n\n\
        | Task | When | Role |\n|---|---|---|\n| a | b | c |\n\n| Task | x |\n|---|---|\n| a | R |\n";
    let document = document(text);
    assert!(document.duties.is_empty());
    assert!(document.references.is_empty());
}
