//! Encryption under a password: PBES2 (RFC 8018 §6.2) and the older schemes of PKCS#12 (RFC 7292 appendix C).
//!
//! Own reading of the parameters instead of the crate `pkcs5`: see `docs/DEPENDENCIES.md`.

mod cipher;
pub(crate) mod kdf;
pub(crate) mod password;
pub(crate) mod scheme;

pub(crate) use password::Form;
pub(crate) use scheme::Scheme;

/// Most rounds of key derivation that one file may ask for, all its parts together; each block that a derivation makes
/// takes all its rounds anew.
///
/// Honest files ask for 2 000 to a few millions; this many take some ten seconds.
///
/// A fuzzer (`make fuzz`) looks for other faults than time, and needs a thousand tries a second.
pub const MOST_ITERATIONS: u64 = if cfg!(fuzzing) { 2_000 } else { 20_000_000 };

/// Why an encryption cannot be undone here, whatever the password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PbeError {
    /// An algorithm that is not read.
    #[error("{name} is not read")]
    Unsupported {
        /// Its name, or its dotted number.
        name: String,
    },
    /// More rounds of key derivation than [`MOST_ITERATIONS`].
    #[error("{count} iterations, at most {most} are done")]
    TooManyIterations {
        /// How many are asked for, with those before; the largest number for one that fits none.
        count: u64,
        /// The bound.
        most: u64,
    },
    /// Parameters that are none.
    #[error("parameters")]
    Parameters,
}

/// How many rounds a file has asked for so far, and how many went into further forms of the password.
#[derive(Debug, Default)]
pub(crate) struct Work {
    asked: u64,
    again: u64,
}

impl Work {
    /// Counts further rounds, before they are done.
    pub(crate) fn add(&mut self, iterations: u64) -> Result<(), PbeError> {
        let count = self.asked.saturating_add(iterations);
        if count > MOST_ITERATIONS {
            return Err(PbeError::TooManyIterations {
                count,
                most: MOST_ITERATIONS,
            });
        }
        self.asked = count;
        Ok(())
    }

    /// Whether the same may be done once more for another form of the password. Only old programs made such forms, and they
    /// asked for few rounds: all such tries together may take as long as the file itself, and no longer.
    pub(crate) fn again(&mut self, iterations: u64) -> bool {
        let count = self.again.saturating_add(iterations);
        let fits = count <= MOST_ITERATIONS;
        if fits {
            self.again = count;
        }
        fits
    }
}

/// A count of rounds: an INTEGER above zero. What is too large for any number is the largest.
pub(crate) fn iterations(value: &[u8]) -> Result<u64, PbeError> {
    if value.is_empty() || value.first().is_some_and(|first| *first >= 0x80) {
        return Err(PbeError::Parameters);
    }
    let count = value.iter().try_fold(0_u64, |sum, byte| {
        sum.checked_mul(256)?.checked_add(u64::from(*byte))
    });
    match count.unwrap_or(u64::MAX) {
        0 => Err(PbeError::Parameters),
        count => Ok(count),
    }
}

#[cfg(test)]
mod tests;
