//! Files that are empty, cut off, huge, or something else.

use std::fs::{self, File};

use crate::kit::{World, text};

#[test]
fn each_is_refused_by_its_name_before_any_driver() {
    let world = World::new();
    let (ca, key) = world.authority();
    let pem = fs::read(&ca).unwrap();
    let p12 = fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/data/seeds/modern.p12"
    ))
    .unwrap();
    let files: [(&str, Vec<u8>, &str); 6] = [
        ("empty.pem", Vec::new(), "file_empty"),
        (
            "cut.p12",
            p12[..p12.len() / 2].to_vec(),
            "container_damaged",
        ),
        (
            "cut.pem",
            pem[..pem.len() / 2].to_vec(),
            "certificate_damaged",
        ),
        (
            "random.der",
            (0..=255).rev().cycle().take(5000).collect(),
            "file_not_recognised",
        ),
        (
            "notes.txt",
            b"Dear colleague, the certificate follows.".to_vec(),
            "file_not_recognised",
        ),
        ("key.pem", fs::read(&key).unwrap(), "private_key_in_file"),
    ];
    for (name, bytes, code) in files {
        fs::write(world.file(name), bytes).unwrap();
        let path = world.file(name);
        for command in ["show", "install", "export"] {
            let error = world
                .run(&["-m", "/nowhere/x.so", command, text(&path), "--json"])
                .code(2)
                .silent();
            error.error(code);
        }
    }
}

#[test]
fn a_named_pipe_keeps_nobody_waiting() {
    let world = World::new();
    world.judge("mkfifo", &["pipe.pem"]);
    for words in [
        &["show", "pipe.pem"][..],
        &["install", "pipe.pem"],
        &["identify", "pipe.pem"],
    ] {
        let refused = world.run(&[words, &["--json"]].concat());
        refused.code(2).silent().error("file_is_pipe");
    }
    let folder = world.run(&["import", ".", "--json"]).code(2).silent();
    folder.error("file_is_folder");
}

#[test]
fn a_huge_file_is_refused_unread() {
    let world = World::new();
    let path = world.file("huge.pem");
    File::create(&path).unwrap().set_len(1 << 30).unwrap();
    for command in ["show", "identify", "install", "export"] {
        world
            .run(&[command, text(&path), "--json"])
            .code(2)
            .silent()
            .error("file_too_large");
    }
    world
        .run(&["show", "absent/file.pem", "--json"])
        .code(2)
        .silent()
        .error("file_not_found");
}

#[test]
fn in_a_folder_the_rest_is_shown() {
    let world = World::new();
    let folder = world.file("mail");
    fs::create_dir(&folder).unwrap();
    let (ca, _) = world.authority();
    fs::copy(&ca, folder.join("ca.pem")).unwrap();
    fs::write(folder.join("letter.txt"), "text").unwrap();
    let document = world
        .run(&["show", text(&folder), "--json"])
        .code(0)
        .document("show");
    assert_eq!(document["files"].as_array().unwrap().len(), 1);
    assert_eq!(document["warnings"][0]["code"], "file_not_recognised");
}

#[test]
fn standard_input_is_a_file() {
    use std::io::Write;
    use std::process::Stdio;
    let world = World::new();
    let (ca, _) = world.authority();
    let mut command = world.parafa(&["show", "-", "--json"]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(&fs::read(ca).unwrap())
        .unwrap();
    let ran = crate::kit::ran(child.wait_with_output().unwrap()).code(0);
    assert_eq!(ran.document("show")["files"][0]["path"], "-");
}
