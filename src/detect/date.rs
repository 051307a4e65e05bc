//! DATE: a day, a month or a year of the calendar, however it is written.
//!
//! Figures are checked against the calendar; words, bare days and bare months count where what
//! stands round them says that they are dates. Weekdays belong to the date that they name.

mod check;
mod rows;
mod spelt;
mod words;
mod year;

use super::{Class, Cue, Form, Identifier, Sub};
use crate::text::token::Gate;
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
    Form {
        pattern: r"\d{1,2}[ \t]?[.-][ \t]?\d{1,2}\b",
        alone: 0.75,
        check: check::dotted,
        ..CHECKED
    },
    // 03/23
    Form { gate: Gate::digits(2), pattern: r"\d\d/\d\d\b", alone: 0.7, check: rows::month_and_year, ..CHECKED },
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

static EXAMPLES: &[(f32, &str)] = &[
    (0.95, "Seen in clinic [[12/03/2024]] with his wife"),
    (0.99, "DOB [[8.5.83]], lives alone"),
    (0.99, "d.o.b. [[25 04 57]]"),
    (0.99, "date of birth [[121249]]"),
    (0.85, "DOB: [[31/02/1950]]"),
    (0.95, "reviewed [[21 - 01 - 2025]] by phone"),
    (0.95, "message sent [[2025-02-11T09:15:00]]"),
    (0.75, "record closed [[12 03 2024]]."),
    (0.85, "lithium level [[25/2]]; repeat"),
    (0.85, "SENT IN BY HER GP ON [[3/9]] AFTER FALL"),
    (0.95, "home from [[Sun 2/2]] till [[Mon 4/11/24]]"),
    (0.95, "away [[3rd, 10th & 24th May]] for treatment"),
    (0.95, "Glaslyn Ward, [[8th to the 21st of November]]"),
    (0.95, "in and out [[12-14 March 2025]]"),
    (0.95, "sent [[14mar24]] and [[3-MAR]]"),
    (0.95, "seen [[Thurs 9 Jan 2025]] and [[Tues 14 May]]"),
    (0.95, "[[14TH JAN., 1953]] readmitted"),
    (0.95, "Cofnod [[18 Mawrth 2024]]"),
    (0.9, "filed later, [[2.XI.1958]]"),
    (0.9, "swollen since [[August]] and worse in [[may]]"),
    (0.95, "letter of [[March 2023]]"),
    (0.9, "fundoscopy on [[may the 4th]]"),
    (0.75, "back on the [[9th]], with her sister"),
    (0.85, "theatre [[thurs 20th]] then home"),
    (0.9, "fell on [[Boxing Day]], and at [[Eid 2023]]"),
    (0.9, "came over in [[1955]]"),
    (0.9, "1. NSTEMI ([[2014]]), stent"),
    (0.95, "DG1|1|[[202403121405]]|"),
    (0.95, "she was born the [[12th of the 3rd 52]]"),
    (0.95, "card ending 4242, exp [[12/27]]"),
    (0.85, "opened [[7/2023]] at"),
    (0.9, "seen [[Wednesday, October 16th, 2024]] and [[Friday, May 23]]"),
    (0.75, "can come [[22nd or 29th]], not before"),
    (0.85, "MARRIED [[XMAS DAY 54]]."),
    (0.9, "away for the [[May Day bank holiday]]"),
    (0.75, "[[14.12]] unwell, chesty"),
    (0.75, "[[3 4 25]] chest clear"),
    (0.6, "BP [[030591]], DD [[221194]], KL [[140982]], TB"),
    (0.7, "hoist serviced [[03/23]], works"),
    (0.99, "dob [[55 1990]] is"),
    (0.85, "op [[9/8]] then home [[14/8]]"),
];

static DECOYS: &[&str] = &[
    "BP 120/80, sats 96, pain 8/10",
    "soft 2/6 murmur, power 5/5, VA 6/12",
    "review 3/52, bloods 2/12, fit note for 5/7",
    "block T6-T10, gestation 14/40, now 38+4",
    "she may need a stick and may be away",
    "march past with the band, weight 2000 ml",
    "5th metatarsal, 3rd floor, 2nd line, the 23rd Psalm",
    "bloods at 2015, 1950 units, sort code 12-10-18",
    "host 10.1.2.34, version 2.11.24, NG28",
    "weight on the 25th centile",
    "Fri 9 - 5, Tues 2 pm",
    "apixaban batch exp 11/26",
    "guideline 2019, ESC 2019, N Engl J Med 2015;373",
    "Mrs May was sat in the sun, see MAR",
    "last week, this summer, next Tuesday, 24/7",
    "ratio 1.2, pH 7.35, lactate 2.1",
    "1.2 mg at night\n2.1 mg in the morning",
    "saline exp 03/26, lot 221194",
    "4th and 5th metacarpals, 2nd/3rd toes",
    "Rockwood 5/9, CFS 8/9, PHQ 20/27",
    "boxing day 20 patients",
    "ref 030591, ref 221194, ref 449988",
];
