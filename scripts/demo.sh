#!/usr/bin/env bash
# Shows an authority's whole path on a practice token: key, request, a stand-in authority, certificate, proof. Needs no root and
# changes nothing outside target/. The path itself is the program's own `demo`; this finds SoftHSM, builds, and starts it.
set -euo pipefail
cd "$(dirname "$0")/.."

# A test brings a folder of its own and a program that is built.
readonly room="${DEMO_DIR:-$PWD/target/demo}"
readonly program="${DEMO_PROGRAM:-target/debug/parafa}"
say() { printf 'demo: %s\n' "$*"; }
fail() {
    printf 'demo: %s\n' "$*" >&2
    exit 1
}

# The first SoftHSM module on this computer, else the one unpacked here earlier.
find_softhsm() {
    local path
    for path in /usr/lib/softhsm/libsofthsm2.so /usr/lib64/pkcs11/libsofthsm2.so /usr/lib/pkcs11/libsofthsm2.so \
        /usr/local/lib/softhsm/libsofthsm2.so /opt/homebrew/lib/softhsm/libsofthsm2.so "$room"/root/usr/lib/*/softhsm/libsofthsm2.so; do
        [ -e "$path" ] && printf '%s\n' "$path" && return
    done
    return 1
}

# The system's package, unpacked under target/ with package lists of our own: neither root nor the system's lists are needed.
fetch_softhsm() {
    command -v apt-get >/dev/null || fail "no SoftHSM found; please install it (Fedora: softhsm, macOS: brew install softhsm)"
    say "no SoftHSM found; fetching the system's package into target/demo/"
    local apt="$room/apt"
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$room/root"
    local own=(-q -o "Dir::State=$apt" -o "Dir::State::Lists=$apt/lists" -o Dir::State::status=/var/lib/dpkg/status
        -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root)
    (cd "$room" && apt-get "${own[@]}" update && apt-get "${own[@]}" download libsofthsm2) >"$room/fetch.log" 2>&1 ||
        fail "the package cannot be fetched, see target/demo/fetch.log"
    dpkg -x "$room"/libsofthsm2_*.deb "$room/root"
    rm -rf "$apt"
}

mkdir -p "$room"
module=$(find_softhsm) || { fetch_softhsm && module=$(find_softhsm); } || fail "no SoftHSM module in the package"
say "practice token: $module"

if [ -z "${DEMO_PROGRAM:-}" ]; then
    [ -x "$program" ] || say "building; the first time takes about three minutes on two cores"
    cargo build --quiet --locked --bin parafa
fi

if [ -t 0 ] && [ -t 1 ]; then
    token="$room/token-$$"
    "$program" -m "$module" demo --keep "$token" --env | tee "$room/env.$$"
    read -r -p 'demo: open the screen on this token? [y/N] ' answer
    if [ "$answer" = y ] || [ "$answer" = Y ]; then
        # the lines that the program printed for shells
        eval "$(grep '^export ' "$room/env.$$")"
        "$program" -m "$module"
    fi
    say "the token stays in ${token#"$PWD/"}"
else
    "$program" -m "$module" demo
fi
