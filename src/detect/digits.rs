//! Digit arithmetic that several identifiers share.

/// The digits of a match, at most `N`; `None` where there are more or fewer.
pub fn exactly<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    let mut out = [0; N];
    let mut n = 0;
    for &b in text.iter().filter(|b| b.is_ascii_digit()) {
        *out.get_mut(n)? = b - b'0';
        n += 1;
    }
    (n == N).then_some(out)
}

/// Value of a short run of digits.
pub fn value(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |v, &d| v * 10 + u32::from(d))
}

/// Modulus-11 check of the NHS, CHI and H&C numbers (NHS Data Model and Dictionary, NHS NUMBER):
/// weights 10 to 2, check digit 11 less the remainder, 11 counting as 0. All digits alike is no
/// number.
pub fn modulus_11(d: &[u8; 10]) -> bool {
    let sum: u32 = d[..9].iter().zip((2..=10).rev()).map(|(&x, w)| u32::from(x) * w).sum();
    (11 - sum % 11) % 11 == u32::from(d[9]) && d.iter().any(|&x| x != d[0])
}

/// Luhn check (ISO/IEC 7812-1, annex B).
pub fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, &d)| {
            let d = u32::from(d) << (i % 2);
            if d > 9 { d - 9 } else { d }
        })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|&d| d != 0)
}

/// Whether a day, month and full year make a date of the Gregorian calendar.
pub fn is_date(day: u32, month: u32, year: u32) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modulus_11_takes_real_check_digits_and_no_others() {
        for last in 0..10 {
            assert_eq!(modulus_11(&[9, 9, 9, 4, 7, 7, 3, 4, 5, last]), last == 3, "{last}");
        }
        assert!(!modulus_11(&[0; 10]));
    }

    #[test]
    fn luhn_takes_one_last_digit_in_ten() {
        let good = (0..10).filter(|&x| luhn(&[4, 9, 2, 9, 1, 3, 3, 7, 0, 4, 7, 1, 8, 8, 2, x])).count();
        assert_eq!(good, 1);
        assert!(!luhn(&[0; 16]));
    }

    #[test]
    fn leap_days_are_dates_in_leap_years_alone() {
        assert!(
            is_date(29, 2, 2024) && !is_date(29, 2, 2023) && !is_date(29, 2, 1900) && is_date(29, 2, 2000)
        );
        assert!(!is_date(31, 4, 2024) && !is_date(0, 1, 2024) && !is_date(1, 13, 2024));
    }
}
