//! A health authority as one checked value: what it calls things, how it wants them written.

#[macro_use]
mod list;

mod format;
mod validator;

pub use format::{NameFormat, OrgIdName, SerialFormat};
pub use validator::{
    Fault, Invalid, Remark, Valid, Validator, clean, fi_organisation_oid, masked, ro_username,
    semantics_id,
};
pub(crate) use validator::{Wildcard, host, is_control, mailbox, not_ascii};
