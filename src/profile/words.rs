//! The closed lists that profile files choose from.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$one:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
        pub enum $name {
            $($(#[$one])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// All, in the order of the schema.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// As files and documents write it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

words! {
    /// How sure a profile is.
    Status {
        /// Nothing was confirmed by the authority.
        Draft = "draft",
        /// Some of it stands on the authority's own pages.
        PartlyConfirmed = "partly-confirmed",
        /// The authority confirmed it.
        Confirmed = "confirmed",
    }
}

words! {
    /// How a certificate comes about.
    Mode {
        /// We make key and request, and take the certificate back.
        Csr = "csr",
        /// The issuer's own tool makes key and certificate on the token.
        Vendor = "vendor",
        /// The authority's installer makes the key; a PKCS#12 comes out.
        Pfx = "pfx",
    }
}

words! {
    /// Where keys may live.
    StorePlace {
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

words! {
    /// For the real thing or for trying.
    #[derive(Default)]
    Environment {
        /// The real thing.
        #[default]
        Production = "production",
        /// For trying.
        Test = "test",
    }
}

words! {
    /// What a certificate is for.
    Purpose {
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

words! {
    /// What becomes of the request's subject.
    #[derive(Default)]
    Policy {
        /// The certificate has what the request says.
        #[default]
        Copied = "copied",
        /// The authority takes its own data.
        Ignored = "ignored",
        /// The authority's own generator fixes it.
        FixedByTool = "fixed-by-tool",
    }
}

words! {
    /// Whom a field tells about.
    #[derive(Default)]
    FieldOf {
        /// A practice, pharmacy or company: typed once for all its cases.
        #[default]
        Provider = "provider",
        /// This case only.
        Case = "case",
    }
}

words! {
    /// Whether a value is written down.
    #[derive(Default)]
    Keep {
        /// With its provider or case.
        #[default]
        Yes = "yes",
        /// Only when the user says so.
        OptIn = "opt-in",
        /// Never.
        No = "no",
    }
}

words! {
    /// For what a step or a paper is repeated.
    #[derive(Default)]
    Per {
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

words! {
    /// When a step or a paper is wanted.
    Condition {
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

words! {
    /// What happens after a deadline.
    #[derive(Default)]
    OnMiss {
        /// It is only late.
        #[default]
        Late = "late",
        /// Everything from the start.
        Restart = "restart",
    }
}

words! {
    /// Kinds of papers.
    FormKind {
        /// What the insurance house registers.
        Registration = "registration",
        /// Values to copy into a web form.
        DataSheet = "data-sheet",
        /// The certificate, printed.
        CertificateSheet = "certificate-sheet",
    }
}

words! {
    /// How bad a broken rule is.
    Severity {
        /// The certificate does not work.
        Error = "error",
        /// It may not work.
        Warning = "warning",
        /// Good to know.
        Info = "info",
    }
}

words! {
    /// Rules for certificates and requests.
    Check {
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
        /// Not for an IP address alone.
        NotIpOnly = "not-ip-only",
        /// At most one for each value of this field.
        OnePer = "one-per",
    }
}

words! {
    /// Values that follow from others.
    Derivation {
        /// 1.2.246.10 and the business id, without dash and leading zeros (JHS 159).
        FiOrganizationOid = "fi-organization-oid",
        /// The fiscal code, `_`, the insurance house's code.
        RoUsername = "ro-username",
    }
}

words! {
    /// How a request's file is encoded.
    #[derive(Default)]
    Encoding {
        /// With armour.
        #[default]
        Pem = "pem",
        /// As it is.
        Der = "der",
    }
}

words! {
    /// How a bundle is encrypted.
    #[derive(Default)]
    BundleCipher {
        /// AES-256, HMAC-SHA-256.
        #[default]
        Modern = "modern",
        /// 3DES and SHA-1, for programs that know nothing newer.
        Legacy = "legacy",
    }
}

/// What a step's button does.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Tries the connection.
    Connect,
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
            Self::Connect => "connect",
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

/// Not the name of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownAction;

impl FromStr for Action {
    type Err = UnknownAction;

    fn from_str(text: &str) -> Result<Self, UnknownAction> {
        let (name, about) = match text.split_once(':') {
            Some((name, about)) if !about.is_empty() => (name, Some(about.to_owned())),
            Some(_) => return Err(UnknownAction),
            None => (text, None),
        };
        Ok(match (name, about) {
            ("request", None) => Self::Request,
            ("install", None) => Self::Install,
            ("check", None) => Self::Check,
            ("connect", None) => Self::Connect,
            ("tidy", None) => Self::Tidy,
            ("revoke", None) => Self::Revoke,
            ("form", Some(kind)) => Self::Form(kind),
            ("export", Some(request)) => Self::Export(request),
            ("copy", Some(field)) => Self::Copy(field),
            ("record", Some(field)) => Self::Record(field),
            ("open", Some(url)) => Self::Open(url),
            _ => return Err(UnknownAction),
        })
    }
}
