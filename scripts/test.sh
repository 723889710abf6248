#!/usr/bin/env bash
# What every change must pass.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/need.sh
cargo build --workspace --locked
cargo test --workspace --locked
