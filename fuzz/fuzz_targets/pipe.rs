//! What comes through the pipe between the program and a module host: a vendor's code may write into it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // Only a fuzzer's build has this door; `cargo check` of the targets on stable goes without.
    #[cfg(fuzzing)]
    parafa::child::read_pipe(data);
    #[cfg(not(fuzzing))]
    let _ = data;
});
