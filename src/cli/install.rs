//! `install`: what the authority sent, onto the token.

use super::args::{InstallArgs, later};
use super::face::Face;
use crate::error::Failure;

/// Carries `install` out.
pub(super) fn run(_: &Face, _: InstallArgs) -> Result<(), Failure> {
    Err(later("parafa install"))
}
