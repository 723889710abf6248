//! Parafa.
pub mod ask;
pub mod cli;
pub mod error;
pub mod i18n;
pub mod paths;
pub mod sanitize;
pub mod secret;
pub mod sys;
pub mod token;
