//! Keys and certificates: what is asked for, and how the files are called.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Fact, OneOrMany};
use crate::profile::Text;
use crate::profile::words::{
    BundleCipher, Encoding, Environment, KeyName, Mode, Policy, Purpose, StorePlace,
};

fact! {
    /// One key with its certificate.
    pub struct Request {
        /// Its id: lower-case letters, digits, hyphens.
        pub id: String,
        /// What it is called.
        pub title: Text,
        /// For the real thing or for trying.
        #[serde(default)]
        pub env: Environment,
        /// What it is for.
        pub purpose: Purpose,
        /// How it comes about.
        pub mode: Mode,
        /// What becomes of the subject.
        #[serde(default)]
        pub subject_policy: Policy,
        /// Where its key may live.
        pub store: StorePlace,
        /// Whether it is made when none is named.
        #[serde(default = "yes")]
        pub default: bool,
        /// Which keys are taken; not where others make them.
        pub key: Option<Key>,
        /// The label of key and certificate on the token, with placeholders.
        pub label: Option<String>,
        /// The attributes, in the order of the encoding.
        #[serde(default)]
        pub subject: Vec<Attribute>,
        /// What is asked for besides.
        #[serde(default)]
        pub ext: Extensions,
        /// Its files.
        #[serde(default)]
        pub out: Out,
    }
}

fn yes() -> bool {
    true
}

fact! {
    /// Which keys are taken.
    pub struct Key {
        /// Taken when nothing is said.
        pub default: KeyName,
        /// All that may be chosen.
        pub choices: Vec<KeyName>,
    }
}

fact! {
    /// One attribute of a subject, in the order of the encoding.
    pub struct Attribute {
        /// A short name (`CN`) or an object identifier.
        pub attr: String,
        /// The field that gives it.
        pub from: Option<String>,
        /// Its fixed value, with placeholders.
        pub value: Option<String>,
        /// Left out where the field is empty.
        #[serde(default)]
        pub optional: bool,
        /// Only letters without accents.
        #[serde(default)]
        pub ascii: bool,
    }
}

fact! {
    /// What the request asks for beside its subject.
    #[derive(Default)]
    pub struct Extensions {
        /// Key usages, by their names in RFC 5280.
        #[serde(default)]
        pub ku: Vec<String>,
        /// Extended key usages, by name or number.
        #[serde(default)]
        pub eku: Vec<String>,
        /// As `dns:{fqdn}`.
        #[serde(default)]
        pub san: Vec<String>,
    }
}

fact! {
    /// Names of files; placeholders are `{id}`, `{env}`, `{date}` and every field.
    #[derive(Default)]
    pub struct Out {
        /// The request.
        pub csr: Option<String>,
        /// How the request is encoded.
        #[serde(default)]
        pub csr_form: Encoding,
        /// The certificate.
        pub cert: Option<String>,
        /// Key and certificate together (PKCS#12).
        pub bundle: Option<String>,
        /// How the bundle is encrypted.
        #[serde(default)]
        pub bundle_cipher: BundleCipher,
    }
}
