#!/usr/bin/env bash
# A headless Chromium for the tests of the page, from Debian's packages where possible;
# elsewhere the tests skip and say what is missing.
set -euo pipefail

if ! command -v chromedriver > /dev/null && command -v apt-get > /dev/null && [ "$(id -u)" -eq 0 ]; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends chromium chromium-driver > /dev/null
fi
