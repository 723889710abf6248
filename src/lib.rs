//! Parafa.
pub mod ask;
pub mod error;
pub mod paths;
pub mod registry;
pub mod sanitize;
pub mod secret;
pub mod token;
