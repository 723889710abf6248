//! A registry file as serde reads it. Unknown keys are refused everywhere.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::{
    Atr, CkInfo, Confidence, Distributor, Download, Folder, Keys, Kind, Latency, Library,
    Mechanisms, Pin, Probe, QuirkFact, SingleRun, Timing, TokenFact, Usb,
};
use crate::token::InitRung;

/// A whole file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    #[schemars(with = "u32")]
    pub(super) schema: Spanned<u32>,
    #[schemars(with = "Option<String>")]
    pub(super) collected: Option<Datetime>,
    #[serde(default)]
    pub(super) sources: BTreeMap<String, String>,
    pub(super) engine_budgets: Option<RawBudgets>,
    #[serde(default)]
    pub(super) module: Vec<RawModule>,
    #[serde(default)]
    pub(super) quirk: Vec<QuirkFact>,
    #[serde(default)]
    pub(super) timing: Vec<Timing>,
    #[serde(default)]
    pub(super) timing_single_run: Vec<SingleRun>,
    #[serde(default)]
    pub(super) latency: Vec<Latency>,
}

/// Limits in seconds.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBudgets {
    pub(super) load_and_init: u64,
    pub(super) slot_scan: u64,
    pub(super) slot_scan_slow_modules: u64,
    pub(super) login: u64,
    pub(super) sign: u64,
    pub(super) keygen_rsa2048: u64,
    pub(super) keygen_rsa3072: u64,
    pub(super) keygen_rsa4096: u64,
    pub(super) keygen_ec256: u64,
    pub(super) read: u64,
    pub(super) write: u64,
    pub(super) login_pinpad: u64,
    pub(super) pin_change: u64,
    pub(super) init_token: u64,
    pub(super) finalize: u64,
}

/// A module.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools)] // independent traits of one module
pub(super) struct RawModule {
    #[schemars(with = "String")]
    pub(super) id: Spanned<String>,
    #[schemars(with = "String")]
    pub(super) name: Spanned<String>,
    pub(super) vendor: String,
    pub(super) kind: Kind,
    pub(super) confidence: Confidence,
    #[schemars(with = "Option<String>")]
    pub(super) date: Option<Datetime>,
    pub(super) note: Option<String>,
    #[serde(default)]
    pub(super) distributors: Vec<Distributor>,
    pub(super) library: Vec<Library>,
    #[serde(default)]
    pub(super) folder: Vec<Folder>,
    #[serde(default)]
    pub(super) download: Vec<Download>,
    #[serde(default)]
    pub(super) ck_info: Vec<CkInfo>,
    #[serde(default)]
    pub(super) token_info: Vec<TokenFact>,
    #[serde(default)]
    pub(super) pin: Vec<Pin>,
    #[serde(default)]
    pub(super) atr: Vec<Atr>,
    #[serde(default)]
    pub(super) usb: Vec<Usb>,
    #[serde(default)]
    pub(super) probe: Vec<Probe>,
    pub(super) keys: Option<Keys>,
    pub(super) mechanisms: Option<Mechanisms>,
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) quirks: Vec<Spanned<String>>,
    #[schemars(with = "Option<String>")]
    pub(super) init: Option<InitRung>,
    pub(super) write_as: Option<RawWriter>,
    pub(super) context_pin: Option<RawContextPin>,
    #[serde(default)]
    pub(super) one_certificate_per_key: bool,
    #[serde(default)]
    pub(super) key_places: Vec<RawKeyPlace>,
    #[schemars(with = "Option<String>")]
    pub(super) chdir: Option<Spanned<String>>,
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub(super) env: BTreeMap<Spanned<String>, String>,
    #[schemars(with = "Option<String>")]
    pub(super) reserved: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) without_pcsc: bool,
    #[serde(default)]
    pub(super) slow: bool,
    pub(super) card_tokens: Option<usize>,
    #[serde(default)]
    pub(super) only_named: bool,
}

/// Who must be logged in to make keys and to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawWriter {
    So,
    User,
}

/// Which PIN a key that asks at each use wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawContextPin {
    User,
    Own,
}

/// A fixed place for a key.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawKeyPlace {
    #[schemars(with = "String")]
    pub(super) id: Spanned<String>,
    pub(super) name: String,
}
