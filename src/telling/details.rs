//! All that a certificate says, in words: names and number in every form, each extension, its ASN.1 as a tree.

use super::{Line, Weight, columns};
use crate::error::Args;
use crate::i18n::{self, t};
use crate::op::show::details::{
    Asn1, Asn1Line, Details, ExtensionFacts, Fact, FactKind, NameForm, SerialForm,
};
use crate::profile::{NameFormat, OrgIdName, SerialFormat};
use crate::sanitize;

/// All of it.
#[must_use]
pub fn details(details: &Details) -> Vec<Line> {
    let mut lines = Vec::new();
    for (heading, forms) in [
        (t!("cli-table-subject"), &details.subject_forms),
        (t!("cli-table-issuer"), &details.issuer_forms),
    ] {
        lines.push(Line::heading(heading));
        lines.extend(columns(&names(forms)).into_iter().map(Line::plain));
    }
    lines.push(Line::heading(t!("cli-table-serial")));
    let numbers: Vec<_> = details.serial_forms.iter().map(number).collect();
    lines.extend(columns(&numbers).into_iter().map(Line::plain));
    lines.push(Line::heading(t!("cli-details-signature")));
    let algorithm = sanitize::line(&details.signature_algorithm);
    lines.push(Line::plain(format!("  {algorithm}")));
    lines.push(Line::heading(t!(
        "cli-details-extensions",
        count = details.extensions.len()
    )));
    lines.extend(details.extensions.iter().flat_map(extension));
    lines
}

/// The forms that people are asked for; programs get all.
fn names(forms: &[NameForm]) -> Vec<(String, String)> {
    let wanted = forms.iter().filter(|form| {
        let usual = matches!(form.organization_identifier, None | Some(OrgIdName::Dotted));
        match (form.hex, form.format) {
            (false, NameFormat::AsCertificate) => true,
            (false, _) | (true, NameFormat::Rfc4514) => usual,
            (true, _) => false,
        }
    });
    wanted
        .map(|form| (name_form(form), form.text.clone()))
        .collect()
}

fn name_form(form: &NameForm) -> String {
    let said = match form.format {
        NameFormat::AsCertificate => t!("cli-form-as-certificate"),
        NameFormat::Commas => t!("cli-form-commas"),
        NameFormat::Rfc4514 => t!("cli-form-rfc4514"),
        NameFormat::Slashes => t!("cli-form-slashes"),
        NameFormat::Oneline => t!("cli-form-oneline"),
        NameFormat::Text => t!("cli-form-text"),
    };
    match form.organization_identifier {
        _ if form.hex => t!("cli-form-hex", form = said),
        None | Some(OrgIdName::Dotted) => said,
        Some(other) => t!("cli-form-org-id", name = other.name()),
    }
}

fn number(form: &SerialForm) -> (String, String) {
    let said = match form.format {
        SerialFormat::HexUpper => t!("cli-form-hex-upper"),
        SerialFormat::HexLower => t!("cli-form-hex-lower"),
        SerialFormat::Colon => t!("cli-form-colon"),
        SerialFormat::Groups => t!("cli-form-groups"),
        SerialFormat::Spaced => t!("cli-form-spaced"),
        SerialFormat::Decimal => t!("cli-form-decimal"),
    };
    (said, form.text.clone())
}

/// Its name and what it says; one that is not known by its number, with its value in hex.
fn extension(one: &ExtensionFacts) -> Vec<Line> {
    let name = match one.name {
        Some(name) => format!("{name} ({})", one.oid),
        None => t!("cli-details-unknown", oid = sanitize::line(&one.oid)),
    };
    let title = if one.critical {
        t!("cli-details-critical", name = name)
    } else {
        name
    };
    let mut lines = vec![Line::plain(format!("  {title}"))];
    let said = one.facts.iter().map(fact);
    lines.extend(said.map(|said| Line::plain(format!("    {said}"))));
    let hex = one.hex.as_deref().map(sanitize::line);
    lines.extend(hex.map(|hex| Line::of(Weight::Dim, format!("    {hex}"))));
    lines
}

/// One statement as a sentence.
fn fact(fact: &Fact) -> String {
    let value = match fact.kind {
        FactKind::KeyUsage | FactKind::ExtendedKeyUsage => used(&fact.value),
        FactKind::QcType => match fact.value.as_str() {
            "esign" => t!("cli-fact-type-esign"),
            "eseal" => t!("cli-fact-type-eseal"),
            "web" => t!("cli-fact-type-web"),
            other => sanitize::line(other),
        },
        _ => sanitize::line(&fact.value),
    };
    let word = match (fact.kind, fact.value.as_str()) {
        (FactKind::Authority, "true") => "authority-yes".to_owned(),
        (FactKind::Authority, _) => "authority-no".to_owned(),
        (kind, _) => word(kind),
    };
    let id = format!("cli-fact-{word}");
    i18n::text(&id, &Args::from([("value", value)]))
}

/// The word of a kind, as JSON has it, with dashes.
fn word(kind: FactKind) -> String {
    let word = serde_json::to_value(kind).unwrap_or_default();
    word.as_str().unwrap_or_default().replace('_', "-")
}

/// A usage in words, and its name in the standard.
fn used(name: &str) -> String {
    let safe = sanitize::line(name);
    match usage(name) {
        Some(words) => format!("{words} ({safe})"),
        None => safe,
    }
}

/// What a usage is good for, by its name in RFC 5280 §4.2.1.3 and §4.2.1.12; `None`: it has no words.
#[must_use]
pub fn usage(name: &str) -> Option<String> {
    Some(match name {
        "digitalSignature" => t!("tui-usage-sign"),
        "nonRepudiation" => t!("tui-usage-will"),
        "keyEncipherment" | "dataEncipherment" | "keyAgreement" => t!("tui-usage-decrypt"),
        "clientAuth" | "pkinitClientAuth" => t!("tui-usage-client"),
        "smartcardLogon" => t!("tui-usage-logon"),
        "serverAuth" => t!("tui-usage-server"),
        "emailProtection" => t!("tui-usage-mail"),
        "documentSigning" | "msDocumentSigning" => t!("tui-usage-documents"),
        "codeSigning" => t!("tui-usage-code"),
        "timeStamping" => t!("tui-usage-time"),
        _ => return None,
    })
}

/// The tree, one element a line: where it begins, its type, how long its content is, its value.
#[must_use]
pub fn asn1(tree: &Asn1) -> Vec<Line> {
    let mut lines = vec![Line::heading(t!("cli-details-asn1"))];
    lines.extend(tree.lines.iter().map(element).map(Line::plain));
    if !tree.complete {
        lines.push(Line::of(Weight::Warning, t!("cli-details-asn1-cut")));
    }
    lines
}

fn element(one: &Asn1Line) -> String {
    let indent = "  ".repeat(one.depth.min(DEEPEST));
    let value = one.value.as_deref().map(sanitize::line).unwrap_or_default();
    let line = format!(
        "{:>6} {indent}{} ({})  {value}",
        one.offset, one.kind, one.length
    );
    line.trim_end().to_owned()
}

/// Levels that are indented: a deeper one stands below them.
const DEEPEST: usize = 16;

#[cfg(test)]
mod tests {
    use super::{Fact, FactKind, asn1, details, fact};
    use crate::i18n::in_romanian;
    use crate::op::show::details;

    const ALL: &[FactKind] = &[
        FactKind::KeyUsage,
        FactKind::ExtendedKeyUsage,
        FactKind::Authority,
        FactKind::PathLength,
        FactKind::Policy,
        FactKind::Rules,
        FactKind::Notice,
        FactKind::AltName,
        FactKind::IssuerAltName,
        FactKind::KeyIdentifier,
        FactKind::AuthorityKeyIdentifier,
        FactKind::AuthorityIssuer,
        FactKind::AuthoritySerial,
        FactKind::RevocationList,
        FactKind::FreshestList,
        FactKind::Ocsp,
        FactKind::IssuerCertificate,
        FactKind::Access,
        FactKind::QcCompliance,
        FactKind::QcDevice,
        FactKind::QcType,
        FactKind::QcTerms,
        FactKind::QcRetention,
        FactKind::QcLimit,
        FactKind::QcLegislation,
        FactKind::QcSemantics,
        FactKind::QcPayment,
        FactKind::QcOther,
        FactKind::Permitted,
        FactKind::Excluded,
        FactKind::Constraint,
        FactKind::NoOcspCheck,
        FactKind::Logs,
        FactKind::Feature,
        FactKind::Template,
        FactKind::Remark,
    ];

    #[test]
    fn every_statement_is_a_sentence_in_every_language() {
        let all = || {
            for kind in ALL {
                for value in ["true", "false", "7"] {
                    let said = fact(&Fact {
                        kind: *kind,
                        value: value.to_owned(),
                    });
                    assert!(!said.contains('⟦') && !said.contains('{'), "{said}");
                }
            }
        };
        all();
        in_romanian(all);
    }

    #[test]
    fn a_hostile_value_moves_no_cursor() {
        let said = fact(&Fact {
            kind: FactKind::Notice,
            value: "\u{1b}[2J".to_owned(),
        });
        assert!(said.contains("\\u{1b}[2J"), "{said}");
    }

    #[test]
    fn a_certificate_is_told_whole() {
        let der = include_bytes!("../../tests/data/seeds/leaf.der");
        let lines = details(&details::details(der).unwrap());
        let shown: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        insta::assert_snapshot!("details_of_the_seed", shown.join("\n"));
        let tree = asn1(&details::tree(der));
        assert!(
            tree[1].text.starts_with("     0 SEQUENCE ("),
            "{}",
            tree[1].text
        );
        assert!(details::details(b"no certificate").is_none());
    }
}
