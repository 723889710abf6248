//! `connect`: logging in to real servers with the certificate on the token.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use parafa_faulty::TokenFile;
use serde_json::Value;

use crate::card_service::soon;
use crate::faulty::Faulty;
use crate::kit::{PIN, Ran, World, ran, text};

const TOKEN: &str = "card";

/// A server that runs until the test ends.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    /// Starts a program that listens to this port, and waits until it does.
    fn start(world: &World, port: u16, program: &str, words: &[&str]) -> Self {
        Self::start_into(world, port, program, words, Stdio::null())
    }

    fn start_into(world: &World, port: u16, program: &str, words: &[&str], out: Stdio) -> Self {
        let mut command = world.command(program);
        command.args(words).stdin(Stdio::piped());
        command.stdout(out).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let end = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let gone = child.try_wait().unwrap();
            assert!(gone.is_none(), "{program} {words:?}: {gone:?}");
            assert!(Instant::now() < end, "{program} does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { child, port }
    }

    fn url(&self) -> String {
        format!("https://localhost:{}/", self.port)
    }

    /// `openssl s_server` with these options.
    fn openssl(world: &World, site: &Site, words: &[&str]) -> Self {
        Self::openssl_into(world, site, words, Path::new("/dev/null"))
    }

    /// The same, with a page; it asks who is there, and takes only these authorities' certificates.
    fn asking(world: &World, site: &Site, authorities: &Path, words: &[&str]) -> Self {
        let fixed = ["-Verify", "2", "-verify_return_error", "-www", "-CAfile"];
        let words = [&fixed[..], &[text(authorities)], words].concat();
        Self::openssl(world, site, &words)
    }

    /// The same; what it says and hears goes to a file.
    fn openssl_into(world: &World, site: &Site, words: &[&str], out: &Path) -> Self {
        let port = free_port();
        let address = format!("127.0.0.1:{port}");
        let fixed = ["s_server", "-accept", &address, "-cert", text(&site.chain)];
        let fixed = [&fixed[..], &["-key", text(&site.key), "-naccept", "9"]].concat();
        let out = Stdio::from(fs::File::create(out).unwrap());
        Self::start_into(world, port, "openssl", &[&fixed[..], words].concat(), out)
    }

    /// nginx with these lines in its `server` block.
    fn nginx(world: &World, site: &Site, lines: &str) -> Self {
        let port = free_port();
        let folder = world.file(&format!("nginx-{port}"));
        fs::create_dir_all(&folder).unwrap();
        let below = |name: &str| text(&folder).to_owned() + "/" + name;
        let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {};", below(kind)))
            .join(" ");
        let conf = format!(
            "daemon off; master_process off; pid {pid}; error_log {log}; events {{}}\n\
             http {{ access_log off; {paths}\n\
             server {{ listen 127.0.0.1:{port} ssl; server_name localhost;\n\
             ssl_certificate {chain}; ssl_certificate_key {key};\n{lines} }} }}",
            pid = below("pid"),
            log = below("error.log"),
            chain = text(&site.chain),
            key = text(&site.key),
        );
        let file = folder.join("nginx.conf");
        fs::write(&file, conf).unwrap();
        Self::start(world, port, "/usr/sbin/nginx", &["-c", text(&file)])
    }

    fn gnutls(world: &World, site: &Site, ca: &Path) -> Self {
        let port = free_port();
        let number = port.to_string();
        let words = ["--http", "--port", &number, "--x509certfile"];
        let words = [&words[..], &[text(&site.chain), "--x509keyfile"]].concat();
        let rest = ["--x509cafile", text(ca), "--require-client-cert"];
        let words = [&words[..], &[text(&site.key)], &rest].concat();
        let words = [&words[..], &["--verify-client-cert"]].concat();
        Self::start(world, port, "gnutls-serv", &words)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// A server's certificate, its key, and the root that it leads to.
struct Site {
    chain: PathBuf,
    key: PathBuf,
    root: PathBuf,
}

const SERVER: &str = "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE";

/// A site with these extensions, by an authority of its own.
fn site(world: &World, extensions: &str, days: &str) -> Site {
    let (root, root_key) = world.authority_called("/CN=Site Root (synthetic)");
    let stem = format!("site{}", fs::read_dir(world.work()).unwrap().count());
    let file = |end: &str| world.file(&format!("{stem}.{end}"));
    let (key, request, chain, ext) = (file("key"), file("csr"), file("crt"), file("ext"));
    fs::write(&ext, extensions).unwrap();
    let new = ["req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj"];
    let out = ["/CN=site", "-keyout", text(&key), "-out", text(&request)];
    world.judge("openssl", &[&new[..], &out].concat());
    let issue = ["x509", "-req", "-in", text(&request), "-CA", text(&root)];
    let with = ["-CAkey", text(&root_key), "-days", days, "-extfile"];
    let out = [text(&ext), "-out", text(&chain)];
    world.judge("openssl", &[&issue[..], &with, &out].concat());
    Site { chain, key, root }
}

/// An RSA key and its certificate on the token; the issuer's certificate.
fn rsa(world: &World, issuer: &str, name: &str, id: &str, days: &str) -> PathBuf {
    let key = world.rsa_key(name);
    world.import(TOKEN, &key, name, id);
    let subject = format!("/C=RO/CN={name}");
    let leaf = world.issued(issuer, &key, &subject, days, &format!("{name}.pem"));
    world.put_certificate(TOKEN, &leaf, name, id);
    world.authority_called(issuer).0
}

const CLIENTS: &str = "/C=RO/CN=Clients Root (synthetic)";

fn connect(world: &World, url: &str, words: &[&str]) -> Ran {
    let words = [&["connect", url, "--json"], words].concat();
    world.run_with_pin(&words)
}

/// What is told of a connection that ends so.
fn told(world: &World, url: &str, words: &[&str], code: i32) -> Value {
    connect(world, url, words).code(code).document("connect")
}

fn codes(document: &Value) -> Vec<&str> {
    let all = document["findings"].as_array().unwrap().iter();
    all.map(|row| row["code"].as_str().unwrap()).collect()
}

#[test]
fn rsa_and_ec_keys_log_in_by_both_versions_of_tls() {
    let world = World::with_token(TOKEN);
    let site = site(&world, SERVER, "30");
    rsa(&world, CLIENTS, "rsa", "01", "30");
    world.identity(TOKEN, "curve", "02", "30");
    let clients = world.file("clients.pem");
    let both = [world.authority_called(CLIENTS).0, world.authority().0];
    let both = both.map(|path| fs::read_to_string(path).unwrap());
    fs::write(&clients, both.concat()).unwrap();
    let trust = ["--trust", text(&site.root)];
    for (version, protocol) in [("-tls1_2", "TLS 1.2"), ("-tls1_3", "TLS 1.3")] {
        let server = Server::asking(&world, &site, &clients, &[version]);
        for id in ["rsa", "curve"] {
            let words = [&["-i", id], &trust[..]].concat();
            let done = told(&world, &server.url(), &words, 0);
            assert_eq!(done["ok"], true, "{done}");
            assert_eq!(done["server"]["protocol"], protocol);
            assert_eq!(done["server"]["path_to_trust"]["state"], "trusted");
            assert_eq!(done["server"]["name_fits"], true);
            assert_eq!(done["asked"], true);
            assert_eq!(done["certificate"]["shown"], true);
            assert_eq!(done["certificate"]["issuer_listed"], true);
            assert_eq!(done["http"]["status"], 200);
            let names = done["authorities"].as_array().unwrap();
            assert!(names.contains(&"CN=Test CA".into()), "{names:?}");
            let verdict = done["verdict"].as_str().unwrap();
            assert!(
                verdict.starts_with("ONLINE") && verdict.contains(id),
                "{verdict}"
            );
        }
    }
}

#[test]
fn the_word_of_the_server_is_told() {
    let world = World::with_token(TOKEN);
    let site = site(&world, SERVER, "30");
    let clients = rsa(&world, CLIENTS, "over", "01", "-1");
    rsa(
        &world,
        "/CN=Foreign Root (synthetic)",
        "foreign",
        "02",
        "30",
    );
    for version in ["-tls1_2", "-tls1_3"] {
        let server = Server::asking(&world, &site, &clients, &[version]);
        for (id, alert) in [("over", "certificate_expired"), ("foreign", "unknown_ca")] {
            let words = ["-i", id, "--trust", text(&site.root)];
            let done = connect(&world, &server.url(), &words).code(6);
            let told = done.error("not_connected");
            assert_eq!(told["token_state"], "nothing_changed");
            let done = done.document("connect");
            assert_eq!(done["alert"], alert, "{version} {id}: {done}");
            assert_eq!(done["ok"], false);
            assert_eq!(done["certificate"]["shown"], true);
            assert!(codes(&done).contains(&"certificate_refused"), "{done}");
            assert_eq!(
                codes(&done).contains(&"issuer_not_taken"),
                id == "foreign",
                "{done}"
            );
        }
    }
}

#[test]
fn of_several_certificates_the_one_that_the_server_takes_is_shown() {
    let world = World::with_token(TOKEN);
    let site = site(&world, SERVER, "30");
    let clients = rsa(&world, CLIENTS, "mine", "01", "30");
    rsa(
        &world,
        "/CN=Foreign Root (synthetic)",
        "foreign",
        "02",
        "30",
    );
    let lines = format!(
        "ssl_client_certificate {}; ssl_verify_client on; location / {{ return 200 ok; }}",
        text(&clients)
    );
    let server = Server::nginx(&world, &site, &lines);
    let trust = ["--trust", text(&site.root)];
    let done = told(&world, &server.url(), &trust, 0);
    assert_eq!(done["certificate"]["holder"], "mine");
    let server_name = done["http"]["server"].as_str().unwrap();
    assert!(server_name.starts_with("nginx"), "{server_name}");
    // nginx refuses by a page.
    let words = [&["-i", "foreign"], &trust[..]].concat();
    let done = told(&world, &server.url(), &words, 6);
    assert_eq!(done["http"]["status"], 400);
    let title = done["http"]["title"].as_str().unwrap();
    assert!(title.contains("SSL certificate error"), "{title}");
    assert!(codes(&done).contains(&"http_refused"), "{done}");
    // Where both would do, somebody must say which.
    let lines = "ssl_verify_client optional_no_ca; location / { return 200 ok; }";
    let server = Server::nginx(&world, &site, lines);
    let many = connect(&world, &server.url(), &trust).code(3);
    many.error("several_match");
}

#[test]
fn an_answer_means_what_the_authority_says() {
    let world = World::with_token(TOKEN);
    let site = site(&world, SERVER, "30");
    rsa(&world, CLIENTS, "mine", "01", "30");
    let lines = "ssl_verify_client optional_no_ca;\n\
        location = /401 { return 401; } location = /403 { return 403; }\n\
        location = /404 { return 404; } location = /500 { return 500; }\n\
        location = /there { return 302 https://elsewhere.example/; }";
    let server = Server::nginx(&world, &site, lines);
    let at = |path: &str, words: &[&str]| {
        let words = [words, &["--trust", text(&site.root)]].concat();
        connect(&world, &format!("{}{path}", server.url()), &words)
    };
    let siui = ["-p", "ro-siui"];
    let done = at("401", &siui).code(6).document("connect");
    assert_eq!(done["http"]["profile"], "ro-siui");
    let meaning = done["http"]["meaning"].as_str().unwrap();
    assert!(meaning.contains("has expired, is revoked"), "{meaning}");
    let finding = &done["findings"][0];
    assert_eq!(finding["code"], "http_refused");
    assert!(finding["message"].as_str().unwrap().contains(meaning));
    let done = at("403", &siui).code(6).document("connect");
    let meaning = done["http"]["meaning"].as_str().unwrap();
    assert!(meaning.contains("no right to this service"), "{meaning}");
    let romanian = ["-p", "ro-siui", "--lang", "ro"];
    let done = at("403", &romanian).code(6).document("connect");
    let meaning = done["http"]["meaning"].as_str().unwrap();
    assert!(meaning.contains("nu are dreptul"), "{meaning}");
    // Without an authority nothing is made up.
    let done = at("403", &[]).code(6).document("connect");
    assert_eq!(done["http"]["meaning"], Value::Null);
    for path in ["404", "500"] {
        let done = at(path, &siui).code(0).document("connect");
        assert_eq!(codes(&done), ["http_odd"], "{done}");
        assert!(!done["verdict"].as_str().unwrap().starts_with("ONLINE"));
    }
    let done = at("there", &siui).code(0).document("connect");
    assert_eq!(done["http"]["location"], "https://elsewhere.example/");
    assert_eq!(codes(&done), [""; 0]);
}

#[test]
fn gnutls_lets_in_whom_it_knows() {
    let world = World::with_token(TOKEN);
    let site = site(&world, SERVER, "30");
    let clients = rsa(&world, CLIENTS, "mine", "01", "30");
    rsa(
        &world,
        "/CN=Foreign Root (synthetic)",
        "foreign",
        "02",
        "30",
    );
    let server = Server::gnutls(&world, &site, &clients);
    let trust = ["--trust", text(&site.root)];
    let done = told(&world, &server.url(), &trust, 0);
    assert_eq!(done["http"]["status"], 200);
    assert_eq!(done["certificate"]["holder"], "mine");
    let words = [&["-i", "foreign"], &trust[..]].concat();
    let done = told(&world, &server.url(), &words, 6);
    assert_eq!(done["ok"], false);
    assert_eq!(done["certificate"]["shown"], true);
    assert_eq!(done["http"], Value::Null);
}

/// Runs without any PIN: what ends there never asked for one.
fn without_pin(world: &World, url: &str, words: &[&str]) -> Ran {
    world.run(&[&["connect", url, "--json"], words].concat())
}

/// What is told of a server that was not reached, or not believed, or did not ask.
fn seen(world: &World, url: &str, words: &[&str], code: i32) -> Value {
    without_pin(world, url, words)
        .code(code)
        .document("connect")
}

#[test]
fn a_server_that_is_not_who_was_meant_sees_nothing() {
    let world = World::with_token(TOKEN);
    let good = site(&world, SERVER, "30");
    let clients = rsa(&world, CLIENTS, "mine", "01", "30");
    let trust = ["--trust", text(&good.root)];
    let server = Server::asking(&world, &good, &clients, &[]);
    let judged = |server: &Server, words: &[&str], code: &str| {
        let done = seen(&world, &server.url(), words, 6);
        assert!(codes(&done).contains(&code), "{done}");
        assert_eq!(done["asked"], Value::Null);
        assert_eq!(done["certificate"], Value::Null);
        done
    };
    let done = judged(&server, &[], "server_not_trusted");
    assert_eq!(done["server"]["path_to_trust"]["state"], "incomplete");
    // By its address it is another name, which stands in the certificate, too.
    let by_address = format!("127.0.0.1:{}", server.port);
    let done = connect(&world, &by_address, &trust).code(0);
    assert_eq!(done.document("connect")["ok"], true);
    for (extensions, days, code) in [
        (
            "subjectAltName=DNS:other.example",
            "30",
            "server_name_unfit",
        ),
        (
            "subjectAltName=DNS:localhost\nextendedKeyUsage=clientAuth",
            "30",
            "usage_lacking",
        ),
        ("subjectAltName=DNS:localhost", "-1", "path_unfit"),
    ] {
        let bad = site(&world, extensions, days);
        let server = Server::asking(&world, &bad, &clients, &[]);
        judged(&server, &trust, code);
    }
}

#[test]
fn a_server_that_asks_for_nothing_proves_nothing() {
    let world = World::with_token(TOKEN);
    let site = site(&world, SERVER, "30");
    rsa(&world, CLIENTS, "mine", "01", "30");
    let server = Server::openssl(&world, &site, &["-www"]);
    let words = ["--trust", text(&site.root)];
    let done = seen(&world, &server.url(), &words, 0);
    assert_eq!(done["asked"], false);
    assert_eq!(done["http"]["status"], 200);
    assert_eq!(codes(&done), ["certificate_not_asked"]);
    assert!(!done["verdict"].as_str().unwrap().contains("ONLINE"));
}

/// Stands before a server, and goes away as soon as the other side speaks for the second time; the port.
fn cut_before(server: u16) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut client = stream.unwrap();
            let mut server = TcpStream::connect(("127.0.0.1", server)).unwrap();
            let mut hello = [0; 4096];
            let length = client.read(&mut hello).unwrap();
            server.write_all(&hello[..length]).unwrap();
            let mut back = (server.try_clone().unwrap(), client.try_clone().unwrap());
            std::thread::spawn(move || std::io::copy(&mut back.0, &mut back.1));
            let _ = client.read(&mut hello);
            let _ = server.shutdown(std::net::Shutdown::Both);
            let _ = client.shutdown(std::net::Shutdown::Both);
        }
    });
    port
}

#[test]
fn a_server_that_goes_without_a_word_after_it_saw_the_certificate_is_told() {
    let world = World::with_token(TOKEN);
    let site = site(&world, SERVER, "30");
    let clients = rsa(&world, CLIENTS, "mine", "01", "30");
    let server = Server::asking(&world, &site, &clients, &["-tls1_2"]);
    let url = format!("https://localhost:{}/", cut_before(server.port));
    let done = told(&world, &url, &["--trust", text(&site.root)], 6);
    assert_eq!(codes(&done), ["closed_after_certificate"], "{done}");
    assert_eq!(done["certificate"]["shown"], true);
    assert_eq!(done["alert"], Value::Null);
}

#[test]
fn a_token_without_a_certificate_is_told_before_the_pin() {
    let world = World::with_token(TOKEN);
    let site = site(&world, SERVER, "30");
    let (clients, _) = world.authority_called(CLIENTS);
    let server = Server::asking(&world, &site, &clients, &[]);
    let words = ["--trust", text(&site.root)];
    let none = without_pin(&world, &server.url(), &words).code(3);
    none.error("nothing_matches");
    let words = ["-i", "nobody", "--trust", text(&site.root)];
    let none = without_pin(&world, &server.url(), &words).code(3);
    none.error("nothing_matches");
}

#[test]
fn what_cannot_be_reached_asks_for_no_pin() {
    let world = World::with_token(TOKEN);
    rsa(&world, CLIENTS, "mine", "01", "30");
    let closed = format!("https://localhost:{}/", free_port());
    let done = seen(&world, &closed, &[], 6);
    assert_eq!(codes(&done), ["server_not_reached"]);
    assert_eq!(done["server"], Value::Null);
    let nowhere = "https://nowhere.invalid/";
    let done = seen(&world, nowhere, &[], 6);
    assert_eq!(codes(&done), ["server_not_reached"]);
    let message = done["findings"][0]["message"].as_str().unwrap();
    assert!(message.contains("name is not found"), "{message}");
    // Something else than TLS.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 512]);
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    let plain = format!("https://localhost:{port}/");
    let done = seen(&world, &plain, &[], 6);
    assert_eq!(codes(&done), ["server_no_tls"]);
    // Too old for what is spoken here.
    let site = site(&world, SERVER, "30");
    let old = ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0", "-www"];
    let server = Server::openssl(&world, &site, &old);
    let done = seen(&world, &server.url(), &[], 6);
    assert_eq!(codes(&done), ["server_refused"], "{done}");
    assert_eq!(done["alert"], "protocol_version");
}

#[test]
fn what_is_no_address_is_refused_and_hides_a_password() {
    let world = World::new();
    for url in [
        "http://localhost/",
        "ldap://localhost",
        "https://",
        "https://ana:geheim@localhost/",
        "local host",
        "https://localhost:99999/",
        "https://localhost:0/",
        "https://[::1/",
        "https://localhost:",
        "",
    ] {
        let refused = world.run(&["connect", url, "--json"]).code(2);
        refused.error("address_unfit");
        assert!(!refused.err.contains("geheim"), "{}", refused.err);
    }
    let missing = world.run(&["connect", "--json"]).code(2);
    missing.error("value_missing");
}

#[test]
fn a_server_that_wants_to_begin_anew_is_named() {
    let world = World::with_token(TOKEN);
    let site = site(&world, SERVER, "30");
    rsa(&world, CLIENTS, "mine", "01", "30");
    let heard = world.file("heard.txt");
    let words = ["-tls1_2", "-legacy_renegotiation"];
    let mut server = Server::openssl_into(&world, &site, &words, &heard);
    let mut typed = server.child.stdin.take().unwrap();
    let typing = std::thread::spawn(move || {
        // `R`: begin anew, and ask for a certificate; once the page was asked for.
        let asked = || fs::read_to_string(&heard).is_ok_and(|text| text.contains("GET /"));
        soon("the question", asked);
        typed.write_all(b"R\n").and_then(|()| typed.flush())
    });
    let words = ["--trust", text(&site.root)];
    let done = seen(&world, &server.url(), &words, 6);
    assert_eq!(codes(&done), ["renegotiation_wanted"], "{done}");
    typing.join().unwrap().unwrap();
}

/// A card of the faulty module with the RSA test key, that lists no PSS: its certificate is of the clients' root.
fn raw_rsa(change: impl FnOnce(&mut TokenFile)) -> (Faulty, Site, PathBuf) {
    let token = TokenFile::new(TOKEN).with(change);
    let token = token.with_rsa_key(&[1], "mine", 2048);
    let card = Faulty::new(&token, "");
    let world = &card.world;
    let key =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests-support/faulty/keys/test-rsa2048-1.pem");
    let leaf = world.issued(CLIENTS, &key, "/C=RO/CN=mine", "30", "mine.pem");
    let der = world.file("mine.der");
    let convert = ["x509", "-in", text(&leaf), "-outform", "DER", "-out"];
    world.judge("openssl", &[&convert[..], &[text(&der)]].concat());
    let token = token.with_certificate(&[1], "mine", &fs::read(&der).unwrap());
    token.write(world.file("token.json"));
    let site = site(world, SERVER, "30");
    let clients = world.authority_called(CLIENTS).0;
    (card, site, clients)
}

#[test]
fn a_token_with_raw_rsa_only_signs_for_tls13() {
    let (card, site, clients) = raw_rsa(|token| token.mechanisms = Some(vec![0x3]));
    let server = Server::asking(&card.world, &site, &clients, &["-tls1_3"]);
    let words = [
        "connect",
        &server.url(),
        "--json",
        "--trust",
        text(&site.root),
    ];
    let done = card.run(&words).code(0).document("connect");
    assert_eq!(done["server"]["protocol"], "TLS 1.3");
    assert_eq!(done["ok"], true, "{done}");
    assert_eq!(card.calls("C_SignInit").len(), 1);
    assert!(card.calls("C_SignInit")[0].contains("mechanism=0x3"));
    assert_eq!(card.count("C_Login"), 1);
}

#[test]
fn a_token_that_pads_by_itself_is_taken_to_tls12() {
    let (card, site, clients) = raw_rsa(|token| token.mechanisms = Some(vec![0x1]));
    let server = Server::asking(&card.world, &site, &clients, &[]);
    let words = [
        "connect",
        &server.url(),
        "--json",
        "--trust",
        text(&site.root),
    ];
    let done = card.run(&words).code(0).document("connect");
    assert_eq!(done["server"]["protocol"], "TLS 1.2");
    assert_eq!(done["ok"], true, "{done}");
    // A server that speaks TLS 1.3 only cannot be told who is there.
    let server = Server::asking(&card.world, &site, &clients, &["-tls1_3"]);
    let words = [
        "connect",
        &server.url(),
        "--json",
        "--trust",
        text(&site.root),
    ];
    let done = card.run(&words).code(6).document("connect");
    assert_eq!(codes(&done), ["no_common_signature"], "{done}");
}

#[test]
fn pss_that_is_listed_and_refused_leads_to_another_way() {
    let (card, site, clients) = raw_rsa(|token| {
        token.mechanisms = Some(vec![0x1, 0xd]);
        token.refuse_sign = vec![0xd];
    });
    let server = Server::asking(&card.world, &site, &clients, &[]);
    let words = [
        "connect",
        &server.url(),
        "--json",
        "--trust",
        text(&site.root),
    ];
    let done = card.run(&words).code(0).document("connect");
    assert_eq!(done["server"]["protocol"], "TLS 1.2");
    assert_eq!(card.count("C_Login"), 1);
}

#[test]
fn a_key_that_asks_at_each_use_gets_its_pin_before_the_server_waits() {
    let (card, site, clients) = raw_rsa(|token| token.always_authenticate = true);
    let server = Server::asking(&card.world, &site, &clients, &[]);
    let words = [
        "connect",
        &server.url(),
        "--json",
        "--trust",
        text(&site.root),
    ];
    // Without the key's own PIN nobody is asked to wait for it.
    let none = card.run(&words).code(4);
    none.error("key_pin_needed");
    assert_eq!(card.count("C_SignInit"), 0);
    let pin = card.parafa(&words).env("PARAFA_KEY_PIN", "123456").output();
    let done = ran(pin.unwrap()).code(0).document("connect");
    assert_eq!(done["ok"], true, "{done}");
    assert_eq!(card.count("C_SignInit"), 1);
}

#[test]
fn a_wrong_pin_is_refused_once_and_the_server_hears_nothing() {
    let world = World::with_token(TOKEN);
    let site = site(&world, SERVER, "30");
    let clients = rsa(&world, CLIENTS, "mine", "01", "30");
    let server = Server::asking(&world, &site, &clients, &[]);
    let words = [
        "connect",
        &server.url(),
        "--json",
        "--trust",
        text(&site.root),
    ];
    let wrong = world.parafa(&words).env("PARAFA_PIN", "9999").output();
    ran(wrong.unwrap()).code(4).error("wrong_pin");
    assert_ne!(PIN, "9999");
}
