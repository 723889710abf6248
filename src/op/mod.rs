//! What a user can want: one file an intention. The faces only ask and show; everything is decided here.

pub mod delete;
pub mod demo;
pub mod done;
pub mod explain;
pub mod export;
pub mod files;
pub mod forget;
pub mod identify;
pub mod import;
pub mod init;
pub mod install;
mod intent;
mod label;
pub mod modules;
mod parsed;
pub mod pin;
pub mod profiles;
pub mod provider;
pub mod request;
mod sealed;
pub mod select;
mod setting;
mod settle;
pub mod shape;
pub mod show;
mod signing;
pub mod start;
pub mod tidy;
pub mod todo;
pub mod tokens;
mod unlock;
mod values;
pub mod view;

pub use setting::Setting;
pub use signing::Proof;
