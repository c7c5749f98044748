#!/bin/sh
# The ward's own authority, and the certificate of the server. Run once, then:
#   server.crt and server.key    into the data folder of PostgreSQL, owned by postgres, mode 0600
#   authority.pem                to each computer of the ward, on a stick
#   authority.key                into the safe, on a stick, and nowhere else
set -eu
umask 077
openssl req -x509 -newkey rsa:3072 -nodes -sha256 -days 3650 \
    -subj "/CN=Maternity register authority" -keyout authority.key -out authority.pem
openssl req -newkey rsa:3072 -nodes -sha256 -subj "/CN=$host" \
    -keyout server.key -out server.csr
printf 'subjectAltName=$names\n' >names.txt
openssl x509 -req -sha256 -days 3650 -in server.csr -CA authority.pem -CAkey authority.key \
    -CAcreateserial -extfile names.txt -out server.crt
rm -f server.csr names.txt authority.srl
