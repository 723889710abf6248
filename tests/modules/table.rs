//! The table in `docs/MODULES.md`: one row for each module, one column for each part of the story, and the words for its numbers.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::kit::World;
use crate::story::PARTS;

/// The rows, in their order.
const ROWS: [&str; 7] = [
    "SoftHSM",
    "p11-kit client",
    "p11-kit proxy",
    "NSS softokn",
    "opencryptoki",
    "tpm2-pkcs11",
    "Kryoptic",
];
const START: &str = "<!-- table of tests/modules -->\n";
const END: &str = "<!-- end of the table -->\n";

/// The page is one for all tests of this process.
static PAGE: Mutex<()> = Mutex::new(());

/// The row of this module must be as this run found it, if it is of this version: another one may behave otherwise.
pub(crate) fn is_as_found(module: &str, version: &str, cells: &[String]) {
    let _one = PAGE.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(ROWS.contains(&module), "{module} has no place in the table");
    let start = format!("| {module} | {version} |");
    let row = format!("{start} {} |", cells.join(" | "));
    let mut rows = rows();
    let there = rows.iter().position(|row| is_of(row, module));
    if std::env::var_os("PARAFA_UPDATE_DOCS").is_some() {
        if let Some(place) = there {
            rows.remove(place);
        }
        rows.push(row.clone());
        rows.sort_by_key(|row| ROWS.iter().position(|module| is_of(row, module)));
        write(&rows);
    }
    let fresh = self::rows();
    let found = fresh.iter().find(|row| is_of(row, module));
    let found = found.expect("each module has its row");
    if found.starts_with(&start) {
        assert_eq!(
            found, &row,
            "docs/MODULES.md is stale: PARAFA_UPDATE_DOCS=1 make test-modules"
        );
    } else {
        eprintln!("the table is of another version: {row}");
    }
}

#[test]
fn the_numbers_of_the_table_have_their_words() {
    let _one = PAGE.lock().unwrap_or_else(PoisonError::into_inner);
    let (page, rows) = (page(), rows());
    let modules: Vec<bool> = ROWS
        .iter()
        .map(|module| rows.iter().any(|row| is_of(row, module)))
        .collect();
    assert_eq!(modules, [true; 7], "each module has its row");
    let (before, rest) = page.split_once(START).unwrap();
    let (block, after) = rest.split_once(END).unwrap();
    let fresh = text(&rows);
    if std::env::var_os("PARAFA_UPDATE_DOCS").is_some() {
        fs::write(path(), [before, START, &fresh, END, after].concat()).unwrap();
    } else {
        assert_eq!(block, fresh);
    }
}

fn is_of(row: &str, module: &str) -> bool {
    row.starts_with(&format!("| {module} |"))
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/MODULES.md")
}

fn page() -> String {
    fs::read_to_string(path()).unwrap()
}

fn rows() -> Vec<String> {
    let page = page();
    let (_, rest) = page.split_once(START).expect("the place of the table");
    let (block, _) = rest.split_once(END).expect("the end of the table");
    let lines = block.lines().filter(|line| line.starts_with("| "));
    lines.skip(1).map(str::to_owned).collect()
}

fn write(rows: &[String]) {
    let page = page();
    let (before, rest) = page.split_once(START).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    fs::write(path(), [before, START, &text(rows), END, after].concat()).unwrap();
}

/// Head, rows, and what each number of theirs means, in the program's own words.
fn text(rows: &[String]) -> String {
    let head = PARTS.join(" | ");
    let mut text = format!(
        "| module | version | {head} |\n|---|---{}|\n",
        "|---".repeat(PARTS.len())
    );
    for row in rows {
        text += row;
        text += "\n";
    }
    let cells = rows.iter().flat_map(|row| row.split(" | "));
    let mut numbers: Vec<&str> = cells
        .map(|cell| cell.trim_matches([' ', '|']))
        .map(|cell| cell.split(',').next().unwrap_or_default())
        .filter(|cell| {
            let digits = cell.strip_prefix('P').unwrap_or_default();
            digits.len() == 3 && digits.chars().all(|digit| digit.is_ascii_digit())
        })
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    text.push('\n');
    let world = World::new();
    for number in numbers {
        let told = world.run(&["explain", number, "--json"]).code(0);
        let told = told.document("explain");
        let (code, cause) = (
            told["code"].as_str().unwrap(),
            told["cause"].as_str().unwrap(),
        );
        text += &["- ", number, " `", code, "`: ", cause, "\n"].concat();
    }
    text
}
