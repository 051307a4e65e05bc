//! Throwaway.
use scrubs::detect::Label;
use scrubs::names::{
    Plan,
    augment::{Gold, Mark},
};
use scrubs::*;
use std::io::Write;
fn load(p: &str) -> Vec<(String, Gold)> {
    std::fs::read_to_string(p)
        .unwrap()
        .lines()
        .map(|l| {
            let v: serde_json::Value = serde_json::from_str(l).unwrap();
            let text = v["text"].as_str().unwrap().to_owned();
            let offs: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let spans = v["spans"]
                .as_array()
                .unwrap()
                .iter()
                .map(|s| Mark {
                    start: offs[s["start"].as_u64().unwrap() as usize],
                    end: offs[s["end"].as_u64().unwrap() as usize],
                    label: Label::from_name(s["label"].as_str().unwrap()).unwrap(),
                })
                .collect();
            (v["id"].as_str().unwrap().to_owned(), Gold { text, spans })
        })
        .collect()
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    match a[1].as_str() {
        "train" => {
            let notes: Vec<Gold> = load(&a[2]).into_iter().map(|x| x.1).collect();
            let mut plan = Plan::default();
            if let Some(c) = a.get(4) {
                plan.copies = c.parse().unwrap();
            }
            if let Some(c) = a.get(5) {
                plan.epochs = c.parse().unwrap();
            }
            if let Some(c) = a.get(6) {
                plan.blind = c.parse().unwrap();
            }
            if let Some(c) = a.get(7) {
                plan.least = c.parse().unwrap();
            }
            if let Some(c) = a.get(8) {
                plan.rate = c.parse().unwrap();
            }
            if let Some(c) = a.get(9) {
                plan.decay = c.parse().unwrap();
            }
            let e = Engine::new();
            let t = std::time::Instant::now();
            let b = e.train(&notes, plan);
            eprintln!("{:?} {} bytes", t.elapsed(), b.len());
            std::fs::write(&a[3], b).unwrap();
        }
        _ => {
            let e = match a.get(3) {
                Some(m) => Engine::with_weights(&std::fs::read(m).unwrap()).unwrap(),
                None => Engine::new(),
            };
            let th: f32 = a.get(4).map_or(0.5, |x| x.parse().unwrap());
            let pol = policy::Policy::from_toml(&format!(
                "name='x'\nversion='1'\n[default]\naction='label'\nthreshold={th}"
            ))
            .unwrap();
            let o = Options::new(std::sync::Arc::new(pol));
            let mut out = std::io::stdout().lock();
            for (id, g) in load(&a[2]) {
                let f = e.detect(&g.text, &o).unwrap();
                let cp = |b: usize| g.text[..b].chars().count();
                let spans: Vec<_> = f.iter().map(|f| serde_json::json!({"start": cp(f.span.start()), "end": cp(f.span.end()), "label": f.label.name(), "strength": f.strength})).collect();
                writeln!(out, "{}", serde_json::json!({"id": id, "spans": spans})).unwrap();
            }
        }
    }
}
