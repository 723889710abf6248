use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use super::super::{NetLimits, ask_responder, get};
use super::NetFault;

const SMALL: NetLimits = NetLimits {
    time: Duration::from_secs(3),
    bytes: 1000,
};

/// Serves so many connections with what `answer` writes, after the head of the question; answers with the address.
fn server(times: usize, answer: impl Fn(&str, &mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/list", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().take(times) {
            let mut stream = stream.unwrap();
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
                head.push(byte[0]);
            }
            answer(&String::from_utf8_lossy(&head), &mut stream);
        }
    });
    address
}

fn fixed(answer: &'static str) -> String {
    server(8, move |_, stream| {
        let _ = stream.write_all(answer.as_bytes());
    })
}

#[test]
fn what_lies_there_is_fetched_with_nothing_of_ours() {
    let address = server(1, |head, stream| {
        let head = head.to_lowercase();
        let line = head.starts_with("get /list http/1.1");
        let silent = !head.contains("cookie")
            && !head.contains("referer")
            && !head.contains("authorization");
        let body = format!("{line} {silent}");
        let _ = write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
    });
    assert_eq!(get(&address, SMALL).unwrap(), b"true true");
}

#[test]
fn a_responder_is_asked_by_post() {
    let address = server(1, |head, stream| {
        let head = head.to_lowercase();
        let mut body = [0; 8];
        stream.read_exact(&mut body).unwrap();
        let kind = head.contains("content-type: application/ocsp-request");
        let wanted = head.contains("accept: application/ocsp-response");
        let fits = head.starts_with("post /list ") && kind && wanted && &body == b"question";
        let _ = write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{fits:5}"
        );
    });
    assert_eq!(
        ask_responder(&address, b"question", SMALL).unwrap(),
        b"true "
    );
}

#[test]
fn too_much_is_not_read_whether_it_is_announced_or_not() {
    let most = NetFault::TooMuch { bytes: 1000 };
    let announced = server(1, |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\n");
        endless(stream, b"x");
    });
    assert_eq!(get(&announced, SMALL), Err(most.clone()));
    let chunks = server(1, |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        endless(stream, b"4\r\nxxxx\r\n");
    });
    assert_eq!(get(&chunks, SMALL), Err(most));
    let exact = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{}",
        "x".repeat(1000)
    );
    let exact = server(1, move |_, stream| {
        let _ = stream.write_all(exact.as_bytes());
    });
    assert_eq!(get(&exact, SMALL).unwrap().len(), 1000);
}

fn endless(stream: &mut TcpStream, piece: &[u8]) {
    let many = piece.repeat(1000);
    while stream.write_all(&many).is_ok() {}
}

#[test]
fn who_hangs_or_drips_is_left_at_the_limit() {
    let limits = NetLimits {
        time: Duration::from_secs(1),
        bytes: 1000,
    };
    let hangs = server(1, |_, _| std::thread::sleep(Duration::from_secs(8)));
    let drips = server(1, |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n");
        while stream.write_all(b"x").is_ok() {
            std::thread::sleep(Duration::from_millis(200));
        }
    });
    for address in [hangs, drips] {
        let begun = Instant::now();
        assert_eq!(get(&address, limits), Err(NetFault::TooSlow { seconds: 1 }));
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "{:?}",
            begun.elapsed()
        );
    }
}

#[test]
fn it_leads_by_http_only_and_not_for_ever() {
    for to in [
        "file:///etc/passwd",
        "https://a.example/",
        "ftp://a.example/",
        "//a.example/x",
        "http://user:word@a.example/",
        "",
    ] {
        let address = server(1, move |_, stream| {
            let _ = write!(
                stream,
                "HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"
            );
        });
        let to = to.to_owned();
        assert_eq!(get(&address, SMALL), Err(NetFault::LedAway { to }));
    }
    let circle = fixed("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
    assert_eq!(get(&circle, SMALL), Err(NetFault::LedInCircles { most: 3 }));
    let once = server(2, |head, stream| {
        let answer = if head.starts_with("GET /list ") {
            "HTTP/1.1 301 Moved\r\nLocation: /there\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        } else {
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        };
        let _ = stream.write_all(answer.as_bytes());
    });
    assert_eq!(get(&once, SMALL).unwrap(), b"ok");
}

#[test]
fn other_protocols_and_what_is_no_address_are_refused_without_a_line() {
    for (address, scheme) in [
        ("ldap://a.example/cn=x", "ldap"),
        ("https://a.example/", "https"),
        ("FILE:///etc/passwd", "file"),
        ("file:/etc/passwd", "file"),
    ] {
        let scheme = scheme.to_owned();
        assert_eq!(get(address, SMALL), Err(NetFault::OtherProtocol { scheme }));
    }
    for address in [
        "",
        "http",
        "http://",
        "http:///x",
        "http://a@b.example/",
        "a b",
        "http://[::1",
    ] {
        assert_eq!(get(address, SMALL), Err(NetFault::NoAddress), "{address}");
    }
}

#[test]
fn refusals_rubbish_and_nobody_there_are_told_apart() {
    let status = fixed("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    assert_eq!(get(&status, SMALL), Err(NetFault::Status { status: 404 }));
    let rubbish = get(&fixed("rubbish\r\n\r\n"), SMALL);
    assert!(
        matches!(rubbish, Err(NetFault::NotHttp { .. })),
        "{rubbish:?}"
    );
    let port = parafa_practice::pki::free_port();
    let nobody = get(&format!("http://127.0.0.1:{port}/"), SMALL);
    assert!(matches!(nobody, Err(NetFault::NoLine { .. })), "{nobody:?}");
    let cut = fixed("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    assert!(get(&cut, SMALL).is_err());
    let head: &'static str = Box::leak(
        format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "x".repeat(100_000)).into_boxed_str(),
    );
    assert!(get(&fixed(head), SMALL).is_err());
}
