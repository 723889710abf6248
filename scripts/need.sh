#!/usr/bin/env bash
# Sees to it that the system has what `make test` needs, and the packages that are named besides. On Debian as root what is missing is installed; else it is named, and this fails.
set -euo pipefail

packages=(
    softhsm2 opensc opensc-pkcs11 gnutls-bin openssl p11-kit p11-kit-modules libnss3-tools opencryptoki
    swtpm libtpm2-pkcs11-1 libtss2-tcti-swtpm0
    default-jre-headless nginx-light khal tmux strace pkg-config libpcsclite-dev pcscd vsmartcard-vpcd gcc libc6-dev make
)
packages+=("$@")
readonly packages

say() { printf 'need: %s\n' "$*"; }
fail() {
    printf 'need: %s\n' "$*" >&2
    exit 1
}

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

command -v cargo >/dev/null || fail "the Rust toolchain is missing (cargo)"
command -v dpkg-query >/dev/null ||
    fail "this is no Debian system; please install what these Debian packages hold, then run: cargo test --workspace --locked
${packages[*]}"

missing=()
for package in "${packages[@]}"; do
    installed "$package" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

[ "$(id -u)" = 0 ] || fail "missing; please run as root: apt-get install ${missing[*]}"
say "installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get -q update </dev/null || fail "apt-get update failed; missing: ${missing[*]}"
apt-get -q install -y --no-install-recommends "${missing[@]}" </dev/null || fail "apt-get install failed; missing: ${missing[*]}"
for package in "${missing[@]}"; do
    installed "$package" || fail "$package is still missing"
done
say "done"
