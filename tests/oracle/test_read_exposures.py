"""Every exposure of real programmes in every mode is read, checked by a separate count.

The programmes were rebuilt from what APT printed. The count is that of the association pools, which
read the XML without aptcheck.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

import aptcheck
from aptcheck import apt
from aptcheck.mode_names import ModeName
from aptcheck.model import Observation
from aptcheck.modes.judged import mode_of
from aptcheck.modes.ramps import ramps_of
from tests.oracle.printed import other_modes
from tests.oracle.shot import leading, template_name
from tests.oracle.shots import shots

#: The modes of each template, and the name of its exposure element.
TEMPLATES: dict[str, tuple[set[ModeName], str]] = {
    "MiriMRS": ({"miri-mrs"}, "Exposure"),
    "MiriImaging": ({"miri-imaging"}, "FilterConfig"),
    "MiriCoron": ({"miri-coronagraphy"}, "FilterConfig"),
    "MiriLRS": ({"miri-lrs-slit", "miri-lrs-slitless"}, "Groups"),
    "NirspecIFUSpectroscopy": ({"nirspec-ifu"}, "Exposure"),
}

#: The least number of observations in each mode.
OBSERVATIONS = {
    "miri-mrs": 60,
    "miri-imaging": 100,
    "miri-coronagraphy": 170,
    "miri-lrs-slit": 5,
    "miri-lrs-slitless": 30,
    "nirspec-ifu": 100,
}

Both = tuple[str, etree._Element, Observation]


@pytest.fixture(scope="module")
def observations() -> list[Both]:
    """Return the observations with one of these templates, as written and as read."""
    return list(_observations())


def _observations() -> Iterator[Both]:
    for programme, xml in other_modes():
        proposal = apt.read_bytes(xml, programme).proposal
        for element in etree.fromstring(xml).iterfind("{*}DataRequests//{*}Observation[{*}Number]"):
            if template_name(element) in TEMPLATES:
                read = proposal.observation(leading(element.findtext("{*}Number")))
                assert read is not None
                yield programme, element, read


def test_every_observation_is_read_with_its_mode(observations: list[Both]) -> None:
    found: Counter[str] = Counter()
    for programme, element, read in observations:
        mode = mode_of(read)
        if mode is None:
            # the imager is on the target, and takes no spectra
            assert read.mrs is not None, (programme, read.number)
            assert read.mrs.imager_primary, (programme, read.number)
            continue
        modes, row = TEMPLATES[template_name(element)]
        assert mode.name in modes, (programme, read.number)
        form = mode.template(read)
        assert form is not None
        (written,) = element.iterfind(f"{{*}}Template/{{*}}{template_name(element)}")
        assert len(form.exposures) == len(list(written.iter(f"{{*}}{row}")))
        found[mode.name] += 1
    assert all(found[mode] >= least for mode, least in OBSERVATIONS.items()), found


def test_as_many_exposures_are_read_as_there_are(observations: list[Both]) -> None:
    """In each mode except the MRS, whose pools have no dithers; without leakage calibrations."""
    compared = 0
    for programme, element, read in observations:
        if read.mrs is not None:
            continue
        taken = [shot for shot in shots(element) if not shot.imprint]
        written = Counter((shot.filter, shot.grating) for shot in taken if shot.detector != "NRS2")
        settings: Counter[tuple[str, str]] = Counter()
        for ramp in ramps_of([read]):
            *first, last = ramp.setting
            grating = first[0] if read.ifu is not None else "NULL"
            assert ramp.positions is not None, (programme, read.number)
            settings[last, grating] += ramp.exposures * ramp.positions
        assert settings == written, (programme, read.number)
        compared += written.total()
    assert compared > 2500


def test_none_of_the_programmes_makes_a_rule_or_a_reader_fail(tmp_path: Path) -> None:
    count = 0
    for programme, xml in other_modes():
        (tmp_path / f"{programme}.xml").write_bytes(xml)
        count += 1
    report = aptcheck.check(tmp_path, catalog="none")
    faults = [f for p in report.proposals for f in p.findings if f.code in {"APT900", "APT001"}]
    assert not faults
    assert len(report.proposals) == count > 40
