//! The fingerprint of keys from broken Infineon chips (CVE-2017-15361, "ROCA"): their primes are powers of 65537 modulo
//! many small primes, and so is the modulus. Nemec et al., ACM CCS 2017, §3.

/// Small primes by which a healthy modulus passes for a broken one once in about 2^27 (ibid., §4).
const PRIMES: [u32; 17] = [
    11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157,
];

/// Whether a modulus, big-endian, bears the fingerprint.
pub(super) fn is_marked(modulus: &[u8]) -> bool {
    !modulus.is_empty()
        && PRIMES
            .into_iter()
            .all(|prime| is_power(remainder(modulus, prime), prime))
}

fn remainder(number: &[u8], prime: u32) -> u32 {
    number
        .iter()
        .fold(0, |rest, byte| (rest * 256 + u32::from(*byte)) % prime)
}

/// Whether the number is a power of 65537 modulo the prime.
fn is_power(number: u32, prime: u32) -> bool {
    let mut power = 1;
    for _ in 0..prime {
        if power == number {
            return true;
        }
        power = power * (65_537 % prime) % prime;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_marked;
    use crate::token::KeyType;
    use crate::x509::{PublicKey, judge};

    /// 65537^n as bytes, big-endian: 1 0 1 times itself, long multiplication.
    fn power(n: usize) -> Vec<u8> {
        let mut number = vec![1_u8];
        for _ in 0..n {
            // times 65536, plus itself
            let mut sum = vec![0_u8; 1];
            sum.extend(&number);
            sum.extend([0, 0]);
            let mut carry = 0;
            for at in (0..sum.len()).rev() {
                let back = sum.len() - 1 - at;
                let own = number.iter().rev().nth(back).copied().unwrap_or(0);
                let total = u16::from(sum[at]) + u16::from(own) + carry;
                sum[at] = u8::try_from(total & 0xFF).unwrap();
                carry = total >> 8;
            }
            let first = sum.iter().position(|byte| *byte != 0).unwrap();
            number = sum.split_off(first);
        }
        number
    }

    #[test]
    fn powers_of_the_generator_are_marked() {
        assert_eq!(power(2), [1, 0, 2, 0, 1]);
        for n in [1, 40, 128, 255] {
            assert!(is_marked(&power(n)), "{n}");
        }
        let mut other = power(128);
        *other.last_mut().unwrap() ^= 2;
        assert!(!is_marked(&other));
        assert!(!is_marked(&[]));
    }

    #[test]
    fn openssls_keys_are_not() {
        let key = judge::Key::new(KeyType::Rsa(2048));
        let public = PublicKey::from_spki(&key.public_der()).unwrap();
        assert!(!public.is_roca());
    }
}
