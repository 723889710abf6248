//! Words for what a profile says of itself and of its requests.

use crate::i18n::t;
use crate::op::profiles::RequestShort;
use crate::profile::{Mode, Status, StorePlace};

/// How sure a profile is.
#[must_use]
pub fn status(status: Status) -> String {
    match status {
        Status::Draft => t!("cli-profile-draft"),
        Status::PartlyConfirmed => t!("cli-profile-partly-confirmed"),
        Status::Confirmed => t!("cli-profile-confirmed"),
    }
}

/// Who makes the key.
#[must_use]
pub fn mode(request: &RequestShort) -> String {
    match request.mode {
        Mode::Csr if request.by_generator => t!("cli-profile-mode-generator"),
        Mode::Csr => t!("cli-profile-mode-csr"),
        Mode::Vendor => t!("cli-profile-mode-vendor"),
        Mode::Pfx => t!("cli-profile-mode-pfx"),
    }
}

/// Where a key may live.
#[must_use]
pub fn store(store: StorePlace) -> String {
    match store {
        StorePlace::Token => t!("cli-profile-store-token"),
        StorePlace::File => t!("cli-profile-store-file"),
        StorePlace::Both => t!("cli-profile-store-both"),
        StorePlace::Either => t!("cli-profile-store-either"),
    }
}
