//! How the person sits at this computer.

use std::env;

/// Whether the person works here over a remote desktop, which shows other readers than this computer's own (Q20).
#[must_use]
pub fn is_remote() -> bool {
    // Windows names each session; xrdp marks its own.
    let windows = env::var("SESSIONNAME").is_ok_and(|name| name.starts_with("RDP-"));
    windows || env::var_os("XRDP_SESSION").is_some()
}
