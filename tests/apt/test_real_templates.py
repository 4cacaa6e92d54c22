"""Templates other than the MRS in published proposals and in some rebuilt from APT's printouts.

Where these are available.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from aptcheck.apt import read_bytes
from aptcheck.model import Observation, Proposal
from aptcheck.testing import (
    coronagraph,
    fixed_slits,
    ifu,
    image,
    image_dither,
    lrs,
    proposal,
    target,
)
from tests.shared import shared

#: The template in the file, the field of an observation for it, and the name of its exposure rows.
READ = {
    "MiriImaging": ("imaging", "FilterConfig"),
    "MiriCoron": ("coronagraphy", "FilterConfig"),
    "MiriLRS": ("lrs", "Groups"),
    "NirspecIFUSpectroscopy": ("ifu", "Exposure"),
    "NirspecFixedSlitSpectroscopy": ("fixed_slits", "Exposure"),
}


@cache
def printed() -> list[tuple[etree._Element, Proposal]]:
    return [_both(data) for data in _members(shared("printed", "other-modes-even.zip"))]


@cache
def published() -> list[tuple[etree._Element, Proposal]]:
    files = sorted(shared("corpus").iterdir())
    data = [one for path in files if path.suffix == ".aptx" for one in _members(path)]
    data += [
        path.read_bytes()
        for path in files
        if path.suffix == ".xml" and not path.name.startswith("fragment-")
    ]
    return [_both(one) for one in data]


SOURCES = pytest.mark.parametrize("source", [printed, published])


def _members(archive: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(archive) as opened:
        yield from (opened.read(name) for name in opened.namelist() if name.endswith(".xml"))


def _both(data: bytes) -> tuple[etree._Element, Proposal]:
    return etree.fromstring(data), read_bytes(data, "x.xml").proposal


def observations() -> list[Observation]:
    return [observation for _, found in printed() for observation in found.observations]


@SOURCES
def test_they_contain_no_unknown_words(source) -> None:
    assert [oddity for _, found in source() for oddity in found.oddities] == []


@SOURCES
@pytest.mark.parametrize("name", READ)
def test_every_row_of_their_exposures_is_read(source, name: str) -> None:
    field, row = READ[name]
    for root, found in source():
        # A second template belongs to a coordinated instrument.
        written = root.findall(f".//{{*}}Template/{{*}}{name}")
        read = [getattr(one, field) for one in found.observations]
        read = [template for template in read if template is not None]
        assert len(read) == len(written)
        rows = [element for template in written for element in template.iter(f"{{*}}{row}")]
        exposures = [exposure for template in read for exposure in template.exposures]
        assert len(exposures) == len(rows)
        groups = Counter(int(element.text or 0) for t in written for element in t.iter("{*}Groups"))
        assert Counter(exposure.groups for exposure in exposures) == groups


def test_their_coronagraphs_are_read() -> None:
    found = [one.coronagraphy for one in observations() if one.coronagraphy is not None]
    assert Counter(one.background_quadrant for one in found) == {"1": 68, None: 108}
    assert Counter(one.dither for one in found)["BACKGROUND"] == 62
    assert Counter(one.second_exposure for one in found) == {True: 72, False: 104}
    assert all(one.acquisition.kind == "none" for one in found if one.background_quadrant)
    named = sum(len(one.psf_references) for one in found)
    written = sum(len(root.findall(".//{*}PsfReferenceObservation")) for root, _ in printed())
    assert named == written > 0


def test_their_ifu_is_read() -> None:
    found = [one.ifu for one in observations() if one.ifu is not None]
    assert sum(exposure.leakcal for one in found for exposure in one.exposures) == 45
    assert Counter(one.acquisition.kind for one in found) == {"none": 107, "same": 1, "other": 1}
    assert Counter(one.acquisition.method for one in found)["VERIFY_ONLY"] == 11
    assert all(
        (one.number_of_points is not None) == (one.dither_type == "CYCLING") for one in found
    )


def test_most_of_their_low_resolution_spectra_are_slitless() -> None:
    found = [one.lrs for one in observations() if one.lrs is not None]
    assert Counter(one.is_slitless for one in found) == {True: 30, False: 5}
    assert {one.dither_type for one in found if not one.is_slitless} == {"ALONG SLIT NOD"}


def test_the_slits_of_a_published_programme_are_read() -> None:
    found = [o.fixed_slits for _, f in published() for o in f.observations if o.fixed_slits]
    assert {(one.slit, one.subarray, one.primary_positions) for one in found} == {
        ("S200A1", "SUBS200A1", 1)
    }
    assert {one.acquisition.method for one in found} == {"WATA"}
    assert {one.acquisition.kind for one in found} == {"same"}


def fields(element: etree._Element) -> list[str]:
    """Return the names of all elements inside, each once, in order."""
    inside = (one for one in element.iterdescendants(etree.Element))
    return list(dict.fromkeys(etree.QName(one).localname for one in inside))


@SOURCES
def test_built_elements_are_in_their_order(source) -> None:
    built = [
        image(1, dithers=[image_dither(sets=1, optimized_for="POINT SOURCE")]),
        coronagraph(2, background_quadrant="1", quadrant="1", psf_references=[1]),
        lrs(3, acquisition="1 NGC-1", dither="MAPPING", steps=(2, 2)),
        ifu(4, method="WATA"),
        fixed_slits(5, method="WATA"),
    ]
    root = etree.fromstring(proposal(targets=[target()], observations=built).xml)
    for name in READ:
        (template,) = root.iterfind(f".//{{*}}Template/{{*}}{name}")
        order = fields(template)
        for real in (
            one for r, _ in source() for one in r.findall(f".//{{*}}Template/{{*}}{name}")
        ):
            known = [field for field in fields(real) if field in order]
            assert known == [field for field in order if field in known]
