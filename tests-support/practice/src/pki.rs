//! Authorities of `openssl`: certificates, revocation lists, a responder. Keys are P-256 unless said otherwise: they cost nothing.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A certificate with its key, in files.
#[derive(Debug, Clone)]
pub struct Holder {
    /// The certificate in DER.
    pub der: Vec<u8>,
    stem: PathBuf,
    serial: String,
}

/// What a certificate shall be.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// `/CN=…`; empty: none.
    pub subject: &'a str,
    /// `name=value` as in OpenSSL's `-addext`.
    pub extensions: &'a [&'a str],
    /// Days from now.
    pub days: u32,
    /// In hex, or with a sign; empty: the next one.
    pub serial: &'a str,
    /// Further options of `openssl req`.
    pub options: &'a [&'a str],
    /// What `-newkey` takes, or a curve: `P-384`.
    pub key: &'a str,
}

impl Default for Wish<'_> {
    fn default() -> Self {
        Self {
            subject: "/CN=Ana Pop",
            extensions: &["keyUsage=critical,digitalSignature"],
            days: 100,
            serial: "",
            options: &[],
            key: "ec",
        }
    }
}

/// The extensions of an authority.
pub const CA: &[&str] = &[
    "basicConstraints=critical,CA:TRUE",
    "keyUsage=critical,keyCertSign,cRLSign",
];

static NEXT: AtomicU32 = AtomicU32::new(0x1000);

impl Holder {
    /// One that is signed by its own key.
    #[must_use]
    pub fn root(folder: &Path, wish: Wish<'_>) -> Self {
        Self::make(folder, wish, None)
    }

    /// One that this one issues.
    #[must_use]
    pub fn issue(&self, wish: Wish<'_>) -> Self {
        let folder = self.stem.parent().unwrap_or(Path::new("."));
        Self::make(folder, wish, Some(self))
    }

    /// An authority under this one.
    #[must_use]
    pub fn authority(&self, name: &str) -> Self {
        self.issue(Wish {
            subject: &format!("/CN={name}"),
            extensions: CA,
            days: 1000,
            ..Wish::default()
        })
    }

    fn make(folder: &Path, wish: Wish<'_>, issuer: Option<&Self>) -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let stem = folder.join(format!("holder-{number}"));
        let serial = if wish.serial.is_empty() {
            format!("0x{number:04X}")
        } else {
            wish.serial.to_owned()
        };
        let (key, certificate) = (named(&stem, "key"), named(&stem, "pem"));
        let days = wish.days.to_string();
        let mut command = openssl();
        command.args(["req", "-x509", "-new", "-utf8", "-config", "/dev/null"]);
        let curve = match wish.key {
            "ec" => Some("P-256"),
            curve => Some(curve).filter(|curve| curve.starts_with("P-")),
        };
        let kind = if curve.is_some() { "ec" } else { wish.key };
        command.args(["-nodes", "-newkey", kind]);
        if let Some(curve) = curve {
            command.args(["-pkeyopt", &format!("ec_paramgen_curve:{curve}")]);
        }
        command
            .arg("-keyout")
            .arg(&key)
            .arg("-out")
            .arg(&certificate);
        let subject = if wish.subject.is_empty() {
            "/"
        } else {
            wish.subject
        };
        command.args(["-subj", subject, "-days", &days, "-set_serial", &serial]);
        command.args(["-addext", "subjectKeyIdentifier=hash"]);
        for extension in wish.extensions {
            command.args(["-addext", extension]);
        }
        if let Some(issuer) = issuer {
            command.arg("-CA").arg(named(&issuer.stem, "pem"));
            command.arg("-CAkey").arg(named(&issuer.stem, "key"));
            command.args(["-addext", "authorityKeyIdentifier=keyid"]);
        }
        command.args(wish.options);
        done(command);
        let mut command = openssl();
        command
            .args(["x509", "-outform", "DER", "-in"])
            .arg(&certificate);
        let der = done(command);
        let serial = serial.trim_start_matches("0x").to_owned();
        Self { der, stem, serial }
    }

    /// The certificate's file in PEM.
    #[must_use]
    pub fn pem(&self) -> PathBuf {
        named(&self.stem, "pem")
    }

    /// The key's file in PEM.
    #[must_use]
    pub fn key(&self) -> PathBuf {
        named(&self.stem, "key")
    }

    /// Writes the register of what this authority issued; each revoked one with its moment (`YYMMDDHHMMSSZ`) and reason.
    pub fn register(&self, issued: &[&Self], revoked: &[(&Self, &str)]) {
        let line = |holder: &Self, state: &str, when: &str| {
            format!(
                "{state}\t401231235959Z\t{when}\t{}\tunknown\t/CN=x\n",
                holder.serial
            )
        };
        let mut register = String::new();
        for holder in issued {
            register += &line(holder, "V", "");
        }
        for (holder, when) in revoked {
            register += &line(holder, "R", when);
        }
        write(&named(&self.stem, "index"), register.as_bytes());
        write(&named(&self.stem, "index.attr"), b"unique_subject = no\n");
    }

    /// The revocation list of its register, in DER. `options` are those of `openssl ca`, such as `-crldays 7`; `extensions` are
    /// lines of a section.
    #[must_use]
    pub fn revocation_list(&self, options: &[&str], extensions: &str) -> Vec<u8> {
        let config = named(&self.stem, "cnf");
        let text = format!(
            "[ca]\ndefault_ca=d\n[d]\ndatabase={}\ndefault_md=sha256\ncrlnumber={}\ncrl_extensions=e\n[e]\nauthorityKeyIdentifier=keyid\n{extensions}\n",
            named(&self.stem, "index").display(),
            named(&self.stem, "number").display(),
        );
        write(&config, text.as_bytes());
        write(&named(&self.stem, "number"), b"05\n");
        let mut command = openssl();
        command.args(["ca", "-gencrl", "-config"]).arg(&config);
        command
            .arg("-cert")
            .arg(self.pem())
            .arg("-keyfile")
            .arg(self.key());
        command.args(options);
        let list = done(command);
        let path = named(&self.stem, "crl");
        write(&path, &list);
        let mut command = openssl();
        command.args(["crl", "-outform", "DER", "-in"]).arg(path);
        done(command)
    }

    /// Starts `openssl ocsp` at a port of loopback over this authority's register; `signer` signs.
    #[must_use]
    pub fn responder_at(&self, port: u16, signer: &Self, options: &[&str]) -> Responder {
        let mut command = openssl();
        command
            .arg("ocsp")
            .arg("-index")
            .arg(named(&self.stem, "index"));
        command.args(["-port", &port.to_string()]);
        command.arg("-CA").arg(self.pem());
        command
            .arg("-rsigner")
            .arg(signer.pem())
            .arg("-rkey")
            .arg(signer.key());
        command.args(options);
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let mut child = command
            .stderr(Stdio::piped())
            .spawn()
            .expect("openssl ocsp starts");
        // It is not tried by a connection: one that asks nothing leaves it waiting for ever.
        let mut said = BufReader::new(child.stderr.take().expect("its words"));
        let mut line = String::new();
        while !line.contains("waiting for OCSP client connections") {
            line.clear();
            let length = said.read_line(&mut line).expect("a line");
            assert!(length > 0, "openssl ocsp ended");
        }
        Responder { child, _said: said }
    }

    /// What this authority's responder would say of `holder`, without a network: the response in DER to the request in `request`.
    #[must_use]
    pub fn response(&self, signer: &Self, request: &[u8], options: &[&str]) -> Vec<u8> {
        let asked = named(&self.stem, "request");
        write(&asked, request);
        let told = named(&self.stem, "response");
        let mut command = openssl();
        command
            .arg("ocsp")
            .arg("-index")
            .arg(named(&self.stem, "index"));
        command.arg("-CA").arg(self.pem());
        command
            .arg("-rsigner")
            .arg(signer.pem())
            .arg("-rkey")
            .arg(signer.key());
        command.arg("-reqin").arg(asked).arg("-respout").arg(&told);
        command.args(options);
        done(command);
        fs::read(told).expect("a response")
    }
}

/// A running responder; it ends with this value.
#[derive(Debug)]
pub struct Responder {
    child: Child,
    _said: BufReader<ChildStderr>,
}

impl Drop for Responder {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port of loopback that nobody uses at the moment.
#[must_use]
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("its number").port()
}

fn named(stem: &Path, extension: &str) -> PathBuf {
    stem.with_extension(extension)
}

fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).expect("a file");
}

fn openssl() -> Command {
    let mut command = Command::new("openssl");
    command.env("LC_ALL", "C.UTF-8");
    command
}

fn done(mut command: Command) -> Vec<u8> {
    let output = command.stdin(Stdio::null()).output().expect("openssl runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    output.stdout
}
