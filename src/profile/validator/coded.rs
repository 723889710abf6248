//! Identifiers with letters and dots: object identifiers, licence series, semantics identifiers.

use super::text::{all, is_dash, joined, kept};
use super::{Fault, Invalid, Remark, Valid, Validator};

/// Dotted form: at least two arcs, no zeros in front, the second at most 39 under 0 and 1 (X.660 §7).
pub(super) fn oid(text: &str) -> Result<Valid, Invalid> {
    const URN: &str = "urn:oid:";
    let begin = text.get(..URN.len()).unwrap_or_default();
    let prefixed = begin.eq_ignore_ascii_case(URN);
    let skip = if prefixed { URN.len() } else { 0 };
    let arcs = text.get(skip..).unwrap_or_default();
    let letters: Vec<(usize, char)> = kept(text, |_| false).into_iter().skip(skip).collect();
    all(&letters, |one| one == '.' || one.is_ascii_digit()).map_err(Invalid::form)?;
    arcs_of(arcs).map_err(Invalid::form)?;
    let remarks: &[Remark] = if prefixed {
        &[Remark::PrefixDropped]
    } else {
        &[]
    };
    Ok(Valid::new(arcs, remarks))
}

fn arcs_of(text: &str) -> Result<(), Fault> {
    let arcs: Vec<&str> = text.split('.').collect();
    let [root, second, ..] = arcs.as_slice() else {
        return Err(Fault::Form);
    };
    if arcs.iter().any(|arc| arc.is_empty()) {
        return Err(Fault::Form);
    }
    if arcs.iter().any(|arc| arc.len() > 1 && arc.starts_with('0')) {
        return Err(Fault::LeadingZero);
    }
    match *root {
        "2" => Ok(()),
        "0" | "1" if second.parse::<u8>().is_ok_and(|arc| arc <= 39) => Ok(()),
        "0" | "1" => Err(Fault::OidSecond),
        _ => Err(Fault::OidRoot),
    }
}

/// `AB012-C345-D678-E910` (CNAS specification 3.7.30): five and three times four; its checksum is not published.
pub(super) fn licence_series(text: &str) -> Result<Valid, Invalid> {
    let letters: Vec<(usize, char)> = kept(text, |one| one == ' ' || is_dash(one))
        .into_iter()
        .map(|(at, one)| (at, one.to_ascii_uppercase()))
        .collect();
    all(&letters, |one| one.is_ascii_alphanumeric()).map_err(Invalid::form)?;
    let plain = joined(&letters);
    let groups = [0..5, 5..9, 9..13, 13..17].map(|group| plain.get(group).unwrap_or_default());
    if plain.len() != 17 {
        return Err(Invalid::form(Fault::Length {
            expected: &[17],
            found: plain.len(),
        }));
    }
    Ok(Valid::new(groups.join("-"), &[Remark::FormOnly]))
}

/// Types of natural persons (ETSI EN 319 412-1 §5.1.3).
const PERSONS: &[&str] = &["PAS", "IDC", "PNO", "TAX", "TIN"];
/// Types of legal persons (§5.1.4).
const ORGANISATIONS: &[&str] = &["VAT", "NTR", "PSD", "LEI"];

/// Which identifiers are checked in which semantics identifiers, as far as certificates have shown it.
const INSIDE: &[(&str, Validator)] = &[
    ("VATRO", Validator::Cui),
    ("NTRCZ", Validator::Ico),
    ("VATPL", Validator::Nip),
    ("PNORO", Validator::Cnp),
    ("PNOPL", Validator::Pesel),
    ("PNOCZ", Validator::RodneCislo),
    ("PNOFI", Validator::Hetu),
    ("PNONL", Validator::Bsn),
];

/// Type, country, `-`, value; a national type is two letters and a colon.
pub(super) fn semantics_id(text: &str) -> Result<Valid, Invalid> {
    let (head, value) = parted(text).map_err(Invalid::form)?;
    let normal = format!("{head}-{value}");
    let mut remarks = Vec::new();
    if head.starts_with("TAX") {
        remarks.push(Remark::Deprecated);
    }
    let inside = INSIDE.iter().find(|(known, _)| *known == head);
    match inside.map(|(_, validator)| validator.check(value)) {
        Some(Ok(_)) => {}
        Some(Err(invalid)) if !invalid.fault.is_format() => {
            return Err(Invalid::checked(normal, invalid.fault));
        }
        Some(Err(_)) | None => remarks.push(Remark::FormOnly),
    }
    Ok(Valid { normal, remarks })
}

/// What stands before the first dash, in capitals, and what stands behind it.
fn parted(text: &str) -> Result<(String, &str), Fault> {
    let (head, value) = text.split_once(is_dash).ok_or(Fault::Form)?;
    let head = head.to_ascii_uppercase();
    let (kind, country) = head.split_at_checked(3).ok_or(Fault::Form)?;
    let capitals = |text: &str| text.len() == 2 && text.bytes().all(|one| one.is_ascii_uppercase());
    let national = kind.strip_suffix(':').is_some_and(capitals);
    if !capitals(country) || value.trim().is_empty() {
        return Err(Fault::Form);
    }
    if !national && !PERSONS.contains(&kind) && !ORGANISATIONS.contains(&kind) {
        return Err(Fault::SemanticsType);
    }
    Ok((head, value))
}

/// Whether a semantics identifier, right or wrong, is one of a natural person.
pub(super) fn names_a_person(text: &str) -> bool {
    let begin: String = text.trim_start().chars().take(3).collect();
    PERSONS.contains(&begin.to_ascii_uppercase().as_str())
}
