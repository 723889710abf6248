//! Identifiers that are made from others.

use super::{Invalid, Valid, Validator, clean};

/// The normal form, also where only a check fails.
fn normal(validator: Validator, typed: &str) -> Option<String> {
    match validator.check(typed) {
        Ok(valid) => Some(valid.normal),
        Err(invalid) => invalid.normal,
    }
}

/// Finland: the organisation's object identifier, `1.2.246.10.` and the business ID without dash and leading zeros
/// (JHS 159 annex 1). `None`: not of the form of a business ID.
#[must_use]
pub fn fi_organisation_oid(ytunnus: &str) -> Option<String> {
    let digits = normal(Validator::Ytunnus, ytunnus)?.replace('-', "");
    let arc = digits.trim_start_matches('0');
    (!arc.is_empty()).then(|| format!("1.2.246.10.{arc}"))
}

/// Romania: the user of SIUI, `<CUI>_<CAS code>`, or with the personal number of a provider without CUI (CNAS
/// specification 3.7.30). `None`: neither of these, or no code.
#[must_use]
pub fn ro_username(cui_or_cnp: &str, cas: &str) -> Option<String> {
    let cas = clean(cas).ok().filter(|cas| !cas.contains([' ', '_']))?;
    let number =
        normal(Validator::Cui, cui_or_cnp).or_else(|| normal(Validator::Cnp, cui_or_cnp))?;
    Some(format!("{number}_{cas}"))
}

/// Type, country and value as one semantics identifier (ETSI EN 319 412-1 §5.1.3, §5.1.4), checked.
pub fn semantics_id(kind: &str, country: &str, value: &str) -> Result<Valid, Invalid> {
    let [kind, country, value] = [kind, country, value].map(str::trim);
    Validator::SemanticsId.check(&format!("{kind}{country}-{value}"))
}
