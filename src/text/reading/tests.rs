use super::*;
use crate::text::{fold::Folded, token::tokenise};

fn read(text: &str) -> Option<Reading> {
    let folded = Folded::new(text);
    let mut tokens = Vec::new();
    tokenise(folded.bytes(), 0, 0, &mut tokens);
    reread(folded.bytes(), &tokens, 0, 0..tokens.len(), |_| true)
}

const TABLE: &[(&str, &str)] = &[
    ("number nine nine nine two one", "number 99921"),
    ("it's oh one six three double two", "it's 016322"),
    ("double four then triple nine", "44 then 999"),
    ("oh seven seven double oh nine", "077009"),
    ("aged eighty nine now", "aged 89 now"),
    ("in nineteen eighty nine", "in 1989"),
    ("twenty twenty four", "2024"),
    ("two thousand and five", "2005"),
    ("two hundred and three claremont road", "203 claremont road"),
    ("the twelfth of june", "the 12th of june"),
    ("twenty third of may", "23rd of may"),
    ("twenty-third", "23rd"),
    ("fourth of august nineteen forty eight", "4th of august 1948"),
    ("first of the first seventy nine", "1st of the 1st 79"),
    ("twelve twelve forty nine", "12 12 49"),
    ("oh one oh six seventy nine", "0106 79"),
    ("999 two one four", "999214"),
    ("the n h s number", "the nhs number"),
    ("g m c seven one two", "gmc 712"),
    ("nineteen eighty nine n h s number nine nine nine", "1989 nhs number 999"),
    ("five five nineteen ninety g p", "55 1990 gp"),
    ("at OLl4 5EJ, M2O lAA", "at OL14 5EJ, M20 1AA"),
    ("papa hotel one two x x", "ph12xx"),
    ("oh seven seven double oh nine hundred four seven one", "07700 900 471"),
    ("at bd2l 4ww", "at bd21 4ww"),
    ("was S0l6 2QQ", "was SO16 2QQ"),
    ("l l five seven nine q d", "ll579qd"),
    ("i p twenty two four zed zed", "ip22 4zz"),
    ("at ip twenty two four q zed", "at ip 22 4qz"),
    ("re C H I one four oh six", "re CHI 1406"),
    ("the h c n three two two", "the hcn 322"),
    ("has a four year old", "has a 4 year old"),
    ("at two o clock", "at 2 o clock"),
    ("jo at hospital dot example dot org", "jo@hospital.example.org"),
    ("jo underscore lee at example dot org", "jo_lee@example.org"),
    ("www dot example dot org forward slash clinic", "www.example.org/clinic"),
    ("seen l4.O2.29", "seen 14.02.29"),
    ("ward I83", "ward 183"),
    ("the l2th", "the 12th"),
    ("born O7.ll.1941", "born 07.11.1941"),
    ("call lO61", "call 1061"),
    ("in Ju1y", "in July"),
    ("0ct", "Oct"),
    ("near Burn1ey", "near Burnley"),
    ("2l / l / 79", "21 / 1 / 79"),
    ("l Nov", "1 Nov"),
];

#[test]
fn dictated_and_scanned_text_is_read_as_meant() {
    let mut wrong = Vec::new();
    for (written, want) in TABLE {
        let got = read(written).map(|r| String::from_utf8(r.bytes).expect("ASCII"));
        if got.as_deref() != Some(want) {
            wrong.push(format!("{written:?}: {got:?}, not {want:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn plain_text_has_no_second_reading() {
    for text in [
        "",
        "seen in clinic 12/03/2024",
        "the polka dot dress",
        "i had a cup of tea",
        "1st of May",
        "zed slept well",
    ] {
        assert!(read(text).is_none(), "{text}");
    }
}

#[test]
fn a_reading_leads_back_in_order_to_whole_words() {
    let all: Vec<&str> = TABLE.iter().map(|row| row.0).collect();
    for text in all.iter().copied().chain([all.join(", ").as_str()]) {
        let Some(reading) = read(text) else { continue };
        let n = reading.bytes.len();
        let rewritten = reading.rewritten(0, usize::MAX);
        let mut last = (0, 0);
        for at in 0..n {
            let (start, end) = reading.source(at, at + 1);
            assert!(start < end && end <= text.len() && start >= last.0 && end >= last.1, "{text}");
            if rewritten.iter().any(|place| place.contains(&at)) {
                let word = |i: usize| text.as_bytes().get(i).is_some_and(u8::is_ascii_alphanumeric);
                assert!((start == 0 || !word(start - 1)) && !word(end), "{text}: {start}..{end}");
            }
            last = (start, end);
        }
        assert_eq!(reading.source(0, n).1, text.len());
    }
}

#[test]
fn a_number_in_words_by_itself_is_reread_where_it_matters_and_others_always() {
    let read = |text: &str, matters: bool| {
        let folded = Folded::new(text);
        let mut tokens = Vec::new();
        tokenise(folded.bytes(), 0, 0, &mut tokens);
        let reading = reread(folded.bytes(), &tokens, 0, 0..tokens.len(), |_| matters);
        reading.map(|reading| String::from_utf8(reading.bytes).unwrap())
    };
    for (text, heard) in [("one by itself", "1 by itself"), ("seen a second time", "seen a 2nd time")] {
        assert_eq!((read(text, false), read(text, true).as_deref()), (None, Some(heard)), "{text}");
    }
    for text in [
        "number nine nine two",
        "in two hundred and five",
        "aged four and six",
        "it is d l eight five b n",
        "unit 3 two b",
    ] {
        assert_eq!(read(text, false), read(text, true), "{text}");
        assert!(read(text, false).is_some(), "{text}");
    }
}
