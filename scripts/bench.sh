#!/usr/bin/env bash
# Measurements, as soon as there are any under benches/.
set -euo pipefail
cd "$(dirname "$0")/.."

if compgen -G 'benches/*.rs' >/dev/null; then
    exec cargo bench --locked
fi
printf 'bench: there are no measurements yet\n'
