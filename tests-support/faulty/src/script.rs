//! The script: which call of which function does what else than its duty.

use std::fs::OpenOptions;
use std::path::PathBuf;
use std::time::Duration;

use cryptoki_sys::{CK_ATTRIBUTE_TYPE, CK_RV};

use crate::{names, table};

/// What one call does instead of, before or after its duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Action {
    Answer(CK_RV),
    AnswerAfter(CK_RV),
    Crash(When),
    Exit(i32, When),
    Hang(When),
    Delay(Duration),
    Print(String),
    Daemon,
    Wait,
    Touch(PathBuf),
    Garbage,
    Short,
    StopEarly,
    Deny(Vec<CK_ATTRIBUTE_TYPE>),
}

/// Before or after the call was really done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    Before,
    After,
}

/// One rule of the script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rule {
    function: String,
    calls: Calls,
    once: Option<PathBuf>,
    pub(crate) action: Action,
}

impl Rule {
    /// Whether this rule is about the n-th call of the function, in this process.
    pub(crate) fn fires(&self, function: &str, n: u64) -> bool {
        let meant = self.function == "*" || self.function == function;
        meant && self.calls.holds(n) && self.once.as_ref().is_none_or(claim)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Calls {
    Every,
    Only(u64),
    From(u64),
}

impl Calls {
    fn holds(self, n: u64) -> bool {
        match self {
            Self::Every => true,
            Self::Only(only) => n == only,
            Self::From(first) => n >= first,
        }
    }
}

/// Reads a script; the error names the rule.
pub(crate) fn parse(text: &str) -> Result<Vec<Rule>, String> {
    text.split(';')
        .map(str::trim)
        .filter(|rule| !rule.is_empty())
        .map(|rule| parse_rule(rule).map_err(|error| format!("rule `{rule}`: {error}")))
        .collect()
}

fn parse_rule(text: &str) -> Result<Rule, String> {
    let (target, action) = text.split_once('=').ok_or("no `=`")?;
    let (function, calls) = target.split_once('@').unwrap_or((target, "*"));
    if function != "*" && !table::NAMES.contains(&function) {
        return Err(format!("no such function: `{function}`"));
    }
    let (once, action) = parse_once(action)?;
    check(function, &action)?;
    Ok(Rule {
        function: function.to_owned(),
        calls: parse_calls(calls)?,
        once,
        action,
    })
}

fn parse_calls(text: &str) -> Result<Calls, String> {
    if text == "*" {
        return Ok(Calls::Every);
    }
    let digits = text.strip_suffix('+').unwrap_or(text);
    match digits.parse() {
        Ok(0) | Err(_) => Err(format!(
            "`@{text}` is none of @n, @n+ and @*, counted from 1"
        )),
        Ok(n) if text.ends_with('+') => Ok(Calls::From(n)),
        Ok(n) => Ok(Calls::Only(n)),
    }
}

/// `once-file:PATH:action`; the path may hold colons, so the first that an action follows counts.
fn parse_once(text: &str) -> Result<(Option<PathBuf>, Action), String> {
    let Some(rest) = text.strip_prefix("once-file:") else {
        return Ok((None, parse_action(text)?));
    };
    rest.match_indices(':')
        .find_map(|(at, _)| {
            let action = parse_action(rest.get(at + 1..)?).ok()?;
            Some((Some(PathBuf::from(rest.get(..at)?)), action))
        })
        .ok_or_else(|| format!("`{text}` is not once-file:PATH:action"))
}

fn parse_action(text: &str) -> Result<Action, String> {
    let (word, rest) = match text.split_once(':') {
        Some((word, rest)) if !rest.is_empty() => (word, Some(rest)),
        Some(_) => return Err(format!("nothing after the colon of `{text}`")),
        None => (text, None),
    };
    let whole = |rest: &str| {
        rest.parse()
            .map_err(|_| format!("`{rest}` is not a number"))
    };
    Ok(match (word, rest) {
        ("rv", Some(value)) => Action::Answer(names::return_value(value)?),
        ("after", Some(value)) => Action::AnswerAfter(names::return_value(value)?),
        ("crash", None) => Action::Crash(When::Before),
        ("crash-after", None) => Action::Crash(When::After),
        ("exit", Some(code)) => Action::Exit(whole(code)?, When::Before),
        ("exit-after", Some(code)) => Action::Exit(whole(code)?, When::After),
        ("hang", None) => Action::Hang(When::Before),
        ("hang-after", None) => Action::Hang(When::After),
        ("delay", Some(millis)) => Action::Delay(Duration::from_millis(u64::from(
            whole(millis)?.unsigned_abs(),
        ))),
        ("print", Some(text)) => Action::Print(text.to_owned()),
        ("daemon", None) => Action::Daemon,
        ("wait", None) => Action::Wait,
        ("touch", Some(path)) => Action::Touch(PathBuf::from(path)),
        ("garbage", None) => Action::Garbage,
        ("short", None) => Action::Short,
        ("stop-early", None) => Action::StopEarly,
        ("deny", Some(list)) => Action::Deny(
            list.split(',')
                .map(names::number)
                .collect::<Result<_, _>>()?,
        ),
        _ => return Err(format!("no such action: `{text}`")),
    })
}

/// An action that means nothing for its function is a typing error too.
fn check(function: &str, action: &Action) -> Result<(), String> {
    let (name, allowed): (_, &[_]) = match action {
        Action::Garbage => ("garbage", GARBAGE),
        Action::Short => ("short", &["C_FindObjects"]),
        Action::StopEarly => ("stop-early", &["C_GetAttributeValue"]),
        Action::Deny(_) => (
            "deny",
            &["C_GetAttributeValue", "C_GenerateKeyPair", "C_CreateObject"],
        ),
        _ => return Ok(()),
    };
    if allowed.contains(&function) {
        return Ok(());
    }
    Err(format!("`{name}` is only for {}", allowed.join(", ")))
}

/// Whether this process is the first to come here: it is the one that makes the file.
fn claim(path: &PathBuf) -> bool {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .is_ok()
}

const GARBAGE: &[&str] = &[
    "C_GetInfo",
    "C_GetSlotList",
    "C_GetMechanismList",
    "C_FindObjects",
    "C_GetAttributeValue",
    "C_Sign",
    "C_Decrypt",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn actions(text: &str, function: &str, n: u64) -> Vec<Action> {
        let rules = parse(text).unwrap();
        rules
            .into_iter()
            .filter(|rule| rule.fires(function, n))
            .map(|rule| rule.action)
            .collect()
    }

    #[test]
    fn counts_choose_the_call() {
        let text = "C_Sign@2=rv:CKR_DEVICE_ERROR; C_Sign@3+=rv:0x5;C_Sign=delay:20";
        let delay = Action::Delay(Duration::from_millis(20));
        assert_eq!(actions(text, "C_Sign", 1), std::slice::from_ref(&delay));
        assert_eq!(
            actions(text, "C_Sign", 2),
            [Action::Answer(0x30), delay.clone()]
        );
        assert_eq!(actions(text, "C_Sign", 9), [Action::Answer(0x5), delay]);
        assert_eq!(actions(text, "C_Login", 1), []);
    }

    #[test]
    fn typing_errors_are_told() {
        for text in [
            "C_Sing=crash",
            "C_Sign",
            "C_Sign=crahs",
            "C_Sign@0=crash",
            "C_Sign@x=crash",
            "C_Sign=rv:CKR_NOPE",
            "C_Sign=rv:",
            "C_Sign=deny:0x11",
            "C_GetAttributeValue=deny:17",
            "*=garbage",
            "C_Sign=once-file:/tmp/x",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_rule_with_a_file_fires_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("once");
        let text = format!("C_Sign=once-file:{}:exit:3", path.display());
        assert_eq!(actions(&text, "C_Sign", 1), [Action::Exit(3, When::Before)]);
        assert_eq!(actions(&text, "C_Sign", 1), []);
    }
}
