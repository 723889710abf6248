//! Addresses, records, and servers that hang, drip, lie or send too much.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use super::records::Records;
use super::{Target, VisitFault, VisitLimits, Visitor, visit};
use crate::net::NetFault;
use crate::token::Scheme;

#[test]
fn addresses_are_read_and_written() {
    for (text, url, host, port) in [
        (
            "www.example.org",
            "https://www.example.org/",
            "www.example.org",
            443,
        ),
        (
            " https://WWW.Example.org:443/a?b=c ",
            "https://www.example.org/a?b=c",
            "www.example.org",
            443,
        ),
        (
            "HTTPS://localhost:8443",
            "https://localhost:8443/",
            "localhost",
            8443,
        ),
        ("localhost:1/x", "https://localhost:1/x", "localhost", 1),
        ("https://[::1]:5/x", "https://[::1]:5/x", "::1", 5),
        ("192.0.2.7", "https://192.0.2.7/", "192.0.2.7", 443),
        (
            "https://www.example.org./",
            "https://www.example.org/",
            "www.example.org",
            443,
        ),
    ] {
        let target = Target::parse(text).unwrap();
        assert_eq!(
            (target.url().as_str(), target.host(), target.port()),
            (url, host, port),
            "{text}"
        );
    }
    let question = Target::parse("localhost:8443/a b").map(|_| ());
    assert_eq!(question, Err(NetFault::NoAddress));
    let question = Target::parse("localhost:8443/a").unwrap().question();
    assert!(question.starts_with("GET /a HTTP/1.1\r\nHost: localhost:8443\r\n"));
}

#[test]
fn what_is_no_address_is_none() {
    for text in [
        "",
        " ",
        "https://",
        "https:///x",
        "https://a@b/",
        "a:b@c",
        "https://a:70000/",
        "https://a:0/",
        "https://a:/",
        "https://a b/",
        "https://a\nb/",
        "https://-/",
        "https://exa_mple..org/",
        "https://[::1/",
    ] {
        assert_eq!(
            Target::parse(text).err(),
            Some(NetFault::NoAddress),
            "{text:?}"
        );
    }
    for scheme in ["http", "ftp", "ldap", "file"] {
        let other = Target::parse(&format!("{scheme}://a/")).err();
        assert_eq!(
            other,
            Some(NetFault::OtherProtocol {
                scheme: scheme.to_owned()
            })
        );
    }
}

#[test]
fn records_are_told_apart_however_they_are_cut() {
    let handshake = [22, 3, 3, 0, 2, 7, 7];
    let data = [23, 3, 3, 0, 3, 22, 22, 22];
    let stream = [&data[..], &data, &handshake, &data].concat();
    for size in 1..stream.len() {
        let mut records = Records::default();
        let found: Vec<bool> = stream
            .chunks(size)
            .map(|piece| records.handshake_in(piece))
            .collect();
        assert_eq!(
            found.iter().filter(|found| **found).count(),
            1,
            "{size}: {found:?}"
        );
    }
    let mut records = Records::default();
    assert!(!records.handshake_in(&[&data[..], &[23, 3, 3, 0, 0], &data].concat()));
}

struct Nobody;

impl Visitor for Nobody {
    fn judge(&mut self, _: &[Vec<u8>], _: bool) -> bool {
        false
    }

    fn sign(&mut self, _: Scheme, _: &[u8]) -> Option<Vec<u8>> {
        None
    }
}

/// What comes of a server that does this with each line.
fn visited(
    serve: impl Fn(TcpStream) + Send + 'static,
    limits: VisitLimits,
) -> Result<super::Heard, VisitFault> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            serve(stream.unwrap());
        }
    });
    let target = Target::parse(&format!("127.0.0.1:{port}")).unwrap();
    visit(&target, None, limits, &mut Nobody)
}

const SHORT: VisitLimits = VisitLimits {
    reach: Duration::from_millis(500),
    quiet: Duration::from_millis(300),
    whole: Duration::from_millis(900),
};

#[test]
fn a_server_that_hangs_or_drips_is_left() {
    let begun = Instant::now();
    let silent = visited(
        |mut stream| drop(stream.read_to_end(&mut Vec::new())),
        SHORT,
    );
    assert!(
        matches!(silent, Err(VisitFault::Net(NetFault::TooSlow { .. }))),
        "{silent:?}"
    );
    // A handshake record that never comes to its end.
    let drips = visited(
        |mut stream| {
            let _ = stream.write_all(&[22, 3, 3, 0x40, 0]);
            while stream.write_all(&[2]).is_ok() {
                std::thread::sleep(Duration::from_millis(50));
            }
        },
        SHORT,
    );
    assert!(
        matches!(drips, Err(VisitFault::Net(NetFault::TooSlow { .. }))),
        "{drips:?}"
    );
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_server_that_lies_is_no_server() {
    for bytes in [
        b"HTTP/1.1 200 OK\r\n\r\n".to_vec(),
        vec![0xFF; 4096],
        // A record longer than any may be, and a message longer than is taken.
        [vec![22, 3, 3, 0xFF, 0xFF], vec![1; 70_000]].concat(),
        [
            vec![22, 3, 3, 0x40, 0, 2, 0xFF, 0xFF, 0xFF],
            vec![1; 20_000],
        ]
        .concat(),
    ] {
        let lies = visited(
            move |mut stream| {
                let _ = stream.write_all(&bytes);
            },
            SHORT,
        );
        let none = matches!(
            lies,
            Err(VisitFault::NotTls { .. } | VisitFault::Net(NetFault::NoLine { .. }))
        );
        assert!(none, "{lies:?}");
    }
}
