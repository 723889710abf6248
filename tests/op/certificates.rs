//! Which certificates are put in place, and what is said of those that were there.

use std::path::{Path, PathBuf};

use parafa::error::{Code, Exit};
use parafa::op::files::Source;
use parafa::op::install::Install;
use parafa::op::request::RequestInput;
use parafa::op::shape::RequestOutcome;
use parafa::token::TokenState;
use parafa::x509::{Extras, Request, StandInCa, recognise};
use parafa_faulty::TokenFile;

use crate::kit::Kit;

fn token() -> TokenFile {
    TokenFile::new("Parafa")
}

fn csr(made: &RequestOutcome) -> Request {
    let bytes = std::fs::read(&made.files[0].path).unwrap();
    recognise(&bytes).unwrap().requests.remove(0)
}

fn certificates(kit: &Kit) -> usize {
    kit.token().of_class(1).count()
}

fn openssl(args: &[&str]) -> Vec<u8> {
    let made = std::process::Command::new("openssl")
        .args(args)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    made.stdout
}

/// The first RSA key of the faulty module, as it lies in the repository.
fn first_key() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests-support/faulty/keys/test-rsa2048-1.pem")
}

/// Signed by that key itself.
fn self_signed(ca: &str) -> Vec<u8> {
    let key = first_key();
    let key = key.to_str().unwrap();
    let usage = format!("basicConstraints=critical,CA:{ca}");
    let pem = openssl(&[
        "req", "-x509", "-key", key, "-subj", "/CN=Own", "-addext", &usage,
    ]);
    recognise(&pem)
        .unwrap()
        .certificates
        .remove(0)
        .der()
        .to_vec()
}

#[test]
fn a_token_that_cannot_be_written_to_is_refused_before_the_pin() {
    let kit = Kit::new(token());
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    kit.change(|t| t.write_protected = true);
    kit.ask.asked.lock().unwrap().clear();
    let before = kit.entered("C_Login");
    for failure in [
        kit.install(&[&file], false).unwrap_err(),
        kit.request().unwrap_err(),
    ] {
        assert_eq!(failure.code, Code::TokenWriteProtected);
        assert_eq!(failure.token_state, Some(TokenState::NothingChanged));
    }
    assert!(kit.ask.asked.lock().unwrap().is_empty());
    assert_eq!(kit.entered("C_Login"), before);
    assert_eq!(kit.entered("C_CreateObject"), 0);
}

#[test]
fn a_placeholder_counts_as_none() {
    // Self-signed by the key: no CA, so a placeholder; a CA of its own is a certificate like any other.
    for (ca, superseded) in [("FALSE", 0), ("TRUE", 1)] {
        let with = token().with_rsa_key(&[5], "five", 2048).with_certificate(
            &[5],
            "five",
            &self_signed(ca),
        );
        let kit = Kit::new(with);
        let existing = RequestInput {
            existing: Some("05".to_owned()),
            ..kit.input()
        };
        let made = kit.request_with(existing).unwrap();
        let file = kit.issue(&made, "a.pem");
        let done = kit.install(&[&file], false).unwrap();
        assert_eq!(done.installed[0].superseded.len(), superseded, "{ca}");
        assert_eq!(kit.ask.was_told(Code::Superseded), superseded > 0);
        assert_eq!(certificates(&kit), 2);
    }
}

#[test]
fn a_self_signed_one_that_we_installed_is_no_placeholder() {
    let kit = Kit::new(token().with_rsa_key(&[5], "five", 2048));
    let own = kit.at("own.der");
    std::fs::write(&own, self_signed("FALSE")).unwrap();
    assert_eq!(kit.install(&[&own], false).unwrap().installed.len(), 1);
    let existing = RequestInput {
        existing: Some("05".to_owned()),
        ..kit.input()
    };
    let made = kit.request_with(existing).unwrap();
    let file = kit.issue(&made, "a.pem");
    let done = kit.install(&[&file], false).unwrap();
    assert_eq!(done.installed[0].superseded.len(), 1);
}

#[test]
fn what_reads_back_differently_is_told_and_written_down() {
    let kit = Kit::new(token());
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    kit.change(|t| t.damages_certificates = true);
    let failure = kit.install(&[&file], false).unwrap_err();
    assert_eq!(failure.code, Code::ReadBackDiffers);
    assert_eq!(failure.token_state, Some(TokenState::Changed));
    assert_eq!(kit.last_outcome(), "failed");
    assert_eq!(certificates(&kit), 1);
}

#[test]
fn a_folder_gives_all_that_is_in_it() {
    let kit = Kit::new(token());
    let (first, second) = (kit.request().unwrap(), kit.request().unwrap());
    let folder = kit.at("mail");
    std::fs::create_dir(&folder).unwrap();
    std::fs::create_dir(folder.join("below")).unwrap();
    kit.issue(&first, "mail/a.pem");
    kit.issue(&second, "mail/below/b.pem");
    std::fs::write(folder.join("letter.txt"), "Dear Sir").unwrap();
    let done = kit.install(&[&folder], false).unwrap();
    assert_eq!(done.installed.len(), 1, "not what lies deeper");
    assert!(done.skipped.is_empty(), "a folder holds letters, too");
    assert!(done.failure().is_none());
    let letter = kit.install(&[&folder.join("letter.txt")], false);
    assert_eq!(letter.unwrap_err().code, Code::FileNotRecognised);
    let empty = kit.at("empty");
    std::fs::create_dir(&empty).unwrap();
    let failure = kit.install(&[&empty], false).unwrap_err();
    assert_eq!(failure.code, Code::NoCertificateInFile);
}

#[test]
fn one_file_gives_several_and_a_ca_is_chain() {
    let kit = Kit::new(token());
    let (first, second) = (kit.request().unwrap(), kit.request().unwrap());
    let ca = StandInCa::new("Test", jiff::Timestamp::now()).unwrap();
    let issue = |made| ca.issue(&csr(made), 365, &Extras::default()).unwrap();
    let all = [
        ca.ca_certificate().pem(),
        issue(&first).pem(),
        issue(&second).pem(),
    ]
    .concat();
    let file = kit.at("all.pem");
    std::fs::write(&file, all).unwrap();
    let done = kit.install(&[&file], false).unwrap();
    assert_eq!(
        (done.installed.len(), done.skipped.len()),
        (2, 0),
        "{done:?}"
    );
    let ids: Vec<_> = done.installed.iter().map(|row| row.id.clone()).collect();
    assert_eq!(ids, [first.keys[0].id.clone(), second.keys[0].id.clone()]);
    assert_eq!(done.chain.len(), 1);
    assert_eq!(done.chain[0].sha256, ca.ca_certificate().sha256());
    assert_eq!(certificates(&kit), 2);
    // A CA alone has no key here.
    let root = kit.at("ca.pem");
    std::fs::write(&root, ca.ca_certificate().pem()).unwrap();
    let done = kit.install(&[&root], false).unwrap();
    assert_eq!(done.failure().unwrap().code.exit(), Exit::NotFound);
    assert_eq!(certificates(&kit), 2);
}

#[test]
fn not_yet_valid_is_put_in_place_with_a_warning() {
    let kit = Kit::new(token());
    let made = kit.request().unwrap();
    let now = jiff::Timestamp::now();
    let later: jiff::Timestamp = "2090-05-06T00:00:00Z".parse().unwrap();
    let extras = Extras {
        not_before: Some(later),
        ..Extras::default()
    };
    let ca = StandInCa::new("Test", now).unwrap();
    let issued = ca.issue(&csr(&made), 365, &extras).unwrap();
    let file = kit.at("a.pem");
    std::fs::write(&file, issued.pem()).unwrap();
    let done = kit.install(&[&file], false).unwrap();
    assert_eq!(done.installed.len(), 1);
    let told = kit.ask.told(Code::NotYetValid);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].args["date"], "2090-05-06");
    assert!(!kit.ask.was_told(Code::ClockEarly));
}

#[test]
fn a_clock_earlier_than_the_program_is_named() {
    let kit = Kit::new(token());
    let made = kit.request().unwrap();
    let (a, b) = (kit.issue(&made, "a.pem"), kit.issue(&made, "b.pem"));
    let install = Install {
        inputs: vec![Source::Path(a), Source::Path(b)],
        ..Install::default()
    };
    let done = kit.run(|setting| {
        setting.now = "2001-02-03T04:05:06Z".parse().unwrap();
        install.run(setting).unwrap()
    });
    assert_eq!(done.installed.len(), 2);
    let told = kit.ask.told(Code::ClockEarly);
    assert_eq!(told.len(), 1, "said once");
    assert_eq!(told[0].args["date"], "2001-02-03");
    assert_eq!(kit.ask.told(Code::NotYetValid).len(), 2);
    kit.run(|setting| {
        setting.now = "2001-02-03T04:05:06Z".parse().unwrap();
        parafa::op::todo::run(setting, None, "en").unwrap()
    });
    assert_eq!(
        kit.ask.told(Code::ClockEarly).len(),
        2,
        "days left are doubtful, too"
    );
}

#[test]
fn a_token_of_one_certificate_saves_the_old_one_first() {
    let mut kit = Kit::new(token().with(|t| t.one_certificate_per_key = true));
    kit.habits.one_certificate_per_key = true;
    let made = kit.request().unwrap();
    let (a, b) = (kit.issue(&made, "a.pem"), kit.issue(&made, "b.pem"));
    let first = kit.install(&[&a], false).unwrap();
    // The new one is not written: what was saved before lies there all the same.
    kit.set("FAULTY_SCRIPT", "C_CreateObject=rv:CKR_DEVICE_MEMORY");
    kit.install(&[&b], false).unwrap_err();
    let saved = format!("Ana-Exemplu-{}.cer", &first.installed[0].serial[..16]);
    let kept = std::fs::read(&saved).unwrap();
    std::fs::remove_file(&saved).unwrap();
    let old = recognise(&std::fs::read(&a).unwrap())
        .unwrap()
        .certificates
        .remove(0);
    assert_eq!(kept, old.der());

    kit.env.retain(|(name, _)| name != "FAULTY_SCRIPT");
    let done = kit.install(&[&b], false).unwrap();
    let row = &done.installed[0].superseded[0];
    let path = row.saved_to.clone().unwrap();
    let kept = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!((row.kept, kept.as_slice()), (false, old.der()));
    assert_eq!(certificates(&kit), 1);
}

#[test]
fn a_key_that_can_do_nothing_is_matched_and_that_is_said() {
    let kit = Kit::new(token());
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    kit.change(|t| {
        for object in t.objects.iter_mut().filter(|object| object.class() == 3) {
            object.attributes.insert(0x108, vec![0]); // CKA_SIGN
        }
    });
    let done = kit.install(&[&file], false).unwrap();
    assert_eq!(done.installed[0].proof, parafa::op::Proof::PublicKeyMatch);
    assert!(kit.ask.was_told(Code::ProofNotPossible));
    assert_eq!(certificates(&kit), 1);
}

#[test]
fn nothing_is_said_where_all_is_well() {
    let kit = Kit::new(token());
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    kit.install(&[&file], false).unwrap();
    assert!(
        kit.ask.told.lock().unwrap().is_empty(),
        "{:?}",
        kit.ask.told
    );
}

#[test]
fn a_ca_certificate_of_a_key_here_is_put_in_place_beside_others() {
    let kit = Kit::new(token().with_rsa_key(&[5], "five", 2048));
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    let own = kit.at("own.der");
    std::fs::write(&own, self_signed("TRUE")).unwrap();
    let done = kit.install(&[&file, &own], false).unwrap();
    assert_eq!((done.installed.len(), done.chain.len()), (2, 0), "{done:?}");
    assert_eq!(done.installed[1].id.as_deref(), Some("05"));
}

#[test]
fn a_refused_pin_ends_it_for_all_that_were_given() {
    let mut kit = Kit::new(token());
    let (first, second) = (kit.request().unwrap(), kit.request().unwrap());
    let (a, b) = (kit.issue(&first, "a.pem"), kit.issue(&second, "b.pem"));
    kit.ask.user = Some("999999".to_owned());
    kit.ask.asked.lock().unwrap().clear();
    let done = kit.install(&[&a, &b], false).unwrap();
    let reasons: Vec<_> = done.skipped.iter().map(|row| row.reason.as_str()).collect();
    assert_eq!(reasons, ["wrong_pin", "wrong_pin"]);
    assert_eq!(done.failure().unwrap().code.exit(), Exit::Pin);
    assert_eq!(kit.ask.asked.lock().unwrap().len(), 1);
    assert_eq!(kit.token().tries_left, 2);
}

/// The look after the writing has a hole: that the earlier certificate is gone cannot be told from it.
#[test]
fn an_earlier_certificate_that_cannot_be_read_is_not_called_gone() {
    let mut kit = Kit::new(token());
    let made = kit.request().unwrap();
    let (a, b) = (kit.issue(&made, "a.pem"), kit.issue(&made, "b.pem"));
    kit.install(&[&a], false).unwrap();
    // Four objects are read before: two without the PIN and one with it, and the new one.
    kit.set(
        "FAULTY_SCRIPT",
        "C_GetAttributeValue@5+=rv:CKR_DEVICE_ERROR",
    );
    let done = kit.install(&[&b], false).unwrap();
    let row = &done.installed[0].superseded[0];
    assert!(row.kept && row.saved_to.is_none());
    let mut journal = parafa::journal::Journal::new(Some(kit.paths()));
    let learnt = journal.learnt_all().unwrap();
    assert!(
        !learnt
            .iter()
            .any(|(_, facts)| facts.one_certificate_per_key)
    );
}

/// Neither key tells its public half, and neither signs: each is asked to decrypt what only the right one can.
#[test]
fn a_hidden_key_that_only_decrypts_is_found_by_a_trial() {
    let two = token().with(|t| t.hide_public_key = true);
    for bits in [2048, 3072] {
        let mut kit = Kit::new(two.clone().with_rsa_key(&[5], "five", bits));
        let made = kit
            .request_with(RequestInput {
                ku: vec!["keyEncipherment".to_owned()],
                ..kit.input()
            })
            .unwrap();
        let file = kit.issue(&made, "a.pem");
        kit.change(|t| {
            for object in &mut t.objects {
                object.attributes.insert(0x108, vec![0]); // CKA_SIGN
                object.attributes.insert(0x105, vec![1]); // CKA_DECRYPT
            }
        });
        // Another computer: its journal knows nothing.
        std::fs::remove_dir_all(kit.at("state")).unwrap();
        kit.set("FAULTY_SCRIPT", "C_GetAttributeValue=deny:0x120");
        let done = kit.install(&[&file], true).unwrap();
        assert_eq!(done.installed.len(), 1, "{bits} {done:?}");
        assert_eq!(done.installed[0].proof, parafa::op::Proof::Decrypted);
        assert_eq!(done.installed[0].id, made.keys[0].id);
        assert!(kit.entered("C_Decrypt") >= 3, "both were tried");
    }
}
