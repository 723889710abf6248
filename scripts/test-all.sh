#!/usr/bin/env bash
# The longer checks. One whose tools cannot be had is said and passed over; one that fails, fails.
set -euo pipefail
cd "$(dirname "$0")/.."

code=0
scripts/windows-check.sh || code=$?
if [ "$code" = 77 ]; then
    printf 'test-all: passed over: windows-check (its tools cannot be had here)\n' >&2
elif [ "$code" != 0 ]; then
    exit "$code"
fi

# The fuzz targets compile; their C++ is left out. The same profile and folder as ours, so that most of it is there already.
profile=target/fuzz-profile.toml
mkdir -p target
awk '/^\[/ { ours = /^\[profile\.dev/ } ours' Cargo.toml >"$profile"
cargo check --quiet --manifest-path fuzz/Cargo.toml --locked --no-default-features --target-dir target --config "$profile"

# Papers, as Chromium prints them and other programs read them.
scripts/need.sh chromium fonts-dejavu-core poppler-utils tidy
cargo test --quiet --locked --test paper -- --ignored
