//! What needs the operating system, one small file per matter.

pub mod descriptor;
pub mod mode;
pub mod terminal;
