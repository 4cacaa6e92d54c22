#!/usr/bin/env bash
# The page of --format html in a headless Chromium. It is installed from Debian's packages where that
# is possible; elsewhere the tests skip and say what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v chromedriver >/dev/null && command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends chromium chromium-driver >/dev/null
fi
python -m pip install --quiet -e ".[test,browser,images]"
python -m pytest -q tests/browser tests/catalog/test_images.py tests/cli/test_images.py
