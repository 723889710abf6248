//! The module host against real and faulty modules, below the operations.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that is wrong about its surroundings ends"
)]

mod certificates;
mod death;
mod generating;
mod house;
mod initialising;
mod kit;
mod leaving;
mod loading;
mod looking;
mod pins;
#[cfg(unix)]
mod pipe;
mod reading;
mod removal;
mod side_by_side;
mod signing;
mod stopping;
mod values;
