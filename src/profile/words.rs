//! The closed lists that profile files choose from.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::token::KeyType;

closed_list! {
    /// How sure a profile is.
    pub enum Status {
        /// Nothing was confirmed by the authority.
        Draft = "draft",
        /// Some of it stands on the authority's own pages.
        PartlyConfirmed = "partly-confirmed",
        /// The authority confirmed it.
        Confirmed = "confirmed",
    }
}

closed_list! {
    /// How a certificate comes about.
    pub enum Mode {
        /// We make key and request, and take the certificate back.
        Csr = "csr",
        /// The issuer's own tool makes key and certificate on the token.
        Vendor = "vendor",
        /// The authority's installer makes the key; a PKCS#12 comes out.
        Pfx = "pfx",
    }
}

closed_list! {
    /// Where keys may live.
    pub enum StorePlace {
        /// On a token only.
        Token = "token",
        /// In an encrypted file only.
        File = "file",
        /// In a file, with a copy on a token.
        Both = "both",
        /// As the user says, before the key is made.
        Either = "either",
    }
}

closed_list! {
    /// For the real thing or for trying.
    #[derive(Default)]
    pub enum Environment {
        /// The real thing.
        #[default]
        Production = "production",
        /// For trying.
        Test = "test",
    }
}

closed_list! {
    /// What a certificate is for.
    pub enum Purpose {
        /// Logging in at a server with TLS.
        TlsClient = "tls-client",
        /// Being a server.
        TlsServer = "tls-server",
        /// Signing.
        Sign = "sign",
        /// A person's log-in.
        Login = "login",
        /// An organisation's seal.
        Seal = "seal",
    }
}

closed_list! {
    /// What becomes of the request's subject.
    #[derive(Default)]
    pub enum Policy {
        /// The certificate has what the request says.
        #[default]
        Copied = "copied",
        /// The authority takes its own data.
        Ignored = "ignored",
        /// The authority's own generator fixes it.
        FixedByTool = "fixed-by-tool",
    }
}

closed_list! {
    /// Whom a field tells about.
    #[derive(Default)]
    pub enum FieldOf {
        /// A practice, pharmacy or company: typed once for all its cases.
        #[default]
        Provider = "provider",
        /// This case only.
        Case = "case",
    }
}

closed_list! {
    /// Whether a value is written down.
    #[derive(Default)]
    pub enum Keep {
        /// With its provider or case.
        #[default]
        Yes = "yes",
        /// Only when the user says so.
        OptIn = "opt-in",
        /// Never.
        No = "no",
    }
}

closed_list! {
    /// For what a step or a paper is repeated.
    #[derive(Default)]
    pub enum Per {
        /// Once.
        #[default]
        Case = "case",
        /// For every provider.
        Provider = "provider",
        /// For every computer.
        Computer = "computer",
        /// For every request.
        Request = "request",
    }
}

closed_list! {
    /// When a step or a paper is wanted.
    pub enum Condition {
        /// The first certificate.
        First = "first",
        /// One that follows another.
        Renewal = "renewal",
        /// A provider that was not registered before.
        NewProvider = "new-provider",
        /// A key with a file.
        KeyInFile = "key-in-file",
        /// A key on a token.
        KeyOnToken = "key-on-token",
    }
}

closed_list! {
    /// What shows by itself that a step was done.
    pub enum DoneBy {
        /// The new certificate is known: seen on a token, or given to us.
        Certificate = "certificate",
    }
}

closed_list! {
    /// What happens after a deadline.
    #[derive(Default)]
    pub enum OnMiss {
        /// It is only late.
        #[default]
        Late = "late",
        /// Everything from the start.
        Restart = "restart",
    }
}

closed_list! {
    /// Kinds of papers.
    pub enum FormKind {
        /// What the insurance house registers.
        Registration = "registration",
        /// Values to copy into a web form.
        DataSheet = "data-sheet",
        /// The certificate, printed.
        CertificateSheet = "certificate-sheet",
    }
}

closed_list! {
    /// How bad a broken rule is.
    pub enum Severity {
        /// The certificate does not work.
        Error = "error",
        /// It may not work.
        Warning = "warning",
        /// Good to know.
        Info = "info",
    }
}

closed_list! {
    /// Rules for certificates and requests.
    pub enum Check {
        /// The key is of this type: `rsa`, `ec`.
        KeyType = "key-type",
        /// The key has at least so many bits.
        KeyBits = "key-bits",
        /// These extended key usages are there.
        HasEku = "has-eku",
        /// These key usages are there.
        HasKu = "has-ku",
        /// The issuer's common name begins with this.
        IssuerCommonName = "issuer-common-name",
        /// The issuer is one of the profile's own.
        IssuerListed = "issuer-listed",
        /// A qualified certificate (ETSI EN 319 412-5).
        QcCompliance = "qc-compliance",
        /// Its key is on a qualified device.
        QcSscd = "qc-sscd",
        /// No address of mail in the subject.
        NoEmail = "no-email-in-subject",
        /// Not signed with SHA-1.
        NoSha1 = "no-sha1",
        /// Not for an IP address alone.
        NotIpOnly = "not-ip-only",
        /// At most one for each value of this field.
        OnePer = "one-per",
    }
}

closed_list! {
    /// Values that follow from others.
    pub enum Derivation {
        /// 1.2.246.10 and the business id, without dash and leading zeros (JHS 159).
        FiOrganizationOid = "fi-organization-oid",
        /// The fiscal code, `_`, the insurance house's code.
        RoUsername = "ro-username",
    }
}

closed_list! {
    /// How a request's file is encoded.
    #[derive(Default)]
    pub enum Encoding {
        /// With armour.
        #[default]
        Pem = "pem",
        /// As it is.
        Der = "der",
    }
}

closed_list! {
    /// How a bundle is encrypted.
    #[derive(Default)]
    pub enum BundleCipher {
        /// AES-256, HMAC-SHA-256.
        #[default]
        Modern = "modern",
        /// 3DES and SHA-1, for programs that know nothing newer.
        Legacy = "legacy",
    }
}

/// What a step's button does.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub enum Action {
    /// Makes the requests.
    Request,
    /// Puts in place what was issued.
    Install,
    /// Looks at the certificate.
    Check,
    /// Makes the paper of this id.
    Form(String),
    /// Writes the certificate of this request to a file.
    Export(String),
    /// Tries the connection: to the address in this field, else to one that is asked for.
    Connect(Option<String>),
    /// Removes what is left over.
    Tidy,
    /// Says how to revoke.
    Revoke,
    /// Puts this field's value into the clipboard.
    Copy(String),
    /// Asks for this field and writes it down.
    Record(String),
    /// Opens this page.
    Open(String),
}

impl Action {
    /// The word before the colon.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Install => "install",
            Self::Check => "check",
            Self::Form(_) => "form",
            Self::Export(_) => "export",
            Self::Connect(_) => "connect",
            Self::Tidy => "tidy",
            Self::Revoke => "revoke",
            Self::Copy(_) => "copy",
            Self::Record(_) => "record",
            Self::Open(_) => "open",
        }
    }

    /// The part after the colon.
    #[must_use]
    pub fn about(&self) -> Option<&str> {
        match self {
            Self::Connect(about) => about.as_deref(),
            Self::Form(about)
            | Self::Export(about)
            | Self::Copy(about)
            | Self::Record(about)
            | Self::Open(about) => Some(about),
            _ => None,
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        self.about().map_or(Ok(()), |about| write!(f, ":{about}"))
    }
}

impl TryFrom<String> for Action {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let unknown = || format!("`{text}` is no action");
        let (name, about) = match text.split_once(':') {
            Some((name, about)) if !about.is_empty() => (name, Some(about.to_owned())),
            Some(_) => return Err(unknown()),
            None => (text.as_str(), None),
        };
        Ok(match (name, about) {
            ("request", None) => Self::Request,
            ("install", None) => Self::Install,
            ("check", None) => Self::Check,
            ("connect", field) => Self::Connect(field),
            ("tidy", None) => Self::Tidy,
            ("revoke", None) => Self::Revoke,
            ("form", Some(kind)) => Self::Form(kind),
            ("export", Some(request)) => Self::Export(request),
            ("copy", Some(field)) => Self::Copy(field),
            ("record", Some(field)) => Self::Record(field),
            ("open", Some(url)) => Self::Open(url),
            _ => return Err(unknown()),
        })
    }
}

/// From when a deadline runs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub enum Start {
    /// The case was opened.
    Opened,
    /// The certificate's first moment.
    Issued,
    /// This step was done.
    Step(String),
}

impl TryFrom<String> for Start {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match (text.as_str(), text.split_once(':')) {
            ("opened", _) => Ok(Self::Opened),
            ("issued", _) => Ok(Self::Issued),
            (_, Some(("step", id))) if !id.is_empty() => Ok(Self::Step(id.to_owned())),
            _ => Err(format!("`{text}` is none of `opened`, `issued`, `step:ID`")),
        }
    }
}

closed_list! {
    /// What of a certificate, a request or the day stands on a paper.
    pub enum Shown {
        /// The holder's common name.
        Holder = "@holder",
        /// The subject.
        Subject = "@subject",
        /// The issuer.
        Issuer = "@issuer",
        /// The issuer's common name.
        IssuerName = "@issuer_name",
        /// The serial number.
        Serial = "@serial",
        /// The serial number in hex.
        SerialHex = "@serial_hex",
        /// The serial number as a decimal number.
        SerialDecimal = "@serial_decimal",
        /// The serial number in groups of four, to be read aloud.
        SerialGroups = "@serial_groups",
        /// The first day.
        NotBefore = "@not_before",
        /// The last day.
        NotAfter = "@not_after",
        /// SHA-256 of the certificate.
        Sha256 = "@sha256",
        /// SHA-1 of the certificate.
        Sha1 = "@sha1",
        /// Addresses of mail in it.
        Emails = "@emails",
        /// Type and length of the key.
        Key = "@key",
        /// The certificate itself, as PEM.
        Pem = "@pem",
        /// The file with the request.
        Csr = "@csr",
        /// SHA-256 of that file.
        CsrSha256 = "@csr_sha256",
        /// The day on which the paper is made.
        Today = "@today",
    }
}

/// What a line of a paper shows: a field's value, or something of the certificate.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub enum Value {
    /// The field of this id.
    Field(String),
    /// Of the certificate or the request.
    Shown(Shown),
}

impl TryFrom<String> for Value {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if !text.starts_with('@') {
            return Ok(Self::Field(text));
        }
        let known = Shown::find(&text).map(Self::Shown);
        known.ok_or_else(|| format!("`{text}` is nothing that a paper shows"))
    }
}

/// A type of key by its name, as `rsa-2048` or `p256`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub struct KeyName(pub KeyType);

impl TryFrom<String> for KeyName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let known = text.parse().map(Self);
        known.map_err(|()| format!("`{text}` is no type of key"))
    }
}

/// A regular expression for a whole value.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub struct Pattern(regex_lite::Regex);

impl Pattern {
    /// Whether the whole value has this form.
    #[must_use]
    pub fn fits(&self, value: &str) -> bool {
        let found = self.0.find(value);
        found.is_some_and(|found| found.start() == 0 && found.end() == value.len())
    }
}

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let whole = regex_lite::Regex::new(&text).map(Self);
        whole.map_err(|error| error.to_string())
    }
}
