"""The real TAP server of ``.ci/dachs``, if it is running."""

from __future__ import annotations

import os
import urllib.error
import urllib.request

import pytest

LOOPBACK = "http://127.0.0.1:18080/tap"


def tap_url() -> str:
    """Return the address of the server, or skip the calling test and say why."""
    url = os.environ.get("APTCHECK_TEST_TAP", LOOPBACK)
    try:
        with urllib.request.urlopen(f"{url}/capabilities", timeout=2) as answer:
            answer.read()
    except (urllib.error.URLError, OSError) as fault:
        pytest.skip(f"no TAP server at {url} ({fault}); .ci/dachs/start.sh starts one on Debian 12")
    return url
