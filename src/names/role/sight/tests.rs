use super::*;
use crate::names::habit::Manner;
use crate::text::token::tokenise;

#[test]
fn a_name_past_what_was_seen_shows_what_it_would_show_within_it() {
    let text = "Seen in clinic with her next of kin, her son Alan, who rang the ward at 10.\n\
        Consultant: Dr Maud Quayle, Ode Road Surgery. The social worker, Mrs Ann Penhale, a staff nurse and\n\
        his mother in law came too and stayed until the end of the visit, all of them well and in good cheer.";
    let mut tokens = Vec::new();
    tokenise(text.as_bytes(), 0, 0, &mut tokens);
    let w = Window::whole(text.as_bytes(), &tokens);
    let all = tokens.len();
    let marks = Marks((0..all).map(|i| [0, 0, 0, PERSON, 9][i % 5]).collect());
    let model = Model::none();
    let shown = |seen: &Seen, name: Range<usize>| {
        let mut rows = Rows::new(&model, true);
        Sight::new(&w, seen, &marks, name).rows(&mut rows);
        rows.kept
    };
    let seen = |range: Range<usize>| Seen {
        sight: Stretch::new(&w, range.clone(), &[], |i| (lexicon::word(w.tokens[i].hash), 0), Manner::Cased),
        from: range.start,
        suspicion: Vec::new(),
    };
    let whole = seen(0..all);
    for name in [0..1, 10..11, 17..20, 24..30, 30..31, all - 14..all - 12, all - 1..all] {
        let (from, to) = (name.start.saturating_sub(CONTEXT), (name.end + REACH).min(all));
        // All that is looked at, one token less and much less.
        for to in [to, to - 1, to - 2, to - 3, name.start + 1] {
            assert_eq!(shown(&seen(from..to), name.clone()), shown(&whole, name.clone()), "{name:?} {to}");
        }
    }
}
