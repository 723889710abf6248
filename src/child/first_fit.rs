//! A search over all modules that ends with the first token that fits.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Where a search stands that ends with the first fit.
#[derive(Default)]
pub(super) struct Search {
    /// The first module in the order that fits so far, and since when.
    found: Mutex<Option<(usize, Instant)>>,
}

impl Search {
    /// This one fits.
    pub(super) fn found(&self, index: usize) {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let (first, since) = found.unwrap_or((index, Instant::now()));
        *found = Some((first.min(index), since));
    }

    /// Whether this one need not go on.
    pub(super) fn is_over_for(&self, index: usize) -> bool {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.is_some_and(|(first, since)| index > first || since.elapsed() > PREFERRED)
    }
}

/// How long a preferred module is waited for once another has what is looked for: which one is used must not hang on who
/// answers first by a hair.
const PREFERRED: Duration = Duration::from_secs(2);
