//! Byte equality with the requests that `openssl` and `certtool` make from the same key and subject: PKCS#1 v1.5 has no
//! randomness (RFC 8017 §8.2), so the same request has the same bytes, whoever signs it.
//!
//! `openssl` can say everything that we can, given `string_mask = utf8only` (RFC 5280 §4.1.2.4) and its extensions in our order.
//! `certtool` cannot be equal as a whole: it asks for basicConstraints in every request, which is the authority's to say and which
//! we never ask for, and it writes PrintableString wherever the letters allow, so each of its values here has a letter that does
//! not. Compared with it are the subject, the key, and every extension but that one.

use std::fs;

use crate::kit::{World, text};

const ID: &str = "01";

/// A world in which one RSA key lies on the token and, as `rsa.key`, beside it.
fn world() -> World {
    let world = World::with_token("equal");
    let key = world.file("rsa.key");
    let make = ["genpkey", "-algorithm", "RSA", "-out", text(&key)];
    let size = ["-pkeyopt", "rsa_keygen_bits:2048"];
    world.judge("openssl", &[&make[..], &size].concat());
    world.import("equal", &key, "rsa", ID);
    world
}

/// Our request with these words, in DER.
fn ours(world: &World, words: &[&str]) -> Vec<u8> {
    let request = ["request", "--existing", ID, "--json"];
    let done = world.run_with_pin(&[&request[..], words].concat()).code(0);
    let document = done.document("request");
    let csr = document["files"][0]["path"].as_str().unwrap();
    let der = world.file("ours.der");
    let into = ["-outform", "DER", "-out", text(&der)];
    world.judge("openssl", &[&["req", "-in", csr][..], &into].concat());
    fs::remove_file(csr).unwrap();
    fs::read(der).unwrap()
}

/// What `openssl` makes from a configuration.
fn openssl(world: &World, names: &str, extensions: &str) -> Vec<u8> {
    let wanted = if extensions.is_empty() {
        ""
    } else {
        "req_extensions = wanted\n"
    };
    let config = format!(
        "[req]\nprompt = no\nstring_mask = utf8only\ndistinguished_name = names\n{wanted}[names]\n{names}\n[wanted]\n{extensions}\n"
    );
    fs::write(world.file("openssl.cnf"), config).unwrap();
    let sign = ["req", "-new", "-utf8", "-sha256", "-config", "openssl.cnf"];
    let into = ["-key", "rsa.key", "-outform", "DER", "-out", "theirs.der"];
    world.judge("openssl", &[&sign[..], &into].concat());
    fs::read(world.file("theirs.der")).unwrap()
}

/// What `certtool` makes from a template.
fn certtool(world: &World, template: &str) -> Vec<u8> {
    fs::write(world.file("certtool.cfg"), template).unwrap();
    let make = ["--generate-request", "--load-privkey", "rsa.key"];
    let how = [
        "--template",
        "certtool.cfg",
        "--hash",
        "SHA256",
        "--no-text",
    ];
    let into = ["--outder", "--outfile", "theirs.der"];
    world.judge("certtool", &[&make[..], &how, &into].concat());
    fs::read(world.file("theirs.der")).unwrap()
}

/// The elements inside a constructed one, each with its header.
fn inside(element: &[u8]) -> Vec<&[u8]> {
    let (header, length) = measure(element);
    let mut rest = &element[header..header + length];
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (header, length) = measure(rest);
        let (first, others) = rest.split_at(header + length);
        found.push(first);
        rest = others;
    }
    found
}

/// Lengths of header and content.
fn measure(element: &[u8]) -> (usize, usize) {
    let first = usize::from(element[1]);
    if first < 0x80 {
        return (2, first);
    }
    let header = 2 + (first & 0x7F);
    let length = element[2..header].iter();
    (
        header,
        length.fold(0, |sum, byte| sum << 8 | usize::from(*byte)),
    )
}

/// The extensions that a request's info asks for: attributes, their only one, its values, the only one.
fn extensions<'a>(info: &[&'a [u8]]) -> Vec<&'a [u8]> {
    inside(inside(inside(inside(info[3])[0])[1])[0])
}

#[test]
fn openssl_makes_the_same_bytes_without_extensions() {
    let world = world();
    let ours = ours(
        &world,
        &[
            "--subject",
            "C=RO,O=Cabinet Medical Exemplu,CN=Ana Ștefănescu",
        ],
    );
    let names = "C = RO\nO = Cabinet Medical Exemplu\nCN = Ana Ștefănescu";
    assert_eq!(ours, openssl(&world, names, ""));
}

#[test]
fn openssl_makes_the_same_bytes_with_every_kind_of_name_and_extension() {
    let world = world();
    let subject = "C=RO,ST=Cluj,L=Cluj-Napoca,O=Cabinet Șerban,OU=Medicină,2.5.4.97=VATRO-123,CN=Ana Pop,\
                   SN=Pop,GN=Ana,title=medic,serialNumber=RO-1,emailAddress=ana@example.ro";
    let asked = [
        "--ku",
        "digitalSignature,nonRepudiation",
        "--eku",
        "clientAuth,emailProtection,1.2.3.4",
        "--san",
        "dns:example.ro",
        "--san",
        "email:ana@example.ro",
        "--san",
        "ip:192.0.2.1",
        "--san",
        "uri:https://example.ro/",
    ];
    let ours = ours(&world, &[&["--subject", subject][..], &asked].concat());
    let names = "C = RO\nST = Cluj\nL = Cluj-Napoca\nO = Cabinet Șerban\nOU = Medicină\norganizationIdentifier = VATRO-123\n\
                 CN = Ana Pop\nSN = Pop\nGN = Ana\ntitle = medic\nserialNumber = RO-1\nemailAddress = ana@example.ro";
    let extensions = "keyUsage = critical,digitalSignature,nonRepudiation\n\
                      extendedKeyUsage = clientAuth,emailProtection,1.2.3.4\n\
                      subjectAltName = DNS:example.ro,email:ana@example.ro,IP:192.0.2.1,URI:https://example.ro/";
    assert_eq!(ours, openssl(&world, names, extensions));
}

#[test]
fn certtool_makes_the_same_subject_key_and_extensions() {
    let world = world();
    let subject = "C=RO,O=Cabinet Șerban,OU=Medicină,CN=Ana Ștefănescu";
    let asked = ["--subject", subject, "--ku", "digitalSignature"];
    let ours = ours(&world, &asked);
    let names = "country = RO\norganization = \"Cabinet Șerban\"\nunit = \"Medicină\"\ncn = \"Ana Ștefănescu\"\n";
    let theirs = certtool(&world, &format!("{names}signing_key\n"));
    let (ours, theirs) = (inside(inside(&ours)[0]), inside(inside(&theirs)[0]));
    // version, subject, subjectPKInfo (RFC 2986 §4.1)
    assert_eq!(ours[..3], theirs[..3]);
    let basic_constraints = [0x06, 0x03, 0x55, 0x1D, 0x13];
    let mut theirs = extensions(&theirs);
    theirs.retain(|extension| inside(extension)[0] != basic_constraints);
    assert_eq!(extensions(&ours), theirs);
}
