//! `docs/CAPABILITIES.md`: every command of it, as it stands there, on the demonstrations that it names.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::demo::demo;
use crate::kit::text;

const PAGE: &str = include_str!("../../docs/CAPABILITIES.md");

/// A row of the page.
#[derive(Debug, Clone, Copy)]
struct Row {
    number: u32,
    path: &'static str,
    command: &'static str,
    code: i32,
    answer: &'static str,
}

fn rows() -> Vec<Row> {
    let lines = PAGE.lines().filter_map(|line| line.strip_prefix("| "));
    lines.filter_map(row).collect()
}

/// `number | need | path | command | answer |`; a command may have bars of its own between its backticks.
fn row(line: &'static str) -> Option<Row> {
    let (number, rest) = line.split_once(" | ")?;
    let number = number.parse().ok()?;
    let (_need, rest) = rest.split_once(" | ")?;
    let (path, rest) = rest.split_once(" | `")?;
    let (command, rest) = rest.split_once("` |")?;
    let answer = rest.trim().trim_end_matches('|').trim().trim_matches('`');
    let (code, answer) = match answer.split_once(':') {
        Some((code, rest)) if code.len() == 1 && code.parse::<i32>().is_ok() => {
            (code.parse().unwrap(), rest)
        }
        _ => (0, answer),
    };
    Some(Row {
        number,
        path,
        command,
        code,
        answer,
    })
}

#[test]
fn every_need_has_its_row() {
    let numbers: BTreeSet<u32> = rows().iter().map(|row| row.number).collect();
    assert_eq!(numbers, (1..=68).collect());
    assert_eq!(rows().len(), 68, "each once");
    let paths: BTreeSet<&str> = rows().iter().map(|row| row.path).collect();
    let run = [
        "cz-postsignum",
        "fi-dvv-sote",
        "nl-vecozo",
        "pl-p1-apteka",
        "ro-siui-dolj",
    ];
    assert_eq!(paths, run.into());
}

/// Runs what stands there for one authority, in the order of the page.
fn walk(path: &str) {
    let kept = demo(path);
    let case = kept.case();
    let case = case["case"].as_str().unwrap();
    let folder = kept.world.file("demo");
    let pin = std::fs::read_to_string(folder.join("pin")).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_parafa")).parent().unwrap();
    let search = format!("{}:{}", text(program), std::env::var("PATH").unwrap());
    for row in rows().iter().filter(|row| row.path == path) {
        let mut shell: Command = kept.world.command("sh");
        let output = shell
            .args(["-c", row.command])
            .envs(kept.env.iter().map(|(name, value)| (name, value)))
            .env("PATH", &search)
            .env("CASE", case)
            .env("PARAFA_PIN", pin.trim())
            .env("PARAFA_PASSWORD", pin.trim())
            .env("PARAFA_MODULE", crate::kit::module())
            .current_dir(&folder)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        let right = output.status.code() == Some(row.code) && said.contains(row.answer);
        assert!(right, "{row:?}\n{:?}\n{said}", output.status.code());
    }
}

#[test]
fn romania() {
    walk("ro-siui-dolj");
}

#[test]
fn poland() {
    walk("pl-p1-apteka");
}

#[test]
fn czechia() {
    walk("cz-postsignum");
}

#[test]
fn finland() {
    walk("fi-dvv-sote");
}

#[test]
fn the_netherlands() {
    walk("nl-vecozo");
}
