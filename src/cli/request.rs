//! `request`: a key pair, a CSR, a receipt.

use super::args::{RequestArgs, later};
use super::face::Face;
use crate::error::Failure;

/// Carries `request` out.
pub(super) fn run(_: &Face, _: RequestArgs) -> Result<(), Failure> {
    Err(later("parafa request"))
}
