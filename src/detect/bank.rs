//! Bank details: sort code, account number, IBAN, each a finding of its own.

use super::{Check, Class, Cue, Form, Identifier, Match, near};
use crate::text::token::{Gate, is_word};
use crate::words::{Words, words};

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "BANK",
    class: Class::Direct,
    title: "Sort code, account number or IBAN",
    standard: "Pay.UK EISCD sort codes (six digits) and account numbers (eight); ISO 13616 for the IBAN",
    forms: &[
        Form {
            gate: Gate::digits(2).or(Gate::digits(6)),
            pattern: r"\d\d(?:[ -]{1,3}|\.)\d\d(?:[ -]{1,3}|\.)\d\d\b|\d{6}\b",
            alone: 0.95,
            check: sort_code,
            ..Form::CUED
        },
        Form {
            gate: Gate::digits(8).or(Gate::digits(4)).or(Gate::digits(7)),
            pattern: r"\d{8}\b|\d{4}[ -]\d{4}\b|\d{7}\b",
            alone: 0.95,
            check: account,
            ..Form::CUED
        },
        Form {
            gate: Gate::LETTER_NEAR_DIGIT,
            pattern: r"gb ?\d\d ?[a-z]{4}(?: ?\d){14}\b",
            alone: 0.95,
            check: |_| Check::Absent,
            ..Form::CUED
        },
    ],
    cues: &[Cue {
        words: &[
            "sort",
            "sort code",
            "sort-code",
            "sortcode",
            "s/code",
            "s/c",
            "sc",
            "account",
            "account no",
            "account number",
            "bank account",
            "account num",
            "acct",
            "acct no",
            "acc",
            "acc no",
            "acc.",
            "a/c",
            "a/c no",
            "a/c no.",
            "ac no",
            "a/c number",
            "bank",
            "iban",
            "bank details",
            "building society",
            "roll no",
            "roll number",
            "payee",
        ],
        sub: None,
    }],
    examples: &[
        (0.95, "sort code [[20-44-71]] a/c [[63018842]], which is"),
        (0.95, "account, [[77-04-21]] [[20918835]], and"),
        (0.95, "claim to account [[41902277]], [[40-11-08]]."),
        (0.95, "(sort [[040072]], no. [[1992 0437]])"),
        (0.95, "acc [[31926819]] sort [[20-00-00]]"),
        (0.95, "by transfer: [[20-00-17]], [[40718823]]."),
        (0.95, "IBAN [[GB29 NWBK 6016 1331 9268 19]]"),
    ],
    decoys: &[
        "on 20-04-71 she",
        "account of 12/03/24",
        "s/c 40 mg",
        "clexane s/c 12 hrly",
        "MRN 20918835",
        "acc 12 weeks",
        "account for 2024",
        "bank 0800 496 0123",
        "20-00-17\n40718823",
        "20-00-17, 407188231",
    ],
};

fn sort_code(m: &Match<'_>) -> Check {
    let before_account = !near::is_dated(m.text()) && begins_account(m.after(16));
    let paired = m.text().contains(&b'-') && (ends_with_digits(m, &[8]) || before_account);
    let dated = near::has_before(m, 1, words!["s/c", "sc", "c"])
        && near::is_dated(m.text())
        && m.text().contains(&b'.');
    match (m.is_cued() && !dated) || paired {
        true => Check::Absent,
        false => Check::Refused,
    }
}

fn account(m: &Match<'_>) -> Check {
    let digits = near::digits_in(m.text());
    let paired = digits == 8 && ends_with_digits(m, &[6]);
    let goes_on = matches!(m.after(2), [b'-' | b'/' | b' ', d] if d.is_ascii_digit()) && m.text().len() < 8;
    match !goes_on && (m.is_cued() || paired) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

/// Whether a number of eight digits and no more stands right after, with a few blanks and a comma between.
fn begins_account(after: &[u8]) -> bool {
    let start = after.iter().take_while(|b| b" \t,".contains(b)).count();
    let digits = after[start..].iter().take_while(|b| b.is_ascii_digit()).count();
    let commas = after[..start].iter().filter(|&&b| b == b',').count();
    start < 7 && commas < 2 && digits == 8 && !after.get(start + 8).is_some_and(|&b| is_word(b))
}

/// Whether a sort code (six digits) or an account (eight) stands right before, with little but
/// "a/c", "no." and punctuation between.
fn ends_with_digits(m: &Match<'_>, wanted: &[usize]) -> bool {
    let before = m.before(32);
    let Some(end) = before.iter().rposition(u8::is_ascii_digit).map(|at| at + 1) else { return false };
    let gap: Vec<&[u8]> =
        before[end..].split(|b| !b.is_ascii_alphabetic()).filter(|w| !w.is_empty()).collect();
    const LINKS: &Words =
        words!["a", "c", "ac", "acc", "acct", "account", "no", "number", "and", "sort", "code", "s"];
    if !gap.iter().all(|w| LINKS.has(w)) || before[end..].contains(&b'\n') {
        return false;
    }
    let run = before[..end]
        .iter()
        .rev()
        .take_while(|b| b.is_ascii_digit() || **b == b'-')
        .filter(|b| b.is_ascii_digit());
    wanted.contains(&run.count())
}
