//! Stories: what singles a person out without naming them ("won the village bake-off on TV") is told
//! in a clause, while the tagger is sure of a few telling words. The clause is what must go.

use crate::detect::Window;
use crate::text::token::{Kind, Token};

/// Most tokens that a story grows by on either side.
const MOST: usize = 16;

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

/// Words that join a clause to what is before it.
const JOINING: &[&[u8]] = &[b"and", b"but", b"so", b"who", b"that", b"which", b"because", b"as", b"when"];

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
}
