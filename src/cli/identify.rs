//! `identify`.

use super::args::{IdentifyArgs, later};
use super::face::Face;
use crate::error::Failure;

/// Carries `identify` out.
pub(super) fn run(_: &Face, _: IdentifyArgs) -> Result<(), Failure> {
    Err(later("parafa identify"))
}
