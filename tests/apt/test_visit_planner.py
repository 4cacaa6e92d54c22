"""Stored records: exact keys, hostile text."""

from __future__ import annotations

from datetime import datetime
from xml.sax.saxutils import quoteattr

import pytest

from aptcheck.apt.visit_planner import read_record, records_in_force
from aptcheck.model.visit_planner import VisitKey

KEY = VisitKey(1263, 2, 1)
FINAL = "1746057600000 0.0 1753076082000 1.0 1757808000000"
REGARD = (
    "1746057600000 0.0 1753076082000 1.0 245.15:252.54 1753119282000 1.0 "
    "0.0:0.47:350.3:359.9999 1753205682000 0.0 1757808000000"
)
NAME = '<a href="https://jwst-docs.stsci.edu/x">Field of Regard</a>'


def text(*, final=FINAL, regard=REGARD, up_to_date="true", engine="17.0", name=NAME):
    return (
        f'<VpVisitData EngineVersion="{engine}"><StVisitSchedulingWindows UpToDate="{up_to_date}" '
        f'StSchedulingPCF="{final}"><StConstraintSchedulingWindows Name={quoteattr(name)} '
        f'Type="off-normal" StSchedulingPCF="{regard}"/><StConstraintSchedulingWindows '
        'Name="Moon Avoidance" Type="abs-con" StSchedulingPCF="garbage"/>'
        "</StVisitSchedulingWindows></VpVisitData>"
    )


def test_a_record_is_read():
    record = read_record(KEY, text())
    assert (record.key, record.engine, record.release, record.up_to_date) == (
        KEY,
        "17.0",
        (17, 0),
        True,
    )
    assert [piece.suitability for piece in record.windows] == [0.0, 1.0]
    assert record.windows[1].start == datetime(2025, 7, 21, 5, 34, 42)
    regard = record.constraint("off-normal")
    assert regard.name == "Field of Regard"
    assert [piece.rolls for piece in regard.pieces] == [
        (),
        ((245.15, 252.54),),
        ((0.0, 0.47), (350.3, 359.9999)),
        (),
    ]
    assert record.constraint("abs-con") is None


def test_only_records_in_force_count():
    texts = {
        (1, 2, 2): text(engine="16.0"),
        (1, 2, 1): text(),
        (1, 3, 1): text(up_to_date="false"),
        (1, 4, 1): '<VpVisitData EngineVersion="None"><Diagnostic Text="JCL Error"/></VpVisitData>',
    }
    records = records_in_force(texts)
    assert [record.key.visit for record in records.pop(2)] == [1, 2]
    assert records == {}


@pytest.mark.parametrize("engine", ["None", "", "beta"])
def test_an_engine_without_a_number_is_older_than_any(engine):
    assert read_record(KEY, text(engine=engine)).release == ()


@pytest.mark.parametrize(
    "damage",
    [
        {"regard": "1746057600000 0.0"},
        {"regard": "1746057600000 0.0 1746057600000"},
        {"regard": "1746057600000 nan 1753076082000"},
        {"regard": "1746057600000 1.0 10:20:30 1753076082000"},
        {"regard": "1746057600000 1.0 10:inf 1753076082000"},
        {"regard": "1746057600000 1.0 10:720 1753076082000"},
        {"regard": "99999999999999999999 0.0 1753076082000"},
        {"regard": "-5 0.0 1753076082000"},
        {"regard": "1746057600000 1.0 " + ":".join(["1"] * 200) + " 1753076082000"},
        {"final": "x 0.0 1753076082000"},
        {"final": "1746057600000 " + "1.0 " * 100_000},
    ],
)
def test_a_damaged_step_function_drops_the_record(damage):
    assert read_record(KEY, text(**damage)) is None


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "no xml",
        "<a>" * 5000,
        '<!DOCTYPE a [<!ENTITY b "c">]><VpVisitData>&b;</VpVisitData>',
        "<VpVisitData>&undefined;</VpVisitData>",
        text() + "<second/>",
        "\ud800",
        "<VpVisitData>" + " " * (5 * 2**20) + "</VpVisitData>",
    ],
)
def test_hostile_text_gives_no_record(hostile):
    assert read_record(KEY, hostile) is None


def test_too_many_steps_drop_the_record():
    steps = " ".join(f"{1746057600000 + k} 1.0" for k in range(20_001))
    assert read_record(KEY, text(regard=f"{steps} 1757808000000")) is None
