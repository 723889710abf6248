//! The log: two lines for each call, written by the module and read by the tests.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use cryptoki_sys::{CK_RV, CKR_OK};

use crate::names;

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The count of this function in its process, from 1; the `n` of a rule.
    pub n: u64,
    /// The name, as `C_Login`.
    pub function: String,
    /// Whether the call began or ended here.
    pub phase: Phase,
    /// What the call answered; only on leaving.
    pub rv: Option<CK_RV>,
    /// What the call was about, as `user=1` or `object=5 types=0x0,0x3`; only on entering.
    pub detail: String,
}

impl Call {
    /// The value of one `key=value` of the detail.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.detail
            .split(' ')
            .find_map(|part| part.split_once('=').filter(|(name, _)| *name == key))
            .map(|(_, value)| value)
    }

    /// The numbers of a `key=0x1,0x2` of the detail.
    #[must_use]
    pub fn numbers(&self, key: &str) -> Vec<u64> {
        let list = self.get(key).unwrap_or_default().split(',');
        list.filter_map(|text| u64::from_str_radix(text.trim_start_matches("0x"), 16).ok())
            .collect()
    }

    /// Whether the call ended here, and with `CKR_OK`.
    #[must_use]
    pub fn succeeded(&self) -> bool {
        self.rv == Some(CKR_OK)
    }
}

/// Where in a call a line was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Before anything else.
    Enter,
    /// When the answer was known; missing after a crash, an exit or a hang.
    Leave,
}

/// Every line of a log, in order; none if the file is not there.
///
/// # Panics
/// When the file holds a line that no faulty module wrote.
#[must_use]
pub fn log_calls(path: impl AsRef<Path>) -> Vec<Call> {
    let Ok(text) = fs::read_to_string(path) else {
        return Vec::new();
    };
    text.lines()
        .map(|line| {
            parse(line).unwrap_or_else(|| panic!("not a line of the faulty module: {line}"))
        })
        .collect()
}

/// How often each function was entered.
#[must_use]
pub fn count_calls(path: impl AsRef<Path>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for call in log_calls(path)
        .into_iter()
        .filter(|call| call.phase == Phase::Enter)
    {
        *counts.entry(call.function).or_default() += 1;
    }
    counts
}

pub(crate) fn entered(path: &Path, n: u64, function: &str, detail: &str) {
    let space = if detail.is_empty() { "" } else { " " };
    append(path, &format!("{n} {function} enter{space}{detail}\n"));
}

pub(crate) fn left(path: &Path, n: u64, function: &str, rv: CK_RV) {
    append(path, &format!("{n} {function} leave {rv:#x}\n"));
}

/// One write to a file opened for appending, so that lines of several processes never mix.
fn append(path: &Path, line: &str) {
    let written = OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .and_then(|mut file| file.write_all(line.as_bytes()));
    if let Err(error) = written {
        crate::stop(&format!("FAULTY_LOG {}: {error}", path.display()));
    }
}

fn parse(line: &str) -> Option<Call> {
    let mut parts = line.splitn(4, ' ');
    let n = parts.next()?.parse().ok()?;
    let function = parts.next()?.to_owned();
    let phase = parts.next()?;
    let rest = parts.next().unwrap_or_default();
    let (phase, rv, detail) = match phase {
        "enter" => (Phase::Enter, None, rest.to_owned()),
        "leave" => (Phase::Leave, Some(names::number(rest).ok()?), String::new()),
        _ => return None,
    };
    Some(Call {
        n,
        function,
        phase,
        rv,
        detail,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_as_they_were_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        entered(&path, 2, "C_Login", "user=1 pin=given");
        left(&path, 2, "C_Login", 0xa0);
        let calls = log_calls(&path);
        assert_eq!(
            (calls[0].get("user"), calls[0].phase),
            (Some("1"), Phase::Enter)
        );
        assert_eq!((calls[1].rv, calls[1].n), (Some(0xa0), 2));
        assert_eq!(count_calls(&path)["C_Login"], 1);
    }
}
