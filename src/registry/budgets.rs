//! How long the engine gives each kind of call.

use std::time::Duration;

use super::raw::RawBudgets;

/// How long each kind of call may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // one limit per call, named as in the file
pub struct Budgets {
    pub load_and_init: Duration,
    pub slot_scan: Duration,
    pub slot_scan_slow_modules: Duration,
    pub login: Duration,
    pub sign: Duration,
    pub keygen_rsa2048: Duration,
    pub keygen_rsa3072: Duration,
    pub keygen_rsa4096: Duration,
    pub keygen_ec256: Duration,
    pub read: Duration,
    pub write: Duration,
    pub login_pinpad: Duration,
    pub pin_change: Duration,
    pub init_token: Duration,
    pub finalize: Duration,
}

impl From<&RawBudgets> for Budgets {
    fn from(raw: &RawBudgets) -> Self {
        let seconds = Duration::from_secs;
        Self {
            load_and_init: seconds(raw.load_and_init),
            slot_scan: seconds(raw.slot_scan),
            slot_scan_slow_modules: seconds(raw.slot_scan_slow_modules),
            login: seconds(raw.login),
            sign: seconds(raw.sign),
            keygen_rsa2048: seconds(raw.keygen_rsa2048),
            keygen_rsa3072: seconds(raw.keygen_rsa3072),
            keygen_rsa4096: seconds(raw.keygen_rsa4096),
            keygen_ec256: seconds(raw.keygen_ec256),
            read: seconds(raw.read),
            write: seconds(raw.write),
            login_pinpad: seconds(raw.login_pinpad),
            pin_change: seconds(raw.pin_change),
            init_token: seconds(raw.init_token),
            finalize: seconds(raw.finalize),
        }
    }
}
