//! Identifiers as people type them: made into the form that goes into a request or onto a paper, and checked.
//!
//! A failed check digit tells of a typing mistake, not of a wrong form: [`Fault::is_format`] parts the two, and
//! [`Invalid::normal`] lets those go on whose number is right against all rules. Where the authority has published no
//! check, only the form is looked at and [`Remark::FormOnly`] says so. No crate was found that knows these countries.

mod coded;
mod derived;
mod digits;
mod fault;
mod internet;
mod person;
mod text;
mod weighted;

pub use derived::{fi_organisation_oid, ro_username, semantics_id};
pub use fault::{Fault, Remark};
pub(crate) use internet::{Wildcard, host, mailbox, not_ascii};
pub use text::clean;
pub(crate) use text::is_control;

closed_list! {
    /// The kind of an identifier.
    pub enum Validator {
        /// Romania: tax code of an organisation (CUI, CIF), with or without `RO`.
        Cui = "cui",
        /// Romania: personal number.
        Cnp = "cnp",
        /// Poland: personal number.
        Pesel = "pesel",
        /// Poland: tax number.
        Nip = "nip",
        /// Poland: statistical number, 9 or 14 digits.
        Regon = "regon",
        /// Poland: licence number of a physician.
        Pwz = "pwz",
        /// Czech Republic: organisation.
        Ico = "ico",
        /// Czech Republic: birth number.
        RodneCislo = "rodne-cislo",
        /// Netherlands: personal number.
        Bsn = "bsn",
        /// Finland: business ID.
        Ytunnus = "ytunnus",
        /// Finland: personal identity code.
        Hetu = "hetu",
        /// An object identifier in dotted form (X.660).
        Oid = "oid",
        /// Netherlands: care provider (AGB).
        Agb = "agb",
        /// Netherlands: chamber of commerce.
        Kvk = "kvk",
        /// Czech Republic: workplace of a provider.
        Icp = "icp",
        /// Czech Republic: care provider.
        Icz = "icz",
        /// A fully qualified host name in ASCII (RFC 1123 §2.1), no wildcard, no address.
        Dns = "dns",
        /// A mailbox in ASCII (RFC 5321 §4.1.2) with an unquoted local part.
        Email = "email",
        /// Romania: licence series of SIUI, `AB012-C345-D678-E910`.
        LicenceSeries = "licence-series",
        /// A semantics identifier of ETSI EN 319 412-1 §5.1.3 and §5.1.4, such as `VATRO-18288250`.
        SemanticsId = "semantics-id",
    }
}

/// An identifier whose form and checks are right. `Debug` shows it masked: it may be a person's number.
#[derive(Clone, PartialEq, Eq)]
pub struct Valid {
    /// As it goes into a form.
    pub normal: String,
    /// What the user may want to know all the same.
    pub remarks: Vec<Remark>,
}

/// An identifier with a fault. `Debug` shows it masked: it may be a person's number.
#[derive(Clone, PartialEq, Eq)]
pub struct Invalid {
    /// As it would go into a form; `None` where the form itself is wrong.
    pub normal: Option<String>,
    /// What is wrong with it.
    pub fault: Fault,
}

impl Validator {
    /// Whether every value is a person's number: never logged, shown [`masked`].
    #[must_use]
    pub const fn personal(self) -> bool {
        matches!(
            self,
            Self::Cnp | Self::Pesel | Self::RodneCislo | Self::Bsn | Self::Hetu
        )
    }

    /// Whether this value is a person's number: also a semantics identifier of a natural person.
    #[must_use]
    pub fn personal_in(self, text: &str) -> bool {
        self.personal() || (self == Self::SemanticsId && coded::names_a_person(text))
    }

    /// Brings what was typed into its normal form and checks it.
    pub fn check(self, typed: &str) -> Result<Valid, Invalid> {
        let text = clean(typed).map_err(Invalid::form)?;
        match self {
            Self::Cui => digits::check(&digits::CUI, &text),
            Self::Cnp => digits::check(&digits::CNP, &text),
            Self::Pesel => digits::check(&digits::PESEL, &text),
            Self::Nip => digits::check(&digits::NIP, &text),
            Self::Regon => digits::check(&digits::REGON, &text),
            Self::Pwz => digits::check(&digits::PWZ, &text),
            Self::Ico => digits::check(&digits::ICO, &text),
            Self::RodneCislo => digits::check(&digits::RODNE_CISLO, &text),
            Self::Bsn => digits::check(&digits::BSN, &text),
            Self::Ytunnus => digits::check(&digits::YTUNNUS, &text),
            Self::Agb | Self::Kvk | Self::Icp | Self::Icz => digits::check(&digits::EIGHT, &text),
            Self::Hetu => person::hetu(&text),
            Self::Oid => coded::oid(&text),
            Self::LicenceSeries => coded::licence_series(&text),
            Self::SemanticsId => coded::semantics_id(&text),
            Self::Dns => internet::dns(&text),
            Self::Email => internet::email(&text),
        }
    }
}

impl Valid {
    fn new(normal: impl Into<String>, remarks: &[Remark]) -> Self {
        Self {
            normal: normal.into(),
            remarks: remarks.to_vec(),
        }
    }
}

impl Invalid {
    /// The form is wrong.
    fn form(fault: Fault) -> Self {
        Self {
            normal: None,
            fault,
        }
    }

    /// The form is right, a check is not.
    fn checked(normal: impl Into<String>, fault: Fault) -> Self {
        Self {
            normal: Some(normal.into()).filter(|_| !fault.is_format()),
            fault,
        }
    }
}

/// The first two characters, then `…`: enough to tell two entries apart, too little to be a person's number.
#[must_use]
pub fn masked(text: &str) -> String {
    let begin: String = text.chars().take(2).collect();
    if begin.len() == text.len() {
        return "…".to_owned();
    }
    format!("{begin}…")
}

impl std::fmt::Debug for Valid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Valid")
            .field("normal", &masked(&self.normal))
            .field("remarks", &self.remarks)
            .finish()
    }
}

impl std::fmt::Debug for Invalid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Invalid")
            .field("normal", &self.normal.as_deref().map(masked))
            .field("fault", &self.fault)
            .finish()
    }
}

#[cfg(test)]
mod tests;
