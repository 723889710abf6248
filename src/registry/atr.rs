//! The form of a card's answer to reset (ISO/IEC 7816-3, 8.2), so that a slip of the pen in a registry is found.

/// Whether the bytes are an answer to reset: its interface bytes and historical bytes fill it, and where a protocol other
/// than T=0 is named, its last byte checks the others. Bytes that `mask` leaves open cannot be checked.
pub(super) fn is_answer(atr: &[u8], mask: Option<&[u8]>) -> bool {
    let Some((&first, rest)) = atr.split_first() else {
        return false;
    };
    if !matches!(first, DIRECT | INVERSE) {
        return false;
    }
    let Some((length, checked)) = length(rest) else {
        return false;
    };
    let whole = mask.is_none_or(|mask| mask.iter().all(|byte| *byte == 0xff));
    let sum = rest.iter().fold(0, |sum, byte| sum ^ byte);
    length == rest.len() && (!checked || !whole || sum == 0)
}

/// How many bytes follow the first one, and whether the last of them is a check byte.
fn length(rest: &[u8]) -> Option<(usize, bool)> {
    let format = *rest.first()?;
    let historical = usize::from(format & 0x0f);
    let (mut at, mut announced, mut checked) = (1_usize, format >> 4, false);
    loop {
        at += (announced & 0b0111).count_ones() as usize; // TA, TB, TC
        if announced & 0b1000 == 0 {
            return Some((at + historical + usize::from(checked), checked));
        }
        let protocol = *rest.get(at)?; // TD
        checked |= protocol & 0x0f != 0;
        announced = protocol >> 4;
        at += 1;
    }
}

const DIRECT: u8 = 0x3b;
const INVERSE: u8 = 0x3f;

#[cfg(test)]
mod tests {
    use super::is_answer;

    fn answer(text: &str, mask: Option<&str>) -> bool {
        let bytes = |text: &str| hex::decode(text).unwrap();
        is_answer(&bytes(text), mask.map(bytes).as_deref())
    }

    #[test]
    fn what_is_missing_too_much_or_mistyped_is_no_answer() {
        assert!(answer("3BD518008131FE7D8073C82110F4", None));
        assert!(!answer("3BD518008131FE7D8073C82110", None), "short");
        assert!(!answer("3BD518008131FE7D8073C82110F400", None), "long");
        assert!(!answer("3BD518008131FE7D8073C82111F4", None), "a slip");
        assert!(!answer("3AD518008131FE7D8073C82110F4", None), "first byte");
        assert!(!answer("3B", None));
        assert!(!answer("", None));
        // T=0 alone has no check byte.
        assert!(answer("3B7F96000080318065B0850300EF120FFE829000", None));
        let open = "FFFFFFFFFFFFFFFFFFFFFFFF0000";
        assert!(answer("3BD518008131FE7D8073C8210000", Some(open)));
        let whole = "FFFFFFFFFFFFFFFFFFFFFFFFFFFF";
        assert!(!answer("3BD518008131FE7D8073C8210000", Some(whole)));
    }
}
