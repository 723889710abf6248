//! A health authority as one checked value: what it calls things, how it wants them written, what is to be done in which
//! order. Facts are data in `profiles/*.toml`, each with its source; what no source was found for is marked.

#[macro_use]
mod list;

mod check;
mod checked;
mod error;
mod format;
mod parts;
mod raw;
mod template;
mod text;
mod validator;
mod words;

#[cfg(test)]
mod tests;

pub use checked::{Found, Profile, Profiles};
pub use error::{ProfileError, Reason};
pub use format::{NameFormat, OrgIdName, SerialFormat};
pub use parts::{
    Answer, Attribute, Contact, Deadline, Derive, Extensions, Fact, Field, Form, Header, Issuer,
    Key, Line, OneOrMany, Out, Question, Renewal, Request, Revocation, Rule, Step, TokenHints,
    Validity,
};
pub use template::{fill, placeholders};
pub use text::Text;
pub use validator::{
    Fault, Invalid, Remark, Valid, Validator, clean, fi_organisation_oid, masked, ro_username,
    semantics_id,
};
pub(crate) use validator::{Wildcard, host, is_control, mailbox, not_ascii};
pub use words::{
    Action, BundleCipher, Check, Condition, Derivation, DoneBy, Encoding, Environment, FieldOf,
    FormKind, Keep, KeyName, Mode, OnMiss, Pattern, Per, Policy, Purpose, Severity, Shown, Start,
    Status, StorePlace, Value,
};
