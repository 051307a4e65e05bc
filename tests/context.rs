//! Examples and decoys of what only context can tell: the whole engine on each, under the default
//! policy.

use super::samples::ENGINE;
use scrubs::Options;
use scrubs::detect::TABLE;

#[test]
fn what_context_tells_is_found_and_its_decoys_are_not() {
    let mut wrong = Vec::new();
    for row in TABLE.iter().filter(|row| row.forms.is_empty()) {
        let found = |text: &str| {
            let all = ENGINE.detect(text, &Options::default()).unwrap();
            all.into_iter().filter(|f| f.label.name() == row.name).collect::<Vec<_>>()
        };
        for (least, marked) in row.examples {
            let text = marked.replace("[[", "").replace("]]", "");
            let mut want = Vec::new();
            for (n, part) in marked.split("[[").enumerate().skip(1) {
                let start = marked.split("[[").take(n).map(|p| p.replace("]]", "").len()).sum::<usize>();
                want.push((start, start + part.find("]]").unwrap()));
            }
            let got = found(&text);
            let spans: Vec<_> = got.iter().map(|f| (f.span.start(), f.span.end())).collect();
            if spans != want || got.iter().any(|f| f.strength < *least) {
                wrong.push(format!("{} example {marked:?}: {got:?}", row.name));
            }
        }
        for decoy in row.decoys {
            let got = found(decoy);
            if !got.is_empty() {
                wrong.push(format!("{} decoy {decoy:?}: {got:?}", row.name));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
