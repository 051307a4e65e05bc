//! DATE: a day, a month or a year of the calendar, however it is written.
//!
//! Figures are checked against the calendar; words, bare days and bare months count where what
//! stands round them says that they are dates. Weekdays belong to the date that they name.

mod check;
mod rows;
mod shown;
mod spelt;
mod words;
mod year;

use super::{Class, Cue, Form, Identifier, Sub};
use crate::text::token::Gate;
use shown::{DECOYS, EXAMPLES};
pub(super) use words::BEFORE_DAY;
use words::{day, days, month, named_day, short_named_day, weekday, year};

const ONE_OR_TWO: Gate = Gate::digits(1).or(Gate::digits(2));
/// No strength of its own: found where the check passes or a cue labels it.
const CHECKED: Form = Form { gate: ONE_OR_TWO, ..Form::CUED };

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "DATE",
    class: Class::Direct,
    title: "Date or part of one",
    standard: "NHS Data Model and Dictionary, DATE and PERSON BIRTH DATE; ISO 8601-1:2019; HL7 v2.5.1, data types DT and TS; HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(C)",
    forms: FORMS,
    cues: CUES,
    examples: EXAMPLES,
    decoys: DECOYS,
};

static FORMS: &[Form] = &[
    // 12/03/2024, 8.5.83, 21 - 01 - 2025, 2024-03-12, 2024-03-12T09:00
    Form {
        pattern: r"\d{1,2}[ \t]{0,2}[/.\\-][ \t]{0,2}\d{1,2}[ \t]{0,2}[/.\\-][ \t]{0,2}'?(?:\d{4}|\d{2})\b",
        check: check::numeric,
        ..CHECKED
    },
    Form {
        gate: Gate::digits(4),
        pattern: r"(?:1[89]|20)\d{2}[ ]?[/.-][ ]?\d{1,2}[ ]?[/.-][ ]?\d{1,2}(?:T\d{2}(?::?\d{2}(?::?\d{2})?)?Z?)?\b",
        check: check::numeric,
        ..CHECKED
    },
    // 12 03 2024
    Form {
        pattern: r"\d{1,2}[ \t]{1,3}\d{1,2}[ \t]{1,3}(?:\d{4}|\d{2})\b|\d{4} \d{2}\b|\d{2}(?:\d{2})? \d{4}\b",
        gate: ONE_OR_TWO.or(Gate::digits(4)),
        alone: 0.75,
        check: check::spaced,
        ..CHECKED
    },
    // 20/2, 7/2023
    Form { pattern: r"\d{1,2}/(?:(?:19|20)\d{2}|\d{1,2})\b", alone: 0.85, check: check::slashed, ..CHECKED },
    // dated 12.9
    Form { pattern: r"\d{1,2}[ \t]?[.-][ \t]?\d{1,2}\b", alone: 0.75, check: check::dotted, ..CHECKED },
    // 03.2024, 11-2019
    Form {
        pattern: r"(?:0?[1-9]|1[0-2])[.-](?:19|20)\d{2}\b",
        alone: 0.8,
        check: rows::month_and_full_year,
        ..CHECKED
    },
    // 2015/16
    Form {
        gate: Gate::digits(4),
        pattern: r"(?:19|20)\d{2}[/-]\d{2}\b",
        sub: Some(Sub::Year),
        alone: 0.8,
        check: rows::year_pair,
        ..CHECKED
    },
    // 03/23
    Form {
        gate: Gate::digits(2),
        pattern: r"\d\d/\d\d\b",
        alone: 0.7,
        check: rows::month_and_year,
        ..CHECKED
    },
    // 0384 beside 140982
    Form { gate: Gate::digits(4), pattern: r"\d{4}\b", alone: 0.6, check: rows::month_column, ..CHECKED },
    // 5 slash 5 slash 1990, dictated
    Form {
        pattern: r"\d{1,2} (?:slash|stroke|dash|dot|point) \d{1,2} (?:slash|stroke|dash|dot|point) (?:\d{4}|\d{2})\b",
        check: check::numeric,
        ..CHECKED
    },
    // 2.XI.1958
    Form {
        pattern: r"\d{1,2}[ \t]{0,2}[ ./-][ \t]{0,2}(?:xii|xi|x|ix|viii|vii|vi|v|iv|iii|ii|i)[ \t]{0,2}[ ./-][ \t]{0,2}(?:(?:19|20)\d{2}|\d{2})\b",
        alone: 0.9,
        check: check::roman,
        ..CHECKED
    },
    // 3rd, 10th & 24th of May 2024; 14mar24; 17 AUG
    Form {
        pattern: concat!(
            days!(),
            r"(?:[ \t]*[-/.,_]?[ \t]*|\s{1,3})(?:day[ \t]+)?(?:of[ \t]+)?(?:the[ \t]+)?",
            month!(),
            r"(?:\.?[ \t]{0,3}[,.'/_-]{0,2}[ \t]{0,3}",
            year!(),
            r"|\.?[ \t]{0,2},?[ \t]{0,2}'\d{2}\b|)"
        ),
        check: spelt::worded,
        ..CHECKED
    },
    Form {
        pattern: concat!(
            days!(),
            r"(?:[ \t]*[-/.,_]?[ \t]*|\s{1,3})(?:of[ \t]+)?(?:the[ \t]+)?",
            month!(),
            r"\.?[ \t]{0,2}[,.'/_-]{0,2}[ \t]{0,2}\d{2}\b"
        ),
        check: spelt::short_year,
        ..CHECKED
    },
    // 14mar24: no boundary between figures and letters
    Form {
        pattern: r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:(?:19|20)\d{2}|\d{2})?\b",
        check: spelt::worded,
        ..CHECKED
    },
    // 26th of the 9th, 12th of the 3rd 52
    Form {
        pattern: r"(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)[ \t]+of[ \t]+the[ \t]+(?:1[0-2]|[1-9])(?:st|nd|rd|th)(?:,?[ \t]+(?:of[ \t]+)?(?:(?:19|20)\d{2}|\d{2}))?\b",
        alone: 0.95,
        check: |_| super::Check::Absent,
        ..CHECKED
    },
    // March 4, Aug 30th, Feb 7th, 25, may the 4th
    Form {
        gate: Gate::WORD,
        pattern: concat!(
            r"(?:",
            weekday!(),
            r"[.,]?\s{1,3})?",
            month!(),
            r"\.?\s{1,3}(?:the[ \t]+)?",
            day!(),
            r"(?:,?[ \t]{1,2}(?:(?:19|20)\d{2}|'?\d{2})\b)?"
        ),
        alone: 0.9,
        check: spelt::month_first,
        ..CHECKED
    },
    Form {
        gate: Gate::WORD,
        pattern: concat!(
            r"(?:",
            weekday!(),
            r"[.,]?\s{1,3})?",
            month!(),
            r"\.?\s{1,3}(?:the[ \t]+)?",
            day!()
        ),
        alone: 0.9,
        check: spelt::month_first,
        ..CHECKED
    },
    // March 2023, May '23, Jan. 64
    Form {
        gate: Gate::WORD,
        pattern: concat!(
            month!(),
            r"(?:\.?[ \t]{0,3}[,/'-]?[ \t]{0,3}(?:of[ \t]+)?",
            year!(),
            r"|\.?[ \t]{0,3}'\d{2}\b)"
        ),
        check: spelt::month_year,
        ..CHECKED
    },
    Form {
        gate: Gate::WORD,
        pattern: concat!(month!(), r"(?:\.?[ \t]{1,3}|[/-])\d{2}\b"),
        alone: 0.9,
        check: spelt::month_first,
        ..CHECKED
    },
    // in March, since November
    Form { gate: Gate::WORD, pattern: month!(), alone: 0.9, check: spelt::month_alone, ..CHECKED },
    Form { gate: Gate::WORD, pattern: concat!(r"mid[ -]", month!()), check: spelt::month_year, ..CHECKED },
    // Tues 14 May, Thurs 9 Jan 2025, Sunday the 19th, WEDS 18
    Form {
        gate: Gate::WORD,
        pattern: concat!(
            weekday!(),
            r"[.,]?\s{1,3}(?:the[ \t]+)?",
            days!(),
            r"(?:[ \t]*[-/.,]?[ \t]*)(?:of[ \t]+)?(?:the[ \t]+)?",
            month!(),
            r"(?:[ \t]{0,2}[,.'/-]{0,2}[ \t]{0,2}",
            year!(),
            r")?"
        ),
        check: spelt::worded,
        ..CHECKED
    },
    Form {
        gate: Gate::WORD,
        pattern: concat!(weekday!(), r"[.,]?[ \t]{1,3}(?:the[ \t]+)?", day!()),
        alone: 0.85,
        check: spelt::weekday_day,
        ..CHECKED
    },
    Form {
        gate: Gate::WORD,
        pattern: concat!(
            weekday!(),
            r"[.,]?[ \t]{1,3}(?:\d{1,2}[ \t]?[/.-][ \t]?\d{1,2}[ \t]?[/.-][ \t]?(?:\d{4}|\d{2})|\d{1,2}[/.]\d{1,2})\b"
        ),
        check: check::weekday_numeric,
        ..CHECKED
    },
    // on the 9th
    Form {
        pattern: r"(?:3[01]|[12]\d|[1-9])[ \t]?(?:st|nd|rd|th)\b",
        alone: 0.75,
        check: spelt::ordinal,
        ..CHECKED
    },
    // 22nd or 29th, 22nd/23rd
    Form {
        pattern: r"(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?:(?:[ ]?[,&/+-][ ]?|[ ](?:and|or|to)[ ])(?:the[ ])?(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)){1,5}\b",
        alone: 0.75,
        check: spelt::ordinals,
        ..CHECKED
    },
    // XMAS DAY 54
    Form {
        gate: Gate::WORD,
        pattern: concat!(named_day!(), r",?[ \t]+'?\d{2}\b"),
        alone: 0.85,
        check: spelt::named_short_year,
        ..CHECKED
    },
    // Boxing Day, Eid 2023
    Form {
        gate: Gate::WORD,
        pattern: concat!(named_day!(), r"(?:(?:[ \t]+of)?,?[ \t]+", year!(), r")?"),
        alone: 0.9,
        check: spelt::named,
        ..CHECKED
    },
    Form {
        gate: Gate::LETTER,
        pattern: concat!(short_named_day!(), r"(?:(?:[ \t]+of)?,?[ \t]+", year!(), r")?"),
        alone: 0.9,
        check: spelt::named,
        ..CHECKED
    },
    Form {
        gate: Gate::WORD,
        pattern: r"Twelfth\b",
        then: r"(?:[.,;)]| (?:fortnight|week|parade|bonfire|march))",
        alone: 0.7,
        check: spelt::the_twelfth,
        ..CHECKED
    },
    // in 1974
    Form {
        gate: Gate::digits(4),
        pattern: r"(?:19\d{2}|20[0-3]\d|18[5-9]\d)\b",
        sub: Some(Sub::Year),
        alone: 0.9,
        check: year::year,
        ..CHECKED
    },
    // in '98
    Form {
        gate: Gate::digits(2),
        pattern: r"\d{2}\b",
        sub: Some(Sub::Year),
        alone: 0.8,
        check: year::apostrophe_year,
        ..CHECKED
    },
    // 150324, 15032024 after a cue
    Form {
        gate: Gate::digits(6).or(Gate::digits(8)),
        pattern: r"\d{6}(?:\d{2})?\b",
        alone: 0.6,
        check: check::glued,
        ..CHECKED
    },
    // 20240312, 202403121405
    Form {
        gate: Gate::digits(8).or(Gate::TEN_DIGITS),
        pattern: r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?\b",
        alone: 0.8,
        check: check::stamp,
        ..CHECKED
    },
    // exp 12/27 of a card
    Form { pattern: r"(?:0?[1-9]|1[0-2])[ ]?[/-][ ]?(?:20)?\d{2}\b", check: check::expiry, ..CHECKED },
];

static CUES: &[Cue] = &[
    Cue {
        words: &[
            "dob",
            "d.o.b",
            "d.o.b.",
            "d o b",
            "d/o/b",
            "d-o-b",
            "date of birth",
            "birth date",
            "birthdate",
            "birthday",
            "birth day",
            "born",
            "born on",
            "b.",
            "b",
            "d.o. b",
            "dyddiad geni",
            "ganwyd",
        ],
        sub: Some(Sub::Dob),
    },
    Cue {
        words: &[
            "date",
            "dated",
            "dates",
            "clinic date",
            "date seen",
            "date typed",
            "admitted",
            "admission date",
            "discharged",
            "discharge date",
            "lmp",
            "edd",
            "edc",
            "date of death",
            "dod",
            "date of admission",
            "doa",
            "date of event",
            "event date",
            "date raised",
            "date of referral",
            "expiry date",
            "dyddiad",
            "wef",
            "w.e.f",
            "w/b",
            "w/c",
            "w/e",
            "week beginning",
            "week commencing",
            "week ending",
            "last seen",
            "next review",
            "typed",
            "dictated",
        ],
        sub: None,
    },
];
