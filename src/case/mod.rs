//! What is under way and what comes next, as data.

mod provider;

pub use provider::Provider;
