//! The old data: what the last case was told, else what stands in the certificate itself.

use crate::case::Case;
use crate::op::request::set::Draft;
use crate::profile::placeholders;
use crate::x509::{Certificate, names};

/// Fills what is still empty. A value that today's rules refuse is asked anew.
pub(super) fn take(draft: &mut Draft<'_>, came_of: Option<&Case>, one: &Certificate) {
    for (field, value) in came_of.into_iter().flat_map(|case| &case.values) {
        draft.fill_in(field, value);
    }
    for (field, value) in of_certificate(draft, one) {
        draft.fill_in(&field, &value);
    }
}

/// Fields by what the requests made of them: attributes of the subject, alternative names with one placeholder.
fn of_certificate(draft: &Draft<'_>, one: &Certificate) -> Vec<(String, String)> {
    let parts: Vec<_> = names::parts(one.subject_der())
        .into_iter()
        .flatten()
        .collect();
    let others = one.alt_names();
    let mut values = Vec::new();
    for request in draft.requests() {
        for attribute in &request.subject {
            let Some(field) = &attribute.from else {
                continue;
            };
            let of = |part: &&names::NamePart| {
                part.label.eq_ignore_ascii_case(&attribute.attr) || part.oid == attribute.attr
            };
            let found = parts.iter().find(of).and_then(|part| part.text.clone());
            values.extend(found.map(|value| (field.clone(), value)));
        }
        for pattern in &request.ext.san {
            let holes = placeholders(pattern).unwrap_or_default();
            let [field] = holes.as_slice() else { continue };
            let Some((before, after)) = pattern.split_once(&format!("{{{field}}}")) else {
                continue;
            };
            let found = others.iter().find_map(|name| {
                let rest = name.strip_prefix(before)?;
                rest.strip_suffix(after)
            });
            values.extend(found.map(|value| ((*field).to_owned(), value.to_owned())));
        }
    }
    values
}
