//! The module host against real and faulty modules, below the operations.

mod kit;
mod looking;
