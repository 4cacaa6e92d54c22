"""The builder writes what APT would write."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from aptcheck.testing import (
    Document,
    exposure,
    group,
    mosaic,
    mrs,
    orient_range,
    other,
    pair,
    proposal,
    sexagesimal,
    target,
)
from tests.shared import shared


def tree(document: Document) -> etree._Element:
    return etree.fromstring(document.xml)


def shape(element: etree._Element) -> list[str]:
    return [etree.QName(child).localname for child in element]


@pytest.mark.parametrize(
    ("ra", "dec", "text"),
    [
        (0.0, 0.0, "00 00 0.0000 +00 00 0.00"),
        (359.9999999999, -0.00001, "00 00 0.0000 -00 00 0.04"),
        (119.895625, 32.36202777777778, "07 59 34.9500 +32 21 43.30"),
        (14.99999999999, 59.9999999999, "01 00 0.0000 +60 00 0.00"),
    ],
)
def test_coordinates_are_written_as_apt_writes_them(ra: float, dec: float, text: str) -> None:
    assert sexagesimal(ra, dec) == text


def test_text_is_escaped_and_comes_back_whole() -> None:
    label = 'a <b> & "c"\n    new\u2028line'
    observation = tree(pair(science={"label": label})).find(".//{*}Observation[{*}Number]")
    assert observation is not None
    assert observation.findtext("{*}Label") == label


def test_only_the_named_change_is_in_the_file() -> None:
    clean, changed = pair().text.splitlines(), pair(sky={"groups_long": 40}).text.splitlines()
    differing = {(a.strip(), b.strip()) for a, b in zip(clean, changed, strict=True) if a != b}
    assert differing == {
        ("<mmrs:GroupsLong>27</mmrs:GroupsLong>", "<mmrs:GroupsLong>40</mmrs:GroupsLong>")
    }


def test_links_name_their_members_by_label() -> None:
    document = proposal(
        targets=[target()],
        observations=[mrs(1, label="first"), mrs(2, 1, label=None)],
        links=[group(1, 2, 9, "as I say", sequence=False, time="12 Hours")],
    )
    link = tree(document).find(".//{*}GroupWithinLink")
    assert link is not None
    assert [member.text for member in link] == [
        "first (Obs 1)",
        "Observation 2",
        "Observation 9",
        "as I say",
        "12 Hours",
    ]
    assert dict(link.attrib.items()) == {"Number": "1", "NonInterruptible": "true"}


def test_an_image_turns_the_detector_to_all_and_writes_the_short_readout() -> None:
    (imaged,) = tree(pair(sky={"gratings": ["SHORT"], "imaging": "F1000W"})).iterfind(
        ".//{*}Observation[{*}Number='2']"
    )
    assert imaged.findtext(".//{*}SimultaneousImaging") == "YES"
    assert imaged.findtext(".//{*}Detector") == "ALL"
    assert imaged.findtext(".//{*}ReadoutPatternShort") == "FASTR1"


def test_the_same_text_gives_the_same_archive(tmp_path: Path) -> None:
    document = pair()
    assert document.write(tmp_path / "a.aptx").read_bytes() == document.aptx()
    with zipfile.ZipFile(io.BytesIO(document.aptx("META-INF/MANIFEST.MF"))) as archive:
        assert archive.namelist() == ["META-INF/MANIFEST.MF", "1234.xml"]
        assert archive.read("1234.xml") == document.write(tmp_path).read_bytes()


def test_removed_tiles_special_requirements_and_statuses_are_written() -> None:
    document = proposal(
        targets=[target()],
        observations=[
            mrs(
                1,
                exposures=[exposure("ALL")],
                tiles=mosaic(2, 2, removed=[3]),
                special=[orient_range(10, 30), "<PersistenceRisk/>"],
                visits=2,
                status="COMPLETED",
            ),
            other(2, "NirspecMOS", target="NONE"),
            other(3, "MiriCoron", target=1),
        ],
    )
    root = tree(document)
    states = [state.text for state in root.iterfind(".//{*}TileState")][:4]
    assert states == ["Tile Included", "Tile Included", "Tile Removed", "Tile Included"]
    assert [status.get("VisitId") for status in root.iterfind(".//{*}VisitStatus")] == [
        "01234001001",
        "01234001002",
    ]
    assert [i.text for i in root.iterfind(".//{*}Instrument")] == ["MIRI", "NIRSPEC", "MIRI"]
    assert [t.text for t in root.iterfind(".//{*}Observation/{*}TargetID")] == [
        "1 NGC-1",
        "NONE",
        "1 NGC-1",
    ]


@pytest.mark.parametrize(
    "where",
    [
        "Targets/{*}Target",
        "DataRequests/{*}ObservationGroup/{*}Observation",
        "LinkingRequirements/*",
    ],
)
def test_elements_are_in_the_order_of_a_file_saved_by_apt_2026(where: str) -> None:
    real = etree.parse(shared("corpus", "clagn24-rebuilt.xml")).getroot()
    built = tree(pair(science={"acquisition": "Same Target as Observation"}))
    real_one, built_one = real.find(f"{{*}}{where}"), built.find(f"{{*}}{where}")
    assert real_one is not None
    assert built_one is not None
    extra = {"Keywords"}  # the background of the real file has none, a built target may
    assert [name for name in shape(built_one) if name not in extra] == shape(real_one)
    real_template = real_one.find(".//{*}MiriMRS")
    if real_template is not None:
        built_template = built_one.find(".//{*}MiriMRS")
        assert built_template is not None
        assert shape(built_template) == shape(real_template)
        assert shape(built_template[-1][0]) == shape(real_template[-1][0])
