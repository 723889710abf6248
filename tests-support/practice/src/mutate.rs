//! Files changed as accidents and attackers change them: the same number, the same change.

/// The bytes with one to four changes: bits flipped, spans cut off, removed, repeated or swapped, lengths of DER changed.
#[must_use]
pub fn mutated(bytes: &[u8], number: u64) -> Vec<u8> {
    let mut dice = Dice(number);
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        change(&mut bytes, &mut dice);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, dice: &mut Dice) {
    if bytes.is_empty() {
        return bytes.push(dice.byte());
    }
    let place = dice.below(bytes.len());
    let span = place..(place + 1 + dice.below(64)).min(bytes.len());
    match dice.below(9) {
        0 | 1 => bytes[place] ^= 1 << dice.below(8),
        2 => bytes[place] = EDGES[dice.below(EDGES.len())],
        3 => bytes.truncate(place),
        4 => drop(bytes.drain(span)),
        5 => {
            let copy = bytes[span].to_vec();
            let times = 1 + dice.below(40);
            let to = dice.below(bytes.len());
            bytes.splice(to..to, copy.repeat(times));
        }
        6 => {
            let other = dice.below(bytes.len());
            bytes.swap(place, other);
        }
        _ => change_length(bytes, dice),
    }
}

/// Changes the first length octet of something that looks like an element.
fn change_length(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let heads: Vec<usize> = (1..bytes.len())
        .filter(|place| TAGS.contains(&bytes[place - 1]))
        .collect();
    if heads.is_empty() {
        return;
    }
    let place = heads[dice.below(heads.len())];
    match dice.below(6) {
        0 => bytes[place] = bytes[place].wrapping_add(1),
        1 => bytes[place] = bytes[place].wrapping_sub(1),
        2 => bytes[place] = EDGES[dice.below(EDGES.len())],
        3 => bytes[place] = 0x80,
        // a gigabyte, and more than any number holds
        4 => drop(bytes.splice(place..=place, [0x84, 0x40, 0, 0, 0])),
        _ => drop(bytes.splice(place..=place, [0x88, 0x80, 0, 0, 0, 0, 0, 0, 0])),
    }
}

/// BOOLEAN, INTEGER, BIT STRING, OCTET STRING, OID, UTF8String, BMPString, constructed string, SEQUENCE, SET, `[0]`.
const TAGS: [u8; 12] = [1, 2, 3, 4, 6, 0x0C, 0x1E, 0x24, 0x30, 0x31, 0x80, 0xA0];
const EDGES: [u8; 8] = [0, 1, 0x7F, 0x80, 0x81, 0x84, 0xFE, 0xFF];

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % end as u64).unwrap_or(0)
    }

    fn byte(&mut self) -> u8 {
        self.roll().to_le_bytes()[0]
    }
}
