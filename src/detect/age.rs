//! AGE: the number or the words that give an age.
//!
//! A unit and "old", a sex, a title's comma or the word "age" tells an age from a dose or a
//! duration. The unit stays outside unless it is glued to the number.

mod check;
mod listed;
pub(crate) mod measures;
mod plain;
mod words;

use super::{Check, Class, Cue, Form, Identifier, Match};
use crate::text::token::Gate;
use crate::words::words;
use words::{CUES, NO_NAMES};

const SHORT: Gate = Gate::digits(1).or(Gate::digits(2)).or(Gate::digits(3));
const NUMBER: Form = Form { gate: SHORT, pattern: r"\d{1,3}\b", check: plain::plain, ..Form::CUED };

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "AGE",
    class: Class::Quasi,
    title: "Age",
    standard: "HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(C), ages over 89; NHS Data Model and Dictionary, PERSON AGE",
    forms: &[
        // 67-year-old, 9 yr old, 3/12 old, 18 months old
        Form {
            pattern: r"\d{1,3}(?:\s{0,2}(?:-|to|or)\s{0,2}\d{1,2})?\b",
            then: r"[\s-]{0,3}(?:(?:years?|yrs?|y|months?|mths?|mo|weeks?|wks?|days?)|/(?:12|52|7))[\s.-]{0,3}olds?\b|[\s-]{0,3}(?:y\.?/?o|y\.o\.)\b",
            alone: 0.97,
            check: any,
            ..NUMBER
        },
        // 67yo, 72M, 19F, 85yrs, 8y, 2 y 4 m
        Form {
            pattern: r"\d{1,2}[ ]?y(?:rs?)?[ ]?\d{1,2}[ ]?m(?:ths?|o)?\b|\d{1,3}(?:y/o|yo|yrs|yr|y|f|m)\b",
            alone: 0.9,
            check: check::glued,
            ..NUMBER
        },
        // 34yoF, 34yF
        Form { pattern: r"\d{1,3}(?:y/?o|yrs?|y)\b?[mf]\b", alone: 0.95, check: any, ..NUMBER },
        // 34/F, 88/M, 45\u{2640}
        Form {
            pattern: r"\d{1,3}\b",
            then: r"(?:[ ]?/[ ]?(?:male|female|m|f)\b|[ ]?\x02)",
            alone: 0.85,
            check: check::slashed_sex,
            ..NUMBER
        },
        // bed 2 mrs sandhu 62; Mr Quayle, room 4, 79, L BKA; Selam 25 G1P0
        Form { pattern: r"\d{2,3}\b", alone: 0.8, check: listed::bedded, ..NUMBER },
        Form { pattern: r"\d{2,3}\b", alone: 0.8, check: listed::titled, ..NUMBER },
        Form {
            pattern: r"\d{2}\b",
            then: r"(?:yo?)?,?[ ]{1,3}(?:g\d{1,2}[ ,]?p\d|p\d{1,2}\b|para[ ]?\d|primip|multip|primigravida)",
            alone: 0.9,
            check: listed::obstetric,
            ..NUMBER
        },
        // her 40th birthday
        Form {
            pattern: r"\d{1,3}(?:st|nd|rd|th)\b",
            then: r"[ ](?:birthday|bday|b'day)\b",
            alone: 0.9,
            check: |_| Check::Absent,
            ..NUMBER
        },
        Form {
            gate: Gate::WORD,
            pattern: r"(?:eighteenth|twenty[ -]first|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth)\b",
            then: r"[ ](?:birthday|bday)\b",
            alone: 0.9,
            check: |_| Check::Absent,
            ..NUMBER
        },
        // home for her eightieth
        Form {
            gate: Gate::WORD,
            pattern: r"(?:thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth)\b",
            alone: 0.85,
            check: listed::own_birthday,
            ..NUMBER
        },
        // Ehsan is four and a half
        Form {
            gate: Gate::WORD.or(Gate::digits(1)).or(Gate::digits(2)),
            pattern: r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})[ ]and[ ]a[ ]half\b",
            alone: 0.85,
            check: listed::and_a_half,
            ..NUMBER
        },
        // Baby Parisa now 7 weeks
        Form {
            pattern: r"\d{1,2}\b",
            then: r"[ ]?(?:weeks?|wks?|months?|mths?|days?)\b",
            alone: 0.85,
            check: listed::infant_now,
            ..NUMBER
        },
        // | 79 | under a heading
        Form { pattern: r"\d{1,3}\b", alone: 0.85, check: check::cell, ..NUMBER },
        // 18mo girl
        Form {
            pattern: r"\d{1,2}m/?o\b",
            then: r"[ ](?:girl|boy|old|male|female|infant|baby|child|m|f)\b",
            alone: 0.9,
            check: any,
            ..NUMBER
        },
        // 3/12 male; baby of 5/7
        Form {
            pattern: r"\d{1,2}\b",
            then: r"/(?:12|52|7)\s{0,2}(?:male|female|boy|girl|baby|m|f)\b",
            alone: 0.9,
            check: any,
            ..NUMBER
        },
        // 70 male, 45 f
        Form {
            pattern: r"\d{1,3}\b",
            then: r"[ ,]{1,3}(?:(?:yr|yrs|years?)[ ])?(?:males?|female|man|woman|lady|gentleman|gent|boy|girl|lad|m|f)\b",
            alone: 0.85,
            check: sexed,
            ..NUMBER
        },
        // 80+ lady
        Form {
            pattern: r"\d{2,3}\b",
            then: r"\+[ ](?:males?|female|man|woman|lady|gentleman|gent)\b",
            alone: 0.85,
            check: sexed,
            ..NUMBER
        },
        // aged 11-13
        Form { pattern: r"\d{1,2}-\d{1,2}\b", alone: 0.85, check: check::span_of_years, ..NUMBER },
        // boy, 4 years 2 months
        Form {
            pattern: r"\d{1,2}[ ](?:years?|yrs?),?[ ](?:and[ ])?\d{1,2}[ ](?:months?|mths?)\b",
            alone: 0.85,
            check: check::years_and_months,
            ..NUMBER
        },
        // she is 67, woman of 30, F 22, Zain (9), Quayle, 67,
        Form { alone: 0.85, ..NUMBER },
        // Ada Quayle 59 yrs
        Form {
            pattern: r"\d{1,3}\b",
            then: r"[ ]{0,2}(?:yrs?|years|months|mths|weeks|wks)\b",
            alone: 0.8,
            check: check::with_unit,
            ..NUMBER
        },
        // 60-something, which "sixty something" is reread as
        Form {
            pattern: r"[2-9]0\b",
            then: r"[ -]something(?:[,.;)\r\n]|[ ](?:male|female|man|woman|lady|gentleman|gent|year|yr)\b)",
            alone: 0.85,
            check: check::something,
            ..NUMBER
        },
        // 60s
        Form { pattern: r"[1-9]0'?s\b", alone: 0.85, check: check::decade, ..NUMBER },
        // late forties
        Form {
            gate: Gate::WORD,
            pattern: r"(?:(?:late|early|mid(?:dle)?)[ -]{1,2}(?:to[ -](?:late|mid)[ -])?(?:[1-9]0'?s|twenties|thirties|forties|fourties|fifties|sixties|seventies|eighties|nineties|teens)|twenties|thirties|forties|fourties|fifties|sixties|seventies|eighties|nineties|teens)\b",
            alone: 0.9,
            check: check::decade,
            ..NUMBER
        },
        Form {
            gate: Gate::WORD,
            pattern: r"(?:sexagenarian|septuagenarian|octogenarian|nonagenarian|centenarian)\b",
            alone: 0.95,
            check: |_| Check::Absent,
            ..NUMBER
        },
    ],
    cues: &[Cue { words: CUES, sub: None }],
    examples: &[
        (0.97, "a [[67]]-year-old man and a [[9]] yr old"),
        (0.97, "[[3]]/12 old baby, [[18]] months old"),
        (0.97, "[[67]] yo with a cough"),
        (0.85, "home for her [[eightieth]]. Ehsan is [[four and a half]]."),
        (0.85, "Baby Parisa now [[7]] weeks"),
        (0.9, "This [[72M]] fell; wife [[19F]]"),
        (0.9, "Orla ([[2 y 4 m]]) and her brother, [[8y 11m]]"),
        (0.95, "Age: [[46]]. She is [[67]], retired"),
        (0.95, "it began at the age of [[8]] in school"),
        (0.9, "in her [[late forties]], brother in his [[sixties]]"),
        (0.95, "a [[nonagenarian]] of the village"),
        (0.85, "a woman of [[30]] from there"),
        (0.85, "daughter Iram ([[31]]) called"),
        (0.85, "seen with Ada Quayle, [[67]], retired"),
        (0.85, "[[70]] male, found by the road"),
        (0.85, "a man in his [[60s]] fell"),
        (0.85, "both [[70]]-something, both well"),
        (0.8, "Ada Quayle [[59]] yrs"),
        (0.95, "[[34yoF]] asthma"),
        (0.85, "F/[[34]] overdose, then [[88]]/M"),
        (0.85, "| Name | Age |\n| Quayle | [[79]] |\n| Ogilby | [[83]] |"),
        (0.85, "her grandad is nearly [[90]]."),
        (0.85, "pt [[67]] lives alone"),
        (0.8, "bed 2 mrs sandhu [[62]] punjabi speaking"),
        (0.8, "F3 Ada Quayle [[68]] Gowerton"),
        (0.85, "FHx: bro MI [[49]], sister breast ca at [[52]], dad high BP at [[50]]."),
        (0.9, "[[18mo]] girl with a rash"),
        (0.85, "| 11 | RASH, P | [[66]] | TKR |"),
        (0.8, "Mr Ada Quayle, room 4, [[79]], L BKA"),
        (0.9, "low risk, Tamsin [[32]] G3P2"),
        (0.9, "at her [[40th]] birthday and his [[seventieth]] birthday"),
        (0.85, "her daughter rima is [[18]] and works"),
        (0.85, "an [[80]]+ lady; a boy, [[4 years, 2 months]]"),
        (0.95, "rituals aged [[11-13]], none since"),
    ],
    decoys: &[
        "67 years of smoking, a 10 year history",
        "she is 8 months into the post and 30 weeks pregnant",
        "clean for 4 years 2 months, pages 11-13",
        "CHA2DS2-VASc: age 65-74 1, a group for children aged 5-11, blood 3+, M,C&S sent",
        "for 6 years, 40 pk yr",
        "score 8/10, 7 day course",
        "she is 36 weeks, he was 5 minutes late",
        "Barthel 12, Waterlow 18.",
        "music of the sixties, HR 60s",
        "Ward 7, Bay 3, bed 12",
        "review 3/12, paracetamol 500, 2 tabs",
        "a 20m walk, 2 female carers",
        "walk 40 m, 3 children. Bed 12, bay 3",
        "sats nearly 90, turn 45\u{b0} left",
        "| Name | Bed |\n| Quayle | 79 |",
        "pt 20 mins late, 3/5 power",
        "bed 3 obs stable hr 88, bed 4 on oxygen sats 92",
        "1 Amlodipine 10 mg\n2 Review bloods 20/7\n3. Waterlow 18",
        "Mr Quayle: Na 138, K 4.1, hr 88, well",
        "her mother's bp was 80 and falling",
        "sats 90-something on air, then 90-something.",
        "quit 20 something years ago",
        "SCOFF was 3, so no. Her eGFR is now 61. Waterlow 17, has a cushion",
        "Your filter number (eGFR) is 61 and steady, PSA of 34, ACR (urine) is 84.",
    ],
};

fn value(m: &Match<'_>) -> u32 {
    let digits = m.text().iter().take_while(|b| b.is_ascii_digit());
    digits.fold(0, |v, b| v * 10 + u32::from(b - b'0'))
}

fn before(m: &Match<'_>) -> (u8, u8) {
    match m.before(2) {
        [a, b] => (*a, *b),
        [b] => (b' ', *b),
        _ => (b' ', b'\n'),
    }
}

/// Whether the number is part of a longer one, or no age that anyone has reached.
fn is_no_age(m: &Match<'_>) -> bool {
    let (a, b) = before(m);
    value(m) > 110
        || (matches!(b, b'.' | b'/' | b':' | b',' | b'-') && a.is_ascii_digit())
        || matches!(b, b'#' | b'>' | b'<' | b'=' | b'+' | b'_' | b'@')
        || matches!(m.after(2), [b'.' | b'/' | b':' | b'-', d] if d.is_ascii_digit())
        || matches!(m.after(1), b"%" | b"_" | b"@")
}

fn any(m: &Match<'_>) -> Check {
    let long = value(m) > 110 || m.text().starts_with(b"00");
    if long || m.follows(words!["for", "last", "past", "over"]) { Check::Refused } else { Check::Absent }
}

fn sexed(m: &Match<'_>) -> Check {
    if m.follows(words!["walk", "walks", "walked", "mobilised", "swim", "mobilises", "managed"]) {
        return Check::Refused;
    }
    let few = value(m) < 12 && !m.after(4).contains(&b',');
    if is_no_age(m)
        || few
        || m.follows(words!["bed", "ward", "room", "bay", "no", "x", "for", "grade", "band", "year"])
    {
        return Check::Refused;
    }
    Check::Absent
}

/// Capitalised words right before a match, on its line, three at most.
fn names_before(m: &Match<'_>) -> usize {
    let line = m.before(48);
    let line = &line[line.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1)..];
    let line = line.trim_ascii_end();
    let mut count = 0;
    for word in line.rsplit(|&b| b == b' ').filter(|w| !w.is_empty()).take(3) {
        let word = word.strip_suffix(b",").unwrap_or(word);
        if count > 0 && matches!(word, [c] | [c, b'.'] if c.is_ascii_uppercase()) {
            count += 1;
            continue;
        }
        let name = word.len() > 2
            && word[0].is_ascii_uppercase()
            && word.iter().all(|&b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'\'' | 0xFF))
            && !(word.len() < 4 && word.iter().all(u8::is_ascii_uppercase))
            && !NO_NAMES.has(word);
        if !name {
            break;
        }
        count += 1;
    }
    count
}
