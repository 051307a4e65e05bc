//! What a decision may look at: a stretch of text, its tokens and those that it decides about.

use crate::text::token::{Kind, Token};
use std::ops::Range;

/// A stretch of folded text with its tokens. Decisions see this much and no more, so that they are
/// the same however a note arrives.
#[derive(Clone, Copy)]
pub struct Window<'a> {
    /// Folded text.
    pub bytes: &'a [u8],
    /// Folded offset of `bytes[0]` in the note; offsets of tokens count from the note's start.
    pub base: usize,
    /// Tokens of `bytes`.
    pub tokens: &'a [Token],
    /// First of the tokens that this window decides about.
    pub own_start: usize,
    /// One past the last of them. The tokens round them are context.
    pub own_end: usize,
    /// Whether `bytes` begins where the note does.
    pub begins: bool,
}

impl<'a> Window<'a> {
    /// A whole text, all of whose tokens are decided about.
    pub fn whole(bytes: &'a [u8], tokens: &'a [Token]) -> Window<'a> {
        Window { bytes, base: 0, tokens, own_start: 0, own_end: tokens.len(), begins: true }
    }

    /// The tokens that this window decides about.
    pub fn own(&self) -> Range<usize> {
        self.own_start..self.own_end
    }

    /// Whether bytes `start..end` of the window share any with a label that the text brought along.
    pub fn crosses_label(&self, start: usize, end: usize) -> bool {
        self.bytes[start..end].contains(&b']')
            && self
                .tokens
                .iter()
                .any(|t| t.kind == Kind::Label && t.start < self.base + end && self.base + start < t.end)
    }

    /// Text of token `i`.
    pub fn word(&self, i: usize) -> &'a [u8] {
        let token = &self.tokens[i];
        &self.bytes[token.start - self.base..token.end - self.base]
    }

    /// Text between token `i` and the next; the rest of the window after the last one.
    pub fn gap_after(&self, i: usize) -> &'a [u8] {
        let from = self.tokens[i].end - self.base;
        let to = self.tokens.get(i + 1).map_or(self.bytes.len(), |next| next.start - self.base);
        &self.bytes[from..to]
    }

    /// Text between the token before `i` and token `i`; the start of the window for the first.
    pub fn gap_before(&self, i: usize) -> &'a [u8] {
        let to = self.tokens[i].start - self.base;
        let from = if i == 0 { 0 } else { self.tokens[i - 1].end - self.base };
        &self.bytes[from..to]
    }
}
