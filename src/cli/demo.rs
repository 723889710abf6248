//! `demo`: the whole path on a practice token.

use super::args::{DemoArgs, later};
use super::face::Face;
use crate::error::Failure;

/// Carries `demo` out.
pub(super) fn run(_: &Face, _: DemoArgs) -> Result<(), Failure> {
    Err(later("parafa demo"))
}
