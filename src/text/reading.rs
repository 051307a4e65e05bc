//! A second reading: dictated and scanned text as its writer would have typed it.
//!
//! Numbers in words become figures, letters said one by one a word, "at" and "dot" an address; O
//! and l inside numbers become 0 and 1. The same patterns then run over the reading, and what they
//! find leads back to whole words of the source.

mod doubt;
mod scanned;
mod spelled;
mod spoken;

use super::token::{Kind, Token, hash};
pub use doubt::Doubt;
pub(super) use doubt::doubt;
use spelled::{is_tight, spelled};
pub(crate) use spoken::NTHS;
use spoken::{Joins, Said, Word, ZED};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A second reading of folded text, with the way back. Holds little more than its source.
pub struct Reading {
    /// The text as reread.
    pub bytes: Vec<u8>,
    pieces: Vec<Piece>,
}

/// A stretch of a reading, up to the next one.
struct Piece {
    /// Where it begins in the reading.
    at: usize,
    /// Where it comes from. Bytes that were copied stand for themselves, rewritten ones for the whole.
    from: usize,
    to: usize,
    rewritten: bool,
}

impl Reading {
    /// The range of the folded bytes given that `a..b` of the reading comes from.
    pub fn source(&self, a: usize, b: usize) -> (usize, usize) {
        let (first, last) = (self.piece(a), self.piece(b - 1));
        let start = if first.rewritten { first.from } else { first.from + a - first.at };
        let end = if last.rewritten { last.to } else { last.from + b - last.at };
        (start, end)
    }

    /// The rewritten stretches of the reading, in order, of those that come from between `from` and `to`.
    pub fn rewritten(&self, from: usize, to: usize) -> Vec<Range<usize>> {
        let ends = self.pieces.iter().skip(1).map(|p| p.at).chain([self.bytes.len()]);
        let near = self.pieces.iter().zip(ends).filter(|(p, _)| p.rewritten && p.to > from && p.from < to);
        near.map(|(p, end)| p.at..end).collect()
    }

    /// Where in the reading byte `from` of the source is, or what stands for it.
    pub fn place(&self, from: usize) -> usize {
        let piece = &self.pieces[self.pieces.partition_point(|p| p.from <= from).saturating_sub(1)];
        if piece.rewritten { piece.at } else { piece.at + from - piece.from }
    }

    fn piece(&self, at: usize) -> &Piece {
        &self.pieces[self.pieces.partition_point(|p| p.at <= at) - 1]
    }

    fn copy(&mut self, bytes: &[u8], from: usize, to: usize) {
        if from < to {
            self.pieces.push(Piece { at: self.bytes.len(), from, to, rewritten: false });
            self.bytes.extend_from_slice(&bytes[from..to]);
        }
    }

    fn write(&mut self, text: &[u8], from: usize, to: usize) {
        if !text.is_empty() {
            self.pieces.push(Piece { at: self.bytes.len(), from, to, rewritten: true });
            self.bytes.extend_from_slice(text);
        }
    }

    fn drop_blanks(&mut self) {
        while self.bytes.last() == Some(&b' ') {
            self.bytes.pop();
            if self.pieces.last().is_some_and(|p| p.at == self.bytes.len()) {
                self.pieces.pop();
            }
        }
    }
}

/// Months, whole and cut short.
pub(crate) const MONTHS: &str = "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december";

/// Those that may follow an "l" that was a 1.
static AFTER_L: LazyLock<HashSet<u64>> =
    LazyLock::new(|| MONTHS.split(' ').map(|w| hash(w.as_bytes())).collect());

/// Last parts of addresses, after "dot".
static DOMAINS: LazyLock<HashSet<u64>> = LazyLock::new(|| {
    let all = "com org net uk co nhs ac gov info example test ie eu wales scot cymru sch police mod invalid";
    all.split(' ').map(|w| hash(w.as_bytes())).collect()
});

/// How far from a dictated "dot org" a connecting word belongs to the address, in words.
const NEAR: usize = 10;

/// Rereads `bytes`; `tokens` are theirs, counting from the note's start, and `base` is where
/// `bytes` begins in it. A number in words that stands by itself is reread where it `matters`. `None` where
/// there is nothing to reread, or nothing among tokens `near`. O(bytes).
pub fn reread(
    bytes: &[u8],
    tokens: &[Token],
    base: usize,
    near: Range<usize>,
    matters: impl Fn(usize) -> bool,
) -> Option<Reading> {
    let text = Text { bytes, tokens, base, matters };
    if !text.may_change(near) || !(0..tokens.len()).any(|i| text.is_doubtful(i)) {
        return None;
    }
    let after_dot = tokens.windows(2).enumerate().filter(|(_, pair)| pair[0].doubt.has(Doubt::DOT));
    let domains: Vec<usize> =
        after_dot.filter(|(_, pair)| DOMAINS.contains(&pair[1].hash)).map(|(i, _)| i + 1).collect();
    let n = bytes.len();
    let mut out = Reading { bytes: Vec::with_capacity(n), pieces: Vec::new() };
    let mut words = Vec::new();
    let (mut i, mut at, mut changed) = (0, 0, false);
    while i < tokens.len() {
        if domains.is_empty() && tokens[i].doubt == Doubt::NONE && tokens[i].kind != Kind::Number {
            i += 1;
            continue;
        }
        let (start, end) = text.range(i);
        if let Some((sign, used)) = text.connector(i, &domains) {
            out.copy(bytes, at, start);
            out.drop_blanks();
            let end = text.range(i + used - 1).1;
            out.write(sign, start, end);
            let next = tokens.get(i + used).map_or(end, |t| t.start - base);
            at = if bytes[end..next].iter().all(|&b| b == b' ') { next } else { end };
            i += used;
            changed = true;
            continue;
        }
        let used = if text.may_begin_run(i) { text.run(i, &mut words, &mut out, &mut at) } else { 0 };
        if used > 0 {
            i += used;
            changed = true;
            continue;
        }
        if tokens[i].doubt.has(Doubt::MISREAD) {
            let word = text.postcode(i);
            let word =
                word.or_else(|| scanned::reread(&bytes[start..end], &tokens[i], text.is_in_figures(i)));
            if let Some(word) = word.filter(|word| word != &bytes[start..end]) {
                out.copy(bytes, at, start);
                out.write(&word, start, end);
                at = end;
                changed = true;
            }
        }
        i += 1;
    }
    out.copy(bytes, at, n);
    changed.then_some(out)
}

struct Text<'a, M> {
    bytes: &'a [u8],
    tokens: &'a [Token],
    base: usize,
    /// Whether a number in words matters that stands by itself.
    matters: M,
}

impl<'a, M: Fn(usize) -> bool> Text<'a, M> {
    fn range(&self, i: usize) -> (usize, usize) {
        (self.tokens[i].start - self.base, self.tokens[i].end - self.base)
    }

    fn word(&self, i: usize) -> &'a [u8] {
        let (start, end) = self.range(i);
        &self.bytes[start..end]
    }

    fn gap(&self, i: usize) -> &'a [u8] {
        &self.bytes[self.range(i).1..self.range(i + 1).0]
    }

    fn is(&self, i: usize, word: &str) -> bool {
        self.tokens.get(i).is_some_and(|_| self.word(i).eq_ignore_ascii_case(word.as_bytes()))
    }

    /// Whether token `i` could begin something to reread.
    fn is_doubtful(&self, i: usize) -> bool {
        let doubt = self.tokens[i].doubt;
        doubt.has(Doubt::SAID.or(Doubt::DOT).or(Doubt::SCANNED))
            || (doubt.has(Doubt::LETTER) && self.tokens.get(i + 1).is_some_and(|t| t.len() == 1))
            || (doubt.has(Doubt::SPELLING) && self.alphabet(i).is_some())
    }

    /// Whether token `i` can be in a spoken run: cheap, and never wrong to say yes.
    fn may_be_spoken(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.kind == Kind::Number || t.doubt.has(Doubt::SPOKEN))
    }

    /// Whether a spoken run can begin at token `i`, likewise: figures alone are none.
    fn may_begin_run(&self, i: usize) -> bool {
        self.may_be_spoken(i) && (self.tokens[i].doubt.has(Doubt::SAID) || self.may_be_spoken(i + 1))
    }

    /// Whether any of tokens `near` can change, likewise.
    fn may_change(&self, near: Range<usize>) -> bool {
        // A run that reaches in from either side.
        let from = (0..near.start).rev().take_while(|&i| self.may_be_spoken(i)).last().unwrap_or(near.start);
        let to = (near.end..self.tokens.len()).take_while(|&i| self.may_be_spoken(i)).last();
        let to = to.map_or(near.end, |last| last + 1);
        let changes = |i: usize| {
            let doubt = self.tokens[i].doubt;
            doubt.has(Doubt::MISREAD)
                || doubt.has(Doubt::SAID) && (self.has_company(i) || (self.matters)(i))
                || doubt.has(Doubt::SPELLING.or(Doubt::LETTER)) && self.may_be_spoken(i + 1)
        };
        (from..to).any(changes) || self.tokens.iter().any(|t| t.doubt.has(Doubt::DOT))
    }

    /// Whether one of the two words before token `i` or of the two after it may be said in a run with it:
    /// never wrong to say yes.
    fn has_company(&self, i: usize) -> bool {
        let beside = |j: usize| {
            let doubt = self.tokens[j].doubt;
            self.tokens[j].kind == Kind::Number || doubt.has(Doubt::SAID.or(Doubt::SPELLING))
        };
        let (from, to) = (i.saturating_sub(2), (i + 3).min(self.tokens.len()));
        (from..to).any(|j| j != i && beside(j))
            || (from..to).filter(|&j| self.tokens[j].doubt.has(Doubt::LETTER)).count() > 1
    }

    /// Whether figures and the separator of a date stand on both sides of token `i`, or a month
    /// after a lone "l".
    fn is_in_figures(&self, i: usize) -> bool {
        let separator = |gap: &[u8]| matches!(gap.trim_ascii(), b"." | b"/" | b"-");
        let figures = |j: usize| {
            self.word(j).iter().any(u8::is_ascii_digit) || self.word(j).iter().all(|b| b"lIO".contains(b))
        };
        let after = i + 1 < self.tokens.len() && separator(self.gap(i)) && figures(i + 1);
        let before = i > 0 && separator(self.gap(i - 1)) && figures(i - 1);
        let digit = |j: usize| self.word(j).iter().any(u8::is_ascii_digit);
        let month = self.word(i) == b"l" && self.tokens.get(i + 1).is_some_and(|t| AFTER_L.contains(&t.hash));
        let ends = (after && digit(i + 1)) || (before && digit(i - 1));
        let last = before && i > 1 && separator(self.gap(i - 2)) && digit(i - 2);
        let first = after && i + 2 < self.tokens.len() && separator(self.gap(i + 1)) && digit(i + 2);
        month || (before && after && ends) || last || first
    }

    /// Either half of a postcode as it was before scanning: "OLl4 5EJ".
    fn postcode(&self, i: usize) -> Option<Vec<u8>> {
        if !(2..=4).contains(&self.tokens[i].len()) {
            return None;
        }
        let pair = |a: usize| {
            a + 1 < self.tokens.len()
                && matches!(self.gap(a), b" " | b"  " | b"   ")
                && self.tokens[a].kind != Kind::Label
                && self.tokens[a + 1].kind != Kind::Label
        };
        let halves = |a: usize| Some((scanned::outward(self.word(a))?, scanned::inward(self.word(a + 1))?));
        let mut out = None;
        if pair(i) {
            out = halves(i).map(|(head, _)| head);
        }
        if out.is_none() && i > 0 && pair(i - 1) {
            out = halves(i - 1).map(|(_, tail)| tail);
        }
        out
    }

    /// The sign that token `i` (and the next) spells in a dictated address.
    fn connector(&self, i: usize, domains: &[usize]) -> Option<(&'static [u8], usize)> {
        if domains.is_empty() || i == 0 || i + 1 >= self.tokens.len() {
            return None;
        }
        let near = |ahead: usize, back: usize| domains.iter().any(|&d| d + back >= i && d <= i + ahead);
        match self.word(i).to_ascii_lowercase().as_slice() {
            b"dot" if near(NEAR, NEAR) => Some((b".", 1)),
            b"at" if near(NEAR / 2 + 1, 0) && !self.is(i + 1, "the") => Some((b"@", 1)),
            b"underscore" if near(NEAR, NEAR) => Some((b"_", 1)),
            b"dash" | b"hyphen" if near(NEAR, NEAR / 2) => Some((b"-", 1)),
            b"colon" if near(NEAR / 2, 0) && self.is(i + 1, "slash") => Some((b":", 1)),
            b"forward" if self.is(i + 1, "slash") && near(NEAR, NEAR / 2) => Some((b"/", 2)),
            b"slash" if near(NEAR, NEAR / 2) => Some((b"/", 1)),
            _ => None,
        }
    }

    /// The word of a spoken run that token `i` is.
    fn spoken(&self, i: usize) -> Option<Word<'a>> {
        let token = &self.tokens[i];
        let word = self.word(i);
        let said = Some(token.hash).filter(|_| token.doubt.has(Doubt::SAID)).and_then(spoken::heard);
        match said.and_then(|heard| heard.said) {
            Some(Said::Oh) if self.is(i + 1, "clock") => None,
            Some(said) => Some(Word::Said(said)),
            None if token.doubt.has(Doubt::AND) => Some(Word::And),
            None if token.kind == Kind::Number => Some(Word::Figures(word)),
            None if word.len() == 1 && token.kind == Kind::Word && !self.is_ending(i) => {
                Some(Word::Letter(word[0]))
            }
            None => self.alphabet(i).map(Word::Letter),
        }
    }

    /// Whether an apostrophe stands right before token `i`: "it's" ends with no letter said by itself.
    fn is_ending(&self, i: usize) -> bool {
        i > 0 && self.gap(i - 1) == b"'"
    }

    /// The letter of a word of the spelling alphabet that has another at its side; that of "zed" anyway.
    fn alphabet(&self, i: usize) -> Option<u8> {
        let letter = |j: usize| {
            let token = self.tokens.get(j).filter(|t| t.doubt.has(Doubt::SPELLING))?;
            spoken::heard(token.hash)?.letter
        };
        let beside = || letter(i + 1).is_some() || i > 0 && letter(i - 1).is_some();
        letter(i).filter(|_| self.is(i, ZED) || beside())
    }

    /// Rewrites the spoken run that begins at token `i`, copying what stands before it from `at`
    /// on; the number of tokens used, none where there is no such run.
    fn run(&self, i: usize, words: &mut Vec<Word<'a>>, out: &mut Reading, at: &mut usize) -> usize {
        words.clear();
        for j in i..self.tokens.len().min(i + 64) {
            if j > i && !matches!(self.gap(j - 1), b" " | b"-") {
                break;
            }
            match self.spoken(j) {
                Some(Word::And) if !matches!(words.last(), Some(Word::Said(Said::Power(_)))) => break,
                Some(word) => words.push(word),
                None => break,
            }
        }
        if matches!(words.last(), Some(Word::And)) {
            words.pop();
        }
        let numbers = words.iter().any(|w| matches!(w, Word::Said(_)));
        let letters = words.iter().filter(|w| matches!(w, Word::Letter(_))).count();
        if !numbers && letters < 3 {
            return 0;
        }
        // "One" by itself, or "a second".
        let said = |w: &Word| matches!(w, Word::Said(_));
        let counts = |k: usize| self.has_company(i + k) || (self.matters)(i + k);
        if letters < 2 && words.len() == letters + 1 && !words.iter().position(said).is_some_and(counts) {
            return 0;
        }
        let pieces = spoken::pieces(words);
        let spelled = spelled(&pieces);
        let mut last: Option<(usize, bool)> = None;
        let mut used = 0;
        for (p, piece) in pieces.iter().enumerate() {
            let (start, end) = (self.range(i + piece.from).0, self.range(i + piece.to - 1).1);
            let digits = p > 0 && pieces[p - 1].kind == Joins::Digits && piece.kind == Joins::Digits;
            let joined = p > 0
                && pieces[p - 1].to == piece.from
                && (digits
                    || spelled[p] > 0 && spelled[p] == spelled[p - 1] && is_tight(&pieces[p - 1], piece));
            if !joined {
                out.copy(self.bytes, *at, start);
            }
            let plain = piece.to - piece.from == 1 && piece.text.as_bytes() == self.word(i + piece.from);
            let next =
                pieces.get(p + 1).is_some_and(|n| n.kind == Joins::Digits && piece.kind == Joins::Digits);
            if plain && !joined && !next && spelled[p] == 0 {
                out.copy(self.bytes, start, end);
            } else {
                out.write(piece.text.as_bytes(), start, end);
            }
            *at = end;
            used = piece.to;
            last = Some((end, joined));
        }
        if last.is_some() { used } else { 0 }
    }
}

#[cfg(test)]
mod tests;
