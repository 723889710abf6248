//! Two texts letter by letter: where they part first, and what happened there. Texts are whole, so they are looked at
//! as a whole first: where all that differs is of one sort (blanks, letter case, accents), that sort is named.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Kind;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parting {
    /// Of which sort it is.
    pub(super) kind: Kind,
    /// What stands there in what is registered; empty where something is missing.
    pub(super) registered: String,
    /// What stands there in the certificate; empty where something is too much.
    pub(super) certificate: String,
}

/// Letters of a stretch that is named: more than that nobody reads.
const STRETCH: usize = 40;

/// Characters that both begin with. A mark that stands over a letter belongs to it.
pub(super) fn common(one: &[char], other: &[char]) -> usize {
    let pairs = one.iter().zip(other);
    let mut same = pairs.take_while(|(one, other)| one == other).count();
    let marks = |text: &[char], at: usize| text.get(at).is_some_and(|it| is_combining_mark(*it));
    while same > 0 && (marks(one, same) || marks(other, same)) {
        same -= 1;
    }
    same
}

/// Compares what is registered with what the certificate says. `None`: they are the same.
pub(super) fn part(registered: &str, certificate: &str) -> Option<Parting> {
    if registered == certificate {
        return None;
    }
    let (one, other): (Vec<char>, Vec<char>) =
        (registered.chars().collect(), certificate.chars().collect());
    let from = common(&one, &other);
    let behind = one.iter().rev().zip(other.iter().rev());
    let behind = behind.take_while(|(one, other)| one == other).count();
    let room = (one.len() - from).min(other.len() - from);
    let behind = behind.min(room);
    let middle = |text: &[char]| -> Vec<char> {
        text.get(from..text.len() - behind)
            .unwrap_or_default()
            .to_vec()
    };
    let (mine, theirs) = (middle(&one), middle(&other));
    let told = |kind, mine: &[char], theirs: &[char]| Parting {
        kind,
        registered: mine.iter().take(STRETCH).collect(),
        certificate: theirs.iter().take(STRETCH).collect(),
    };
    if let Some(kind) = of_one_sort(registered, certificate) {
        let unseen = |text: &[char]| text.iter().all(|it| is_unseen(*it));
        if matches!(kind, Kind::Blanks | Kind::Invisible) && unseen(&mine) && unseen(&theirs) {
            return Some(told(kind, &mine, &theirs));
        }
        let first = |text: &[char]| text.get(from..).map(cluster).unwrap_or_default();
        return Some(told(kind, &first(&one), &first(&other)));
    }
    let whole = match (mine.as_slice(), theirs.as_slice()) {
        ([], _) if behind == 0 => Some(Kind::CutOff),
        ([], [..]) => Some(missing(&theirs)),
        (_, []) => Some(Kind::Extra),
        ([a, b], [c, d]) if a == d && b == c => Some(Kind::Swapped),
        ([_], [_]) => Some(Kind::Replaced),
        _ => None,
    };
    if let Some(kind) = whole {
        return Some(told(kind, &mine, &theirs));
    }
    let rest = |text: &[char]| -> Vec<char> { text.get(from..).unwrap_or_default().to_vec() };
    let (kind, mine, theirs) = first_of_several(&rest(&one), &rest(&other));
    let alike = from + behind;
    if kind == Kind::Replaced && alike * 3 < one.len().max(other.len()) {
        return Some(told(Kind::Different, &one, &other));
    }
    Some(told(kind, &mine, &theirs))
}

fn missing(letters: &[char]) -> Kind {
    if letters.iter().all(|letter| *letter == '0') {
        Kind::ZeroLost
    } else {
        Kind::Missing
    }
}

/// A letter with its marks.
fn cluster(text: &[char]) -> Vec<char> {
    let marks = text.iter().skip(1).take_while(|it| is_combining_mark(**it));
    text.first().into_iter().chain(marks).copied().collect()
}

/// A text without one sort of difference.
type Fold = fn(&str) -> String;

/// The sort, where all differences are of it.
fn of_one_sort(one: &str, other: &str) -> Option<Kind> {
    let same = |fold: fn(&str) -> String| fold(one) == fold(other);
    let sorts: [(Kind, Fold); 8] = [
        (Kind::Composed, |text| text.nfc().collect()),
        (Kind::Blanks, |text| {
            text.chars().filter(|it| !is_blank(*it)).collect()
        }),
        (Kind::Invisible, |text| {
            text.chars().filter(|it| !is_unseen(*it)).collect()
        }),
        (Kind::LetterCase, |text| {
            text.nfc().collect::<String>().to_lowercase()
        }),
        (Kind::Cedilla, |text| text.nfc().map(comma_below).collect()),
        (Kind::Accents, without_marks),
        (Kind::LookAlike, |text| text.nfc().map(looks_like).collect()),
        (Kind::Mojibake, |text| {
            misread(text).unwrap_or_else(|| text.to_owned())
        }),
    ];
    let found = sorts.into_iter().find(|(_, fold)| same(*fold));
    found.map(|(kind, _)| kind)
}

/// The first of differences of several sorts.
fn first_of_several(one: &[char], other: &[char]) -> (Kind, Vec<char>, Vec<char>) {
    let at = |text: &[char], at: usize| text.get(at).copied();
    let single = |text: &[char]| cluster(text);
    let both = |kind| (kind, single(one), single(other));
    let (Some(mine), Some(theirs)) = (at(one, 0), at(other, 0)) else {
        let kind = if one.is_empty() {
            Kind::CutOff
        } else {
            Kind::Extra
        };
        return (kind, one.to_vec(), other.to_vec());
    };
    let pair = |fold: fn(&str) -> String| {
        let text = |letters: &[char]| -> String { single(letters).into_iter().collect() };
        fold(&text(one)) == fold(&text(other))
    };
    if pair(str::to_lowercase) {
        return both(Kind::LetterCase);
    }
    if is_blank(mine) && is_blank(theirs) {
        return both(Kind::Blanks);
    }
    if comma_below(mine) == comma_below(theirs) {
        return both(Kind::Cedilla);
    }
    if pair(without_marks) {
        return both(Kind::Accents);
    }
    if looks_like(mine) == looks_like(theirs) {
        return both(Kind::LookAlike);
    }
    if at(one, 1) == Some(theirs) && at(other, 1) == Some(mine) && mine != theirs {
        let two = |text: &[char]| text.iter().take(2).copied().collect();
        return (Kind::Swapped, two(one), two(other));
    }
    // How many letters are missing or too much: what follows tells it.
    let goes_on = |longer: &[char], shorter: &[char]| {
        let ahead = shorter.get(..AHEAD.min(shorter.len())).unwrap_or_default();
        let at =
            (1..=AHEAD).find(|skip| longer.get(*skip..).is_some_and(|it| it.starts_with(ahead)));
        at.filter(|_| ahead.len() > 1)
    };
    if let Some(skip) = goes_on(other, one) {
        let lost = other.get(..skip).unwrap_or_default().to_vec();
        let kind = if lost.iter().all(|it| is_blank(*it)) {
            Kind::Blanks
        } else {
            missing(&lost)
        };
        return (kind, Vec::new(), lost);
    }
    if let Some(skip) = goes_on(one, other) {
        let extra = one.get(..skip).unwrap_or_default().to_vec();
        let kind = if extra.iter().all(|it| is_blank(*it)) {
            Kind::Blanks
        } else {
            Kind::Extra
        };
        return (kind, extra, Vec::new());
    }
    both(Kind::Replaced)
}

/// Letters that must agree behind a gap.
const AHEAD: usize = 4;

/// A blank of any width.
pub(super) fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
}

/// What is not seen at all, or only as a hint to the printer.
fn is_unseen(letter: char) -> bool {
    is_blank(letter)
        || matches!(
            letter,
            '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
        )
}

/// Romanian letters as keyboards of before 2007 made them, with the comma that they have now.
fn comma_below(letter: char) -> char {
    match letter {
        '\u{15E}' => '\u{218}',
        '\u{15F}' => '\u{219}',
        '\u{162}' => '\u{21A}',
        '\u{163}' => '\u{21B}',
        other => other,
    }
}

/// Without accents, cedillas, commas and hooks; letter case stays.
fn without_marks(text: &str) -> String {
    let letters = text.nfd().filter(|letter| !is_combining_mark(*letter));
    letters
        .map(|letter| match letter {
            'ł' => 'l',
            'Ł' => 'L',
            'ø' => 'o',
            'Ø' => 'O',
            'đ' => 'd',
            'Đ' => 'D',
            other => other,
        })
        .collect()
}

/// One of each group that is taken for each other: in print, on screens, between alphabets.
pub(super) fn looks_like(letter: char) -> char {
    match letter {
        'O' | 'o' | 'Q' | 'О' | 'о' | 'Ο' | 'ο' => '0',
        'l' | 'I' | 'i' | '|' | '!' | 'І' | 'і' | 'Ι' | 'ı' => '1',
        'Z' | 'z' => '2',
        'S' | 's' | 'Ѕ' | 'ѕ' => '5',
        'G' => '6',
        'B' | 'В' | 'Β' => '8',
        'А' | 'Α' => 'A',
        'а' => 'a',
        'С' => 'C',
        'с' => 'c',
        'Е' | 'Ε' => 'E',
        'е' => 'e',
        'Н' | 'Η' => 'H',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'Р' | 'Ρ' => 'P',
        'р' => 'p',
        'Т' | 'Τ' => 'T',
        'у' => 'y',
        'Х' | 'Χ' => 'X',
        'х' => 'x',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' | '`' | '\u{B4}' => '\'',
        '\u{201C}'..='\u{201F}' | '«' | '»' => '"',
        other => other,
    }
}

/// UTF-8 that was read as Windows-1252 or Latin-1, read again as UTF-8.
fn misread(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(octet).collect();
    String::from_utf8(bytes?).ok()
}

/// The octet that Windows-1252 shows so (where it has none, Latin-1).
fn octet(letter: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    let special = (0x80_u8..).zip(HIGH).find(|(_, high)| *high == letter);
    special
        .map(|(octet, _)| octet)
        .or(u8::try_from(u32::from(letter)).ok())
}
