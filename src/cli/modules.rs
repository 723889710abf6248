//! `modules`.

use super::args::{ModulesArgs, later};
use super::face::Face;
use crate::error::Failure;

/// Carries `modules` out.
pub(super) fn run(_: &Face, _: ModulesArgs) -> Result<(), Failure> {
    Err(later("parafa modules"))
}
