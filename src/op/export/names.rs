//! How certificates and identities are called: for people, and in file names.

use crate::error::{Code, Failure};
use crate::op::files;
use crate::op::view::Identity;
use crate::sanitize;
use crate::token::TokenState;
use crate::x509::Certificate;

/// Several fit: what they are, so that one can be named.
pub(in crate::op) fn several(id: &str, many: &[&Identity]) -> Failure {
    let names: Vec<String> = many.iter().map(|identity| full_name(identity)).collect();
    Failure::new(Code::SeveralMatch)
        .with("value", sanitize::line(id))
        .with("count", names.len())
        .with("names", names.join(", "))
        .detail("candidates", names)
        .state(TokenState::NothingChanged)
}

/// An identity by all its names: label or holder, id, key, serial numbers; and its token, where several were looked at.
pub(in crate::op) fn full_name(identity: &Identity) -> String {
    let holder = identity
        .certificates
        .iter()
        .find_map(|seen| seen.certificate.holder());
    let serials = identity
        .certificates
        .iter()
        .map(|seen| seen.certificate.serial().hex);
    let id = identity.id.as_ref().map(|id| format!("id {}", id.hex()));
    let key = identity.hash.map(|hash| format!("sha256:{}", hash.short()));
    let parts: Vec<String> = holder
        .or_else(|| identity.label.clone())
        .into_iter()
        .chain(id)
        .chain(key)
        .chain(serials)
        .chain(identity.on.clone())
        .collect();
    sanitize::line(&parts.join("  "))
}

/// The first part of a certificate's file name.
pub(in crate::op) fn stem(certificate: &Certificate, label: Option<&str>) -> String {
    let name = label
        .filter(|label| !label.trim().is_empty())
        .map(str::to_owned)
        .or_else(|| certificate.holder())
        .unwrap_or_default();
    let key = certificate.public_key().map_or_else(
        |_| certificate.sha256().chars().take(8).collect(),
        |key| key.hash().short(),
    );
    format!("{}-{key}", files::file_stem(&name))
}
