#!/usr/bin/env bash
# Formatting, clippy, the lists of deny.toml; where cargo-deny is there, also what it reads in the licences' texts.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo fmt --all --check
cargo clippy --workspace --all-targets --locked -- -D warnings
cargo test --quiet --locked --test architecture packages
if command -v cargo-deny >/dev/null; then
    cargo deny --locked check licenses bans sources
else
    printf 'lint: cargo-deny is not installed: licences were taken from the packages, their texts not read\n'
fi
