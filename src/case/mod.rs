//! What is under way and what comes next, as data.

mod progress;
mod provider;
mod under_way;

pub use progress::{
    DeadlineNow, FIRST, Known, RENEWAL, StepNow, StepState, deadlines, paper, paper_step, steps,
};
pub use provider::Provider;
pub use under_way::{Case, Issued, Tick, Wanted};
