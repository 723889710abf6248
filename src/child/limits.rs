//! How long each call may take. Past the limit a looking call's process is ended; a changing one's only past the hard
//! limit, because a card that is reset inside a generation keeps a key that no program will ever see.

use std::time::Duration;

use serde::Deserialize;

use crate::registry::Budgets;
use crate::token::{Curve, KeyType};

/// The limits of one run, each settable in the configuration file's `[limits]`, in seconds.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// `C_Initialize` and loading.
    pub load_and_init: Duration,
    /// Slot lists, slot and token information.
    pub slot_scan: Duration,
    /// Everything else that only looks.
    pub read: Duration,
    /// `C_Sign` and `C_Decrypt`.
    pub sign: Duration,
    /// `C_Login`.
    pub login: Duration,
    /// `C_Login` on a PIN pad or in a window of the driver.
    pub login_pinpad: Duration,
    /// `C_SetPIN`, `C_InitPIN`.
    pub pin_change: Duration,
    /// `C_CreateObject`, `C_DestroyObject`, `C_SetAttributeValue`.
    pub write: Duration,
    /// `C_InitToken`.
    pub init_token: Duration,
    /// `C_GenerateKeyPair`, RSA 2048.
    pub keygen_rsa2048: Duration,
    /// `C_GenerateKeyPair`, RSA 3072.
    pub keygen_rsa3072: Duration,
    /// `C_GenerateKeyPair`, RSA 4096.
    pub keygen_rsa4096: Duration,
    /// `C_GenerateKeyPair`, any curve.
    pub keygen_ec: Duration,
    /// `C_Finalize`, after which the process is left anyway.
    pub finalize: Duration,
    /// After this long a person is told that a changing call still runs.
    pub soft: Duration,
    /// A whole read, where `--timeout` set one.
    pub whole_read: Option<Duration>,
}

impl Limits {
    /// The registry's.
    #[must_use]
    pub fn registered(budgets: &Budgets) -> Self {
        Self {
            load_and_init: budgets.load_and_init,
            slot_scan: budgets.slot_scan,
            read: budgets.read,
            sign: budgets.sign,
            login: budgets.login,
            login_pinpad: budgets.login_pinpad,
            pin_change: budgets.pin_change,
            write: budgets.write,
            init_token: budgets.init_token,
            keygen_rsa2048: budgets.keygen_rsa2048,
            keygen_rsa3072: budgets.keygen_rsa3072,
            keygen_rsa4096: budgets.keygen_rsa4096,
            keygen_ec: budgets.keygen_ec256,
            finalize: budgets.finalize,
            ..Self::default()
        }
    }

    /// The registry's for a module whose slots appear late (Q16).
    #[must_use]
    pub fn for_late_slots(budgets: &Budgets) -> Self {
        Self {
            slot_scan: budgets.slot_scan_slow_modules,
            ..Self::registered(budgets)
        }
    }
}

impl Default for Limits {
    /// What public reports of slow cards suggest (`docs/ARCHITECTURE.md`).
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            load_and_init: seconds(10),
            slot_scan: seconds(20),
            read: seconds(15),
            sign: seconds(15),
            login: seconds(60),
            login_pinpad: seconds(120),
            pin_change: seconds(120),
            write: seconds(60),
            init_token: seconds(180),
            keygen_rsa2048: seconds(300),
            keygen_rsa3072: seconds(600),
            keygen_rsa4096: seconds(900),
            keygen_ec: seconds(30),
            finalize: seconds(5),
            soft: seconds(5),
            whole_read: None,
        }
    }
}

/// `[limits]` of the configuration file, in seconds with decimals.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawLimits {
    load_and_init: Option<f64>,
    slot_scan: Option<f64>,
    read: Option<f64>,
    sign: Option<f64>,
    login: Option<f64>,
    login_pinpad: Option<f64>,
    pin_change: Option<f64>,
    write: Option<f64>,
    init_token: Option<f64>,
    keygen_rsa2048: Option<f64>,
    keygen_rsa3072: Option<f64>,
    keygen_rsa4096: Option<f64>,
    keygen_ec: Option<f64>,
    finalize: Option<f64>,
    soft: Option<f64>,
}

/// A limit that is no length of time; names its key.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("[limits] {key} is not a positive number of seconds")]
pub struct BadLimit {
    /// The key in `[limits]`.
    pub key: &'static str,
}

impl Limits {
    /// Takes over what the configuration file sets.
    pub fn configured(mut self, raw: &RawLimits) -> Result<Self, BadLimit> {
        let Self {
            load_and_init,
            slot_scan,
            read,
            sign,
            login,
            login_pinpad,
            pin_change,
            ..
        } = &mut self;
        set("load_and_init", raw.load_and_init, load_and_init)?;
        set("slot_scan", raw.slot_scan, slot_scan)?;
        set("read", raw.read, read)?;
        set("sign", raw.sign, sign)?;
        set("login", raw.login, login)?;
        set("login_pinpad", raw.login_pinpad, login_pinpad)?;
        set("pin_change", raw.pin_change, pin_change)?;
        set("write", raw.write, &mut self.write)?;
        set("init_token", raw.init_token, &mut self.init_token)?;
        set(
            "keygen_rsa2048",
            raw.keygen_rsa2048,
            &mut self.keygen_rsa2048,
        )?;
        set(
            "keygen_rsa3072",
            raw.keygen_rsa3072,
            &mut self.keygen_rsa3072,
        )?;
        set(
            "keygen_rsa4096",
            raw.keygen_rsa4096,
            &mut self.keygen_rsa4096,
        )?;
        set("keygen_ec", raw.keygen_ec, &mut self.keygen_ec)?;
        set("finalize", raw.finalize, &mut self.finalize)?;
        set("soft", raw.soft, &mut self.soft)?;
        Ok(self)
    }

    /// `--timeout`: how long a read may take; everything that changes can only be lengthened by it.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.whole_read = Some(timeout);
        for looking in [
            &mut self.load_and_init,
            &mut self.slot_scan,
            &mut self.read,
            &mut self.sign,
        ] {
            *looking = timeout;
        }
        for changing in [
            &mut self.login,
            &mut self.login_pinpad,
            &mut self.pin_change,
            &mut self.write,
            &mut self.init_token,
            &mut self.keygen_rsa2048,
            &mut self.keygen_rsa3072,
            &mut self.keygen_rsa4096,
            &mut self.keygen_ec,
        ] {
            *changing = timeout.max(*changing);
        }
        self
    }

    /// The limit of one call; `pad` for a log-in without a secret of ours, `key` for a generation.
    #[must_use]
    pub fn of(&self, call: &str, pad: bool, key: Option<KeyType>) -> Duration {
        match call {
            "C_GetFunctionList" | "C_GetInterface" | "C_Initialize" => self.load_and_init,
            "C_GetInfo" | "C_GetSlotList" | "C_GetSlotInfo" | "C_GetTokenInfo" => self.slot_scan,
            "C_Login" | "C_Sign" | "C_Decrypt" if pad => self.login_pinpad,
            "C_Login" => self.login,
            "C_Sign" | "C_Decrypt" => self.sign,
            "C_InitPIN" | "C_SetPIN" => self.pin_change,
            "C_InitToken" => self.init_token,
            "C_CreateObject" | "C_DestroyObject" | "C_SetAttributeValue" | "C_UnwrapKey" => {
                self.write
            }
            "C_GenerateKeyPair" => self.key_generation(key),
            "C_Finalize" => self.finalize,
            _ => self.read,
        }
    }

    /// How long a call takes as a rule, where that is known: for a generation the median of the averages of 41 (RSA
    /// 2048), 8 (3072), 8 (4096) and 17 (curves) cards measured by JCAlgTest, signatures by the slowest of 20 of them; for
    /// the start of a driver the four seconds that OpenSC/OpenSC#2444 tells of. Nobody can tell for a PIN pad.
    #[must_use]
    pub fn usual(call: &str, pad: bool, key: Option<KeyType>) -> Option<Duration> {
        let seconds = match (call, key) {
            ("C_GenerateKeyPair", Some(KeyType::Ec(_))) => 1,
            ("C_GenerateKeyPair", Some(KeyType::Rsa(..=2048))) => 12,
            ("C_GenerateKeyPair", Some(KeyType::Rsa(..=3072))) => 29,
            ("C_GenerateKeyPair", Some(KeyType::Rsa(_))) => 60,
            ("C_Initialize", _) => 4,
            ("C_Sign" | "C_Decrypt", _) if !pad => 1,
            _ => return None,
        };
        Some(Duration::from_secs(seconds))
    }

    /// The limit of a key generation.
    #[must_use]
    pub fn key_generation(&self, key: Option<KeyType>) -> Duration {
        match key {
            Some(KeyType::Ec(Curve::P256 | Curve::P384 | Curve::P521 | Curve::Ed25519)) => {
                self.keygen_ec
            }
            Some(KeyType::Rsa(..=2048)) => self.keygen_rsa2048,
            Some(KeyType::Rsa(..=3072)) => self.keygen_rsa3072,
            Some(KeyType::Rsa(_)) | None => self.keygen_rsa4096,
        }
    }
}

fn set(key: &'static str, seconds: Option<f64>, limit: &mut Duration) -> Result<(), BadLimit> {
    let Some(seconds) = seconds else {
        return Ok(());
    };
    *limit = Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|limit| !limit.is_zero())
        .ok_or(BadLimit { key })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{BadLimit, Limits, RawLimits};
    use crate::registry::Registry;
    use crate::token::{Curve, KeyType};

    #[test]
    fn a_timeout_shortens_reads_and_only_lengthens_writes() {
        let limits = Limits::default().with_timeout(Duration::from_millis(500));
        assert_eq!(
            limits.of("C_GetAttributeValue", false, None),
            Duration::from_millis(500)
        );
        assert_eq!(
            limits.of("C_CreateObject", false, None),
            Duration::from_secs(60)
        );
        let long = Limits::default().with_timeout(Duration::from_secs(4000));
        assert_eq!(
            long.of("C_GenerateKeyPair", false, Some(KeyType::Rsa(2048))),
            Duration::from_secs(4000)
        );
    }

    #[test]
    fn the_registrys_limits_are_those_that_hold_without_it() {
        let registry = Registry::built_in().unwrap();
        let quick = Limits::registered(&registry.budgets);
        assert_eq!(quick, Limits::default());
        let slow = Limits::for_late_slots(&registry.budgets);
        assert_eq!(slow.slot_scan, Duration::from_secs(45));
    }

    #[test]
    fn every_call_has_its_own_limit() {
        let limits = Limits::default();
        assert_eq!(limits.of("C_Login", true, None), Duration::from_secs(120));
        assert_eq!(
            limits.of("C_GenerateKeyPair", false, Some(KeyType::Ec(Curve::P256))),
            Duration::from_secs(30)
        );
        assert_eq!(
            limits.of("C_FindObjects", false, None),
            Duration::from_secs(15)
        );
    }

    #[test]
    fn what_is_usual_is_far_below_the_limit() {
        let limits = Limits::default();
        let keys = [2048, 3072, 4096].map(KeyType::Rsa);
        let keys = keys.into_iter().chain([KeyType::Ec(Curve::P384)]);
        for (call, key) in keys
            .map(|key| ("C_GenerateKeyPair", Some(key)))
            .chain([("C_Initialize", None), ("C_Sign", None)])
        {
            let usual = Limits::usual(call, false, key).unwrap();
            assert!(usual * 2 < limits.of(call, false, key), "{call} {key:?}");
        }
        assert_eq!(Limits::usual("C_Sign", true, None), None);
        assert_eq!(Limits::usual("C_Login", false, None), None);
    }

    #[test]
    fn the_configuration_file_sets_limits_and_is_checked() {
        let raw: RawLimits = toml::from_str("write = 0.25").unwrap();
        assert_eq!(
            Limits::default().configured(&raw).unwrap().write,
            Duration::from_millis(250)
        );
        let bad: RawLimits = toml::from_str("read = -1").unwrap();
        assert_eq!(
            Limits::default().configured(&bad),
            Err(BadLimit { key: "read" })
        );
        assert!(toml::from_str::<RawLimits>("reed = 1").is_err());
    }
}
