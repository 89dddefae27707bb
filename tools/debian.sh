#!/bin/sh
# Install Debian packages that are missing, as root with apt; elsewhere say which, how to get them, and go on with 1.
set -u
missing=
for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends $missing; } >/dev/null && exit 0
    echo "apt-get could not install:$missing" >&2
fi
echo "Missing:$missing. On Debian: sudo apt-get install$missing. What needs them is skipped." >&2
exit 1
