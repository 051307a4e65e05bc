//! Floors under what is found in the development notes.
//!
//! `tests/corpus/floors.toml` holds them, in per cent. A change that finds more raises them:
//! `SCRUBS_WRITE=1 cargo test floors` writes today's figures where they are better, rounded down to
//! a tenth. Lowering one is a decision: edit the file by hand and say why in the commit.

use super::corpus::{DEV, Note};
use super::samples::ENGINE;
use rayon::prelude::*;
use scrubs::Options;
use scrubs::cli::evaluate::{self, Key, Mark, Measures, Noted};
use scrubs::names::Tier;
use scrubs::policy::Policy;
use std::collections::BTreeMap;
use std::sync::Arc;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/floors.toml");
const HEAD: &str = "# Floors in per cent, on tests/corpus/dev under the mentoring policy.\n\
    # To raise them to today's figures: SCRUBS_WRITE=1 cargo test floors\n";

/// Recall is bought with these: what may be paid is a decision, not a measurement.
const BY_HAND: [&str; 2] = ["precision", "untouched"];

type Floors = BTreeMap<String, BTreeMap<String, f64>>;

/// A note with its gold in code points, as the measures want it.
pub fn gold(note: &Note) -> Noted {
    let points = |byte: usize| note.text[..byte].chars().count();
    let mark = |m: &super::corpus::Mark| Mark {
        start: points(m.start),
        end: points(m.end),
        label: m.label.clone(),
        sub: m.sub.clone(),
        strength: 1.0,
    };
    Noted {
        id: note.id.clone(),
        genre: note.genre.clone(),
        text: note.text.clone(),
        spans: note.marks.iter().map(mark).collect(),
    }
}

fn measured(tier: Tier) -> Measures {
    let gold: Vec<Noted> = DEV.iter().map(gold).collect();
    let options = Options::new(Arc::new(Policy::preset("mentoring").unwrap().with_tier(tier)));
    let found: Vec<_> =
        gold.par_iter().map(|n| evaluate::marks(&ENGINE, &options, &n.text).unwrap()).collect();
    evaluate::measure(&gold, &found, Key::Label)
}

fn figures(m: &Measures) -> Floors {
    let percent = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
    let mut recall: BTreeMap<String, f64> =
        m.rows.iter().map(|(name, row)| (name.clone(), percent(row.full, row.gold))).collect();
    recall.insert("direct".to_owned(), percent(m.direct.full, m.direct.gold));
    recall.insert("quasi".to_owned(), percent(m.quasi.full, m.quasi.gold));
    let c = &m.counts;
    let overall = BTreeMap::from([
        ("clean_notes".to_owned(), percent(c.clean, c.notes)),
        ("precision".to_owned(), percent(c.hit, c.found)),
        ("untouched".to_owned(), 100.0 - percent(c.over, c.outside)),
    ]);
    BTreeMap::from([("leak_recall".to_owned(), recall), ("overall".to_owned(), overall)])
}

/// The figures of both tiers; the names of the careful one's tables say so.
fn today() -> Floors {
    let careful = figures(&measured(Tier::Careful)).into_iter();
    let mut all = figures(&measured(Tier::Fast));
    all.extend(careful.map(|(name, rows)| (format!("careful_{name}"), rows)));
    all
}

#[test]
fn nothing_found_before_is_lost() {
    let today = today();
    let text = std::fs::read_to_string(FILE).unwrap_or_default();
    let mut floors: Floors = toml::from_str(&text).unwrap();
    if std::env::var_os("SCRUBS_WRITE").is_some() {
        for (table, rows) in &today {
            for (name, &figure) in rows.iter().filter(|(name, _)| !BY_HAND.contains(&name.as_str())) {
                let floor = floors.entry(table.clone()).or_default().entry(name.clone()).or_default();
                *floor = floor.max((figure * 10.0).floor() / 10.0);
            }
        }
        std::fs::write(FILE, HEAD.to_owned() + &toml::to_string(&floors).unwrap()).unwrap();
    }
    let mut lost = Vec::new();
    for (table, rows) in &floors {
        for (name, floor) in rows {
            let figure = today[table].get(name).copied().unwrap_or(0.0);
            if figure < *floor {
                lost.push(format!("{table} of {name}: {figure:.2}, floor {floor}"));
            }
        }
    }
    assert!(lost.is_empty(), "\n{}", lost.join("\n"));
    for table in ["leak_recall", "careful_leak_recall"] {
        for label in today[table].keys() {
            assert!(floors[table].contains_key(label), "{label} has no floor in {table}");
        }
    }
}
