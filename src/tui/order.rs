//! What a person gathered over several screens, on its way to the worker and back.

use std::fmt;
use std::sync::Arc;

use crate::case::Provider;
use crate::error::Notice;
use crate::op::form::{Form, MissingOf};
use crate::op::renew::RenewOutcome;
use crate::op::request::set::{Gathered, Outlook};
use crate::op::shape::{DryRun, DryRuns};
use crate::profile::Profiles;

/// What can be asked for: authorities and remembered providers.
#[derive(Clone)]
pub(super) struct Catalogue {
    /// The authorities.
    pub profiles: Arc<Profiles>,
    /// The providers, with their values.
    pub providers: Vec<Provider>,
    /// The user's language.
    pub language: String,
    /// What the certificate is for, as it was said at the first start: a profile's id.
    pub purpose: Option<String>,
}

/// What is looked up in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A new certificate.
    Certificate,
    /// Practices, pharmacies, companies.
    Providers,
    /// Whose papers.
    Papers,
    /// What is known of an authority.
    Profiles,
    /// What the certificate is for, asked at the first start.
    Purpose,
}

/// A set that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Order {
    /// All that is known of it.
    pub gathered: Gathered,
    /// What is kept with providers when it is made.
    pub kept: Vec<Kept>,
}

/// Values that are kept with a provider.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Kept {
    /// Its name.
    pub name: String,
    /// `FIELD=VALUE`; an empty value takes the field out.
    pub pairs: Vec<String>,
}

impl fmt::Debug for Kept {
    /// Without the values.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kept")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// What would be made.
pub(super) struct Planned {
    /// The requests, exactly.
    pub runs: DryRuns,
    /// Files and next steps.
    pub outlook: Outlook,
    /// What may be doubted.
    pub doubts: Vec<Notice>,
    /// Whether a key is made here.
    pub makes_keys: bool,
    /// For whom.
    pub providers: Vec<String>,
}

/// Papers that are to be made.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct FormOrder {
    /// Which, and for whom.
    pub form: Form,
    /// What was typed for them.
    pub typed: Vec<(MissingOf, String)>,
}

impl fmt::Debug for FormOrder {
    /// Without what was typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FormOrder").field(&self.form).finish()
    }
}

/// What papers still lack.
pub(super) struct Lacking {
    /// What is wanted.
    pub order: FormOrder,
    /// The profile's id.
    pub profile: String,
    /// The values, each with the provider that it is of.
    pub missing: Vec<MissingOf>,
    /// Where the fields are known.
    pub catalogue: Catalogue,
}

/// A renewal that was found out.
pub(super) struct Renewal {
    /// What can be asked for.
    pub catalogue: Catalogue,
    /// What is replaced, until when.
    pub outcome: RenewOutcome,
    /// What is to be made.
    pub next: NextUp,
}

/// What a renewal comes to.
pub(super) enum NextUp {
    /// Its authority's requests; values may be missing yet.
    Set(Box<Gathered>),
    /// A request with the old data, of no authority.
    Plain(DryRun),
    /// Nothing: this case is under way.
    Case(String),
}
