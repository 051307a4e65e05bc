//! A second reading: dictated and scanned text as its writer would have typed it.
//!
//! Numbers in words become figures, letters said one by one a word, "at" and "dot" an address; O
//! and l inside numbers become 0 and 1. The same patterns then run over the reading, and what they
//! find leads back to whole words of the source.

mod scanned;
mod spelled;
mod spoken;

use super::token::{Kind, Token, hash};
use spelled::{is_tight, spelled};
use spoken::{Joins, Said, Word};
use std::collections::HashSet;
use std::sync::LazyLock;

/// A second reading of folded text, with the way back. Holds no more than its source.
pub struct Reading {
    /// The text as reread.
    pub bytes: Vec<u8>,
    starts: Vec<u32>,
    ends: Vec<u32>,
    rewritten: Vec<bool>,
}

impl Reading {
    /// The range of the folded bytes given that `a..b` of the reading comes from.
    pub fn source(&self, a: usize, b: usize) -> (usize, usize) {
        (self.starts[a] as usize, self.ends[b - 1] as usize)
    }

    /// Whether any byte of `a..b` was rewritten.
    pub fn is_rewritten(&self, a: usize, b: usize) -> bool {
        self.rewritten[a..b].iter().any(|&r| r)
    }

    fn copy(&mut self, bytes: &[u8], from: usize, to: usize) {
        self.bytes.extend_from_slice(&bytes[from..to]);
        for at in from..to {
            self.starts.push(at as u32);
            self.ends.push(at as u32 + 1);
            self.rewritten.push(false);
        }
    }

    fn write(&mut self, text: &[u8], from: usize, to: usize) {
        for &b in text {
            self.bytes.push(b);
            self.starts.push(from as u32);
            self.ends.push(to as u32);
            self.rewritten.push(true);
        }
    }

    fn drop_blanks(&mut self) {
        while self.bytes.last() == Some(&b' ') {
            self.bytes.pop();
            self.starts.pop();
            self.ends.pop();
            self.rewritten.pop();
        }
    }
}

/// Months as they may follow an "l" that was a 1.
static MONTHS: LazyLock<HashSet<u64>> = LazyLock::new(|| {
    let all = "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december";
    all.split(' ').map(|w| hash(w.as_bytes())).collect()
});

/// Last parts of addresses, after "dot".
static DOMAINS: LazyLock<HashSet<u64>> = LazyLock::new(|| {
    let all = "com org net uk co nhs ac gov info example test ie eu wales scot cymru sch police mod invalid";
    all.split(' ').map(|w| hash(w.as_bytes())).collect()
});

/// How far from a dictated "dot org" a connecting word belongs to the address, in words.
const NEAR: usize = 10;

/// Rereads `bytes`; `tokens` are theirs, counting from the note's start, and `base` is where
/// `bytes` begins in it. `None` where there is nothing to reread. O(bytes).
pub fn reread(bytes: &[u8], tokens: &[Token], base: usize) -> Option<Reading> {
    let text = Text { bytes, tokens, base };
    if !(0..tokens.len()).any(|i| text.is_doubtful(i)) {
        return None;
    }
    let domains: Vec<usize> =
        (1..tokens.len()).filter(|&i| text.is(i - 1, "dot") && DOMAINS.contains(&tokens[i].hash)).collect();
    let n = bytes.len();
    let mut out = Reading {
        bytes: Vec::with_capacity(n),
        starts: Vec::with_capacity(n),
        ends: Vec::with_capacity(n),
        rewritten: Vec::with_capacity(n),
    };
    let (mut i, mut at, mut changed) = (0, 0, false);
    while i < tokens.len() {
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
        let used = text.run(i, &mut out, &mut at);
        if used > 0 {
            i += used;
            changed = true;
            continue;
        }
        let word = text.postcode(i);
        let word = word.or_else(|| scanned::reread(&bytes[start..end], &tokens[i], text.is_in_figures(i)));
        if let Some(word) = word.filter(|word| word != &bytes[start..end]) {
            out.copy(bytes, at, start);
            out.write(&word, start, end);
            at = end;
            changed = true;
        }
        i += 1;
    }
    out.copy(bytes, at, n);
    changed.then_some(out)
}

struct Text<'a> {
    bytes: &'a [u8],
    tokens: &'a [Token],
    base: usize,
}

impl<'a> Text<'a> {
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
        let token = &self.tokens[i];
        token.kind != Kind::Number
            && (spoken::said(token.hash).is_some()
                || self.is(i, "dot")
                || (token.len() == 1 && self.tokens.get(i + 1).is_some_and(|t| t.len() == 1))
                || self.alphabet(i).is_some()
                || scanned::is_doubtful(self.word(i), token))
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
        let month = self.word(i) == b"l" && self.tokens.get(i + 1).is_some_and(|t| MONTHS.contains(&t.hash));
        let ends = (after && digit(i + 1)) || (before && digit(i - 1));
        let last = before && i > 1 && separator(self.gap(i - 2)) && digit(i - 2);
        let first = after && i + 2 < self.tokens.len() && separator(self.gap(i + 1)) && digit(i + 2);
        month || (before && after && ends) || last || first
    }

    /// Either half of a postcode as it was before scanning: "OLl4 5EJ".
    fn postcode(&self, i: usize) -> Option<Vec<u8>> {
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
        match spoken::said(token.hash) {
            Some(Said::Oh) if self.is(i + 1, "clock") => None,
            Some(said) => Some(Word::Said(said)),
            None if self.is(i, "and") => Some(Word::And),
            None if token.kind == Kind::Number => Some(Word::Figures(word)),
            None if word.len() == 1 && token.kind == Kind::Word => Some(Word::Letter(word[0])),
            None => self.alphabet(i).map(Word::Letter),
        }
    }

    /// The letter of a word of the spelling alphabet that has another at its side.
    fn alphabet(&self, i: usize) -> Option<u8> {
        let letter = |j: usize| self.tokens.get(j).and_then(|_| spoken::letter(self.word(j)));
        let beside = letter(i + 1).is_some() || i > 0 && letter(i - 1).is_some();
        letter(i).filter(|_| beside)
    }

    /// Rewrites the spoken run that begins at token `i`, copying what stands before it from `at`
    /// on; the number of tokens used, none where there is no such run.
    fn run(&self, i: usize, out: &mut Reading, at: &mut usize) -> usize {
        let mut words = Vec::new();
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
        let pieces = spoken::pieces(&words);
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
