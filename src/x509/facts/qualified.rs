//! Statements of qualified certificates (RFC 3739 §3.2.6, ETSI EN 319 412-5, TS 119 495).

use super::super::names;
use super::super::walk::{self, tag};
use super::{Fact, FactKind, all, fact, number, with_name};

/// `id-etsi-qct-…` (ETSI EN 319 412-5 §4.2.3).
const TYPES: &[(&str, &str)] = &[
    ("0.4.0.1862.1.6.1", "esign"),
    ("0.4.0.1862.1.6.2", "eseal"),
    ("0.4.0.1862.1.6.3", "web"),
];

/// How numbers of persons and companies are meant (ETSI EN 319 412-1 §5.1).
const SEMANTICS: &[(&str, &str)] = &[
    ("0.4.0.194121.1.1", "natural person"),
    ("0.4.0.194121.1.2", "legal person"),
    ("0.4.0.194121.1.3", "eIDAS natural person"),
    ("0.4.0.194121.1.4", "eIDAS legal person"),
];

/// All of them; `None` where it is no list of statements.
pub(super) fn statements(der: &[u8]) -> Option<Vec<Fact>> {
    let mut facts = Vec::new();
    for statement in walk::each(walk::only(der, tag::SEQUENCE)?.value) {
        let mut fields = statement.value;
        let oid = walk::dotted(walk::take_tag(&mut fields, tag::OID)?.value)?;
        let told = known(&oid, fields).filter(|facts| !facts.is_empty());
        facts.extend(told.unwrap_or_else(|| vec![fact(FactKind::QcOther, oid)]));
    }
    Some(facts)
}

fn known(oid: &str, info: &[u8]) -> Option<Vec<Fact>> {
    Some(match oid {
        "0.4.0.1862.1.1" => vec![fact(FactKind::QcCompliance, "")],
        "0.4.0.1862.1.2" => vec![fact(FactKind::QcLimit, limit(info)?)],
        "0.4.0.1862.1.3" => {
            let years = number(walk::only(info, tag::INTEGER)?.value)?;
            vec![fact(FactKind::QcRetention, years.to_string())]
        }
        "0.4.0.1862.1.4" => vec![fact(FactKind::QcDevice, "")],
        "0.4.0.1862.1.5" => terms(info)?,
        "0.4.0.1862.1.6" => {
            let list = walk::only(info, tag::SEQUENCE)?.value;
            let oids = walk::each(list).filter_map(|one| walk::dotted(one.value));
            let named = oids.map(|oid| super::named(TYPES, &oid).map_or(oid, str::to_owned));
            all(FactKind::QcType, named)
        }
        "0.4.0.1862.1.7" => {
            let list = walk::only(info, tag::SEQUENCE)?.value;
            let texts = walk::each(list).filter_map(|it| names::string(it.tag, it.value));
            all(FactKind::QcLegislation, texts)
        }
        "1.3.6.1.5.5.7.11.1" | "1.3.6.1.5.5.7.11.2" => {
            let mut fields = walk::only(info, tag::SEQUENCE)?.value;
            let oid = walk::dotted(walk::take_tag(&mut fields, tag::OID)?.value)?;
            vec![fact(FactKind::QcSemantics, with_name(SEMANTICS, &oid))]
        }
        "0.4.0.19495.2" => vec![fact(FactKind::QcPayment, payment(info)?)],
        _ => return None,
    })
}

/// `QcEuLimitValue`: currency, amount, exponent of ten.
fn limit(info: &[u8]) -> Option<String> {
    let mut fields = walk::only(info, tag::SEQUENCE)?.value;
    let currency = walk::take(&mut fields)?;
    let currency = match currency.tag {
        tag::INTEGER => number(currency.value)?.to_string(),
        other => names::string(other, currency.value)?,
    };
    let amount = number(walk::take_tag(&mut fields, tag::INTEGER)?.value)?;
    let exponent = number(walk::take_tag(&mut fields, tag::INTEGER)?.value)?;
    let exponent = usize::try_from(exponent).ok().filter(|it| *it < 30)?;
    Some(format!("{currency} {amount}{}", "0".repeat(exponent)))
}

/// `QcEuPDS`: address and language of each.
fn terms(info: &[u8]) -> Option<Vec<Fact>> {
    let list = walk::only(info, tag::SEQUENCE)?.value;
    let one = |location: walk::Element<'_>| {
        let mut fields = walk::each(location.value);
        let text = |it: walk::Element<'_>| names::string(it.tag, it.value);
        let url = fields.next().and_then(text)?;
        let language = fields.next().and_then(text).unwrap_or_default();
        Some(fact(FactKind::QcTerms, format!("{language} {url}")))
    };
    Some(walk::each(list).filter_map(one).collect())
}

/// `PSD2QcType`: roles by name, then the authority's name and number.
fn payment(info: &[u8]) -> Option<String> {
    let mut fields = walk::only(info, tag::SEQUENCE)?.value;
    let roles = walk::take_tag(&mut fields, tag::SEQUENCE)?;
    let texts = |bytes| walk::each(bytes).filter_map(|it| names::string(it.tag, it.value));
    let mut said: Vec<String> = Vec::new();
    for role in walk::each(roles.value) {
        said.extend(texts(role.value));
    }
    said.extend(texts(fields));
    Some(said.join(", "))
}
