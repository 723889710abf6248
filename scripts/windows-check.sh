#!/usr/bin/env bash
# Type-checks the program for 64-bit Windows, on Debian, without a Windows machine.
#
# rustup's toolchain may have no Windows standard library, so Debian's own compiler (rustc-web) with the matching library source is
# unpacked under target/windows/ (about 150 MB to fetch, once; nothing is installed) and builds `std` for the target itself.
# The C parts of our dependencies (SQLite) want the mingw compiler; as root it is installed, else it has to be there.
#
# Leaves with 77 when the tools cannot be had, with the reason; with cargo's own code else.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly room="$PWD/target/windows"
readonly root="$room/root"
readonly target=x86_64-pc-windows-gnu
readonly mingw=gcc-mingw-w64-x86-64-win32

say() { printf 'windows-check: %s\n' "$*"; }
cannot() {
    printf 'windows-check: NOT CHECKED: %s\n' "$*" >&2
    exit 77
}

# apt with lists of our own: needs no root, and works where the system's lists are empty.
apt_own() {
    local apt="$room/apt" tool=$1
    shift
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
    "$tool" -q -o Dir::State="$apt" -o Dir::State::Lists="$apt/lists" -o Dir::State::status=/var/lib/dpkg/status \
        -o Dir::Cache="$apt/cache" -o APT::Sandbox::User=root "$@"
}

# The compiler, its library's source, and the libraries that Debian's build of both wants, as the package lists name them today.
wanted_packages() {
    printf '%s\n' rustc-web cargo-web rust-web-src libstd-rust-web-dev
    apt_own apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
        rustc-web cargo-web |
        grep -E '^(libstd-rust-web-[0-9]|libllvm[0-9]|libgit2-[0-9]|libmbed(tls|crypto|x509)-?[0-9]|libhttp-parser[0-9])' | sort -u
}

fetch_compiler() {
    [ -e "$room/complete" ] && return
    command -v apt-get >/dev/null && command -v dpkg >/dev/null || cannot "this is no Debian system; its compiler packages are needed"
    say "fetching Debian's compiler into target/windows/ (about 150 MB, once)"
    mkdir -p "$room/packages" "$root"
    apt_own apt-get update >"$room/fetch.log" 2>&1 || cannot "the package lists cannot be fetched, see target/windows/fetch.log"
    local packages
    packages=$(wanted_packages)
    grep -q '^libllvm' <<<"$packages" || cannot "this system's packages have no rustc-web with its libraries"
    # shellcheck disable=SC2086 # one word per package
    (cd "$room/packages" && apt_own apt-get download $packages) >>"$room/fetch.log" 2>&1 ||
        cannot "the compiler packages cannot be fetched, see target/windows/fetch.log"
    local package
    for package in "$room/packages"/*.deb; do dpkg -x "$package" "$root"; done
    rm -rf "$room/packages" "$room/apt"
    touch "$room/complete"
}

need_mingw() {
    command -v x86_64-w64-mingw32-gcc >/dev/null && return
    [ "$(id -u)" = 0 ] || cannot "the C compiler for Windows is missing; install it: apt-get install $mingw"
    say "installing $mingw"
    { apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$mingw"; } \
        </dev/null >"$room/mingw.log" 2>&1 || cannot "$mingw cannot be installed, see target/windows/mingw.log"
}

fetch_compiler
need_mingw

export LD_LIBRARY_PATH="$root/usr/lib/x86_64-linux-gnu${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export RUSTC="$root/usr/bin/rustc" RUSTC_BOOTSTRAP=1
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc
export CARGO_TARGET_DIR="$room/build"
say "checking for $target with $("$RUSTC" --version)"
"$root/usr/bin/cargo" check --lib --bins --locked -Zbuild-std --target "$target"
say "the program type-checks for Windows"
