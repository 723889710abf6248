//! Whose certificate it is: the profile and the issuer in it, told by the issuer's name.

use crate::case::Case;
use crate::profile::{Issuer, Profile, Profiles};
use crate::x509::{Certificate, names};

/// All profiles that know the issuer of this certificate; a county's profile and the one that it overlays fit both.
pub(super) fn fits<'p>(profiles: &'p Profiles, certificate: &Certificate) -> Vec<&'p Profile> {
    let name = IssuerName::of(certificate);
    let all = profiles.all.iter();
    all.filter(|profile| profile.issuers.iter().any(|issuer| name.is(issuer)))
        .collect()
}

/// The issuer of this profile that made the certificate.
pub(super) fn issuer_of<'p>(profile: &'p Profile, certificate: &Certificate) -> Option<&'p Issuer> {
    let name = IssuerName::of(certificate);
    profile.issuers.iter().find(|issuer| name.is(issuer))
}

/// The one that is meant: the only one, else the one of the newest case.
pub(super) fn meant<'p>(fits: &[&'p Profile], cases: &[Case]) -> Option<&'p Profile> {
    if let [only] = fits {
        return Some(*only);
    }
    let newest = cases.iter().rev().find_map(|case| {
        let of_case = |fit: &&&Profile| case.profile.as_deref() == Some(fit.id());
        fits.iter().find(of_case)
    });
    newest.copied()
}

/// What an issuer is known by.
struct IssuerName {
    organization_identifier: Vec<String>,
    common_name: Vec<String>,
    organization: Vec<String>,
}

impl IssuerName {
    fn of(certificate: &Certificate) -> Self {
        let issuer = certificate.issuer_der();
        let values = |oid: &str| -> Vec<String> {
            let values = names::values(issuer, oid).into_iter();
            values.map(|value| value.to_lowercase()).collect()
        };
        Self {
            organization_identifier: values("2.5.4.97"),
            common_name: values("2.5.4.3"),
            organization: values("2.5.4.10"),
        }
    }

    /// By its number where both have one, else by the beginning of its name.
    fn is(&self, issuer: &Issuer) -> bool {
        let wanted = issuer.organization_identifier.as_deref();
        if let (Some(wanted), false) = (wanted, self.organization_identifier.is_empty()) {
            return self
                .organization_identifier
                .contains(&wanted.to_lowercase());
        }
        let begins = |values: &[String], with: &[String]| {
            let mut with = with.iter().map(|text| text.to_lowercase());
            with.any(|text| values.iter().any(|value| value.starts_with(&text)))
        };
        let by_name = begins(&self.common_name, &issuer.common_name);
        by_name
            || (issuer.common_name.is_empty() && begins(&self.organization, &issuer.organization))
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{fits, issuer_of, meant};
    use crate::case::Case;
    use crate::profile::Profiles;
    use crate::x509::{Certificate, StandInCa, Subject};

    /// The certificate of an authority of this name; its issuer is itself.
    fn of(issuer: &[(&str, &str)]) -> Certificate {
        let name = Subject::from_pairs(issuer.iter().copied()).unwrap();
        let ca = StandInCa::named(&name, Timestamp::now()).unwrap();
        ca.ca_certificate().clone()
    }

    fn ids(profiles: &Profiles, certificate: &Certificate) -> Vec<String> {
        let all = fits(profiles, certificate);
        all.iter().map(|fit| fit.id().to_owned()).collect()
    }

    #[test]
    fn an_issuer_is_known_by_its_number_else_by_the_beginning_of_its_name() {
        let profiles = Profiles::built_in();
        let siui = profiles.get("ro-siui").unwrap();
        let issuer =
            |parts: &[(&str, &str)]| issuer_of(siui, &of(parts)).map(|issuer| issuer.id.as_str());
        assert_eq!(
            issuer(&[("2.5.4.97", "vatro-18288250"), ("CN", "X")]),
            Some("certsign")
        );
        assert_eq!(
            issuer(&[("CN", "Certsign Qualified 2099")]),
            Some("certsign")
        );
        // The number decides where there is one: a name can be anybody's.
        let other = [("2.5.4.97", "VATRO-1"), ("CN", "CERTSIGN QUALIFIED 2023")];
        assert_eq!(issuer(&other), None);
        assert_eq!(issuer(&[("CN", "My CERTSIGN QUALIFIED")]), None);
        assert_eq!(issuer(&[("O", "CERTSIGN SA"), ("CN", "Web CA")]), None);
        assert_eq!(issuer(&[("CN", "Trans Sped QCA G3")]), Some("transsped"));
        assert_eq!(
            ids(&profiles, &of(&[("CN", "Nobody")])),
            Vec::<String>::new()
        );
    }

    #[test]
    fn of_a_county_and_its_base_the_newest_case_decides() {
        let profiles = Profiles::built_in();
        let certificate = of(&[("CN", "CERTSIGN QUALIFIED 2023")]);
        let all = fits(&profiles, &certificate);
        assert!(all.len() > 2, "{:?}", ids(&profiles, &certificate));
        assert!(meant(&all, &[]).is_none());
        let case = |id: &str| Case {
            profile: Some(id.to_owned()),
            ..Case::default()
        };
        let told = meant(
            &all,
            &[
                case("ro-siui-dolj"),
                case("ro-siui-prahova"),
                case("nl-uzi"),
            ],
        );
        assert_eq!(
            told.map(crate::profile::Profile::id),
            Some("ro-siui-prahova")
        );
        let [first, ..] = all.as_slice() else {
            panic!()
        };
        assert!(meant(&[*first], &[]).is_some());
    }
}
