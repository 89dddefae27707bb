#!/bin/sh
# Make a virtual environment in the folder given; say what is missing where it cannot be made.
set -eu
folder=$1
python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Python 3.11 or newer is needed; give its path: make PYTHON=/path/to/python3.11 …" >&2
    exit 1
fi
[ -x "$folder/bin/python" ] && "$folder/bin/python" -m pip --version >/dev/null 2>&1 && exit 0
# Debian keeps ensurepip in a package of its own.
"$python" -c 'import ensurepip' 2>/dev/null || "$(dirname "$0")/debian.sh" python3-venv
rm -rf "$folder"
"$python" -m venv "$folder"
