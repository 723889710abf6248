#!/usr/bin/env bash
# Measures: PKCS#11 calls counted, and ratios against a peer in the same run. Prints; changes nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/need.sh
cargo bench --locked --bench listing
cargo bench --locked --bench hostile
cargo bench --locked --bench mailed
cargo bench --locked --bench screen
