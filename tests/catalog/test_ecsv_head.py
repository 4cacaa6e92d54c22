"""The header of an ECSV file is checked for size before its values are built."""

from __future__ import annotations

from pathlib import Path

import pytest

from aptcheck.catalog.ecsv_head import check_head
from aptcheck.catalog.local import CatalogueFile
from aptcheck.errors import UsageError
from aptcheck.intake.bounds import MAX_CATALOGUE_COLUMNS, MAX_DEPTH, MAX_YAML

COLUMN = "# - {name: ra, datatype: float64}"


def head(*more: str) -> list[str]:
    return [
        "# %ECSV 1.0",
        "# ---",
        "# datatype:",
        COLUMN,
        *more,
        "# schema: astropy-2.0",
        "ra",
        "1",
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["# meta: {a: &a [b, b], c: [*a, *a]}"], "aliases"),
        (["# meta: {a: &a {x: 1}, b: {<<: *a}}"], "aliases"),
        (["# meta: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH], "nested"),
        (["# meta: [" + "a, " * MAX_YAML + "]"], "longer than 128 kB"),
        ([COLUMN] * MAX_CATALOGUE_COLUMNS, "columns"),
        (["# - {name: a, datatype: string, subtype: 'float64[10000,10000]'}"], "lists or objects"),
        (["# meta: {"], "not YAML"),
    ],
)
def test_what_is_beyond_the_bounds_is_named(tmp_path: Path, more: list[str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        check_head(head(*more))
    # A blank line does not end the header, since its reader skips it.
    with pytest.raises(ValueError, match=said):
        check_head(["", *head(*more)])
    (tmp_path / "a.ecsv").write_text("\n".join(head(*more)), encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be read"):
        CatalogueFile(tmp_path / "a.ecsv")


def test_what_a_table_has_is_let_through() -> None:
    check_head(head("# meta: !!omap", "# - comments: ['a * b & c', '*d']"))
    check_head([*head(), "# { a comment below"])
    check_head([])
