#!/usr/bin/env bash
# install.sh PYTHON LOCK: make .venv if needed and install a lock file and this project into it; with uv when it is there.
set -euo pipefail
python=$1 lock=$2
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Python 3.11 or newer is needed; '$python' is $("$python" --version 2>&1 || echo missing). Name another: make PYTHON=python3.12 ..." >&2
  exit 1
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Installing what $lock names into .venv (a few minutes the first time) ..." >&2
if command -v uv >/dev/null; then
  uv pip install --python .venv/bin/python --require-hashes -r "$lock"
  uv pip install -q --python .venv/bin/python --no-deps --no-build-isolation -e .
else
  .venv/bin/python -m pip install --disable-pip-version-check --require-hashes -r "$lock" |
    awk '/^Collecting/ { printf "\r  %d packages fetched", ++n; fflush() } /^Installing/ { printf "\n  installing them ...\n"; fflush() }' >&2
  .venv/bin/python -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
fi
