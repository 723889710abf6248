//! What is under way and what comes next, as data.

mod provider;
mod under_way;

pub use provider::Provider;
pub use under_way::{Case, Tick, Wanted};
