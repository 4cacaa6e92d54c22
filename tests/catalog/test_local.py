from __future__ import annotations

import bz2
import gzip
import lzma
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from astropy.table import MaskedColumn, Table
from pytest_httpserver import HTTPServer

from aptcheck.catalog import local
from aptcheck.catalog.fetch import fetch
from aptcheck.catalog.local import CatalogueFile
from aptcheck.catalog.survey import ALLWISE, TWO_MASS
from aptcheck.errors import MissingExtra, UsageError
from tests.catalog.skies import POSITION, RADIUS, star_row
from tests.thrown_away import left_open

ENTRIES = [
    star_row(ALLWISE, tmass_key=None),
    star_row(ALLWISE, designation="J100001.00+020100.0", dec=2.02),
]


def as_table() -> Table:
    table = Table()
    for name in dict.fromkeys(name for entry in ENTRIES for name in entry):
        values = [entry.get(name) for entry in ENTRIES]
        blank = "" if name in ALLWISE.text else 0.0
        table[name] = MaskedColumn(
            [blank if value is None else value for value in values],
            mask=[value is None for value in values],
            dtype=str if name in ALLWISE.text else float,
        )
    return table


def write_csv(path: Path) -> None:
    names = list(ENTRIES[0])
    lines = [",".join(names)]
    lines += [
        ",".join("" if (v := e.get(name)) is None else str(v) for name in names) for e in ENTRIES
    ]
    path.write_text("# synthetic\n" + "\n".join(lines) + "\n", encoding="utf-8")


def write_parquet(path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    from pyarrow import parquet

    names = list(ENTRIES[0])
    parquet.write_table(
        pyarrow.table({name: [e.get(name) for e in ENTRIES] for name in names}), path
    )


REMOTE_ROWS = """<VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE><TABLE>
<FIELD name="ra" datatype="double"/><FIELD name="dec" datatype="double"/>
<FIELD name="w1mpro" datatype="double"/>
<DATA><BINARY><STREAM href="{url}"/></BINARY></DATA></TABLE></RESOURCE></VOTABLE>"""


@pytest.mark.parametrize("name", ["sky.vot", "sky.vot.gz"])
def test_a_file_whose_rows_are_elsewhere_has_nothing_fetched(
    tmp_path: Path, httpserver: HTTPServer, name: str
) -> None:
    content = REMOTE_ROWS.format(url=httpserver.url_for("/rows")).encode()
    path = tmp_path / name
    path.write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    with pytest.raises(UsageError, match="its rows are elsewhere"):
        CatalogueFile(path)
    assert httpserver.log == []


def test_a_file_that_cannot_be_unpacked_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sky.vot.gz"
    head = gzip.compress(b"")[:10]
    path.write_bytes(head + b"\xff" * 9)  # of a kind of block that there is not

    def refused() -> None:
        with pytest.raises(UsageError, match="cannot be read"):
            CatalogueFile(path)

    assert left_open(refused, monkeypatch) == []


WRITERS: dict[str, Callable[[Path], None]] = {
    "sky.csv": write_csv,
    "sky.ecsv": lambda path: as_table().write(path, format="ascii.ecsv"),
    "sky.vot": lambda path: as_table().write(path, format="votable"),
    "sky.xml": lambda path: as_table().write(path, format="votable"),
    "sky.parquet": write_parquet,
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_rows(tmp_path: Path, name: str) -> None:
    WRITERS[name](tmp_path / name)
    answer = fetch([POSITION], RADIUS, [CatalogueFile(tmp_path / name)])
    assert answer.fields[0].checked
    assert answer.fields[0].counts == {"AllWISE": 2}
    assert answer.missing == (TWO_MASS,)
    first = answer.sources
    assert first.designation[0] == "WISEA J100000.02+020000.3"
    assert first.cc_flags[0] == "0000"
    assert first.detected[0].tolist() == [True] * 6 + [False]
    assert first.position_error_arcsec[0] == pytest.approx(0.04)


def test_a_file_needs_only_positions_and_one_magnitude(tmp_path: Path) -> None:
    (tmp_path / "k.csv").write_text("RA,Dec,K_m\n150,2,9.5\n", encoding="utf-8")
    answer = fetch([POSITION], RADIUS, [CatalogueFile(tmp_path / "k.csv")])
    assert answer.sources.detected[0].tolist() == [False, False, True, False, False, False, False]
    assert answer.sources.designation[0] == "source at 150.00000 +2.00000"


def test_a_file_that_does_not_cover_the_field_does_not_make_it_clean(tmp_path: Path) -> None:
    (tmp_path / "far.csv").write_text("ra,dec,w1mpro\n10,2,9.5\n", encoding="utf-8")
    answer = fetch([POSITION], RADIUS, [CatalogueFile(tmp_path / "far.csv")])
    assert "no AllWISE source within 300 arcsec" in str(answer.fields[0].reason)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ra,dec,gmag\n1,2,3\n", "neither AllWISE"),
        ("dec,w1mpro\n1,2\n", "neither AllWISE"),
        ("", "neither AllWISE"),
        ("ra,dec,w1mpro\n1,2\n", "its rows differ in length"),
        ("ra,dec,w1mpro\n1,2,bright\n", "column w1mpro has an entry that is not a number"),
        ("ra,dec,w1mpro\n1,,3\n", "a row has no position"),
        ("ra,dec,w1mpro\n1,95,3\n", "a row has no position"),
        ("ra,dec,w1mpro\n1e308,5,3\n", "a row has no position"),
        ("ra,dec,w1mpro\ninf,5,3\n", "a row has no position"),
        ("ra,dec,w1mpro\n1,5,-1e9\n", "a row has w1mpro beyond 100, which no source has"),
        ("ra,dec,k_m\n1,5,1e308\n", "a row has k_m beyond 100, which no source has"),
        ("ra,dec,w1mpro,pmra\n1,5,9,1e30\n", "a row has pmra beyond 1,000,000,000, which no"),
        ("ra,dec,w1mpro,sigra\n1,5,9,1e300\n", "a row has sigra beyond 3,600, which no source"),
    ],
)
def test_what_is_not_a_catalogue_is_refused_in_a_sentence(
    tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "odd.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        CatalogueFile(tmp_path / "odd.csv")


def test_a_file_in_no_known_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.vot").write_bytes(b"\x89PNG")
    with pytest.raises(UsageError, match="cannot be read"):
        CatalogueFile(tmp_path / "odd.vot")


def test_parquet_without_its_extra_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sky.parquet").write_bytes(b"PAR1")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"aptcheck\[parquet\]"):
        CatalogueFile(tmp_path / "sky.parquet")


LINE = "J1,150,2,9.5\n"
HEAD = "designation,ra,dec,w1mpro\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}{'J' * 301},150,2,9.5\n", "a cell has more than 300 characters"),
        (f"{HEAD}{LINE}{'J' * 20_000},150,2,9.5\n", "a line has more than 16,384 characters"),
        (",".join(f"c{n}" for n in range(1001)), "more than 1,000 columns"),
    ],
)
def test_a_table_of_text_is_bounded(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        CatalogueFile(tmp_path / "a.csv")


def test_a_long_cell_of_a_column_that_is_not_used_is_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"note,{HEAD}{'n' * 5000},{LINE}", encoding="utf-8")
    assert CatalogueFile(tmp_path / "a.csv").surveys == (ALLWISE,)


@pytest.mark.parametrize("text", ["J" * 301, f'"{"J " * 151}"'])
def test_a_long_cell_of_ecsv_is_refused(tmp_path: Path, text: str) -> None:
    as_table().write(tmp_path / "a.ecsv", format="ascii.ecsv")
    with (tmp_path / "a.ecsv").open("a", encoding="utf-8") as file:
        file.write(text)
    with pytest.raises(UsageError, match="a cell has more than 300 characters"):
        CatalogueFile(tmp_path / "a.ecsv")


@pytest.mark.parametrize("name", ["sky.csv", "sky.ecsv"])
def test_rows_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    WRITERS[name](tmp_path / name)
    text = (tmp_path / name).read_text(encoding="utf-8")
    last = text.splitlines()[-1]
    (tmp_path / name).write_text(text + f"{last}\n" * 1_100, encoding="utf-8")
    monkeypatch.setattr(local, "MAX_CATALOGUE_ROWS", 1)
    with pytest.raises(UsageError, match="it has more than 1 rows"):
        CatalogueFile(tmp_path / name)


@pytest.mark.parametrize("name", WRITERS)
def test_bytes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    WRITERS[name](tmp_path / name)
    monkeypatch.setattr(local, "MAX_CATALOGUE", 10)
    monkeypatch.setattr(local, "MAX_COLUMNS_READ", 10)
    with pytest.raises(UsageError, match="larger than 0 MB; keep only the region that you need"):
        CatalogueFile(tmp_path / name)


def test_the_columns_read_from_parquet_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    from pyarrow import parquet

    rows = 100_000
    table = {"ra": [1.0] * rows, "dec": [2.0] * rows, "w1mpro": [9.0] * rows}
    parquet.write_table(pyarrow.table(table), tmp_path / "wide.parquet", use_dictionary=False)
    packed = (tmp_path / "wide.parquet").stat().st_size
    monkeypatch.setattr(local, "MAX_COLUMNS_READ", packed)
    with pytest.raises(UsageError, match="uncompressed, its columns are larger than"):
        CatalogueFile(tmp_path / "wide.parquet")
    monkeypatch.setattr(local, "MAX_COLUMNS_READ", 4 * 8 * rows)
    CatalogueFile(tmp_path / "wide.parquet")


@pytest.mark.parametrize("name", ["a.vot", "a.ecsv"])
@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_file_is_bounded_by_its_uncompressed_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, pack: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setattr(local, "MAX_CATALOGUE", 10_000)
    (tmp_path / name).write_bytes(pack(bytes(10_001)))
    with pytest.raises(UsageError, match="uncompressed, it is larger than"):
        CatalogueFile(tmp_path / name)


def test_a_votable_with_a_document_type_is_refused(tmp_path: Path) -> None:
    as_table().write(tmp_path / "a.vot", format="votable")
    text = (tmp_path / "a.vot").read_text(encoding="utf-8")
    (tmp_path / "a.vot").write_text(text.replace("?>", "?><!DOCTYPE VOTABLE>", 1), "utf-8")
    with pytest.raises(UsageError, match="DOCTYPE declaration"):
        CatalogueFile(tmp_path / "a.vot")


def test_a_name_too_long_for_a_file_is_none() -> None:
    with pytest.raises(UsageError, match="There is no catalogue file"):
        CatalogueFile(Path("x" * 300))
