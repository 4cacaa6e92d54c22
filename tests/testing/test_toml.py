"""A configuration is the same after writing and reading it."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.finding import Severity
from aptcheck.testing.toml import toml

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | TEXT
    | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(TEXT, VALUES, max_size=3))
def test_written_values_are_read_back(table: dict[str, object]) -> None:
    assert tomllib.loads(toml(table)) == table


def test_python_types_unknown_to_toml_are_written_as_similar_ones() -> None:
    table: dict[Any, Any] = {
        "a": Severity.ERROR,
        "b": (1, 2),
        "c": None,
        2: {"d": None},
        "e": date(2027, 6, 30),
    }
    assert tomllib.loads(toml(table)) == {
        "a": "error",
        "b": [1, 2],
        "2": {},
        "e": date(2027, 6, 30),
    }


def test_types_that_toml_does_not_support_are_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        toml({"a": object()})
