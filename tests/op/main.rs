//! The operations over real tokens, without a face.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)] // a test may stop

mod calls;
mod certificates;
mod cut_off;
mod fake;
mod generation;
mod install;
mod kit;
mod more;
mod places;
mod request;
mod settling;

use std::sync::Arc;

use parafa::child::NoWatch;
use parafa::op::demo::Demo;
use parafa::op::start::Start;

#[test]
fn demo() {
    let start = Start {
        named: vec![parafa_practice::module().into()],
        environment: vec![],
        hidden: vec![],
        timeout: None,
        env: vec![],
        program: Some(env!("CARGO_BIN_EXE_parafa").into()),
        watch: Arc::new(NoWatch),
    };
    let done = Demo::default().run(&start, None, &mut |step| println!("{step:?}"));
    println!("{done:?}");
    done.unwrap();
}
