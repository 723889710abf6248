//! Which certificate is compared, and what else is known beside it.

use super::super::Setting;
use super::super::files::Source;
use super::super::known::Known;
use super::super::recognise::{fits, meant};
use super::basis::{Basis, Other, Relation};
use crate::error::Failure;
use crate::journal::Journal;
use crate::profile::{NameFormat, OrgIdName, Profiles, SerialFormat};
use crate::x509::{Certificate, names};

impl Setting<'_> {
    /// The certificate of a file, else the one that is meant of those on tokens and remembered.
    pub(super) fn registered_one(
        &mut self,
        id: Option<&str>,
        file: Option<&Source>,
    ) -> Result<Known, Failure> {
        if let Some(source) = file {
            return self.of_source(source);
        }
        self.see_what_is_plugged_in();
        self.known_one(id, |_| true)
    }

    /// All that a comparison with this certificate needs. No token is asked.
    pub(super) fn basis(&mut self, one: &Certificate) -> Basis {
        let profiles = Profiles::load(self.paths);
        let cases = self.journal.lenient(Journal::cases);
        let fit = fits(&profiles, one);
        let profile = meant(&fit, &cases);
        let forms = profile.into_iter().flat_map(|profile| &profile.forms);
        let mut manner = Manner::default();
        for form in forms {
            manner.serial = manner.serial.or(form.serial_format);
            manner.name = manner.name.or(form.name_format);
            manner.org_id = manner.org_id.or(form.organization_identifier);
        }
        let mut basis = Basis::of(one, manner.serial, manner.issuer());
        let known = self.known_certificates().into_iter();
        basis.others = known
            .map(|known| known.certificate)
            .filter(|other| other.der() != one.der())
            .map(|other| Other::of(&other, relation(one, &other)))
            .collect();
        basis
    }
}

/// As the authority's papers want it; `None` where they do not say.
#[derive(Debug, Clone, Copy, Default)]
struct Manner {
    serial: Option<SerialFormat>,
    name: Option<NameFormat>,
    org_id: Option<OrgIdName>,
}

impl Manner {
    fn issuer(self) -> Option<(NameFormat, OrgIdName)> {
        let said = self.name.is_some() || self.org_id.is_some();
        let name = self.name.unwrap_or(NameFormat::AsCertificate);
        said.then(|| (name, self.org_id.unwrap_or(OrgIdName::Dotted)))
    }
}

/// One of the same holder that began before is the old one.
fn relation(one: &Certificate, other: &Certificate) -> Relation {
    let holder = |it: &Certificate| names::holder(it.subject_der()).map(|name| name.to_lowercase());
    let same = holder(one).is_some() && holder(one) == holder(other);
    let time = |it: &Certificate| (it.not_before(), it.not_after());
    if same && time(other) < time(one) {
        Relation::Old
    } else {
        Relation::Other
    }
}
