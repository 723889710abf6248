//! The options that every command takes, on either side of its name.

use std::ffi::OsString;
use std::time::Duration;

use clap::{ArgAction, Args};

use super::check;
use crate::cli::manner::{Colour, Manner};
use crate::cli::secrets::SecretSources;
use crate::error::{Code, Failure};
use crate::i18n::t;

/// As typed. Every value is text and checked by [`Globals::checked`]: clap's own words cannot be translated.
#[derive(Debug, Clone, Default, Args)]
#[allow(clippy::struct_excessive_bools)] // independent switches
pub(super) struct RawGlobals {
    #[arg(short, long = "module", value_name = "MODULE")]
    module: Vec<OsString>,
    #[arg(short, long, value_name = "SELECTOR")]
    token: Option<String>,
    #[arg(long, value_name = "SRC")]
    pin_source: Option<OsString>,
    #[arg(long, value_name = "SRC")]
    so_pin_source: Option<OsString>,
    #[arg(long, value_name = "SRC")]
    key_pin_source: Option<OsString>,
    #[arg(long, value_name = "SRC")]
    new_pin_source: Option<OsString>,
    #[arg(long, value_name = "SRC")]
    password_source: Option<OsString>,
    #[arg(long)]
    allow_final_try: bool,
    #[arg(short, long)]
    yes: bool,
    #[arg(long, value_name = "WORD")]
    confirm: Option<String>,
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<String>,
    #[arg(long)]
    json: bool,
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    #[arg(long, value_name = "WHEN")]
    color: Option<String>,
    #[arg(short, long, action = ArgAction::Count)]
    verbose: u8,
    #[arg(short, long)]
    quiet: bool,
    #[arg(short, long, action = ArgAction::Help)]
    help: Option<bool>,
}

/// The options that every command takes, checked.
#[derive(Debug, Clone, Default)]
pub struct Globals {
    /// Only these modules (paths or ids); empty: discovery. From `-m`, else `PARAFA_MODULE`.
    pub modules: Vec<OsString>,
    /// They come from `PARAFA_MODULE`.
    pub modules_by_variable: bool,
    /// Which token: label, serial number, or RFC 7512 URI; not yet parsed.
    pub token: Option<String>,
    /// Where secrets come from.
    pub secrets: SecretSources,
    /// Whether the last PIN try may be used.
    pub allow_final_try: bool,
    /// Plain confirmations are answered with yes.
    pub yes: bool,
    /// The answer to a typed confirmation.
    pub confirm: Option<String>,
    /// How long a read may take.
    pub timeout: Option<Duration>,
    /// The language that was asked for, by option or variable.
    pub language: Option<OsString>,
    /// How answers are shown.
    pub manner: Manner,
}

impl RawGlobals {
    /// Both sides of the command as one; what may stand once stands once.
    pub(super) fn merged(mut self, inner: Self) -> Result<Self, Failure> {
        self.module.extend(inner.module);
        once("--token", &mut self.token, inner.token)?;
        once("--pin-source", &mut self.pin_source, inner.pin_source)?;
        once(
            "--so-pin-source",
            &mut self.so_pin_source,
            inner.so_pin_source,
        )?;
        once(
            "--key-pin-source",
            &mut self.key_pin_source,
            inner.key_pin_source,
        )?;
        once(
            "--new-pin-source",
            &mut self.new_pin_source,
            inner.new_pin_source,
        )?;
        once(
            "--password-source",
            &mut self.password_source,
            inner.password_source,
        )?;
        once("--confirm", &mut self.confirm, inner.confirm)?;
        once("--timeout", &mut self.timeout, inner.timeout)?;
        once("--lang", &mut self.lang, inner.lang)?;
        once("--color", &mut self.color, inner.color)?;
        self.allow_final_try |= inner.allow_final_try;
        self.yes |= inner.yes;
        self.json |= inner.json;
        self.quiet |= inner.quiet;
        self.verbose = self.verbose.saturating_add(inner.verbose);
        Ok(self)
    }

    /// Checks every value; `variable` reads the environment.
    pub(super) fn checked(
        self,
        variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Globals, Failure> {
        if self.quiet && self.verbose > 0 {
            return Err(check::conflict("--quiet", "--verbose"));
        }
        let mut modules = self.module;
        let modules_by_variable = modules.is_empty();
        if modules_by_variable {
            modules = listed(variable("PARAFA_MODULE"));
        }
        Ok(Globals {
            modules,
            modules_by_variable,
            token: self.token,
            secrets: SecretSources::parse(&[
                self.pin_source,
                self.so_pin_source,
                self.key_pin_source,
                self.new_pin_source,
                self.password_source,
            ])?,
            allow_final_try: self.allow_final_try,
            yes: self.yes,
            confirm: self.confirm,
            timeout: self.timeout.as_deref().map(seconds).transpose()?,
            language: self
                .lang
                .map(OsString::from)
                .or_else(|| variable("PARAFA_LANG")),
            manner: Manner {
                json: self.json,
                colour: self.color.as_deref().map_or(Ok(Colour::Auto), colour)?,
                verbose: self.verbose,
                quiet: self.quiet,
            },
        })
    }
}

/// Takes over the inner value, unless there is an outer one.
fn once<T>(option: &str, outer: &mut Option<T>, inner: Option<T>) -> Result<(), Failure> {
    match (outer.is_some(), inner) {
        (true, Some(_)) => Err(check::twice(option)),
        (false, Some(inner)) => {
            *outer = Some(inner);
            Ok(())
        }
        (_, None) => Ok(()),
    }
}

/// `PARAFA_MODULE`: one module, or several as the system writes lists of paths.
fn listed(value: Option<OsString>) -> Vec<OsString> {
    let Some(value) = value else {
        return Vec::new();
    };
    std::env::split_paths(&value)
        .map(std::path::PathBuf::into_os_string)
        .filter(|path| !path.is_empty())
        .collect()
}

/// `--color`.
fn colour(value: &str) -> Result<Colour, Failure> {
    check::word("--color", value, Colour::WORDS)
}

/// `--timeout`: seconds, decimals allowed, at most a day.
fn seconds(value: &str) -> Result<Duration, Failure> {
    const DAY: f64 = 86_400.0;
    let plain = value
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number = value.parse::<f64>().ok().filter(|_| plain);
    number
        .filter(|seconds| *seconds > 0.0 && *seconds <= DAY)
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .filter(|limit| !limit.is_zero())
        .ok_or_else(|| {
            Failure::new(Code::ValueUnknown)
                .with("value", value)
                .with("option", "--timeout")
                .with("names", t!("cli-names-seconds"))
        })
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::time::Duration;

    use super::{listed, seconds};

    #[test]
    fn seconds_may_have_decimals() {
        assert_eq!(seconds("2.5").unwrap(), Duration::from_millis(2500));
        assert_eq!(seconds("30").unwrap(), Duration::from_secs(30));
        for wrong in [
            "", "0", "-1", "inf", "NaN", "1e3", "1,5", "86401", "1.2.3", "+3",
        ] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_variable_may_list_modules() {
        assert!(listed(None).is_empty());
        assert!(listed(Some(OsString::new())).is_empty());
        assert_eq!(listed(Some("softhsm2".into())), ["softhsm2"]);
        let both = std::env::join_paths(["a.so", "b.so"]).unwrap();
        assert_eq!(listed(Some(both)), ["a.so", "b.so"]);
    }
}
