//! Check digits: one weighted sum, and what differs between identifiers as data.

use super::Fault;

/// Where the check digit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In front of the digits that are summed.
    First,
    /// Behind them.
    Last,
}

/// A check digit by weighted sum.
#[derive(Debug)]
pub(super) struct Weighted {
    /// How many digits of the number this is about; a shorter number has no such check. 0: all.
    pub(super) over: usize,
    /// Where the check digit stands.
    pub(super) place: Place,
    /// The weights; for a shorter body the last ones, as if zeros stood before it.
    pub(super) weights: &'static [u32],
    /// The check digit for each remainder, as many as the modulus; `!`: numbers with this remainder are not given.
    pub(super) digits: &'static str,
}

impl Weighted {
    /// The check digit for these digits.
    pub(super) fn digit(&self, body: &str) -> Option<char> {
        let value = |digit: char| digit.to_digit(10).unwrap_or(0);
        let weighed = body.chars().rev().zip(self.weights.iter().rev());
        let sum: u32 = weighed.map(|(digit, weight)| value(digit) * weight).sum();
        let remainder = usize::try_from(sum).ok()?.checked_rem(self.digits.len())?;
        self.digits.chars().nth(remainder).filter(|one| *one != '!')
    }

    /// What is wrong with the check digit of a number of ASCII digits.
    pub(super) fn fault(&self, number: &str) -> Option<Fault> {
        let over = if self.over == 0 {
            number.len()
        } else {
            self.over
        };
        let part = number.get(..over)?;
        let (body, found) = match self.place {
            Place::First => part.get(1..).zip(part.chars().next()),
            Place::Last => part.get(..over.saturating_sub(1)).zip(part.chars().last()),
        }?;
        match self.digit(body) {
            Some(expected) if expected == found => None,
            Some(expected) => Some(Fault::CheckDigit { expected, found }),
            None => Some(Fault::NeverIssued),
        }
    }
}
