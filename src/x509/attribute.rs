//! The attribute types of names: spelling, string type, upper bound (RFC 5280 appendix A.1, X.520).

/// Which string type an attribute's value is encoded as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `UTF8String`: what RFC 5280 §4.1.2.4 wants of every `DirectoryString`.
    Utf8,
    /// `PrintableString`, where the standard allows nothing else.
    Printable,
    /// `IA5String` (`emailAddress` of RFC 2985 §5.2.1, `domainComponent` of RFC 4519 §2.4).
    Ia5,
    /// `PrintableString` of two capital letters (X.520 §6.3.1, ISO 3166).
    Country,
}

/// One attribute type.
#[derive(Debug)]
pub(crate) struct AttributeType {
    /// Its object identifier, dotted.
    pub(crate) oid: &'static str,
    /// Its name on screen; where it is the dotted form, the name is too little known to be shown.
    pub(crate) shown: &'static str,
    /// Further spellings that are read; case does not matter.
    pub(crate) read: &'static [&'static str],
    /// How it is encoded.
    pub(crate) form: Form,
    /// Most characters, where the standard has a bound.
    pub(crate) most: Option<usize>,
}

/// `ub-name` of RFC 5280 appendix A.1.
const NAME: usize = 32_768;

const fn row(
    oid: &'static str,
    shown: &'static str,
    read: &'static [&'static str],
    form: Form,
    most: Option<usize>,
) -> AttributeType {
    AttributeType {
        oid,
        shown,
        read,
        form,
        most,
    }
}

/// Every type that has a name here.
pub(crate) const KNOWN: &[AttributeType] = &[
    row("2.5.4.3", "CN", &["commonName"], Form::Utf8, Some(64)),
    row("2.5.4.4", "SN", &["surname"], Form::Utf8, Some(NAME)),
    row("2.5.4.5", "serialNumber", &[], Form::Printable, Some(64)),
    row(
        "2.5.4.6",
        "C",
        &["countryName", "country"],
        Form::Country,
        Some(2),
    ),
    row(
        "2.5.4.7",
        "L",
        &["localityName", "locality"],
        Form::Utf8,
        Some(128),
    ),
    row(
        "2.5.4.8",
        "ST",
        &["S", "stateOrProvinceName", "state"],
        Form::Utf8,
        Some(128),
    ),
    row(
        "2.5.4.9",
        "street",
        &["streetAddress"],
        Form::Utf8,
        Some(128),
    ),
    row(
        "2.5.4.10",
        "O",
        &["organizationName", "organisationName"],
        Form::Utf8,
        Some(64),
    ),
    row(
        "2.5.4.11",
        "OU",
        &["organizationalUnitName"],
        Form::Utf8,
        Some(64),
    ),
    row("2.5.4.12", "title", &["T"], Form::Utf8, Some(64)),
    row("2.5.4.13", "description", &[], Form::Utf8, Some(1024)),
    row("2.5.4.15", "businessCategory", &[], Form::Utf8, Some(128)),
    row("2.5.4.17", "postalCode", &[], Form::Utf8, Some(40)),
    row("2.5.4.18", "postOfficeBox", &[], Form::Utf8, Some(40)),
    row(
        "2.5.4.20",
        "telephoneNumber",
        &[],
        Form::Printable,
        Some(32),
    ),
    row("2.5.4.41", "name", &[], Form::Utf8, Some(NAME)),
    row(
        "2.5.4.42",
        "GN",
        &["givenName", "G"],
        Form::Utf8,
        Some(NAME),
    ),
    row("2.5.4.43", "initials", &[], Form::Utf8, Some(NAME)),
    row(
        "2.5.4.44",
        "generationQualifier",
        &[],
        Form::Utf8,
        Some(NAME),
    ),
    row("2.5.4.46", "dnQualifier", &[], Form::Printable, None),
    row("2.5.4.65", "pseudonym", &[], Form::Utf8, Some(128)),
    row(
        "2.5.4.97",
        "2.5.4.97",
        &["organizationIdentifier", "organisationIdentifier"],
        Form::Utf8,
        None,
    ),
    row(
        "0.9.2342.19200300.100.1.1",
        "UID",
        &["userId"],
        Form::Utf8,
        Some(256),
    ),
    row(
        "0.9.2342.19200300.100.1.25",
        "DC",
        &["domainComponent"],
        Form::Ia5,
        None,
    ),
    row(
        "1.2.840.113549.1.9.1",
        "emailAddress",
        &["E", "email"],
        Form::Ia5,
        Some(255),
    ),
    // EV guidelines §9.2.4, as Microsoft numbered them.
    row(
        "1.3.6.1.4.1.311.60.2.1.1",
        "jurisdictionL",
        &["jurisdictionLocalityName"],
        Form::Utf8,
        Some(128),
    ),
    row(
        "1.3.6.1.4.1.311.60.2.1.2",
        "jurisdictionST",
        &["jurisdictionStateOrProvinceName"],
        Form::Utf8,
        Some(128),
    ),
    row(
        "1.3.6.1.4.1.311.60.2.1.3",
        "jurisdictionC",
        &["jurisdictionCountryName"],
        Form::Country,
        Some(2),
    ),
];

/// The type that this name or dotted number means.
pub(crate) fn by_name(name: &str) -> Option<&'static AttributeType> {
    let is = |spelling: &str| spelling.eq_ignore_ascii_case(name);
    KNOWN
        .iter()
        .find(|kind| kind.oid == name || is(kind.shown) || kind.read.iter().any(|one| is(one)))
}

/// The type with this object identifier.
pub(crate) fn by_oid(oid: &str) -> Option<&'static AttributeType> {
    KNOWN.iter().find(|kind| kind.oid == oid)
}

/// Whether `PrintableString` has this character (X.680 §41.4).
pub(crate) fn is_printable(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || " '()+,-./:=?".contains(letter)
}
