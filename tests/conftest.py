"""Hypothesis without its deadline, and in the gate with the same examples each time.

How long an example takes says nothing of what is right. And what the gate says of a change must not
hang on the examples it happened to draw; all others draw new ones every time.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("aptcheck", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "aptcheck"))

# An example package with tests of its own, which need it installed; testing/test_outside.py runs them.
collect_ignore = ["outside_rules"]
