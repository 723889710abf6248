//! A world for one test: folders, a practice token, certificates, and the program in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub(crate) use parafa_practice::module;
use serde_json::Value;
use tempfile::TempDir;

/// The PINs of every practice token.
pub(crate) const PIN: &str = "1234";
pub(crate) const SO_PIN: &str = "87654321";

/// Folders of its own, and nothing else of this computer but `PATH`.
pub(crate) struct World {
    folder: TempDir,
    softhsm: PathBuf,
}

/// What a run of the program left.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl World {
    /// Without any token.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["home", "work"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let softhsm = parafa_practice::configure(folder.path());
        Self { folder, softhsm }
    }

    /// With one initialised token.
    pub(crate) fn with_token(label: &str) -> Self {
        let world = Self::new();
        world.token(label);
        world
    }

    /// Makes another token.
    pub(crate) fn token(&self, label: &str) {
        parafa_practice::token(&self.softhsm, label, PIN, SO_PIN);
    }

    /// A file in the working folder.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.work().join(name)
    }

    /// The folder in which the program runs.
    pub(crate) fn work(&self) -> PathBuf {
        self.folder.path().join("work")
    }

    /// The folder of configuration, journal and log.
    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// The user's own registry, with one module and these further keys of it.
    pub(crate) fn registry(&self, id: &str, library: &Path, keys: &str) {
        let entry = format!(
            r#"schema = 1
[[module]]
id = "{id}"
name = "{id}"
vendor = "V"
kind = "software"
confidence = "likely"
library = [{{ os = "linux", arch = "any", path = "{}", confidence = "likely", src = "own: test" }}]
{keys}
"#,
            text(library)
        );
        let folder = self.home().join("config");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("vendor-modules.toml"), entry).unwrap();
    }

    /// A program in this world, without a terminal: `setsid` takes it away.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new("setsid");
        command.arg(program);
        self.surround(&mut command);
        command
    }

    fn surround(&self, command: &mut Command) {
        let home = self.home();
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", &home)
            .env("LC_ALL", "C.UTF-8")
            .env("SOFTHSM2_CONF", &self.softhsm)
            .env("PARAFA_CONFIG_DIR", home.join("config"))
            .env("PARAFA_STATE_DIR", home.join("state"))
            .env("PARAFA_P11KIT_DIRS", home.join("p11-kit"))
            .current_dir(self.work())
            .stdin(Stdio::null());
    }

    /// The program, not yet run.
    pub(crate) fn parafa(&self, words: &[&str]) -> Command {
        let mut command = self.command(env!("CARGO_BIN_EXE_parafa"));
        command.env("PARAFA_MODULE", module()).args(words);
        command
    }

    /// Runs the program.
    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        ran(self.parafa(words).output().unwrap())
    }

    /// Runs the program with the PIN in its variable.
    pub(crate) fn run_with_pin(&self, words: &[&str]) -> Ran {
        ran(self.parafa(words).env("PARAFA_PIN", PIN).output().unwrap())
    }

    /// Runs another program, which must succeed.
    pub(crate) fn judge(&self, program: &str, args: &[&str]) -> String {
        let mut command = self.command(program);
        let output = command.args(args).output().unwrap();
        assert!(
            output.status.success(),
            "{program} {args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    /// `pkcs11-tool`, logged in.
    pub(crate) fn pkcs11_tool(&self, token: &str, args: &[&str]) -> String {
        let login = [
            "--module",
            module(),
            "--token-label",
            token,
            "--login",
            "--pin",
            PIN,
        ];
        self.judge("pkcs11-tool", &[&login[..], args].concat())
    }

    /// A key of openssl's with a certificate for so many days, both on the token; the certificate's file.
    pub(crate) fn identity(&self, token: &str, holder: &str, id: &str, days: &str) -> PathBuf {
        let key = self.file(&format!("{holder}.key"));
        self.judge(
            "openssl",
            &[
                "genpkey",
                "-algorithm",
                "EC",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-out",
                text(&key),
            ],
        );
        self.import(token, &key, holder, id);
        let certificate = self.certificate(&key, holder, days);
        self.put_certificate(token, &certificate, holder, id);
        certificate
    }

    /// Puts a key of openssl's on the token.
    pub(crate) fn import(&self, token: &str, key: &Path, label: &str, id: &str) {
        let args = [
            "--import",
            text(key),
            "--token",
            token,
            "--label",
            label,
            "--id",
            id,
        ];
        self.judge("softhsm2-util", &[&args[..], &["--pin", PIN]].concat());
    }

    /// A leaf certificate for a key, by a stand-in authority.
    pub(crate) fn certificate(&self, key: &Path, holder: &str, days: &str) -> PathBuf {
        let (ca, ca_key) = self.authority();
        let request = self.file("leaf.csr");
        let subject = format!("/O=Cabinet Test/CN={holder}");
        self.judge(
            "openssl",
            &[
                "req",
                "-new",
                "-key",
                text(key),
                "-subj",
                &subject,
                "-out",
                text(&request),
            ],
        );
        let leaf = (1..100)
            .map(|number| self.file(&format!("{holder}-{number}.pem")))
            .find(|path| !path.exists())
            .unwrap();
        let issue = [
            "x509",
            "-req",
            "-in",
            text(&request),
            "-CA",
            text(&ca),
            "-CAkey",
            text(&ca_key),
        ];
        self.judge(
            "openssl",
            &[&issue[..], &["-days", days, "-out", text(&leaf)]].concat(),
        );
        leaf
    }

    /// The stand-in authority: certificate and key.
    pub(crate) fn authority(&self) -> (PathBuf, PathBuf) {
        let (ca, key) = (self.file("ca.pem"), self.file("ca.key"));
        if !ca.exists() {
            let new = [
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
            ];
            let out = [
                "-keyout",
                text(&key),
                "-out",
                text(&ca),
                "-subj",
                "/CN=Test CA",
                "-days",
                "90",
            ];
            self.judge("openssl", &[&new[..], &out].concat());
        }
        (ca, key)
    }

    /// A stand-in authority of this name, as `/C=RO/CN=…`: programs know an issuer by its name.
    pub(crate) fn authority_called(&self, subject: &str) -> (PathBuf, PathBuf) {
        let stem = subject.replace(|letter: char| !letter.is_alphanumeric(), "-");
        let (ca, key) = (
            self.file(&format!("{stem}.pem")),
            self.file(&format!("{stem}.key")),
        );
        if !ca.exists() {
            let new = [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-utf8", "-days", "900",
            ];
            let out = ["-keyout", text(&key), "-out", text(&ca), "-subj", subject];
            self.judge("openssl", &[&new[..], &out].concat());
        }
        (ca, key)
    }

    /// A new RSA key of openssl's.
    pub(crate) fn rsa_key(&self, name: &str) -> PathBuf {
        let key = self.file(&format!("{name}.key"));
        let make = ["genpkey", "-algorithm", "RSA", "-out", text(&key)];
        self.judge("openssl", &make);
        key
    }

    /// A certificate for a key, of this authority, subject and number of days; the file is called `name`.
    pub(crate) fn issued(
        &self,
        issuer: &str,
        key: &Path,
        subject: &str,
        days: &str,
        name: &str,
    ) -> PathBuf {
        let (ca, ca_key) = self.authority_called(issuer);
        let (request, leaf) = (self.file(&format!("{name}.csr")), self.file(name));
        let ask = [
            "req",
            "-new",
            "-utf8",
            "-key",
            text(key),
            "-subj",
            subject,
            "-out",
        ];
        self.judge("openssl", &[&ask[..], &[text(&request)]].concat());
        let issue = [
            "x509",
            "-req",
            "-in",
            text(&request),
            "-CA",
            text(&ca),
            "-CAkey",
        ];
        let rest = [text(&ca_key), "-days", days, "-out", text(&leaf)];
        self.judge("openssl", &[&issue[..], &rest].concat());
        fs::remove_file(request).unwrap();
        leaf
    }

    /// Puts a certificate on the token.
    pub(crate) fn put_certificate(&self, token: &str, certificate: &Path, label: &str, id: &str) {
        let der = certificate.with_extension("der");
        self.judge(
            "openssl",
            &[
                "x509",
                "-in",
                text(certificate),
                "-outform",
                "DER",
                "-out",
                text(&der),
            ],
        );
        let write = [
            "--write-object",
            text(&der),
            "--type",
            "cert",
            "--label",
            label,
            "--id",
            id,
        ];
        self.pkcs11_tool(token, &write);
    }
}

impl Ran {
    /// The exit code must be this one.
    #[track_caller]
    pub(crate) fn code(self, code: i32) -> Self {
        assert_eq!(
            self.code, code,
            "stdout: {}\nstderr: {}",
            self.out, self.err
        );
        self
    }

    /// The document of this command, which must be all of standard output, and its warnings a list.
    #[track_caller]
    pub(crate) fn document(&self, command: &str) -> Value {
        let value: Value = serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("{error}: {} {}", self.out, self.err));
        assert_eq!(value["schema"], format!("parafa.{command}/1"));
        assert!(self.out.starts_with("{\"schema\":"), "schema first");
        assert!(value["warnings"].is_array());
        assert!(self.err.lines().count() <= 1, "{}", self.err);
        value
    }

    /// The error document, which must be the one line of standard error.
    #[track_caller]
    pub(crate) fn error(&self, code: &str) -> Value {
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        let value: Value = serde_json::from_str(&self.err).unwrap();
        assert_eq!(value["schema"], "parafa.error/1");
        assert_eq!(value["code"], code, "{value}");
        for key in [
            "number",
            "message",
            "advice",
            "detail",
            "token_state",
            "warnings",
        ] {
            assert!(value.get(key).is_some(), "{key}");
        }
        let message = value["message"].as_str().unwrap();
        let whole = !message.contains('⟦') && !message.contains("{$") && !message.contains("{ $");
        assert!(whole, "{message}");
        value
    }

    /// Nothing was answered.
    #[track_caller]
    pub(crate) fn silent(self) -> Self {
        assert_eq!(self.out, "");
        self
    }
}

/// What a process left.
pub(crate) fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A path as text.
pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The request in the working folder.
fn request(world: &World) -> PathBuf {
    let files = fs::read_dir(world.work())
        .unwrap()
        .flatten()
        .map(|entry| entry.path());
    files
        .filter(|path| path.extension().is_some_and(|end| end == "csr"))
        .last()
        .expect("a request was written")
}

/// The authority checks the request and issues `certificate.pem`.
pub(crate) fn issue(world: &World) -> PathBuf {
    let csr = request(world);
    world.judge("openssl", &["req", "-verify", "-noout", "-in", text(&csr)]);
    let (ca, key) = world.authority();
    let leaf = world.work().join("certificate.pem");
    let by = [
        "-CA",
        text(&ca),
        "-CAkey",
        text(&key),
        "-CAcreateserial",
        "-days",
        "60",
        "-copy_extensions",
        "copy",
    ];
    world.judge(
        "openssl",
        &[
            &["x509", "-req", "-in", text(&csr), "-out", text(&leaf)],
            &by[..],
        ]
        .concat(),
    );
    leaf
}
