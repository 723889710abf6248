//! How serial numbers and names are written on forms and in portals. The octets are `x509`'s; here is the choice only.

closed_list! {
    /// A way to write a serial number (RFC 5280 §4.1.2.2).
    pub enum SerialFormat {
        /// `0BF4EAB0`: whole octets, so a leading zero stays.
        HexUpper = "hex-upper",
        /// `0bf4eab0`
        HexLower = "hex-lower",
        /// `0B:F4:EA:B0`
        Colon = "colon",
        /// `0BF4 EAB0`: to be read over the phone.
        Groups = "groups",
        /// `0b f4 ea b0`: as the old certificate viewer of Windows shows it.
        Spaced = "spaced",
        /// `200600240`
        Decimal = "decimal",
    }
}

closed_list! {
    /// A way to write a distinguished name.
    ///
    /// The first two are for people and escape nothing: `O=Firm, s.p., CN=X` is what they compare with the certificate.
    /// The others are exactly what RFC 4514 and the commands of OpenSSL 3.0 make.
    pub enum NameFormat {
        /// `C=RO, O=Firm, CN=X`: in the order of the certificate.
        AsCertificate = "as-certificate",
        /// `C=RO,O=Firm,CN=X`: the same without blanks.
        Commas = "commas",
        /// `CN=X,O=Firm,C=RO`: the last part first (RFC 4514), with UTF-8 as it is.
        Rfc4514 = "rfc4514",
        /// `/C=RO/O=Firm/CN=X`: `openssl x509 -nameopt compat`.
        Slashes = "openssl-slashes",
        /// `C = RO, O = Firm, CN = X`: `openssl x509 -nameopt oneline`.
        Oneline = "openssl-oneline",
        /// `C=RO, O=Firm, CN=X/2.5.4.97=VATRO-1`: `openssl x509 -text -nameopt compat`, where only one or two capitals
        /// begin a new part.
        Text = "openssl-text",
    }
}

closed_list! {
    /// What the attribute 2.5.4.97 (ETSI EN 319 412-1 §5.1.4) is called in a name: tools that do not know it differ.
    pub enum OrgIdName {
        /// By its name in X.520.
        Name = "organizationIdentifier",
        /// By its number.
        Dotted = "2.5.4.97",
        /// By its number, as Windows and Java show unknown ones.
        OidDotted = "OID.2.5.4.97",
        /// As a tool says that does not know it.
        Undef = "UNDEF",
    }
}

#[cfg(test)]
mod tests {
    use super::{NameFormat, OrgIdName, SerialFormat};

    #[test]
    fn names_are_those_of_the_documents() {
        let serials: Vec<&str> = SerialFormat::ALL.iter().map(|one| one.name()).collect();
        assert_eq!(
            serials,
            [
                "hex-upper",
                "hex-lower",
                "colon",
                "groups",
                "spaced",
                "decimal"
            ]
        );
        for one in NameFormat::ALL {
            assert_eq!(NameFormat::find(one.name()), Some(*one));
            let json = format!("\"{}\"", one.name());
            assert_eq!(serde_json::to_string(one).unwrap(), json);
            assert_eq!(serde_json::from_str::<NameFormat>(&json).unwrap(), *one);
        }
        assert_eq!(OrgIdName::find("2.5.4.97"), Some(OrgIdName::Dotted));
        assert_eq!(OrgIdName::find("undef"), None);
    }
}
