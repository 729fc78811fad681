#!/usr/bin/env bash
# install.sh PYTHON LOCK: make .venv if needed and install a lock file and this project into it; with uv when it is there.
set -euo pipefail
python=$1 lock=$2
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Python 3.11 or newer is needed; '$python' is $("$python" --version 2>&1 || echo missing). Name another: make PYTHON=python3.12 ..." >&2
  exit 1
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Installing $lock into .venv ..." >&2
if command -v uv >/dev/null; then
  uv pip install -q --python .venv/bin/python --require-hashes -r "$lock"
  uv pip install -q --python .venv/bin/python --no-deps --no-build-isolation -e .
else
  .venv/bin/python -m pip install --disable-pip-version-check -q --require-hashes -r "$lock"
  .venv/bin/python -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
fi
