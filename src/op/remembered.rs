//! Certificates that are known without a token: seen once, or kept with a case. No token is asked.

use super::Setting;
use super::known::newest;
use super::shape::{CertificateRow, certificate_row};
use crate::token::TokenId;

/// A certificate that is known.
#[derive(Debug, Clone)]
pub struct Remembered {
    /// Itself, as it stands today.
    pub certificate: CertificateRow,
    /// The token on which it was seen last; `None`: on none.
    pub token: Option<TokenId>,
    /// When it was seen there, RFC 3339 UTC.
    pub last_seen: Option<String>,
    /// The case that it came of, else the one that replaces it.
    pub case: Option<String>,
    /// Another one of the same holder and issuer ends later.
    pub followed: bool,
}

/// Everybody's certificates, each once; none of an authority.
pub fn run(setting: &mut Setting<'_>) -> Vec<Remembered> {
    let now = setting.now;
    let known = setting.known_certificates();
    let newest = newest(known.iter().map(|one| one.certificate.clone()));
    known
        .into_iter()
        .map(|one| Remembered {
            certificate: certificate_row(&one.certificate, false, now),
            followed: !newest.contains(&one.certificate),
            token: one.tokens.into_iter().next(),
            last_seen: one.last_seen.map(|time| time.to_string()),
            case: one.case,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::run;
    use crate::ask::NoAsk;
    use crate::child::Tokens;
    use crate::journal::{Journal, SeenCertificate};
    use crate::op::Setting;
    use crate::paths::Paths;
    use crate::token::TokenId;
    use crate::x509::{Certificate, Extras, Request, StandInCa};

    fn seen(certificate: &Certificate, serial: &str, at: Timestamp) -> SeenCertificate {
        SeenCertificate {
            sha256: certificate.sha256(),
            der: certificate.der().to_vec(),
            token: TokenId {
                label: "Drawer".to_owned(),
                manufacturer: "maker".to_owned(),
                model: "model".to_owned(),
                serial: serial.to_owned(),
            },
            key: None,
            first_seen: at,
            last_seen: at,
            placed_by_us: false,
        }
    }

    #[test]
    fn the_last_of_each_holder_is_followed_by_none() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        let mut journal = Journal::new(Some(Paths {
            config: folder.path().join("config"),
            log: state.join("log"),
            state,
        }));
        let now = Timestamp::now();
        let ca = StandInCa::new("Test", now).unwrap();
        let pem = include_bytes!("../../tests/data/seeds/leaf.csr");
        let (_, der) = pem_rfc7468::decode_vec(pem).unwrap();
        let request = Request::parse(&der).unwrap();
        let issued = |days| ca.issue(&request, days, &Extras::default()).unwrap();
        let (old, new) = (issued(20), issued(700));
        let before = now - SignedDuration::from_hours(48);
        journal
            .remember_certificates(&[
                seen(ca.ca_certificate(), "one", now),
                seen(&old, "one", now),
                seen(&new, "one", before),
                seen(&new, "two", now),
            ])
            .unwrap();
        let mut tokens = Tokens::new(Vec::new());
        let mut setting = Setting::new(&mut tokens, &NoAsk, &mut journal, None, None);
        let serial = |token: Option<TokenId>| token.unwrap().serial;
        let mut told: Vec<(bool, String, bool)> = run(&mut setting)
            .into_iter()
            .map(|one| {
                let long = one.certificate.days_left > 100;
                (long, serial(one.token), one.followed)
            })
            .collect();
        told.sort();
        assert_eq!(
            told,
            [
                (false, "one".to_owned(), true),
                (true, "two".to_owned(), false)
            ]
        );
    }
}
