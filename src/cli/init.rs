//! `init`.

use super::args::{InitArgs, later};
use super::face::Face;
use crate::error::Failure;

/// Carries `init` out.
pub(super) fn run(_: &Face, _: InitArgs) -> Result<(), Failure> {
    Err(later("parafa init"))
}
