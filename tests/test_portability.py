"""Code that works on one Python 3.11 works on all of them."""

from __future__ import annotations

import re
from pathlib import Path

import aptcheck

#: Possessive repeats of a group, which Python 3.11.0 to 3.11.4 match wrongly on backtracking.
_POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{[0-9,]+\})\+")


def test_no_group_is_possessive() -> None:
    sources = Path(aptcheck.__file__).parent.rglob("*.py")
    assert [
        path.name for path in sources if _POSSESSIVE_GROUP.search(path.read_text("utf-8"))
    ] == []


def test_the_guard_sees_one() -> None:
    assert _POSSESSIVE_GROUP.search(r'"(?:\s+|<\?.*?\?>)*+"')
    assert _POSSESSIVE_GROUP.search(r"(?:a|b){2,3}+")
    assert not _POSSESSIVE_GROUP.search(r"[^']*+(?:a|b)*'{3,5}")
