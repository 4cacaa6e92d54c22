"""What programs at a real hub get, and the message if there is no hub."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from astropy.io.votable import parse_single_table

from aptcheck.errors import UsageError
from aptcheck.parcel import Circle, Parcel, Polygon, Row
from aptcheck.tasks import samp_hub
from aptcheck.tasks.send import Delivery, send, sent_words
from tests.samp import ALADIN, DS9, ERROR, HOSTILE_NAMES, TOPCAT, Running, running_hub

regions = pytest.importorskip("regions")

ROWS: list[Row] = [
    {"ra": 150.123456789, "dec": -30.5, "margin_arcsec": 2.5, "name": "first"},
    {"ra": 150.2, "dec": -30.25, "margin_arcsec": None, "name": "second"},
]
RING = Circle(
    ra_deg=150.0, dec_deg=-30.0, radius_arcsec=12.5, label="ring", layer="A", colour="cyan"
)
FIELD = Polygon(
    corners=((150.0, -30.0), (150.01, -30.0), (150.01, -29.99)),
    label="1A dither 1",
    layer="B",
    colour="red",
)
PARCEL = Parcel(
    title="Program 1234",
    ra_deg=150.0,
    dec_deg=-30.0,
    tables={"suggested positions": ROWS, "sources": []},
    outlines=(RING, FIELD),
)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    with running_hub(tmp_path, monkeypatch) as running:
        yield running


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_each_program_gets_what_it_supports(hub: Running, scratch: Path) -> None:
    aladin, ds9, topcat = (hub.program(one) for one in (ALADIN, DS9, TOPCAT))
    table, outlines = "2 rows of suggested positions", "2 outlines"
    assert send(PARCEL) == (
        Delivery(program="Aladin", handed=(table, outlines)),
        Delivery(program="SAOImageDS9", handed=(table, outlines)),
        Delivery(program="TOPCAT", handed=(table,)),
    )
    for program in (aladin, ds9, topcat):
        ((params, content),) = program.of("table.load.votable")
        assert params["name"] == "Program 1234 suggested positions"
        read = parse_single_table(io.BytesIO(content)).to_table()
        assert list(read["ra"]) == [row["ra"] for row in ROWS]
        assert list(read["dec"]) == [row["dec"] for row in ROWS]
        assert list(read["name"]) == ["first", "second"]
        assert program.of("coord.pointAt.sky") == [
            ({"ra": "150.00000000", "dec": "-30.00000000"}, b"")
        ]
    assert [len(program.calls) for program in (aladin, ds9, topcat)] == [4, 3, 2]
    assert list(scratch.iterdir()) == []


def test_ds9_gets_regions_that_read_back(hub: Running) -> None:
    ds9 = hub.program(DS9)
    send(PARCEL)
    ((params, content),) = ds9.of("ds9.set")
    assert params["cmd"] == "regions -format ds9"
    ring, field = regions.Regions.parse(content.decode(), format="ds9")
    assert ring.radius.to_value("arcsec") == pytest.approx(12.5)
    assert list(field.vertices.ra.deg) == pytest.approx([corner[0] for corner in FIELD.corners])
    assert list(field.vertices.dec.deg) == pytest.approx([corner[1] for corner in FIELD.corners])
    assert [region.meta["text"] for region in (ring, field)] == ["ring", "1A dither 1"]
    assert [region.visual["edgecolor"] for region in (ring, field)] == ["cyan", "red"]


def test_aladin_gets_a_script_for_each_layer(hub: Running) -> None:
    aladin = hub.program(ALADIN)
    send(PARCEL)
    first, second = (params["script"] for params, _ in aladin.of("script.aladin.send"))
    assert 'draw newtool("A");draw cyan circle(150.00000000,-30.00000000,' in first
    assert 'draw newtool("B");draw red polygon(150.00000000,-30.00000000,' in second


def test_aladin_lite_is_not_sent_a_script_that_it_takes_for_an_image(hub: Running) -> None:
    lite = hub.program(ALADIN, name="Aladin Lite")
    (delivery,) = send(PARCEL)
    assert delivery.handed == ("2 rows of suggested positions",)
    assert lite.of("script.aladin.send") == []


def test_a_program_that_supports_only_pointing_is_pointed(hub: Running) -> None:
    hub.program(("Stellarium", ("coord.pointAt.sky",)))
    hub.program(("Player", ("sound.play",)))
    assert send(PARCEL) == (Delivery(program="Stellarium", handed=("where to look",)),)


def test_failing_and_silent_programs_do_not_affect_the_others(
    hub: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samp_hub, "ANSWER_S", 1)
    hub.program(ALADIN, answer=None)
    hub.program(DS9, answer=ERROR)
    topcat = hub.program(TOPCAT)
    made = send(PARCEL)
    aladin, ds9, served = made
    assert not aladin.handed
    assert "no answer" in str(aladin.fault)
    assert ds9 == Delivery(
        program="SAOImageDS9", handed=(), fault="it answered: no image is loaded"
    )
    assert served == Delivery(program="TOPCAT", handed=("2 rows of suggested positions",))
    assert len(topcat.calls) == 2
    line = sent_words(made)
    assert line.startswith(
        "sent 2 rows of suggested positions to TOPCAT. Not everything was accepted: Aladin:"
    )
    assert line.endswith("SAOImageDS9: it answered: no image is loaded.")


def test_if_no_program_accepts_it_nothing_was_sent(hub: Running) -> None:
    hub.program(DS9, answer=ERROR)
    with pytest.raises(UsageError, match=r"nothing was sent: SAOImageDS9: .*no image is loaded\."):
        send(PARCEL)


def test_without_a_suitable_program_the_message_says_what_to_start(hub: Running) -> None:
    hub.program(("Player", ("sound.play",)))
    with pytest.raises(UsageError, match="start Aladin, DS9 or TOPCAT"):
        send(PARCEL)


@pytest.mark.parametrize("hostile", HOSTILE_NAMES)
def test_a_name_is_never_a_command(hub: Running, hostile: str) -> None:
    programs = [hub.program(one) for one in (ALADIN, DS9, TOPCAT)]
    send(
        Parcel(
            title=hostile,
            ra_deg=1.0,
            dec_deg=2.0,
            tables={hostile: [{"ra": 1.0, "dec": 2.0, "name": hostile}]},
            outlines=(
                Circle(
                    ra_deg=1.0,
                    dec_deg=2.0,
                    radius_arcsec=3.0,
                    label=hostile,
                    layer=hostile,
                    colour="cyan",
                ),
            ),
        )
    )
    for program in programs:
        for mtype, params, content in program.calls:
            script = params.pop("script", "")
            assert script.count(";") == (4 if mtype == "script.aladin.send" else 0)
            assert not set("".join(params.values())) & set("\n\"'\\[]{}$;<>&")
            if mtype == "ds9.set":
                assert len(regions.Regions.parse(content.decode(), format="ds9")) == 1


def test_the_hub_is_left_and_nothing_stays(hub: Running) -> None:
    hub.program(TOPCAT)
    before, threads = hub.guests, set(threading.enumerate())
    send(PARCEL)
    assert hub.guests == before
    for thread in set(threading.enumerate()) - threads:
        thread.join(5)  # one of our requests may be in its last instruction
        assert not thread.is_alive() or "aptcheck" not in thread.name


def test_no_proxy_is_asked(hub: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    topcat = hub.program(TOPCAT)
    send(PARCEL)
    assert topcat.calls


@pytest.mark.skipif(os.name == "nt", reason="the signals of POSIX")
def test_an_interruption_leaves_the_hub_and_no_file(hub: Running, scratch: Path) -> None:
    mute = hub.program(DS9, answer=None)
    before = hub.guests
    code = (
        "from aptcheck.tasks.send import send\n"
        "from aptcheck.parcel import Parcel\n"
        "send(Parcel(title='x', ra_deg=1.0, dec_deg=2.0, tables={'x': [{'ra': 1.0, 'dec': 2.0}]}))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "TMPDIR": str(scratch), "PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.PIPE,
        # in the background of a shell, neither the tests nor their children get Ctrl-C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    try:
        while not mute.calls and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, reported = process.communicate(timeout=60)
    finally:
        process.kill()
    assert b"KeyboardInterrupt" in reported
    assert hub.guests == before
    assert list(scratch.iterdir()) == []
