//! Stories: what singles a person out without naming them ("won the village bake-off on TV") is told
//! in a clause, while the tagger is sure of a few telling words. The clause is what must go.

use crate::detect::Window;
use crate::text::token::{Kind, Token};

/// Most tokens that a story grows by on either side.
const MOST: usize = 16;
/// So far from the telling words the clause goes with them whatever its words are.
const NEAR: usize = 3;
/// The same where the careful tier has told them.
const NEAR_READ: usize = 1;
/// Further off, a word less likely than this to identify is left.
const PLAIN: f32 = 0.2;

/// Tokens `first..=last` grown to their clause: up to a mark of punctuation, the end of a paragraph
/// or a label of the text's own, without a leading "and", "who" or "that".
pub fn clause(w: &Window<'_>, first: usize, last: usize) -> (usize, usize) {
    let is_label = |t: &Token| t.kind == Kind::Label;
    let mut start = first;
    while start > 0 && first - start < MOST && !parts(w, start) && !is_label(&w.tokens[start - 1]) {
        start -= 1;
    }
    while start < first && JOINING.contains(&w.word(start).to_ascii_lowercase().as_slice()) {
        start += 1;
    }
    let mut end = last;
    while end + 1 < w.tokens.len() && end - last < MOST && !parts(w, end + 1) && !is_label(&w.tokens[end + 1])
    {
        end += 1;
    }
    (start, end)
}

/// A clause `start..=end` round the telling words `first..=last`, told by the careful tier if `read`,
/// without what is plain and far from them.
pub fn trimmed(
    (mut start, mut end): (usize, usize),
    (first, last): (usize, usize),
    read: bool,
    likely: impl Fn(usize) -> f32,
) -> (usize, usize) {
    let near = if read { NEAR_READ } else { NEAR };
    while start + near < first && likely(start) < PLAIN {
        start += 1;
    }
    while end > last + near && likely(end) < PLAIN {
        end -= 1;
    }
    (start, end)
}

/// How much of a story a clause is: the mean over its more telling half of the share that tells, `told`
/// and not `plain`, which are likelihoods of its tokens. A story is told by some of its words.
pub fn strength(clause: impl Iterator<Item = (f32, f32)>) -> f32 {
    let mut shares: Vec<f32> = clause.map(|(told, plain)| told / (told + plain).max(1e-6)).collect();
    shares.sort_by(|a, b| b.total_cmp(a));
    let half = shares.len().div_ceil(2);
    shares[..half].iter().sum::<f32>() / half.max(1) as f32
}

/// Words that join a clause to what is before it.
const JOINING: &[&[u8]] = &[b"and", b"but", b"so", b"who", b"that", b"which", b"because", b"as", b"when"];

/// Whether a story ends before token `i`: with its sentence, or with its paragraph.
pub fn ends(w: &Window<'_>, i: usize) -> bool {
    let gap = w.gap_before(i);
    let lines = gap.iter().filter(|&&b| b == b'\n').count();
    let stop = gap.len() > 1 && gap.iter().any(|b| matches!(b, b'.' | b'?' | b'!'));
    lines > 1 || stop
}

/// Whether a clause ends before token `i`.
fn parts(w: &Window<'_>, i: usize) -> bool {
    let gap = w.gap_before(i);
    let lines = gap.iter().filter(|&&b| b == b'\n').count();
    let dash = gap.contains(&b'-') && gap.len() > 1;
    let marked =
        gap.iter().any(|b| matches!(b, b',' | b';' | b':' | b'(' | b')' | b'?' | b'!' | b'"' | b'|'));
    let stop = gap.contains(&b'.') && gap.len() > 1;
    lines > 1 || dash || marked || stop || (lines == 1 && w.tokens[i].is_capitalised())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::Folded;
    use crate::text::token::tokenise;

    fn grown(text: &str, heart: &str) -> String {
        let folded = Folded::new(text);
        let mut tokens = Vec::new();
        tokenise(folded.bytes(), 0, 0, &mut tokens);
        let w = Window::whole(folded.bytes(), &tokens);
        let at = text.find(heart).unwrap();
        let first = tokens.iter().position(|t| t.start == at).unwrap();
        let last = tokens.iter().position(|t| t.end == at + heart.len()).unwrap();
        let (start, end) = clause(&w, first, last);
        text[tokens[start].start..tokens[end].end].to_owned()
    }

    #[test]
    fn a_story_is_its_clause() {
        for (text, heart, want) in [
            (
                "Retired; won the village bake-off on TV, sleeps badly.",
                "bake-off on",
                "won the village bake-off on TV",
            ),
            (
                "Chest clear and was the only survivor of the coach crash. Home.",
                "only survivor",
                "Chest clear and was the only survivor of the coach crash",
            ),
            ("wife, who swam the channel twice", "channel", "swam the channel twice"),
            (
                "He kept\nthe goat that was on the news\nPlan: home",
                "news",
                "He kept\nthe goat that was on the news",
            ),
            ("Brave - first woman to cox the boat - tired", "cox", "first woman to cox the boat"),
        ] {
            assert_eq!(grown(text, heart), want);
        }
    }

    #[test]
    fn far_from_what_tells_plain_words_are_left() {
        let likely = |i: usize| if i == 2 { 0.3 } else { 0.01 };
        assert_eq!(trimmed((0, 20), (9, 10), false, likely), (2, 13));
        assert_eq!(trimmed((3, 20), (9, 10), true, likely), (8, 11), "the closer, the surer who told");
        assert_eq!(trimmed((7, 11), (9, 10), false, likely), (7, 11), "near ones stay");
        assert_eq!(trimmed((0, 20), (9, 10), true, |_| 0.5), (0, 20), "as do those that may be part of it");
    }

    #[test]
    fn a_story_ends_with_its_sentence_and_not_with_its_clause() {
        let text = "He sat up. Fought at the fair, they say: thrice\nby St.Ives?  Then\n\nhome";
        let mut tokens = Vec::new();
        tokenise(text.as_bytes(), 0, 0, &mut tokens);
        let w = Window::whole(text.as_bytes(), &tokens);
        let begin: Vec<_> = (1..tokens.len()).filter(|&i| ends(&w, i)).map(|i| w.word(i)).collect();
        assert_eq!(begin, [&b"Fought"[..], b"Then", b"home"]);
    }

    #[test]
    fn a_clause_is_as_much_of_a_story_as_its_more_telling_half() {
        let close = |clause: &[(f32, f32)], want: f32| {
            let got = strength(clause.iter().copied());
            assert!((got - want).abs() < 1e-6, "{got} {want}");
        };
        close(&[(0.9, 0.1), (0.1, 0.9), (0.7, 0.3), (0.0, 1.0)], 0.8);
        close(&[(0.9, 0.1), (0.1, 0.9), (0.7, 0.3)], 0.8);
        // What is left over is some other label's.
        close(&[(0.3, 0.1)], 0.75);
        close(&[(0.0, 0.0)], 0.0);
        close(&[], 0.0);
    }
}
