//! A distinguished name as a person typed or pasted it: from a portal, a form, OpenSSL, Windows, Java. Read leniently:
//! whatever is written, as much as can be told of it comes back.

use super::walk::{self, tag};
use super::{attribute, names};

/// One attribute as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedPart {
    /// What it is called there.
    pub label: String,
    /// The type that this means; `None` for a name that is not known, and for `UNDEF`.
    pub oid: Option<String>,
    /// Its value, quotes and escapes undone.
    pub value: String,
}

impl TypedPart {
    /// Whether it is written as tools write a type that they do not know.
    #[must_use]
    pub fn is_undef(&self) -> bool {
        self.label.eq_ignore_ascii_case("UNDEF")
    }
}

/// Longest name of a type.
const LABEL: usize = 40;

/// The parts in their order; none where nothing looks like `TYPE=value`.
#[must_use]
pub fn read(text: &str) -> Vec<TypedPart> {
    let letters: Vec<char> = text.trim_start().chars().collect();
    let mut parts = Vec::new();
    let Some((mut label, mut at)) = label_at(&letters, 0, ',') else {
        return parts;
    };
    loop {
        let (end, next) = value_end(&letters, at);
        let raw: String = letters.get(at..end).unwrap_or_default().iter().collect();
        parts.push(TypedPart {
            oid: oid_of(&label),
            value: value_of(&raw),
            label,
        });
        match next {
            Some(next) => (label, at) = next,
            None => return parts,
        }
    }
}

/// Where the value that begins at `from` ends, and the label after it with the place of its value.
fn value_end(letters: &[char], from: usize) -> (usize, Option<(String, usize)>) {
    let quoted = |at: usize| letters.get(at) == Some(&'"');
    let first = (from..letters.len()).find(|at| letters.get(*at) != Some(&' '));
    let mut inside = first.is_some_and(quoted);
    let mut at = first.map_or(from, |first| if inside { first + 1 } else { from });
    while let Some(letter) = letters.get(at) {
        match letter {
            '\\' => at += 1,
            '"' => inside = false,
            ',' | ';' | '/' | '+' | '\n' if !inside => {
                if let Some(next) = label_at(letters, at + 1, *letter) {
                    return (at, Some(next));
                }
            }
            _ => {}
        }
        at += 1;
    }
    (letters.len(), None)
}

/// A label at this place, with the place after its `=`. A word that is no known type is one only after a mark that
/// nothing else has: a slash or a plus sign also stands in addresses.
fn label_at(letters: &[char], from: usize, mark: char) -> Option<(String, usize)> {
    let blank = |letter: &char| letter.is_whitespace();
    let mut at = from;
    while letters
        .get(at)
        .is_some_and(|it| blank(it) || (from == 0 && *it == '/'))
    {
        at += 1;
    }
    let mut label = String::new();
    while let Some(letter) = letters.get(at) {
        let fits = letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-');
        if !fits || label.len() >= LABEL {
            break;
        }
        label.push(*letter);
        at += 1;
    }
    while letters.get(at).is_some_and(blank) {
        at += 1;
    }
    let known = oid_of(&label).is_some() || label.eq_ignore_ascii_case("UNDEF");
    let word = mark != '/' && mark != '+' && label.starts_with(|it: char| it.is_ascii_alphabetic());
    (letters.get(at) == Some(&'=') && (known || word)).then_some((label, at + 1))
}

fn oid_of(label: &str) -> Option<String> {
    let bare = match label.get(..4) {
        Some(prefix) if prefix.eq_ignore_ascii_case("OID.") => label.get(4..).unwrap_or_default(),
        _ => label,
    };
    let arcs = |text: &str| {
        let arcs: Vec<&str> = text.split('.').collect();
        let number = |arc: &&str| !arc.is_empty() && arc.bytes().all(|it| it.is_ascii_digit());
        arcs.len() > 2 && arcs.iter().all(number)
    };
    match attribute::by_name(bare) {
        Some(kind) => Some(kind.oid.to_owned()),
        None => arcs(bare).then(|| bare.to_owned()),
    }
}

/// The value as it is meant: without blanks around it, quotes (RFC 1779 §2.3), escapes (RFC 4514 §2.4, OpenSSL's `\xC8`);
/// `#0C0341…` is DER in hex.
fn value_of(raw: &str) -> String {
    let mut text = raw.trim_start();
    let ends = text.trim_end();
    // One escaped blank at the end belongs to the value.
    let kept = usize::from(ends.ends_with('\\') && ends.len() < text.len());
    text = text.get(..ends.len() + kept).unwrap_or(ends);
    let inner = text.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    text = inner.unwrap_or(text);
    if let Some(value) = text.strip_prefix('#').and_then(of_der) {
        return value;
    }
    unescaped(text)
}

fn of_der(digits: &str) -> Option<String> {
    let der = hex::decode(digits).ok()?;
    let element = walk::take(&mut der.as_slice())?;
    (element.tag != tag::SEQUENCE).then(|| names::string(element.tag, element.value))?
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let letters: Vec<char> = text.chars().collect();
    let mut at = 0;
    let pair = |at: usize| {
        let high = letters.get(at)?.to_digit(16)?;
        let low = letters.get(at + 1)?.to_digit(16)?;
        u8::try_from(high * 16 + low).ok()
    };
    while let Some(letter) = letters.get(at) {
        let slash = *letter == '\\';
        let long = slash && letters.get(at + 1) == Some(&'x');
        if let Some(byte) = pair(at + 2).filter(|_| long) {
            bytes.push(byte);
            at += 4;
        } else if let Some(byte) = pair(at + 1).filter(|_| slash) {
            bytes.push(byte);
            at += 3;
        } else {
            let next = letters.get(at + 1).filter(|_| slash);
            let plain = next.unwrap_or(letter);
            bytes.extend_from_slice(plain.encode_utf8(&mut [0; 4]).as_bytes());
            at += if next.is_some() { 2 } else { 1 };
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::read;

    fn pairs(text: &str) -> Vec<String> {
        let show = |oid: Option<String>| oid.unwrap_or_else(|| "?".to_owned());
        let parts = read(text).into_iter();
        parts
            .map(|part| format!("{}|{}", show(part.oid), part.value))
            .collect()
    }

    #[test]
    fn every_way_of_writing_is_read() {
        let wanted = [
            "2.5.4.6|RO",
            "2.5.4.10|Česká pošta, s.p.",
            "2.5.4.97|VATRO-1",
        ];
        for text in [
            "C=RO, O=Česká pošta, s.p., organizationIdentifier=VATRO-1",
            "C=RO,O=Česká pošta\\, s.p.,2.5.4.97=VATRO-1",
            "c = RO ; o = \"Česká pošta, s.p.\" ; OID.2.5.4.97 = #0C0756415452 4F2D31",
            "/C=RO/O=\\xC4\\x8Cesk\\xC3\\xA1 po\\xC5\\xA1ta, s.p./oid.2.5.4.97=VATRO-1",
            "C = RO, O = \"\\C4\\8Cesk\\C3\\A1 po\\C5\\A1ta, s.p.\", 2.5.4.97 = VATRO-1",
            "C=RO\nO=Česká pošta, s.p.\n2.5.4.97=VATRO-1",
        ] {
            let text = text.replace("5452 4F", "54524F");
            assert_eq!(pairs(&text), wanted, "{text}");
        }
        assert_eq!(pairs("C=RO,UNDEF=VATRO-1"), ["2.5.4.6|RO", "?|VATRO-1"]);
        assert!(read("C=RO,undef=x").last().unwrap().is_undef());
        assert_eq!(
            pairs("CN=a+serialNumber=7/CN=b"),
            ["2.5.4.3|a", "2.5.4.5|7", "2.5.4.3|b"]
        );
    }

    #[test]
    fn what_only_looks_like_a_part_is_none() {
        assert_eq!(pairs("Ana Pop"), Vec::<String>::new());
        assert_eq!(pairs(""), Vec::<String>::new());
        assert_eq!(pairs("CN=http://x/?a/b=c"), ["2.5.4.3|http://x/?a/b=c"]);
        assert_eq!(pairs("CM=x, O=y"), ["?|x", "2.5.4.10|y"]);
        assert_eq!(pairs("CN=x\\"), ["2.5.4.3|x\\"]);
        assert_eq!(pairs("CN=a\\ "), ["2.5.4.3|a "]);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".*", marks in "[CNO=,;/+\"\\\\x#0-9 ]{0,60}") {
            let _ = read(&text);
            let _ = read(&marks);
        }
    }
}
