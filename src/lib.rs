//! Parafa.
pub mod ask;
pub mod error;
pub mod journal;
pub mod paths;
pub mod sanitize;
pub mod secret;
pub mod sys;
pub mod token;
