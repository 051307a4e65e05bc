//! Which stretches of a text are read: the sentences in doubt, with enough round them.

use std::ops::Range;

/// Most pieces of a stretch; it is learnt from stretches of as many.
const MOST: usize = 124;
/// Neighbours are read along until a stretch has so many pieces.
const LEAST: usize = 40;
/// Two sentences in doubt are read as one stretch where no more pieces stand between them.
const APART: usize = 60;

/// What is to be read of some words, in order and disjoint. `pieces` says how many pieces each word
/// has with what stands after it, `breaks` where a sentence begins, `doubtful` which words are in
/// doubt. O(words).
pub fn stretches(
    pieces: &[usize],
    breaks: impl Fn(usize) -> bool,
    doubtful: impl Fn(usize) -> bool,
) -> Vec<Range<usize>> {
    let sentences = sentences(pieces, breaks);
    let length = |n: usize| pieces[sentences[n].clone()].iter().sum::<usize>();
    let lengths: Vec<usize> = (0..sentences.len()).map(length).collect();
    let doubts: Vec<bool> = sentences.iter().map(|s| s.clone().any(&doubtful)).collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut next, mut free) = (0, 0);
    while let Some(first) = (next..sentences.len()).find(|&n| doubts[n]) {
        let (mut from, mut to, mut size) = (first, first + 1, lengths[first]);
        let mut between = 0;
        for n in first + 1..sentences.len() {
            between += lengths[n];
            if size + between > MOST {
                break;
            }
            if doubts[n] {
                (to, size, between) = (n + 1, size + between, 0);
            } else if between > APART {
                break;
            }
        }
        while size < LEAST {
            let before = (from > free && size + lengths[from - 1] <= MOST).then(|| from - 1);
            let after = (to < sentences.len() && size + lengths[to] <= MOST).then_some(to);
            if before.is_none() && after.is_none() {
                break;
            }
            if let Some(n) = before {
                (from, size) = (n, size + lengths[n]);
            }
            if let Some(n) = after.filter(|&n| size + lengths[n] <= MOST) {
                (to, size) = (n + 1, size + lengths[n]);
            }
        }
        found.push(sentences[from].start..sentences[to - 1].end);
        (next, free) = (to, to);
    }
    found
}

/// The sentences; one that is too long to be read at once is cut.
fn sentences(pieces: &[usize], breaks: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut size = 0;
    for (i, &count) in pieces.iter().enumerate() {
        match found.last_mut() {
            Some(last) if !breaks(i) && size + count <= MOST => last.end = i + 1,
            _ => {
                found.push(i..i + 1);
                size = 0;
            }
        }
        size += count;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(ranges: Vec<Range<usize>>) -> Vec<(usize, usize)> {
        ranges.into_iter().map(|range| (range.start, range.end)).collect()
    }

    /// Sentences of ten words of two pieces; `doubts` are words.
    fn read(words: usize, doubts: &[usize]) -> Vec<(usize, usize)> {
        ends(stretches(&vec![2; words], |i| i % 10 == 0, |i| doubts.contains(&i)))
    }

    #[test]
    fn a_doubtful_sentence_is_read_with_its_neighbours() {
        assert!(read(100, &[]).is_empty());
        assert_eq!(read(100, &[55]), [(40, 70)]);
        assert_eq!(read(100, &[3]), [(0, 20)]);
        assert_eq!(read(20, &[3]), [(0, 20)]);
    }

    #[test]
    fn doubts_near_each_other_are_read_together_and_nothing_is_read_twice() {
        assert_eq!(read(200, &[55, 75]), [(50, 80)]);
        assert_eq!(read(200, &[55, 95]), [(50, 100)]);
        assert_eq!(read(200, &[55, 105]), [(40, 70), (90, 120)]);
        let all: Vec<usize> = (0..200).collect();
        assert_eq!(read(200, &all), [(0, 60), (60, 120), (120, 180), (180, 200)]);
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        let all = ends(stretches(&[2; 200], |_| false, |_| true));
        assert_eq!(all, [(0, 62), (62, 124), (124, 186), (186, 200)]);
    }
}
