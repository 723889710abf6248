//! One story for every module: a blank token is made ready, then keys of each kind, a file's key, and its PINs go through their lives.
//! A part that is refused must leave nothing behind.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::kit::{Ran, World, issue, ran, text};

/// The parts, as the columns of the table are called.
pub(crate) const PARTS: [&str; 13] = [
    "`init`",
    "wrong PIN",
    "`rsa2048`",
    "`rsa3072`",
    "`p256`",
    "`p384`",
    "`p521`",
    "`ed25519`",
    "says that it made the key",
    "certificate seen without PIN",
    "`import`",
    "`pin change`",
    "`pin unblock`",
];
const KEYS: [&str; 6] = ["rsa2048", "rsa3072", "p256", "p384", "p521", "ed25519"];
const HOLDER: &str = "Ana Șerban";
const NEW: &str = "24681357";
const PASSWORD: &str = "open sesame";

/// A module with one token, as the program and others see it.
pub(crate) struct Stage<'a> {
    pub(crate) world: &'a World,
    /// A program in the surroundings that the module needs.
    pub(crate) program: &'a dyn Fn(&str) -> Command,
    /// What `PARAFA_MODULE` says.
    pub(crate) module: &'a str,
    pub(crate) token: &'a str,
    pub(crate) pin: &'a str,
    pub(crate) so_pin: &'a str,
    pub(crate) begin: Begin<'a>,
    /// The certificate's bytes, as another program reads them by its id and label.
    pub(crate) judge: fn(&Stage<'_>, &str, &str) -> Vec<u8>,
}

/// How the token comes to be.
pub(crate) enum Begin<'a> {
    /// By `init`, which goes without questions on a blank software token.
    Init,
    /// By `init`, with this word: the module calls its token a device.
    Word(&'a str),
    /// By a tool of its own.
    Tool,
}

/// What each kind of key showed beside its path.
#[derive(Default)]
struct Seen {
    born: Vec<Option<bool>>,
    open: Vec<Option<bool>>,
}

impl Stage<'_> {
    /// Goes through the story; what the table says of it: `yes`, the number of a refusal, or how the token began.
    pub(crate) fn play(&self) -> Vec<String> {
        let mut cells = vec![self.begins()];
        assert_eq!(self.tokens()[0]["label"], self.token);
        cells.push(self.refuses());
        let mut seen = Seen::default();
        cells.extend(KEYS.iter().map(|key| self.key(key, &mut seen)));
        cells.extend([one(&seen.born), one(&seen.open)]);
        cells.push(self.import());
        cells.push(self.change());
        cells.push(self.unblock());
        cells
    }

    /// The program with these words, on this token.
    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        self.with(words, self.pin)
    }

    fn with(&self, words: &[&str], pin: &str) -> Ran {
        let mut command = self.parafa(words);
        command.args(["-t", self.token]).env("PARAFA_PIN", pin);
        ran(command.output().unwrap())
    }

    /// The program, not yet run: with every secret but the user's PIN.
    pub(crate) fn parafa(&self, words: &[&str]) -> Command {
        let mut command = (self.program)(env!("CARGO_BIN_EXE_parafa"));
        command
            .args(words)
            .arg("--json")
            .env("PARAFA_MODULE", self.module)
            .env("PARAFA_SO_PIN", self.so_pin)
            .env("PARAFA_PASSWORD", PASSWORD);
        command
    }

    fn tokens(&self) -> Value {
        let told = self.run(&["tokens"]).code(0).document("tokens");
        told["tokens"].clone()
    }

    fn begins(&self) -> String {
        let init = |word: &[&str]| {
            let words = [&["init", "--label", self.token], word].concat();
            let mut command = self.parafa(&words);
            ran(command.env("PARAFA_PIN", self.pin).output().unwrap())
        };
        match self.begin {
            Begin::Init => {
                init(&[]).code(0);
                "yes".to_owned()
            }
            Begin::Word(word) => {
                init(&[]).code(2).error("token_not_blank");
                init(&["--confirm", word]).code(0);
                "with its word".to_owned()
            }
            Begin::Tool => "by its tool".to_owned(),
        }
    }

    /// A wrong PIN is told as such, and spends no more than itself.
    fn refuses(&self) -> String {
        let refused = self.with(&["show", "--login"], "99999999");
        assert_eq!(refused.code, 4, "{}", refused.err);
        let number = self.or_number(refused).err();
        number.expect("a wrong PIN opens nothing")
    }

    /// Key, request, certificate, proof, another reader, a second request for the same key, and everything gone again.
    fn key(&self, kind: &str, seen: &mut Seen) -> String {
        let subject = format!("C=RO,CN={HOLDER}");
        let request = self.run(&["request", "--subject", &subject, "--key", kind]);
        let request = match self.or_number(request) {
            Ok(request) => request.document("request"),
            Err(number) => return number + &self.takes_away(),
        };
        let csr = request["files"][0]["path"].as_str().unwrap();
        let leaf = issue(self.world);
        fs::remove_file(csr).unwrap();
        let installed = self.run(&["install", text(&leaf)]).code(0);
        let installed = installed.document("install");
        assert_eq!(installed["installed"][0]["proof"], "signed", "{kind}");
        let there = self.one_identity(kind);
        seen.born.push(there["key"]["on_token"].as_bool());
        seen.open.push(Some(self.is_seen_without_pin()));
        let id = request["keys"][0]["id"].as_str().unwrap();
        self.is_read_by_others(&leaf, &there, kind);
        let again = self.run(&["request", "--existing", id, "--subject", &subject]);
        let again = again.code(0).document("request");
        assert_eq!(again["keys"][0]["id"], id, "{kind} {again}");
        issue(self.world);
        fs::remove_file(again["files"][0]["path"].as_str().unwrap()).unwrap();
        self.delete(id, kind);
        "yes".to_owned()
    }

    /// A key of openssl's with its certificate, in a PKCS#12.
    fn import(&self) -> String {
        let world = self.world;
        let key = world.rsa_key("own");
        let subject = format!("/C=RO/CN={HOLDER}");
        let leaf = world.issued("/CN=Test CA", &key, &subject, "60", "own.pem");
        let file = world.file("own.p12");
        let pack = [
            "pkcs12",
            "-export",
            "-inkey",
            text(&key),
            "-in",
            text(&leaf),
        ];
        let out = ["-out", text(&file), "-passout", "pass:open sesame"];
        world.judge("openssl", &[&pack[..], &out].concat());
        let imported = match self.or_number(self.run(&["import", text(&file)])) {
            Ok(imported) => imported.document("import"),
            Err(number) => return number,
        };
        let there = self.one_identity("import");
        assert_eq!(there["key"]["on_token"], false, "{imported} {there}");
        let id = there["id"].as_str().unwrap();
        self.is_read_by_others(&leaf, &there, "import");
        self.delete(id, "import");
        "yes".to_owned()
    }

    /// The user's PIN is changed, counts, and is changed back.
    fn change(&self) -> String {
        let changed = self.change_to(self.pin, NEW);
        if let Err(number) = self.or_number(changed) {
            return number;
        }
        self.with(&["show", "--login"], NEW).code(0);
        self.change_to(NEW, self.pin).code(0);
        self.run(&["show", "--login"]).code(0);
        "yes".to_owned()
    }

    /// The officer gives the user a new PIN, and the user changes it back.
    fn unblock(&self) -> String {
        let mut command = self.parafa(&["pin", "unblock", "-t", self.token]);
        let unblocked = ran(command.env("PARAFA_NEW_PIN", NEW).output().unwrap());
        if let Err(number) = self.or_number(unblocked) {
            return number;
        }
        self.with(&["show", "--login"], NEW).code(0);
        self.change_to(NEW, self.pin).code(0);
        "yes".to_owned()
    }

    fn change_to(&self, old: &str, new: &str) -> Ran {
        let mut command = self.parafa(&["pin", "change", "-t", self.token]);
        command.env("PARAFA_PIN", old).env("PARAFA_NEW_PIN", new);
        ran(command.output().unwrap())
    }

    /// A refusal has a number, and says truly whether it left something on the token.
    fn or_number(&self, ran: Ran) -> Result<Ran, String> {
        if ran.code == 0 {
            return Ok(ran);
        }
        let error: Value = serde_json::from_str(&ran.err).unwrap();
        let left = self.identities().as_array().unwrap().len();
        let says = [Value::from("nothing_changed"), Value::from("changed")];
        assert_eq!(error["token_state"], says[left], "{error}");
        Err(error["number"].as_str().unwrap().to_owned())
    }

    /// A key that was made and then is of no use can be seen and deleted.
    fn takes_away(&self) -> String {
        let there = self.identities();
        let Some(id) = there[0]["id"].as_str() else {
            return String::new();
        };
        assert_eq!(there[0]["state"], "awaiting_certificate", "{there}");
        let delete = ["delete", id, "--what", "all"];
        let asked = self.run(&delete).error("confirmation_needed");
        let word = asked["detail"]["confirm"].as_str().unwrap();
        self.run(&[&delete[..], &["--confirm", word]].concat())
            .code(0);
        assert_eq!(self.identities(), Value::Array(Vec::new()), "{there}");
        ", its key stays".to_owned()
    }

    fn identities(&self) -> Value {
        let shown = self.run(&["show", "--login"]).code(0).document("show");
        assert_eq!(shown["tokens"][0]["complete"], true, "{shown}");
        shown["tokens"][0]["identities"].clone()
    }

    fn one_identity(&self, what: &str) -> Value {
        let there = self.identities();
        assert_eq!(there.as_array().unwrap().len(), 1, "{what} {there}");
        assert_eq!(there[0]["state"], "ready", "{what} {there}");
        assert_eq!(there[0]["key"]["extractable"], false, "{what} {there}");
        there[0].clone()
    }

    fn is_seen_without_pin(&self) -> bool {
        let mut show = self.parafa(&["show", "-t", self.token]);
        let shown = ran(show.output().unwrap()).code(0).document("show");
        let certificates = &shown["tokens"][0]["identities"][0]["certificates"];
        certificates
            .as_array()
            .is_some_and(|there| there.len() == 1)
    }

    fn is_read_by_others(&self, leaf: &Path, there: &Value, what: &str) {
        let der = self.world.file("leaf.der");
        let convert = [
            "x509",
            "-in",
            text(leaf),
            "-outform",
            "DER",
            "-out",
            text(&der),
        ];
        self.world.judge("openssl", &convert);
        let (id, label) = (there["id"].as_str().unwrap(), there["label"].as_str());
        let label = label.unwrap_or_default();
        assert_eq!(
            (self.judge)(self, id, label),
            fs::read(&der).unwrap(),
            "{what}"
        );
        fs::remove_file(der).unwrap();
    }

    fn delete(&self, id: &str, what: &str) {
        let delete = ["delete", id, "--what", "all", "--confirm", HOLDER];
        let removed = self.run(&delete).code(0).document("delete")["removed"].clone();
        assert_eq!(removed.as_array().unwrap().len(), 3, "{what} {removed}");
        assert_eq!(self.identities(), Value::Array(Vec::new()), "{what}");
    }
}

/// The same of every kind, as a cell.
fn one(seen: &[Option<bool>]) -> String {
    let first = seen.first().copied().flatten();
    assert!(seen.iter().all(|it| *it == first), "{seen:?}");
    let word = first.map_or("not told", |yes| if yes { "yes" } else { "no" });
    word.to_owned()
}

/// `pkcs11-tool` through the same module.
pub(crate) fn pkcs11_tool(stage: &Stage<'_>, id: &str, _label: &str) -> Vec<u8> {
    let out = stage.world.file("read.der");
    let mut command = (stage.program)("pkcs11-tool");
    command.args(["--module", stage.module, "--token-label", stage.token]);
    command.args(["--read-object", "--type", "cert", "--id", id]);
    let done = command.args(["--output-file", text(&out)]).output();
    let done = done.unwrap();
    assert!(done.status.success(), "{done:?}");
    fs::read(out).unwrap()
}
