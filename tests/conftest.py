"""Hypothesis without its deadline: how long an example takes says nothing of what is right."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("aptcheck", deadline=None)
settings.load_profile("aptcheck")

# An example package with tests of its own, which need it installed; testing/test_outside.py runs them.
collect_ignore = ["outside_rules"]
