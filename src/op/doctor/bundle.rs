//! What the helpdesk gets: everything that was found, without names, labels, serial numbers and folders of the person.

use std::path::Path;

use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{BundleRow, DoctorOutcome, Step};
use crate::error::Failure;
use crate::op::files;
use crate::op::shape::TokenRow;
use crate::paths::home;

/// The text of the file, as it would be written.
#[must_use]
pub fn text(outcome: &DoctorOutcome) -> String {
    let personal = Personal::of(outcome);
    let steps = outcome.steps.iter().map(|row| {
        let named = !matches!(row.step, Step::Token | Step::Certificate);
        json!({
            "step": value(&row.step),
            "state": value(&row.state),
            "names": if named { value(&row.names) } else { json!(row.names.len()) },
        })
    });
    let findings = outcome.findings.iter().map(|one| {
        json!({
            "number": one.number,
            "code": one.code,
            "severity": value(&one.severity),
            "step": value(&one.step),
            "values": value(&one.values),
        })
    });
    let mut bundle = json!({
        "schema": "parafa.bundle/1",
        "program": value(&outcome.program),
        "certificates": outcome.certificates,
        "reason": outcome.reason,
        "steps": steps.collect::<Vec<Value>>(),
        "findings": findings.collect::<Vec<Value>>(),
        "readers": value(&outcome.readers),
        "devices": value(&outcome.devices),
        "modules": value(&outcome.modules),
        "skipped": value(&outcome.skipped),
        "absent": outcome.absent,
        "tokens": outcome.tokens.iter().map(token).collect::<Vec<Value>>(),
    });
    personal.leave_out(&mut bundle);
    let mut text = serde_json::to_string_pretty(&bundle).unwrap_or_default();
    text.push('\n');
    text
}

/// Writes it into a new file.
pub fn write(path: &Path, text: &str) -> Result<BundleRow, Failure> {
    let path = files::write_new(path, text.as_bytes())?;
    let sha256 = hex::encode(Sha256::digest(text.as_bytes()));
    Ok(BundleRow { path, sha256 })
}

/// A token without what names it.
fn token(row: &TokenRow) -> Value {
    json!({
        "module": row.module,
        "card": row.card,
        "manufacturer": row.manufacturer,
        "model": row.model,
        "state": value(&row.state),
        "pin": value(&row.pin),
        "so_pin": value(&row.so_pin),
        "read_only": row.read_only,
        "also_via": row.also_via,
        "atr": row.atr,
        "looks_like": value(&row.looks_like),
    })
}

fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}

/// What belongs to the person, and what stands in its place.
struct Personal(Vec<(String, &'static str)>);

impl Personal {
    fn of(outcome: &DoctorOutcome) -> Self {
        let mut all: Vec<(String, &'static str)> = Vec::new();
        let home = home().map(|home| home.display().to_string());
        all.extend(home.map(|home| (home, "<home>")));
        for row in &outcome.tokens {
            all.extend(row.label.clone().map(|label| (label, "<label>")));
            all.extend(row.serial.clone().map(|serial| (serial, "<serial>")));
        }
        let holders = outcome.holders.iter();
        all.extend(holders.map(|holder| (holder.clone(), "<name>")));
        let user = ["USER", "LOGNAME", "USERNAME"];
        let user = user.iter().find_map(|name| std::env::var(name).ok());
        all.extend(user.map(|user| (user, "<user>")));
        all.retain(|(text, _)| !text.trim().is_empty() && text != "/");
        // What holds another one goes first.
        all.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
        Self(all)
    }

    fn leave_out(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.without(text),
            Value::Array(values) => values.iter_mut().for_each(|one| self.leave_out(one)),
            Value::Object(map) => {
                for (key, one) in map.iter_mut() {
                    match one {
                        // Facts of the make, and words of ours.
                        _ if KEPT.contains(&key.as_str()) => {}
                        Value::String(text) if NUMBERED.contains(&key.as_str()) => {
                            *text = without_numbers(&self.without(text));
                        }
                        Value::Array(names) if key == "names" => {
                            for name in names.iter_mut() {
                                if let Value::String(text) = name
                                    && !is_atr(text)
                                {
                                    *text = without_numbers(&self.without(text));
                                }
                            }
                        }
                        other => self.leave_out(other),
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn without(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (needle, marker) in &self.0 {
            text = replaced(&text, needle, marker);
        }
        text
    }
}

/// Every place where `needle` stands as a word of its own.
fn replaced(text: &str, needle: &str, marker: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(needle) {
        let (before, from) = rest.split_at(at);
        let after = from.get(needle.len()..).unwrap_or_default();
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        left.push_str(before);
        if inside(left.chars().next_back()) || inside(after.chars().next()) {
            left.push_str(needle);
        } else {
            left.push_str(marker);
        }
        rest = after;
    }
    left.push_str(rest);
    left
}

/// Readers and slots in software are numbered by what identifies them.
fn without_numbers(text: &str) -> String {
    let mut left = String::new();
    let mut run = String::new();
    for letter in text.chars().chain(std::iter::once('\0')) {
        if letter.is_ascii_hexdigit() {
            run.push(letter);
            continue;
        }
        let long = run.len() >= NUMBER && run.bytes().any(|byte| byte.is_ascii_digit());
        left.push_str(if long { "…" } else { &run });
        run.clear();
        if letter != '\0' {
            left.push(letter);
        }
    }
    left
}

/// An answer to reset names a make of card, no card.
fn is_atr(text: &str) -> bool {
    let start = text.starts_with("3B") || text.starts_with("3F");
    start && text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// So many digits in a row identify a thing.
const NUMBER: usize = 6;
/// Keys whose values are left as they are.
const KEPT: [&str; 12] = [
    "schema",
    "step",
    "state",
    "severity",
    "code",
    "number",
    "atr",
    "looks_like",
    "version",
    "remembered",
    "pin",
    "so_pin",
];
/// Keys of names that may hold numbers.
const NUMBERED: [&str; 2] = ["card", "name"];

#[cfg(test)]
mod tests {
    use super::{replaced, without_numbers};

    #[test]
    fn a_word_is_left_out_and_its_like_stays() {
        assert_eq!(
            replaced("ana, Ana and Anastasia", "Ana", "<x>"),
            "ana, <x> and Anastasia"
        );
        assert_eq!(replaced("/home/ana/x", "/home/ana", "<home>"), "<home>/x");
        assert_eq!(replaced("ăana ana", "ana", "-"), "ăana -");
        assert_eq!(replaced("", "ana", "-"), "");
    }

    #[test]
    fn long_numbers_go_and_short_ones_stay() {
        assert_eq!(
            without_numbers("Reader (70D7E2EE) 00 01"),
            "Reader (…) 00 01"
        );
        assert_eq!(
            without_numbers("SoftHSM slot ID 0x1a2b3c4d"),
            "SoftHSM slot ID 0x…"
        );
        // A word of six letters from A to F is no number.
        assert_eq!(without_numbers("facade 5110+"), "facade 5110+");
    }
}
