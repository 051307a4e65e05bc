//! What a session holds of a note: the text not yet released, and as much before it as decisions
//! look back on.

use crate::detect::Window;
use crate::engine::own_label;
use crate::text::fold::Folded;
use crate::text::segment::{self, REACH};
use crate::text::token::{Token, tokenise_with};
use std::collections::VecDeque;

/// A segment: ends, counted from the start of the note.
#[derive(Clone, Copy)]
struct Segment {
    /// In original bytes.
    text: usize,
    /// In folded bytes.
    folded: usize,
    /// In tokens.
    tokens: usize,
}

/// Text, folded text and tokens of the part of a note that is at hand.
#[derive(Default)]
pub struct Buffer {
    text: String,
    /// Note offset of `text[0]`.
    text_from: usize,
    folded: Folded,
    /// Note offsets of the first folded byte: in folded and in original bytes.
    folded_from: (usize, usize),
    tokens: Vec<Token>,
    /// How many tokens came before `tokens[0]`.
    tokens_from: usize,
    /// Cut segments: `back` of them before the one to decide next.
    segments: VecDeque<Segment>,
    back: usize,
    /// Where the first of `segments` begins.
    first: Option<Segment>,
    /// Where the last of them ends.
    last: Option<Segment>,
}

const START: Segment = Segment { text: 0, folded: 0, tokens: 0 };

/// So much consumed text is let go at a time, in bytes.
const SLACK: usize = 16 << 10;

impl Buffer {
    /// Appends what arrived.
    pub fn push(&mut self, chunk: &str) {
        self.text.push_str(chunk);
    }

    /// Original bytes at hand, for the memory bound.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Makes the next segment ready to decide; false where more text must come first.
    pub fn advance(&mut self, ended: bool) -> bool {
        loop {
            let ahead = self.ahead();
            let ready = self.segments.len() > self.back;
            if ready && ahead >= REACH {
                return true;
            }
            if !self.cut(ended) {
                return ready && ended;
            }
        }
    }

    /// Original bytes cut beyond the segment to decide.
    fn ahead(&self) -> usize {
        let next = self.segments.get(self.back);
        next.map_or(0, |s| self.last.unwrap_or(START).text - s.text)
    }

    fn cut(&mut self, ended: bool) -> bool {
        let from = self.last.unwrap_or(START);
        let rest = &self.text[from.text - self.text_from..];
        let Some(n) = segment::cut(rest, ended) else { return false };
        let known = self.folded.bytes().len();
        self.folded.push(&rest[..n]);
        tokenise_with(self.folded.bytes(), known, self.folded_from.0, own_label, &mut self.tokens);
        let segment = Segment {
            text: from.text + n,
            folded: self.folded_from.0 + self.folded.bytes().len(),
            tokens: self.tokens_from + self.tokens.len(),
        };
        self.segments.push_back(segment);
        self.last = Some(segment);
        true
    }

    /// The segment to decide with its neighbours, [`REACH`] bytes at least on either side where the
    /// note has them.
    pub fn window(&self) -> Window<'_> {
        let first = self.first.unwrap_or(START);
        let start = self.back.checked_sub(1).map_or(first, |i| self.segments[i]);
        let own = self.segments[self.back];
        let end = self.window_end();
        let token = |at: usize| at - self.tokens_from;
        let byte = |at: usize| at - self.folded_from.0;
        Window {
            bytes: &self.folded.bytes()[byte(first.folded)..byte(end.folded)],
            base: first.folded,
            tokens: &self.tokens[token(first.tokens)..token(end.tokens)],
            own_start: start.tokens - first.tokens,
            own_end: own.tokens - first.tokens,
            begins: first.text == 0,
        }
    }

    /// The first segment end that is [`REACH`] bytes past the segment to decide.
    fn window_end(&self) -> Segment {
        let own = self.segments[self.back];
        let enough = self.segments.iter().skip(self.back).find(|s| s.text - own.text >= REACH);
        *enough.or(self.segments.back()).expect("a segment is ready")
    }

    /// Original start of a character that became folded byte `at` of the note.
    pub fn start(&self, at: usize) -> usize {
        self.folded_from.1 + self.folded.start(at - self.folded_from.0)
    }

    /// Original end of a folded range of the note that ends at `at`.
    pub fn end(&self, at: usize) -> usize {
        self.folded_from.1 + self.folded.end(at - self.folded_from.0)
    }

    /// Original text `from..to` of the note.
    pub fn text(&self, from: usize, to: usize) -> &str {
        &self.text[from - self.text_from..to - self.text_from]
    }

    /// Original end of the segment to decide.
    pub fn segment_end(&self) -> usize {
        self.segments[self.back].text
    }

    /// The segment is decided, and text before `released` is out: lets go of what nothing looks at.
    pub fn decided(&mut self, released: usize) {
        self.back += 1;
        let end = self.segments[self.back - 1].text;
        while self.back > 1 && end - self.segments[0].text >= REACH {
            self.first = self.segments.pop_front();
            self.back -= 1;
        }
        let first = self.first.unwrap_or(START);
        self.forget_text(first.text.min(released));
        let folded = first.folded - self.folded_from.0;
        if folded > SLACK {
            let original = first.text - self.folded_from.1;
            self.folded.forget(folded, original);
            self.folded_from = (first.folded, first.text);
            self.tokens.drain(..first.tokens - self.tokens_from);
            self.tokens_from = first.tokens;
        }
    }

    /// Text is let go when as much lies before as after, so that a long push is moved a few times
    /// in all and not once a segment.
    fn forget_text(&mut self, upto: usize) {
        let gone = upto - self.text_from;
        if gone > SLACK.max(self.text.len() / 2) {
            self.text.drain(..gone);
            self.text.shrink_to(4 * SLACK);
            self.text_from = upto;
        }
    }
}
