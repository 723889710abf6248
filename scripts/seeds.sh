#!/usr/bin/env bash
# Makes the small files of tests/data/seeds/ anew: synthetic keys and certificates as other programs write them, for the
# tests with mutated files and for `make fuzz`. What is committed stays the same, so that each mutation can be repeated;
# run this only to add to them. Every password is: seeds
set -euo pipefail
cd "$(dirname "$0")/.."

out=$PWD/tests/data/seeds
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
cd "$work"

quiet() { "$@" >/dev/null 2>"$work/said" || { cat "$work/said" >&2; exit 1; }; }

quiet openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -keyout ca.key -out ca.pem \
    -subj "/C=RO/O=Synthetic authority/CN=Synthetic CA" -addext basicConstraints=critical,CA:TRUE
quiet openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout leaf.key -out leaf.csr \
    -subj "/C=RO/CN=Ștefana Sintetică/serialNumber=0042" -utf8 -addext subjectAltName=email:a@example.invalid,DNS:a.example.invalid \
    -addext keyUsage=critical,digitalSignature -addext extendedKeyUsage=clientAuth,emailProtection
quiet openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -set_serial 4711 -days 36500 -copy_extensions copyall -out leaf.pem
cat leaf.pem ca.pem >both.pem
quiet openssl x509 -in leaf.pem -outform DER -out "$out/leaf.der"
cp leaf.csr "$out/leaf.csr"
cp both.pem "$out/both.pem"
quiet openssl genrsa -traditional -out rsa.key 1024
cp rsa.key "$out/traditional.key"
quiet openssl pkcs8 -topk8 -nocrypt -in leaf.key -outform DER -out "$out/clear.pk8"
quiet openssl pkcs8 -topk8 -v2 aes-256-cbc -iter 100 -in leaf.key -passout pass:seeds -out "$out/modern.pk8.pem"
quiet openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES -iter 100 -in leaf.key -passout pass:seeds -outform DER -out "$out/legacy.pk8"

export_() { quiet openssl pkcs12 -export -in leaf.pem -inkey leaf.key -certfile ca.pem -name "Ștefana" -passout pass:seeds "${@:2}" -out "$out/$1"; }
export_ modern.p12 -iter 100
export_ legacy.p12 -iter 100 -legacy
export_ no-mac.p12 -iter 100 -nomac
export_ in-clear.p12 -keypbe NONE -certpbe NONE -nomac
quiet certtool --to-p12 --load-privkey leaf.key --load-certificate leaf.pem --load-ca-certificate ca.pem \
    --p12-name synthetic --password seeds --outder --outfile "$out/gnutls.p12"
# Few rounds, so that many changes can be tried; GnuTLS and NSS always take 600 000.
keys=(-storetype PKCS12 -storepass seeds1 -keystore java.p12)
for part in keyPbe certPbe mac; do keys+=("-J-Dkeystore.pkcs12.${part}IterationCount=100"); done
for entry in one two; do
    quiet keytool -genkeypair -alias "$entry" -keyalg EC -groupname secp256r1 -validity 36500 -dname "CN=Synthetic $entry" "${keys[@]}"
done
cp java.p12 "$out/java.p12" # its password is seeds1: Java takes none of five letters
mkdir nss
quiet certutil -N -d nss --empty-password
quiet pk12util -i "$out/modern.p12" -d nss -W seeds -K ""
quiet pk12util -o "$out/nss.p12" -n "Ștefana" -d nss -W seeds -K ""

quiet openssl crl2pkcs7 -nocrl -certfile both.pem -outform DER -out "$out/openssl.p7b"
quiet openssl crl2pkcs7 -nocrl -certfile both.pem -out "$out/openssl.p7b.pem"
quiet certtool --p7-generate --load-certificate both.pem --outder --outfile "$out/gnutls.p7b"
printf 'synthetic' >text
quiet openssl cms -sign -signer leaf.pem -inkey leaf.key -certfile ca.pem -nodetach -stream -binary -in text -outform DER -out "$out/stream.p7m"
quiet openssl cms -encrypt -aes256 -in text -outform DER -out "$out/encrypted.p7m" ca.pem
{
    printf 'From: authority@example.invalid\r\nSubject: =?utf-8?Q?certificat?=\r\nMIME-Version: 1.0\r\n'
    printf 'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHere it is.\r\n'
    printf -- '--x\r\nContent-Type: application/pkix-cert; name="a.cer"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    base64 "$out/leaf.der"
    printf -- '--x--\r\n'
} >"$out/mail.eml"
iconv -f UTF-8 -t UTF-16 both.pem >"$out/utf16.txt"
ls -l "$out"
