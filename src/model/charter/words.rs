//! What columns and sections of a charter are called in other languages:
//! German, Spanish, French and Portuguese, beside English, which always
//! counts.
//!
//! A word counts whatever language a page says it is in: the tables of a
//! section have few columns, and no word means two of them.

use crate::model::kind::{Field, Section, section_name};
use crate::text::fields::is_same_key;

/// A name of ours with its words, `;` between those of a language and `|`
/// between languages.
type Entry = (&'static str, &'static str);

/// What the list of what is not supported is called in English.
const OUT_OF_SCOPE: &str = "Out of scope";

const COLUMNS: &[Entry] = &[
    ("area", "bereich | área | domaine | área"),
    ("what", "was | qué; que | quoi | o que; o quê"),
    ("in_detail", "im einzelnen; im detail | en detalle | en détail | em detalhe; em detalhes"),
    ("who", "wer | quién; quien | qui | quem"),
    ("when", "wann; wenn; falls | cuándo; cuando; si | quand; si | quando; se"),
    ("how", "wie | cómo; como | comment | como"),
    ("level", "stufe; ebene | nivel | niveau | nível"),
    ("role", "rolle | rol | rôle | função; papel"),
    ("does", "tut; macht; aufgaben | hace | fait | faz"),
    (
        "takes_over_when",
        "übernimmt wenn; übernimmt, wenn; übernimmt | asume cuando | prend le relais quand | assume quando",
    ),
    (
        "hands_on_when",
        "gibt weiter wenn; gibt weiter, wenn | pasa cuando; transfiere cuando | transmet quand | passa quando; transfere quando",
    ),
    (
        "hands_to",
        "gibt weiter an; weiter an | pasa a; transfiere a | transmet à | passa a; passa para; transfere para",
    ),
    ("team", "team | equipo | équipe | equipa; equipe"),
    ("zone", "zeitzone | zona; zona horaria | fuseau; fuseau horaire | fuso; fuso horário"),
    ("languages", "sprachen | idiomas | langues | línguas; idiomas"),
    ("hours", "zeiten; servicezeiten | horario; horarios | heures; horaires | horário; horários"),
    ("location", "ort; standort | lugar; sede | lieu | local"),
    ("holidays", "feiertage | festivos; feriados | jours fériés | feriados"),
    ("period", "zeitraum | periodo; período | période | período"),
    ("what_changes", "was sich ändert | qué cambia | ce qui change | o que muda"),
    ("reached_by", "erreichbar über | contacto | joignable par | contacto; contato"),
    (
        "answers_within",
        "antwortet in; antwortet innerhalb von | responde en | répond en; répond sous | responde em",
    ),
    ("for", "für; wofür; zweck | para | pour; usage | para; finalidade"),
    ("priority", "priorität | prioridad | priorité | prioridade"),
    (
        "means",
        "bedeutet; bedeutung | significa; significado | signifie; signification | significa; significado",
    ),
    ("respond", "antwort; reaktion; reaktionszeit | respuesta | réponse | resposta"),
    (
        "update_every",
        "neues alle; nachricht alle | novedades cada | nouvelles toutes les | novidades a cada",
    ),
    (
        "restore",
        "wiederherstellung | restablecimiento; restauración | rétablissement | reposição; restauração",
    ),
    ("resolve", "lösung; behebung | resolución; solución | résolution | resolução; solução"),
    ("clock", "uhr; zeiten; servicezeiten | reloj; horario | horloge; horaires | relógio; horário"),
    ("target", "ziel | objetivo | objectif | objetivo; meta"),
    ("step", "schritt | paso | étape | passo; etapa"),
    ("after", "nach | tras; después de | après | após; depois de"),
    ("from", "von | de | de | de"),
    ("to", "an | a | à | para"),
    ("channel", "kanal | canal | canal | canal"),
    ("alternate", "vertretung; ersatz | suplente | suppléant | substituto; suplente"),
    ("task", "aufgabe; aufgaben | tarea; tareas | tâche; tâches | tarefa; tarefas"),
    ("takes", "dauer; dauert | duración | durée | duração"),
    ("environment", "umgebung | entorno | environnement | ambiente"),
    ("runbook", "anleitung | guía; procedimiento | procédure | guia; procedimento"),
    ("evidence", "nachweis | evidencia; prueba | preuve | evidência; prova"),
    (
        "in_a_freeze",
        "bei änderungssperre; in einer änderungssperre | en congelación | pendant un gel | em congelamento",
    ),
    ("tool", "werkzeug | herramienta | outil | ferramenta"),
    (
        "owner",
        "verantwortlich; eigentümer | responsable; propietario | responsable; propriétaire | responsável",
    ),
    (
        "outside_party",
        "externe partei; extern | parte externa; tercero | partie externe; tiers | parte externa; terceiro",
    ),
    (
        "their_reference",
        "deren referenz; deren nummer | su referencia | leur référence | a referência deles; referência deles",
    ),
    ("rule", "regel | regla | règle | regra"),
    ("party", "partei | parte | partie | parte"),
    ("system", "system | sistema | système | sistema"),
    ("data", "daten | datos | données | dados"),
    (
        "on_condition",
        "bedingung; unter der bedingung | condición | condition; sous condition | condição",
    ),
    (
        "approver",
        "genehmigt von; freigabe durch | aprobado por; aprueba | approuvé par | aprovado por; aprova",
    ),
    (
        "in_an_emergency",
        "im notfall | en una emergencia; en caso de emergencia | en cas d'urgence | em emergência; em caso de emergência",
    ),
    ("change", "änderung | cambio | changement | alteração; mudança"),
    ("example", "beispiel | ejemplo | exemple | exemplo"),
    (
        "approved_by",
        "genehmigt von; freigabe durch | aprobado por; aprueba | approuvé par | aprovado por; aprova",
    ),
    ("notice", "ankündigung; vorlauf | aviso | préavis | aviso; antecedência"),
    ("measure", "kennzahl | medida; indicador | mesure; indicateur | medida; indicador"),
    ("condition", "bedingung | condición | condition | condição"),
    (
        "for_how_long",
        "wie lange; dauer | cuánto tiempo; durante cuánto tiempo | combien de temps | por quanto tempo",
    ),
    ("agreement", "vereinbarung; vertrag | acuerdo; contrato | accord; contrat | acordo; contrato"),
    (
        "service_level",
        "servicelevel; zusage | nivel de servicio | niveau de service | nível de serviço",
    ),
    ("ends", "endet; gültig bis | termina; fin | fin; échéance | termina; fim"),
];

const SECTIONS: &[Entry] = &[
    ("Scope", "umfang; leistungsumfang | alcance | périmètre | âmbito; escopo"),
    ("Levels", "stufen; supportstufen; ebenen | niveles | niveaux | níveis"),
    ("Hours", "zeiten; servicezeiten | horarios; horario | horaires | horários; horário"),
    (
        "Special periods",
        "besondere zeiträume | periodos especiales; períodos especiales | périodes particulières | períodos especiais",
    ),
    (
        "Out of hours",
        "außerhalb der zeiten; außerhalb der servicezeiten | fuera de horario; fuera del horario | hors horaires; hors des horaires | fora do horário; fora de horas",
    ),
    ("Priorities", "prioritäten | prioridades | priorités | prioridades"),
    (
        "Service levels",
        "servicelevel; wie schnell | niveles de servicio | niveaux de service | níveis de serviço",
    ),
    ("Escalation", "eskalation | escalado; escalamiento | escalade | escalonamento; escalada"),
    (
        "Who does what",
        "wer macht was; wer tut was | quién hace qué | qui fait quoi | quem faz o quê; quem faz o que",
    ),
    (
        "Routine tasks",
        "wiederkehrende aufgaben; regelmäßige aufgaben | tareas periódicas; tareas rutinarias | tâches récurrentes | tarefas de rotina; tarefas periódicas",
    ),
    ("Tools", "werkzeuge | herramientas | outils | ferramentas"),
    ("Access", "zugang; zugriff | acceso; accesos | accès | acesso; acessos"),
    (
        "Change control",
        "änderungssteuerung; änderungskontrolle | control de cambios | gestion des changements | controlo de alterações; controle de mudanças",
    ),
    ("Hypercare", "intensivbetreuung | soporte intensivo | support renforcé | suporte intensivo"),
    ("Agreements", "vereinbarungen; verträge | acuerdos | accords | acordos"),
    (
        "Out of scope",
        "nicht enthalten; nicht im umfang | fuera de alcance; fuera del alcance | hors périmètre | fora do âmbito; fora do escopo",
    ),
];

/// Returns the column that a word above a table names.
pub fn column(fields: &'static [Field], word: &str) -> Option<&'static Field> {
    let own = fields.iter().find(|field| field.is_named(word));
    own.or_else(|| fields.iter().find(|field| means(field.name, word)))
}

/// Tells whether a word is that of another language for a column.
pub fn means(column: &str, word: &str) -> bool {
    is_in(COLUMNS, column, |own| is_same_key(own, word))
}

/// Returns the section that a heading names.
pub fn section(sections: &'static [Section], heading: &str) -> Option<&'static Section> {
    let name = section_name(heading);
    let own = sections.iter().find(|section| section.is_named(heading));
    let means = |section: &&Section| is_in(SECTIONS, section.title, |own| own == name);
    own.or_else(|| sections.iter().find(means))
}

/// Tells whether a heading is that of what is not supported.
pub fn is_out_of_scope(heading: &str) -> bool {
    let name = section_name(heading);
    is_in(SECTIONS, OUT_OF_SCOPE, |own| own == name)
}

/// Tells whether a word stands above the impacts and urgencies that give a
/// priority.
pub fn is_corner(word: &str) -> bool {
    let word = word.to_lowercase();
    ["impact", "urgency", "\\", "auswirkung", "dringlichkeit", "urgenc", "urgênc"]
        .iter()
        .any(|part| word.contains(part))
}

fn is_in(entries: &[Entry], name: &str, is_it: impl Fn(&str) -> bool) -> bool {
    let own = entries.iter().find(|(own, _)| *own == name);
    own.is_some_and(|(_, words)| words_of(words).any(is_it))
}

fn words_of(words: &'static str) -> impl Iterator<Item = &'static str> {
    words.split(['|', ';']).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::super::columns;
    use super::*;

    /// The columns of each section.
    const SETS: [&[Field]; 13] = [
        columns::SCOPE,
        columns::LEVELS,
        columns::TEAMS,
        columns::PERIODS,
        columns::OUT_OF_HOURS,
        columns::SLA,
        columns::ESCALATION,
        columns::TASKS,
        columns::TOOLS,
        columns::ACCESS,
        columns::CHANGES,
        columns::HYPERCARE,
        columns::AGREEMENTS,
    ];

    #[test]
    fn every_column_has_words_in_each_language_and_none_means_two() {
        for fields in SETS {
            for field in fields {
                let (_, words) = COLUMNS
                    .iter()
                    .find(|(name, _)| *name == field.name)
                    .unwrap_or_else(|| panic!("no words for {}", field.name));
                assert_eq!(words.split('|').count(), 4, "{}", field.name);
                assert!(words_of(words).all(|word| !word.is_empty()), "{}", field.name);
                for word in words_of(words) {
                    let found = column(fields, word).map(|own| own.name);
                    assert_eq!(found, Some(field.name), "{word}");
                }
            }
        }
    }

    #[test]
    fn every_section_has_words_and_none_means_two() {
        for (title, words) in SECTIONS {
            for word in words_of(words) {
                let is_own = |(other, words): &&Entry| {
                    other != title && words_of(words).any(|own| own == word)
                };
                assert!(!SECTIONS.iter().any(|entry| is_own(&entry)), "{word}");
                assert_eq!(section_name(word), word);
            }
        }
        assert!(is_out_of_scope("Nicht enthalten") && !is_out_of_scope("Umfang"));
        assert!(is_corner("Auswirkung / Dringlichkeit") && is_corner("Impacto \\ Urgencia"));
    }

    #[test]
    fn english_counts_first() {
        let name = |fields, word| column(fields, word).map(|own| own.name);
        assert_eq!(name(columns::SLA, "Restore in"), Some("restore"));
        assert_eq!(name(columns::SLA, "WIEDERHERSTELLUNG"), Some("restore"));
        assert_eq!(name(columns::ESCALATION, "À"), Some("to"));
        assert_eq!(name(columns::ESCALATION, "Ort"), None);
    }
}
