#!/usr/bin/env bash
# Makes the keys and certificates of the TLS tests anew, valid for a century: an authority, and what it
# signed for 127.0.0.1. They guard nothing.
set -euo pipefail
cd "$(dirname "$(realpath "$0")")"
days=36500
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days $days \
  -subj "/CN=Parallax test authority" -keyout authority.key -out authority.pem
for name in server client; do
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$name" \
    -keyout $name.key -out $name.csr
  openssl x509 -req -in $name.csr -CA authority.pem -CAkey authority.key -CAcreateserial -days $days \
    -extfile <(echo "subjectAltName=IP:127.0.0.1,DNS:localhost") -out $name.pem
done
rm -f ./*.csr ./*.srl authority.key
