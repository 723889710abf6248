#!/usr/bin/env bash
# Formatting, clippy, and licences where cargo-deny is there.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo fmt --all --check
cargo clippy --workspace --all-targets --locked -- -D warnings
if command -v cargo-deny >/dev/null; then
    cargo deny --locked check licenses bans sources
else
    printf 'lint: licences were not checked, cargo-deny is not installed (cargo install cargo-deny)\n'
fi
