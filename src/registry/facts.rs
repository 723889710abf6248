//! The tables of facts that stand in a registry as they are, each with its source. Read by serde, checked by `checked`.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Arch, Os};

/// How well a fact is founded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Code of a maintained product, a measured listing, the vendor or issuer itself, or two sources.
    Confirmed,
    /// One public list or one report.
    Likely,
}

/// What sort of module it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A token vendor's own.
    Vendor,
    /// Free software for tokens of many vendors.
    OpenSource,
    /// The key lies at a provider; there is no token.
    Cloud,
    /// A token in files.
    Software,
    /// Shows the tokens of other modules; never loaded beside them.
    Proxy,
}

macro_rules! fact_tables {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type,)* }
    )*};
}

fact_tables! {
    /// Who hands such tokens out.
    Distributor {
        /// Country code, or `multi`.
        country: String,
        /// Who.
        org: String,
        /// What.
        what: String,
        /// How well founded.
        confidence: Confidence,
        /// Where it was found.
        #[schemars(with = "String")]
        src: Spanned<String>,
    }

    /// A place where the library lies.
    Library {
        /// For which system.
        os: Os,
        /// For which processor, as far as the source tells; the file's header decides.
        arch: Arch,
        /// Absolute, or a bare name that p11-kit's folders are searched for.
        #[schemars(with = "String")]
        path: Spanned<String>,
        /// How well founded.
        confidence: Confidence,
        /// Where it was found.
        #[schemars(with = "String")]
        src: Spanned<String>,
        /// What else is known.
        note: Option<String>,
    }

    /// Where a vendor's program is installed, when nobody wrote down what its library is called.
    Folder {
        /// For which system.
        os: Os,
        /// Absolute.
        #[schemars(with = "String")]
        path: Spanned<String>,
        /// How well founded.
        confidence: Confidence,
        /// Where it was found.
        #[schemars(with = "String")]
        src: Spanned<String>,
        /// What else is known.
        note: Option<String>,
    }

    /// A page from which the vendor's or the issuer's software comes.
    Download {
        /// Its address.
        #[schemars(with = "String")]
        url: Spanned<String>,
        /// Whose page it is, for whom.
        what: String,
        /// How well founded.
        confidence: Confidence,
        /// Where it was found.
        #[schemars(with = "String")]
        src: Spanned<String>,
    }

    /// What the module says of itself.
    CkInfo {
        /// Manufacturer.
        manufacturer: Option<String>,
        /// Library description.
        library: Option<String>,
        /// A part of the library description.
        library_contains: Option<String>,
        /// Library version.
        library_version: Option<String>,
        /// Version of PKCS#11.
        cryptoki: Option<String>,
        /// How well founded.
        confidence: Confidence,
        /// Where it was found.
        #[schemars(with = "String")]
        src: Spanned<String>,
        /// What else is known.
        note: Option<String>,
    }

    /// What a token says of itself.
    TokenFact {
        /// Manufacturer.
        manufacturer: Option<String>,
        /// Model.
        model: Option<String>,
        /// Label.
        label: Option<String>,
        /// How its label begins.
        label_prefix: Option<String>,
        /// Flags by name.
        flags: Option<String>,
        /// Flags beyond the standard's.
        flags_extra: Option<String>,
        /// Shortest PIN that it names.
        pin_min: Option<u32>,
        /// Longest PIN that it names.
        pin_max: Option<u32>,
        /// Free public memory that it names.
        free_public_memory: Option<u64>,
        /// Total memory that it names.
        total_memory: Option<String>,
        /// Most sessions that it names.
        max_sessions: Option<u32>,
        /// How well founded.
        confidence: Confidence,
        /// Where it was found.
        #[schemars(with = "String")]
        src: Spanned<String>,
        /// What else is known.
        note: Option<String>,
    }

    /// What is known of a PIN.
    Pin {
        /// Of which product, or which of its PINs.
        product: String,
        /// Shortest.
        min: Option<u32>,
        /// Longest.
        max: Option<u32>,
        /// Of which characters.
        charset: Option<String>,
        /// How many tries.
        tries: Option<u32>,
        /// By what it is unblocked.
        unblock: Option<String>,
        /// How well founded.
        confidence: Confidence,
        /// Where it was found.
        #[schemars(with = "String")]
        src: Spanned<String>,
        /// What else is known.
        note: Option<String>,
    }

    /// A card's answer to reset: ranks candidates, decides nothing (Q24).
    Atr {
        /// Upper-case hex.
        #[schemars(with = "String")]
        atr: Spanned<String>,
        /// What the source calls the card.
        name: String,
        /// As long as the ATR; FF = must match.
        #[schemars(with = "Option<String>")]
        mask: Option<Spanned<String>>,
        /// How well founded.
        confidence: Confidence,
        /// Where it was found.
        #[schemars(with = "String")]
        src: Spanned<String>,
        /// What else is known.
        note: Option<String>,
    }

    /// A USB device: a hint for "plugged in, but its module is missing" (Q56).
    Usb {
        /// Vendor, four hex digits.
        #[schemars(with = "String")]
        vid: Spanned<String>,
        /// Product, four hex digits.
        #[schemars(with = "String")]
        pid: Spanned<String>,
        /// What the source calls it.
        name: String,
        /// How well founded.
        confidence: Confidence,
        /// Where it was found.
        #[schemars(with = "String")]
        src: Spanned<String>,
        /// What else is known.
        note: Option<String>,
    }

    /// Which keys it makes.
    Keys {
        /// RSA sizes.
        rsa: Option<Vec<u32>>,
        /// Largest RSA size.
        rsa_max: Option<u32>,
        /// Curves by name.
        ec: Option<Vec<String>>,
        /// Whether the public key may be a token object at generation (Q43).
        public_token_at_generate: Option<bool>,
        /// How well founded.
        confidence: Confidence,
        /// Where it was found.
        #[schemars(with = "String")]
        src: Spanned<String>,
        /// What else is known.
        note: Option<String>,
    }

    /// How it signs.
    Mechanisms {
        /// Whether the token can hash by itself (Q47).
        hash_in_token: Option<bool>,
        /// How well founded.
        confidence: Confidence,
        /// Where it was found.
        #[schemars(with = "String")]
        src: Spanned<String>,
        /// What else is known.
        note: Option<String>,
    }

    /// A quirk as a table, for registries that carry their own catalogue.
    QuirkFact {
        /// `Q01` …
        #[schemars(with = "String")]
        id: Spanned<String>,
        /// Which part of the engine it is about.
        group: String,
        /// In a few words.
        title: String,
        /// What happens.
        what: String,
        /// Ids of the modules that show it.
        modules: Vec<String>,
        /// What we do.
        handling: String,
        /// How well founded.
        confidence: Confidence,
        /// Where it was found.
        #[schemars(with = "Vec<String>")]
        src: Vec<Spanned<String>>,
    }

    /// Shortest, mean and longest of a measurement, in seconds.
    Spread {
        /// Mean.
        avg: f64,
        /// Shortest.
        min: f64,
        /// Longest.
        max: f64,
    }

    /// How long a card takes.
    Timing {
        /// The card.
        device: String,
        /// Its answer to reset.
        atr: Option<String>,
        /// RSA-2048 generation.
        keygen_rsa2048_s: Option<Spread>,
        /// RSA-3072 generation.
        keygen_rsa3072_s: Option<Spread>,
        /// RSA-4096 generation.
        keygen_rsa4096_s: Option<Spread>,
        /// P-256 generation.
        keygen_ec256_s: Option<Spread>,
        /// One RSA-2048 signature, milliseconds.
        sign_rsa2048_ms: Option<u32>,
        /// One P-256 signature, milliseconds.
        sign_ec256_ms: Option<u32>,
        /// How well founded.
        confidence: Confidence,
        /// Where it was found.
        #[schemars(with = "String")]
        src: Spanned<String>,
    }

    /// One measured run.
    SingleRun {
        /// The card.
        device: String,
        /// What it did.
        op: String,
        /// How long it took.
        seconds: f64,
        /// How well founded.
        confidence: Confidence,
        /// Where it was found.
        #[schemars(with = "String")]
        src: Spanned<String>,
    }

    /// How long a small thing takes.
    Latency {
        /// Which.
        what: String,
        /// As the source puts it.
        value: String,
        /// How well founded.
        confidence: Confidence,
        /// Where it was found.
        #[schemars(with = "String")]
        src: Spanned<String>,
    }
}
