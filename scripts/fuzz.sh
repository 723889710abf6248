#!/usr/bin/env bash
# Runs every fuzz target for FUZZ_SECONDS (20) each, or those that are named: scripts/fuzz.sh pkcs12 words
# Stops at the first crash and keeps what caused it under fuzz/artifacts/. The corpus grows under fuzz/corpus/; neither is committed.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly seconds=${FUZZ_SECONDS:-20} tools=$PWD/target/fuzz-tools/bin
PATH=$tools:$PATH

say() { printf 'fuzz: %s\n' "$*"; }
fail() {
    printf 'fuzz: %s\n' "$*" >&2
    exit 1
}

if ! command -v cargo-fuzz >/dev/null; then
    say "installing cargo-fuzz into ${tools%/bin}"
    cargo install cargo-fuzz --locked --root "${tools%/bin}" || fail "cargo-fuzz cannot be installed here"
fi
# The sanitizers are for nightly compilers; a stable one takes their options when told that it is one.
if cargo +nightly --version >/dev/null 2>&1 || rustup toolchain install nightly --profile minimal >/dev/null 2>&1; then
    fuzz() { cargo +nightly fuzz "$@"; }
else
    say "no nightly toolchain: taking the stable one (RUSTC_BOOTSTRAP=1)"
    fuzz() { RUSTC_BOOTSTRAP=1 cargo fuzz "$@"; }
fi

# Which seeds a target begins with; all of them where nothing is said.
seeds_of() {
    case $1 in
        bundle) printf '%s\n' *.p7? ;;
        certificate | names | path | public_key) printf '%s\n' leaf.der ;;
        request) printf '%s\n' leaf.csr ;;
        pkcs12) printf '%s\n' *.p12 ;;
        keyfile) printf '%s\n' *.pk8* *.key ;;
        mail) printf '%s\n' *.eml ;;
        registry) printf '%s\n' ../../../vendor-modules.toml ;;
        profile) printf '%s\n' ../../../profiles/*.toml ;;
        header) printf '%s\n' /bin/true ;;
        pipe | journal | http | revocation) ;;
        *) printf '%s\n' * ;;
    esac
}

# A revocation list and a responder's answer of an authority that lives no longer than this.
listed() {
    local work corpus=$1
    work=$(mktemp -d)
    (
        cd "$work"
        openssl req -x509 -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config /dev/null -subj "/C=RO/CN=Synthetic CA" \
            -keyout ca.key -out ca.pem -set_serial 1 -addext basicConstraints=critical,CA:TRUE
        printf 'R\t401231235959Z\t250101000000Z,superseded\t4711\tunknown\t/CN=x\n' >index
        printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index\ndefault_md=sha256\n' >ca.cnf
        openssl ca -gencrl -config ca.cnf -cert ca.pem -keyfile ca.key -crldays 36500 -out list.pem
        openssl crl -in list.pem -outform DER -out "$corpus/seed.crl"
        openssl ocsp -index index -CA ca.pem -rsigner ca.pem -rkey ca.key -issuer ca.pem -serial 0x4711 -respout "$corpus/seed.ocsp"
    ) >/dev/null 2>&1
    rm -rf "$work"
}

sow() {
    local corpus=$PWD/fuzz/corpus/$1 file
    mkdir -p "$corpus"
    cd tests/data/seeds
    seeds_of "$1" | while read -r file; do
        # Only what is short enough to be changed in many places.
        head -c 4096 "$file" >"$corpus/seed-${file##*/}"
    done
    cd - >/dev/null
    case $1 in
        request) openssl req -in tests/data/seeds/leaf.csr -outform DER -out "$corpus/seed.der" ;;
        public_key) openssl x509 -in tests/data/seeds/leaf.der -inform DER -pubkey -noout |
            openssl pkey -pubin -outform DER -out "$corpus/seed.der" ;;
        names) openssl asn1parse -in tests/data/seeds/leaf.der -inform DER -strparse "$(
            openssl asn1parse -in tests/data/seeds/leaf.der -inform DER | sed -n 's/^ *\([0-9]*\):d=2 .*SEQUENCE.*/\1/p' | sed -n 4p
        )" -noout -out "$corpus/seed.der" ;;
        registry) printf 'module: x.so\npriority: 3\nenable-in: parafa\n' >"$corpus/seed.module" ;;
        revocation) listed "$corpus" ;;
        words)
            printf 'C=RO,O=A\\, B+OU=x,CN=\xc8\x98tefana' >"$corpus/seed-subject"
            printf 'othername:1.2.3;UTF8:x' >"$corpus/seed-name"
            printf 'digitalSignature, nonRepudiation' >"$corpus/seed-usage"
            printf 'clientAuth,1.3.6.1.5.5.7.3.4' >"$corpus/seed-extended"
            printf 'pkcs11:token=a%%20b;id=%%01?pin-source=file:/x' >"$corpus/seed-uri"
            ;;
    esac
}

targets=("$@")
[ $# -gt 0 ] || mapfile -t targets < <(fuzz list)
[ $# -gt 0 ] || fuzz build
for target in "${targets[@]}"; do
    say "$target, $seconds s"
    sow "$target"
    fuzz run "$target" -- -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
        >"fuzz/$target.log" 2>&1 || {
        tail -n 40 "fuzz/$target.log" >&2
        fail "$target: see fuzz/artifacts/$target/; repeat with: cargo fuzz run $target FILE"
    }
    sed -n 's/^stat::number_of_executed_units: */    runs: /p' "fuzz/$target.log"
done
say "no crash"
