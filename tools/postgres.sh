#!/bin/sh
# Run a command with a PostgreSQL of its own: made in a temporary folder, thrown away afterwards. TAIZHANG_DATABASE names it to the command.
# With TAIZHANG_TEST_DATABASE set, that server is used instead. Exits 77, saying what is missing, where there is no PostgreSQL.
# DURABLE=1 keeps fsync on, for measurements and for tests that kill.
set -eu
if [ -n "${TAIZHANG_TEST_DATABASE:-}" ]; then
    TAIZHANG_DATABASE=$TAIZHANG_TEST_DATABASE exec "$@"
fi
here=$(dirname "$0")
bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }
[ -n "$(bin)" ] || command -v initdb >/dev/null || "$here/debian.sh" postgresql >&2 || true
PATH=$(bin):$PATH
if ! command -v initdb >/dev/null; then
    echo "PostgreSQL is missing: install it (Debian: apt install postgresql), or name a server in TAIZHANG_TEST_DATABASE" >&2
    exit 77
fi
folder=$(mktemp -d)
as=
if [ "$(id -u)" = 0 ]; then # initdb refuses root
    chown postgres "$folder"
    as="runuser -u postgres --"
fi
port=$("${PYTHON:-python3}" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
stop() {
    $as "$(command -v pg_ctl)" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM
fast="-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
[ -n "${DURABLE:-}" ] && fast=
cd /
$as "$(command -v initdb)" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
$as "$(command -v pg_ctl)" -w -D "$folder/data" -l "$folder/log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c max_connections=200 $fast" start >/dev/null
$as "$(command -v createdb)" -h 127.0.0.1 -p "$port" -U postgres taizhang
cd - >/dev/null
TAIZHANG_DATABASE="postgresql://postgres@127.0.0.1:$port/taizhang" "$@"
