//! `export`.

use super::args::{ExportArgs, later};
use super::face::Face;
use crate::error::Failure;

/// Carries `export` out.
pub(super) fn run(_: &Face, _: ExportArgs) -> Result<(), Failure> {
    Err(later("parafa export"))
}
