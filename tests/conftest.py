"""Hypothesis without its deadline, and in the gate with the same examples every time.

How long an example takes does not matter. The verdict of the gate must not depend on the examples
it happens to draw; other runs draw new ones every time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("aptcheck", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "aptcheck"))

# An example package with tests of its own, which need it installed; testing/test_outside.py runs them.
collect_ignore = ["outside_rules"]


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the reports of the tests out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("APTCHECK_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
