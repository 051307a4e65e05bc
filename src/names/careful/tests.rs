use super::float::softmax;
use super::*;
use crate::names::{CAREFUL, MIX};
use serde::Deserialize;

/// A short note in pieces of its own, and what the network of `training/careful/` makes of it.
#[derive(Deserialize)]
struct Figure {
    words: Vec<String>,
    gaps: Vec<String>,
    marks: Vec<Vec<u16>>,
    tags: Vec<Scores>,
}

fn figures() -> Vec<Figure> {
    serde_json::from_str(include_str!("figures.json")).unwrap()
}

fn careful() -> Careful {
    Careful::new(CAREFUL, Mix::from_bytes(MIX).unwrap()).unwrap()
}

fn stretch(careful: &Careful, figure: &Figure) -> Stretch {
    let words = figure.words.iter().zip(&figure.gaps[1..]).zip(&figure.marks);
    careful.pieces.stretch(words.map(|((word, gap), marks)| (word.as_bytes(), gap.as_bytes(), marks.clone())))
}

#[test]
fn it_gives_the_probabilities_that_were_learnt() {
    let (careful, figures) = (careful(), figures());
    let mut apart = 0.0f32;
    for figure in &figures {
        let scores = careful.network.scores(&[stretch(&careful, figure)]);
        assert_eq!(scores[0].len(), figure.words.len());
        for (mut ours, theirs) in scores[0].iter().copied().zip(&figure.tags) {
            softmax(&mut ours);
            apart = ours.iter().zip(theirs).fold(apart, |apart, (a, b)| apart.max((a - b).abs()));
        }
    }
    // The inputs of each matrix are rounded to eight bits, the figures to five digits.
    assert!(apart < 0.05, "{apart}");
}

#[test]
fn stretches_read_together_or_alone_give_the_same_bits() {
    let (careful, figures) = (careful(), figures());
    let stretches: Vec<Stretch> = figures.iter().map(|f| stretch(&careful, f)).collect();
    let together = careful.network.scores(&stretches);
    for (n, stretch) in stretches.into_iter().enumerate() {
        assert_eq!(careful.network.scores(&[stretch])[0], together[n]);
    }
    assert!(careful.network.scores(&[]).is_empty());
}

#[test]
fn fewer_words_asked_about_get_the_same_bits() {
    let (careful, figures) = (careful(), figures());
    for figure in &figures {
        let mut some = stretch(&careful, figure);
        let all = careful.network.scores(&[stretch(&careful, figure)]).concat();
        some.asked.retain(|word| word % 3 == 1);
        let want: Vec<Scores> = some.asked.iter().map(|&word| all[word]).collect();
        assert_eq!(careful.network.scores(&[some]).concat(), want);
    }
}

#[test]
fn other_bytes_are_refused() {
    let refused = |bytes: Vec<u8>| Careful::new(bytes.leak(), Mix::EVEN).is_none();
    assert!(refused(CAREFUL[..CAREFUL.len() - 1].to_vec()), "cut short");
    assert!(refused([CAREFUL, b"x"].concat()), "too long");
    assert!(refused(b"something else".to_vec()));
    assert!(refused(Vec::new()));
    let changed = |at: usize, to: &[u8]| {
        let mut bytes = CAREFUL.to_vec();
        bytes[at..at + to.len()].copy_from_slice(to);
        refused(bytes)
    };
    assert!(changed(0, b"S"), "another kind of file");
    assert!(changed(8, &u32::MAX.to_le_bytes()), "more pieces than there can be");
    let shape = [2u32, 512].map(u32::to_le_bytes).concat();
    let at = CAREFUL.windows(8).position(|bytes| bytes == shape).expect("how many layers, how wide within");
    assert!(changed(at + 4, &510u32.to_le_bytes()), "rows that fill no panel");
    let last = CAREFUL.len() - 4;
    assert!(changed(last, &f32::NAN.to_le_bytes()), "a weight that is no number");
}
