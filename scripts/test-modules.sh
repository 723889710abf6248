#!/usr/bin/env bash
# One story on every real module that can be had here, those that are compiled first included. With PARAFA_UPDATE_DOCS=1 it writes the table of docs/MODULES.md anew.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/need.sh libclang-dev libssl-dev libsqlite3-dev
target=$PWD/target/kryoptic
cargo build --manifest-path tests-support/kryoptic/Cargo.toml --locked --target-dir "$target"
PARAFA_KRYOPTIC=$target/debug/libparafa_kryoptic.so cargo test --locked --test modules -- --include-ignored
