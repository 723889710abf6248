//! Slots, tokens and their PIN flags.

use serde::{Deserialize, Serialize};

use super::Fault;

/// A slot's number as the module gives it. Unstable over replugging (Q15): never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SlotId(pub u64);

/// What a module says of itself (PKCS#11 2.40 §5.4, `C_GetInfo`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleInfo {
    /// Who made it.
    pub manufacturer: String,
    /// What it is called.
    pub library: String,
    /// The library's own version, `major.minor`.
    pub version: String,
    /// The PKCS#11 version that it speaks, `major.minor`.
    pub cryptoki: String,
    /// Which form of initialisation it accepted; remembered so that the next start asks that first.
    pub init: super::InitRung,
}

/// How a token is known again: never by slot, and a serial may be blank or zeros (Q38).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TokenId {
    /// Label, at most 32 bytes of UTF-8 on the token, without padding.
    pub label: String,
    /// Manufacturer, without padding.
    pub manufacturer: String,
    /// Model, without padding.
    pub model: String,
    /// Serial number as text, without padding.
    pub serial: String,
}

impl TokenId {
    /// Whether both are the same token under different labels, as after an initialisation. A serial number that is
    /// blank or all zeros tells nothing.
    #[must_use]
    pub fn same_but_for_label(&self, other: &Self) -> bool {
        names_a_token(&self.serial)
            && self.serial == other.serial
            && self.model == other.model
            && self.manufacturer == other.manufacturer
    }
}

/// Blank and all-zero serial numbers name no token (Q38).
#[must_use]
pub fn names_a_token(serial: &str) -> bool {
    !serial.trim_matches(['0', ' ']).is_empty()
}

/// Whose PIN is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The user's PIN.
    User,
    /// The security officer's: officer's or admin PIN, management key.
    So,
    /// The PIN of a key that asks at each use (`CKA_ALWAYS_AUTHENTICATE`).
    Key,
}

/// The four hints on a PIN's counter that PKCS#11 has (there is no number of tries: Q28).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools)] // four independent flags of CK_TOKEN_INFO
pub struct PinFlags {
    /// At least one wrong PIN since the last good one.
    pub count_low: bool,
    /// The next wrong PIN locks.
    pub final_try: bool,
    /// Locked.
    pub locked: bool,
    /// Must be changed before use.
    pub to_be_changed: bool,
}

/// A PIN's state in the words of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PinState {
    /// The token shows no warning; many never show one.
    NoWarning,
    /// A wrong PIN was given since the last good one.
    CountLow,
    /// One try is left.
    FinalTry,
    /// No try is left.
    Locked,
    /// No PIN was ever set.
    NotSet,
    /// It must be changed before use.
    ToBeChanged,
    /// The token did not tell.
    Unknown,
}

impl PinFlags {
    /// The flags as one state, the gravest first.
    #[must_use]
    pub fn state(self) -> PinState {
        match self {
            Self { locked: true, .. } => PinState::Locked,
            Self {
                final_try: true, ..
            } => PinState::FinalTry,
            Self {
                to_be_changed: true,
                ..
            } => PinState::ToBeChanged,
            Self {
                count_low: true, ..
            } => PinState::CountLow,
            _ => PinState::NoWarning,
        }
    }
}

/// What a token says of itself (PKCS#11 2.40 §3.2, `CK_TOKEN_INFO`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools)] // independent flags of CK_TOKEN_INFO
pub struct TokenInfo {
    /// By what it is known.
    pub id: TokenId,
    /// `CKF_TOKEN_INITIALIZED`.
    pub initialised: bool,
    /// `CKF_LOGIN_REQUIRED` (a hint: Q33).
    pub login_required: bool,
    /// `CKF_USER_PIN_INITIALIZED`.
    pub user_pin_set: bool,
    /// `CKF_WRITE_PROTECTED`.
    pub write_protected: bool,
    /// `CKF_PROTECTED_AUTHENTICATION_PATH`: the PIN is typed on the reader or in the driver's own window.
    pub pin_pad: bool,
    /// The user PIN's flags.
    pub user_pin: PinFlags,
    /// The officer PIN's flags.
    pub so_pin: PinFlags,
    /// Shortest PIN in bytes that the token says it takes (a hint: Q30).
    pub min_pin: Option<u64>,
    /// Longest PIN in bytes that the token says it takes (a hint: Q30).
    pub max_pin: Option<u64>,
}

impl TokenInfo {
    /// The state of the PIN of `role`; a key's own PIN has no flags.
    #[must_use]
    pub fn pin_state(&self, role: Role) -> PinState {
        match role {
            Role::User if !self.user_pin_set => PinState::NotSet,
            Role::User => self.user_pin.state(),
            Role::So if !self.initialised => PinState::NotSet,
            Role::So => self.so_pin.state(),
            Role::Key => PinState::Unknown,
        }
    }
}

/// A slot that says a token is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Its number for this process.
    pub id: SlotId,
    /// Description, as a rule the reader's name.
    pub description: String,
    /// `CKF_HW_SLOT`; `None` when the slot did not answer.
    pub hardware: Option<bool>,
    /// The token in it, or why it cannot be read. One bad slot hides no other.
    pub token: Result<TokenInfo, Fault>,
}

#[cfg(test)]
mod tests {
    use super::{PinFlags, PinState};

    #[test]
    fn the_gravest_flag_wins() {
        let all = PinFlags {
            count_low: true,
            final_try: true,
            locked: true,
            to_be_changed: true,
        };
        assert_eq!(all.state(), PinState::Locked);
        assert_eq!(
            PinFlags {
                locked: false,
                ..all
            }
            .state(),
            PinState::FinalTry
        );
        assert_eq!(
            PinFlags {
                count_low: true,
                ..PinFlags::default()
            }
            .state(),
            PinState::CountLow
        );
        assert_eq!(PinFlags::default().state(), PinState::NoWarning);
    }
}
