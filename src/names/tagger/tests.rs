use super::*;
use crate::names::nibbles::packed;

/// Probability of each tag by adding up every allowed path: slow and plain.
fn by_hand(scores: &[Scores], transitions: &[Scores; TAGS]) -> Vec<Scores> {
    let mut total = vec![[0.0f32; TAGS]; scores.len()];
    let paths = TAGS.pow(scores.len() as u32);
    for path in 0..paths {
        let tags: Vec<usize> = (0..scores.len()).map(|i| path / TAGS.pow(i as u32) % TAGS).collect();
        let legal = allowed(0, tags[0]) && tags.windows(2).all(|w| allowed(w[0], w[1]));
        if legal {
            let mut score: f32 = tags.iter().zip(scores).map(|(&t, s)| s[t]).sum();
            score += tags.windows(2).map(|w| transitions[w[1]][w[0]]).sum::<f32>();
            for (i, &t) in tags.iter().enumerate() {
                total[i][t] += score.exp();
            }
        }
    }
    for row in &mut total {
        let sum: f32 = row.iter().sum();
        row.iter_mut().for_each(|x| *x /= sum);
    }
    total
}

#[test]
fn forward_backward_equals_the_sum_over_all_paths() {
    let wave = |i: usize, k: usize| ((i * 37 + k * 11) % 17) as f32 / 8.0 - 1.0;
    let scores: Vec<Scores> = (0..3).map(|i| std::array::from_fn(|t| wave(i, t))).collect();
    let transitions: [Scores; TAGS] =
        std::array::from_fn(|to| std::array::from_fn(|from| wave(to + 3, from)));
    let want = by_hand(&scores, &transitions);
    let got = Lattice::new(&scores, &Chain::new(&transitions), Shores::default());
    for (i, want) in want.iter().enumerate() {
        for (g, w) in got.node(i).iter().zip(want) {
            assert!((g - w).abs() < 1e-4, "{g} {w}");
        }
    }
}

#[test]
fn a_stretch_between_tokens_outside_is_as_in_the_whole() {
    let wave = |i: usize, k: usize| ((i * 37 + k * 11) % 17) as f32 / 8.0 - 1.0;
    let transitions: [Scores; TAGS] =
        std::array::from_fn(|to| std::array::from_fn(|from| wave(to + 3, from)));
    let chain = Chain::new(&transitions);
    let mut scores: Vec<Scores> = (0..5).map(|i| std::array::from_fn(|t| wave(i, t))).collect();
    for outside in [0, 4] {
        scores[outside] = std::array::from_fn(|t| if t == 0 { 0.0 } else { -50.0 });
    }
    let whole = Lattice::new(&scores, &chain, Shores::default());
    let part = Lattice::new(&scores[1..4], &chain, Shores { before: true, after: true });
    for i in 0..3 {
        for (g, w) in part.node(i).iter().zip(whole.node(i + 1)) {
            assert!((g - w).abs() < 1e-4, "{g} {w}");
        }
    }
}

fn read(bytes: &[u8]) -> Option<Model> {
    Model::from_bytes(bytes, |rows| rows.to_vec().into())
}

fn plain_glance() -> Glance {
    Glance::new((0..PLACES).map(|n| n as u8 as i8).collect(), -5)
}

#[test]
fn sums_are_those_of_the_weights() {
    let root = |row: usize, t: usize| ((row * 37 + t * 101 + row * t) % 16) as i8 - 8;
    let rows = (0..ROWS).map(|row| packed(&std::array::from_fn(|t| root(row, t)))).collect();
    let model = Model::new(rows, 0.5, [[0.0; TAGS]; TAGS], plain_glance());
    let some: Vec<u32> = (0..200).map(|n| n * 31).collect();
    let places: Vec<u32> = some.iter().map(|&row| model.rows.place(row as usize)).collect();
    for (t, score) in model.score(&model.sum(&places)).iter().enumerate() {
        let weight = |&row: &u32| i32::from(root(row as usize, t)) * i32::from(root(row as usize, t)).abs();
        assert_eq!(*score, some.iter().map(weight).sum::<i32>() as f32 * 0.5, "{t}");
    }
}

#[test]
fn a_model_survives_its_file_and_other_bytes_are_refused() {
    let mut rows = vec![[0; BYTES]; ROWS];
    rows[5] = [1, 2, 3, 4, 5, 6, 7, 8];
    rows[ROWS - 1][0] = 9;
    let model = Model::new(rows, 0.125, [[0.5; TAGS]; TAGS], plain_glance());
    let bytes = model.to_bytes();
    let back = read(&bytes).unwrap();
    let row = |row: usize| *back.rows.row(back.rows.place(row));
    assert_eq!((row(5), row(ROWS - 1)[..2].to_vec()), ([1, 2, 3, 4, 5, 6, 7, 8], vec![9, 0]));
    assert_eq!((row(6), back.step), ([0; BYTES], 0.125));
    assert_eq!(back.glance.parts(), model.glance.parts());
    assert!(read(&bytes[..bytes.len() - 1]).is_none());
    assert!(read(b"something else").is_none());
}

/// Where the parts of a file begin: the mark, the step, the transitions, the glance's least sum and its
/// places, the bits of the rows that have weight, those rows after an empty one.
const STEP: usize = 8;
const TRANSITIONS: usize = STEP + 4;
const LEAST: usize = TRANSITIONS + 4 * TAGS * TAGS;
const GLANCE: usize = LEAST + 4;
const BITS: usize = GLANCE + PLACES;
const WEIGHTS: usize = BITS + ROWS / 8;

/// A file with weights in the second row and in the last but one.
fn file() -> Vec<u8> {
    let mut rows = vec![[0; BYTES]; ROWS];
    (rows[1], rows[ROWS - 2]) = ([1; BYTES], [2; BYTES]);
    Model::new(rows, 0.125, [[0.5; TAGS]; TAGS], plain_glance()).to_bytes()
}

#[test]
fn a_file_that_was_cut_short_is_refused() {
    let file = file();
    assert_eq!(file.len(), WEIGHTS + 3 * BYTES);
    let head = [0, 1, STEP, TRANSITIONS, LEAST, GLANCE, BITS, WEIGHTS].map(|at| [at.saturating_sub(1), at]);
    let tail = (1..=3 * BYTES).map(|less| file.len() - less);
    for cut in head.into_iter().flatten().chain(tail) {
        assert!(read(&file[..cut]).is_none(), "{cut} of {} bytes", file.len());
    }
    assert!(read(&file).is_some());
}

#[test]
fn a_file_that_was_altered_is_refused_where_its_form_tells() {
    let file = file();
    let altered = |at: usize, byte: u8| {
        let mut file = file.clone();
        file[at] = byte;
        file
    };
    for (at, byte) in MAGIC.iter().enumerate() {
        assert!(read(&altered(at, byte ^ 1)).is_none(), "byte {at} of the mark");
    }
    for more in [1, 2, BYTES] {
        assert!(read(&[&file[..], &vec![0; more]].concat()).is_none(), "{more} bytes more");
    }
    for number in [f32::NAN, f32::INFINITY, 1e30, -1.0, 0.0] {
        let put = |at: usize| [&file[..at], &number.to_le_bytes(), &file[at + 4..]].concat();
        assert!(read(&put(STEP)).is_none() || number == 1e30, "a step of {number}");
        assert_eq!(read(&put(TRANSITIONS)).is_some(), number.abs() <= 80.0, "a transition of {number}");
    }
    // One row more has weight than there are, one less, or the empty one has.
    assert!(read(&altered(BITS, 0b11)).is_none() && read(&altered(BITS, 0)).is_none());
    assert!(read(&altered(WEIGHTS, 1)).is_none());
    // Another row than the second.
    assert!(read(&altered(BITS, 0b1000)).is_some());
}
