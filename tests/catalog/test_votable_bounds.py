"""A VOTable is checked for size before it is read."""

from __future__ import annotations

import pytest

from aptcheck.catalog import votable_bounds
from aptcheck.catalog.votable_bounds import beyond_bounds
from aptcheck.intake.bounds import MAX_CATALOGUE_COLUMNS, MAX_CATALOGUE_WORD, MAX_DEPTH

FIELD = '<FIELD name="ra" datatype="double"/>'
ROW = "<TR><TD>1</TD></TR>"


def votable(before: str = "", table: str = "", fields: str = FIELD, rows: str = ROW) -> str:
    return (
        f'<?xml version="1.0"?>{before}<VOTABLE><RESOURCE><TABLE{table}>{fields}'
        f"<DATA><TABLEDATA>{rows}</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"
    )


def nested(depth: int) -> str:
    return votable(fields="<GROUP>" * depth + "</GROUP>" * depth + FIELD)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (votable("<!DOCTYPE VOTABLE>"), "DOCTYPE"),
        (votable("<!-- a --><!DOCTYPE x [<!ENTITY a 'b'>]>", rows="&a;"), "DOCTYPE"),
        (votable('<!DOCTYPE VOTABLE SYSTEM "http://127.0.0.1:9/x.dtd">'), "DOCTYPE"),
        (nested(MAX_DEPTH), "nested more than"),
        (votable(table=' nrows="100000000"'), "more rows than it can hold"),
        (votable(table=f' nrows="{"9" * 5000}"'), "more rows than it can hold"),
        (votable(table=' nrows="200"', fields=FIELD * 100), "more rows than it can hold"),
        (votable(fields=f'<FIELD arraysize="{MAX_CATALOGUE_WORD + 1}"/>'), "values in each row"),
        (votable(fields='<FIELD arraysize="100x100"/>'), "values in each row"),
        (votable(fields=f'<FIELD arraysize="{"9" * 5000}"/>'), "values in each row"),
        (votable(fields=FIELD * (4 * MAX_CATALOGUE_COLUMNS)), "elements other than cells"),
    ],
)
def test_what_is_beyond_the_bounds_is_named(document: str, said: str) -> None:
    assert said in str(beyond_bounds(document.encode()))
    utf16 = document.replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")
    assert said in str(beyond_bounds(utf16))


def test_rows_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(votable_bounds, "MAX_CATALOGUE_ROWS", 3)
    assert beyond_bounds(votable(rows=ROW * 3).encode()) is None
    assert "rows" in str(beyond_bounds(votable(rows=ROW * 4).encode()))


def test_only_the_owner_of_a_file_is_told_what_to_do_with_it() -> None:
    excess = beyond_bounds(votable("<!DOCTYPE VOTABLE>").encode())
    assert excess is not None
    assert not excess.is_page
    assert excess.about_a_file == f"{excess.why}: delete it"


@pytest.mark.parametrize(
    "name", ["html", "HTML", 'html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd"']
)
def test_a_web_page_is_recognised(name: str) -> None:
    excess = beyond_bounds(f"<!DOCTYPE {name}><html><br></html>".encode())
    assert excess is not None
    assert excess.is_page


@pytest.mark.parametrize(
    "document",
    [
        votable(),
        votable("<!-- <!DOCTYPE x> -->", table=' nrows="1"'),
        votable(table=' nrows="many"', rows="<TR><TD><![CDATA[<!DOCTYPE x>]]></TD></TR>"),
        votable(fields='<FIELD arraysize="100000*"/><FIELD arraysize="20"/>'),
        nested(MAX_DEPTH - 4),
        "no XML",
        "",
        '<?xml version="1.0" encoding="nothing"?><a/>',
    ],
)
def test_what_a_service_writes_is_let_through(document: str) -> None:
    assert beyond_bounds(document.encode()) is None
