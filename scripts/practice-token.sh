#!/usr/bin/env bash
# Makes a folder for SoftHSM tokens of one's own and prints the line that leads programs there:  eval "$(scripts/practice-token.sh DIR)"
set -euo pipefail

if [ -z "${1:-}" ]; then
    printf 'usage: %s DIR\n' "$0" >&2
    exit 2
fi
mkdir -p "$1/tokens"
dir=$(cd "$1" && pwd)
printf 'directories.tokendir = %s/tokens\nobjectstore.backend = file\nlog.level = ERROR\n' "$dir" >"$dir/softhsm2.conf"
printf 'export SOFTHSM2_CONF=%q\n' "$dir/softhsm2.conf"
