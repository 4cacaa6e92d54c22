"""Published proposals, if available."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from aptcheck.apt import Document, columns, read_path
from aptcheck.apt.planner_texts import planner_texts
from aptcheck.apt.tree import parsed
from aptcheck.errors import UnreadableProposal
from tests.shared import shared, shared_folder

FILES = sorted(
    path.name
    for path in shared_folder().joinpath("corpus").glob("*")
    if path.suffix in {".aptx", ".xml"} and not path.name.startswith("fragment-")
)

# Read off the files with an XML query: observations, those with a MiriMRS template, targets.
COUNTS = {
    "1171.xml": (7, 7, 1),
    "1193.aptx": (49, 0, 10),
    "1219.aptx": (4, 1, 3),
    "1263.aptx": (3, 1, 3),
    "atlas-qsos.aptx": (8, 4, 4),
    "clagn24-rebuilt.aptx": (48, 48, 48),
    "clagn24-rebuilt.xml": (48, 48, 48),
    "com1093.xml": (10, 0, 5),
    "erqs-temp.aptx": (1, 1, 1),
    "erqs.aptx": (4, 4, 4),
    "miri-demo.aptx": (4, 1, 1),
    "onc1.aptx": (2, 0, 2),
    "skipped-obs.xml": (6, 1, 1),
    "uds-msa.aptx": (1, 0, 0),
}


def corpus(name: str) -> Document:
    return read_path(shared("corpus", name))


def root_of(path: Path) -> etree._Element:
    data = path.read_bytes()
    if path.suffix == ".aptx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            (name,) = [n for n in archive.namelist() if n.endswith(".xml")]
            data = archive.read(name)
    return etree.fromstring(data)


@pytest.mark.parametrize("name", FILES or ["1171.xml"])
def test_every_published_file_is_read_without_an_oddity(name: str) -> None:
    document = corpus(name)
    assert document.proposal.oddities == ()
    assert document.proposal.schema_version is not None


@pytest.mark.parametrize("name", FILES or ["1171.xml"])
def test_what_is_read_agrees_with_the_file(name: str) -> None:
    root = root_of(shared("corpus", name))
    found = corpus(name).proposal
    observations: Any = root.xpath("//*[local-name()='Observation'][*[local-name()='Number']]")
    assert len(found.observations) == len(observations)
    assert [o.number for o in found.observations] == sorted(
        int(o.findtext("{*}Number")) for o in observations
    )
    mrs = [o for o in found.observations if o.is_mrs]
    assert len(mrs) == len(root.findall(".//{*}Template/{*}MiriMRS"))
    exposures = root.findall(".//{*}MiriMRS/{*}ExposureList/{*}Exposure")
    read = [e for o in mrs if o.mrs for e in o.mrs.exposures]
    assert sorted(e.groups_long for e in read if e.groups_long is not None) == sorted(
        int(e.findtext("{*}GroupsLong")) for e in exposures
    )
    assert all(e.gratings for e in read)
    assert len(found.targets) == len(root.findall("{*}Targets/{*}Target"))
    fixed = root.findall("{*}Targets/{*}Target/{*}EquatorialCoordinates")
    assert sum(t.has_position for t in found.targets) == len(fixed)
    members = root.findall("{*}LinkingRequirements/{*}GroupWithinLink/{*}Observation")
    assert sum(len(link.members) for link in found.links.groups) == len(members)
    assert not any(link.dangling for link in found.links.groups)
    assert len(found.links.after) == len(root.findall(".//{*}AfterObservationLink"))
    assert len(found.links.orient_from) == len(root.findall(".//{*}OrientFromLink"))


@pytest.mark.parametrize("name", COUNTS)
def test_observations_and_targets_are_counted(name: str) -> None:
    found = corpus(name).proposal
    mrs = sum(o.is_mrs for o in found.observations)
    assert (len(found.observations), mrs, len(found.targets)) == COUNTS[name]


@pytest.mark.parametrize("name", ["fragment-background-targets.xml", "fragment-mrs-1031-obs1.xml"])
def test_a_fragment_is_not_a_proposal(name: str) -> None:
    with pytest.raises(UnreadableProposal, match="not a JWST proposal"):
        corpus(name)


def test_the_pairs_of_a_real_programme_are_declared_and_linked() -> None:
    found = corpus("clagn24-rebuilt.aptx").proposal
    assert [len(link.members) for link in found.links.groups] == [2] * 24
    assert all(link.sequence and link.non_interruptible for link in found.links.groups)
    assert sum(len(target.backgrounds) for target in found.targets) == 24
    assert (found.program, found.cycle, found.apt_version) == (None, 6, "2026.5.1")


def test_imaging_of_the_same_field_stays_in_its_group_without_an_order() -> None:
    found = corpus("1263.aptx").proposal
    (link,) = found.links.groups
    assert (link.members, link.sequence, link.non_interruptible) == ((1, 2), False, True)
    assert [o.template for o in found.observations[:2]] == ["MiriMRS", "MiriImaging"]


def test_old_choices_are_unwrapped() -> None:
    found = corpus("erqs.aptx").proposal
    assert [o.mrs.acquisition.kind for o in found.observations if o.mrs] == ["same"] * 4
    assert found.category == "ERS"


def test_a_link_without_members_is_left_out() -> None:
    shown = root_of(shared("corpus", "ote17-obs1.xml")).findall(".//{*}GroupWithinLink")
    found = corpus("ote17-obs1.xml").proposal.links.groups
    assert len(found) < len(shown)
    assert all(link.members for link in found)


def test_links_by_number_are_read() -> None:
    (link,) = corpus("com1093.xml").proposal.links.groups
    assert link.members == tuple(range(1, 11))


def test_an_observation_without_template_is_kept() -> None:
    (one,) = corpus("uds-msa.aptx").proposal.observations
    assert (one.target, one.instrument, one.template) == (None, None, None)


def test_statuses_reach_their_visits() -> None:
    found = corpus("1194.xml").proposal
    assert all(v.status == "IMPLEMENTATION" for o in found.observations for v in o.visits)


def test_an_observation_without_a_visit_is_kept() -> None:
    found = corpus("skipped-obs.xml").proposal
    (one,) = [o for o in found.observations if o.is_mrs]
    assert (one.number, one.visits) == (25, ())


def test_the_planner_of_a_large_file_answers_for_one_visit() -> None:
    document = corpus("1193.aptx")
    found = planner_texts(parsed(document.xml, "1193.xml"), {(1193, 1, 1)})
    assert found[1193, 1, 1].lstrip().startswith("<")
    assert "StVisitSchedulingWindows" in found[1193, 1, 1]


@pytest.mark.parametrize("name", ["1193.aptx", "1171.xml"])
def test_columns_point_at_observations(name: str) -> None:
    document = corpus(name)
    places = [o.place.element for o in document.proposal.observations]
    found = columns(document, [n for n in places if n is not None])
    lines = document.xml.decode().split("\n")
    assert len(found) == len(places)
    assert all(
        lines[line - 1][column - 1 :].startswith("<Observation") for line, column in found.values()
    )
