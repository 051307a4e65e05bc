//! Overlapping findings merge; nothing that one of them covered is ever uncovered again.

use crate::Span;
use crate::detect::{Finding, Label, Source};

/// Sorted, disjoint findings that cover exactly what `findings` covered. Where several overlap, the
/// union is named by what the caller knew, then the strongest, then the longest, then the first in the
/// table. But an address gives way to a postcode inside it instead of swallowing it, and a story to
/// whatever is known or surer inside it.
/// O(n log n).
pub fn resolve(findings: Vec<Finding>) -> Vec<Finding> {
    let is_story = |f: &Finding| f.label == Label::Indirect;
    if !findings.iter().any(is_story) {
        return unite(findings);
    }
    let (stories, others): (Vec<_>, Vec<_>) = findings.into_iter().partition(is_story);
    let mut out = unite(others);
    for story in unite(stories) {
        let known = |f: &Finding| f.reason.source == Source::Known;
        out.retain(|f| known(f) || !(covers(&story, f) && f.strength < story.strength));
        let parts = outside(story, &out);
        out.extend(parts);
        out.sort_by_key(|f| f.span);
    }
    out
}

fn covers(a: &Finding, b: &Finding) -> bool {
    a.span.start() <= b.span.start() && b.span.end() <= a.span.end()
}

/// The parts of a finding outside `others`, which are sorted and disjoint.
pub fn outside(finding: Finding, others: &[Finding]) -> Vec<Finding> {
    let mut parts = Vec::new();
    let mut from = finding.span.start();
    for o in others.iter().filter(|o| o.span.overlaps(finding.span)) {
        parts.extend(Span::new(from, o.span.start()).map(|span| Finding { span, ..finding }));
        from = from.max(o.span.end());
    }
    parts.extend(Span::new(from, finding.span.end()).map(|span| Finding { span, ..finding }));
    parts
}

fn unite(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|f| (f.span.start(), std::cmp::Reverse(f.span.end()), f.label));
    let mut out: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        match out.last_mut() {
            Some(last) if last.span.overlaps(finding.span) => {
                if !give_way(&mut out, finding) {
                    let last = out.last_mut().expect("just met");
                    *last = merged(*last, finding);
                }
            }
            _ => out.push(finding),
        }
    }
    out
}

/// Splits an address before a postcode that it overlaps; false where this is not such a pair.
fn give_way(out: &mut Vec<Finding>, next: Finding) -> bool {
    let Some(last) = out.last().copied() else { return false };
    if !(last.label == Label::Address && next.label == Label::Postcode) {
        return false;
    }
    let Some(head) = Span::new(last.span.start(), next.span.start()) else { return false };
    *out.last_mut().expect("just met") = Finding { span: head, ..last };
    let end = next.span.end().max(last.span.end());
    let span = Span::new(next.span.start(), end).expect("a finding is not empty");
    out.push(Finding { span, ..next });
    true
}

fn merged(a: Finding, b: Finding) -> Finding {
    // What the caller knew is what it is, however sure anything else.
    let known = |f: &Finding| f.reason.source == Source::Known;
    let order = known(&a).cmp(&known(&b)).then(a.strength.total_cmp(&b.strength));
    let order = order.then(a.span.len().cmp(&b.span.len())).then(b.label.cmp(&a.label));
    let leader = if order.is_lt() { b } else { a };
    Finding { span: a.span.union(b.span), ..leader }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Reason;

    fn finding(start: usize, end: usize, label: Label, strength: f32) -> Finding {
        let reason = Reason { source: Source::Form, rule: "", cue: None };
        Finding { span: Span::new(start, end).unwrap(), label, sub: None, strength, reason }
    }

    fn cover(findings: &[Finding]) -> Vec<bool> {
        (0..10).map(|i| findings.iter().any(|f| f.span.start() <= i && i < f.span.end())).collect()
    }

    #[test]
    fn every_triple_of_ranges_keeps_its_cover_sorted_and_disjoint() {
        let ranges: Vec<_> = (0..8).flat_map(|a| (a + 1..9).map(move |b| (a, b))).collect();
        let labels = [Label::Address, Label::Postcode, Label::Person];
        for &x in &ranges {
            for &y in &ranges {
                for &z in &ranges {
                    let given: Vec<_> = [x, y, z]
                        .iter()
                        .zip(labels)
                        .zip([0.5, 0.9, 0.7])
                        .map(|((&(a, b), label), s)| finding(a, b, label, s))
                        .collect();
                    let got = resolve(given.clone());
                    assert_eq!(cover(&got), cover(&given), "{x:?} {y:?} {z:?}");
                    assert!(
                        got.windows(2).all(|w| w[0].span.end() <= w[1].span.start()),
                        "{x:?} {y:?} {z:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_strongest_names_the_union_and_an_address_stops_before_a_postcode() {
        let got = resolve(vec![finding(0, 6, Label::Phone, 0.6), finding(4, 9, Label::NhsNumber, 0.9)]);
        assert_eq!((got.len(), got[0].label, got[0].span), (1, Label::NhsNumber, Span::new(0, 9).unwrap()));
        let mut known = finding(4, 9, Label::Address, 0.9);
        known.reason.source = Source::Known;
        let got = resolve(vec![finding(0, 9, Label::Organisation, 0.99), known]);
        assert_eq!((got.len(), got[0].label, got[0].span), (1, Label::Address, Span::new(0, 9).unwrap()));
        let got = resolve(vec![finding(0, 9, Label::Indirect, 0.99), known]);
        assert_eq!((got.len(), got[1].label, got[1].span), (2, Label::Address, known.span));
        let got = resolve(vec![finding(0, 9, Label::Address, 0.9), finding(5, 9, Label::Postcode, 0.5)]);
        assert_eq!((got.len(), got[0].span, got[1].label), (2, Span::new(0, 5).unwrap(), Label::Postcode));
    }
}
