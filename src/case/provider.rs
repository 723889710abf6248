//! Practices, pharmacies, companies: typed once.

use std::collections::BTreeMap;

/// Somebody for whom certificates are got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// What the user calls it.
    pub name: String,
    /// Values by the ids of fields.
    pub values: BTreeMap<String, String>,
}
