//! `delete`.

use super::args::{DeleteArgs, later};
use super::face::Face;
use crate::error::Failure;

/// Carries `delete` out.
pub(super) fn run(_: &Face, _: DeleteArgs) -> Result<(), Failure> {
    Err(later("parafa delete"))
}
