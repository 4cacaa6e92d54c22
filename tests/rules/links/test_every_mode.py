"""The mechanism of a background is the same in every mode, and so are its faults."""

from __future__ import annotations

import pytest

from aptcheck.testing import coronagraph, group, ifu, image, mrs, offset, other, proposal, target
from tests.judging import faults, findings
from tests.rules.links.pairs_of_modes import MODES, SLITLESS, Maker, pair_in, sky_in

#: The links of this family only: other families compare the exposures.
LINKS = ["BKG1"]
every_mode = pytest.mark.parametrize(("called", "make"), MODES.items(), ids=MODES)


@every_mode
def test_a_pair_that_is_declared_and_linked_is_clean(called: str, make: Maker) -> None:
    assert faults(pair_in(make), select=LINKS) == []


@every_mode
def test_a_background_that_is_not_observed_is_missing(called: str, make: Maker) -> None:
    document = proposal(
        targets=[target(1, background=[2]), target(2, "SKY", north=300)], observations=[make(1)]
    )
    (finding,) = findings(document, select=LINKS)
    assert (finding.code, finding.severity.value, finding.observation) == ("BKG101", "error", 1)


@every_mode
def test_an_undeclared_background_is_an_error(called: str, make: Maker) -> None:
    (finding,) = findings(pair_in(make, background=()), select=LINKS)
    assert (finding.code, finding.severity.value, finding.observation) == ("BKG102", "error", 2)


@every_mode
def test_an_undeclared_background_without_a_link_is_a_warning(called: str, make: Maker) -> None:
    (finding,) = findings(pair_in(make, background=(), links=()), select=LINKS)
    assert (finding.code, finding.severity.value, finding.observation) == ("BKG102", "warning", 2)


@every_mode
def test_a_background_without_a_link_is_an_error(called: str, make: Maker) -> None:
    assert faults(pair_in(make, links=()), select=LINKS) == ["BKG104 error 2"]


@every_mode
def test_an_interruptible_link_is_an_error(called: str, make: Maker) -> None:
    links = [group(1, 2, non_interruptible=False)]
    assert faults(pair_in(make, links=links), select=LINKS) == ["BKG105 error 2"]


@every_mode
def test_another_observation_in_between_is_a_warning(called: str, make: Maker) -> None:
    document = pair_in(
        make,
        links=[group(1, 3, 2)],
        more_targets=[target(3, "STAR", east=600)],
        more_observations=[other(3, "NircamImaging")],
    )
    assert faults(document, select=LINKS) == ["BKG106 warning 2"]


@every_mode
def test_an_orphan_is_a_warning(called: str, make: Maker) -> None:
    document = proposal(
        targets=[target(1, background=[2]), target(2, "SKY", north=300), target(3, "A", east=900)],
        observations=[sky_in(make, 2)],
    )
    (finding,) = findings(document, select=LINKS)
    assert (finding.code, finding.severity.value) == ("BKG108", "warning")


@every_mode
def test_science_that_is_listed_is_an_error(called: str, make: Maker) -> None:
    document = proposal(
        targets=[target(1, background=[2]), target(2, "NGC-2", north=300, background=[1])],
        observations=[make(1), make(2)],
        links=[group(1, 2)],
    )
    assert "BKG109 error 1" in faults(document, select=LINKS)


@every_mode
def test_unequal_backgrounds_of_one_target(called: str, make: Maker) -> None:
    document = pair_in(
        make,
        links=[group(1, 2, 3)],
        more_observations=[sky_in(make, 3, 2, groups=7)],
    )
    severity = "info" if called.startswith("NIRSpec") else "warning"
    assert faults(document, select=LINKS) == [f"BKG110 {severity} 3", "BKG115 info 2"]


@every_mode
def test_a_target_that_lists_itself_is_an_error(called: str, make: Maker) -> None:
    document = proposal(targets=[target(1, background=[1])], observations=[make(1)])
    assert faults(document, select=LINKS) == ["BKG112 error 1"]


@every_mode
def test_linked_science_that_does_not_list_the_sky(called: str, make: Maker) -> None:
    document = pair_in(
        make,
        links=[group(1, 2, 3)],
        more_targets=[target(3, "NGC-1-EAST", east=4)],
        more_observations=[make(3)],
    )
    severity = "warning" if make is image else "error"
    # a star of coronagraphy without any background is reported as that
    expected = "BKG861 error 3" if make is coronagraph else f"BKG117 {severity} 2"
    assert faults(document, select=[*LINKS, "BKG861"]) == [expected]


@every_mode
def test_a_group_of_an_old_apt_is_an_info(called: str, make: Maker) -> None:
    document = proposal(
        targets=[target(1, background=[2]), target(2, "SKY", north=300)],
        observations=[make(1), sky_in(make, 2)],
        links=[group(1, 2, sequence=False)],
        apt_version="2023.5.1",
    )
    assert faults(document, select=LINKS) == ["BKG118 info 2"]


def test_without_the_slit_only_what_applies_there_is_reported() -> None:
    assert faults(pair_in(SLITLESS), select=LINKS) == ["BKG114 info 2"]
    assert faults(pair_in(SLITLESS, links=()), select=LINKS) == ["BKG114 info 2"]
    assert faults(pair_in(SLITLESS, background=()), select=LINKS) == []
    itself = proposal(targets=[target(1, background=[1])], observations=[SLITLESS(1)])
    assert faults(itself, select=LINKS) == ["BKG112 error 1"]


def test_a_background_that_two_modes_lack_is_missing_in_each() -> None:
    document = proposal(
        targets=[target(1, background=[2]), target(2, "SKY", north=300)],
        observations=[mrs(1), ifu(2, 1), image(3, 1)],
    )
    assert faults(document, select=LINKS) == ["BKG101 error 1", "BKG101 error 2"]


def test_what_one_link_lacks_is_reported_once() -> None:
    document = proposal(
        targets=[target(1, background=[2]), target(2, "SKY", north=300)],
        observations=[mrs(1), mrs(2), ifu(3, 1), ifu(4, 2)],
        links=[group(1, 2, 3, 4, non_interruptible=False)],
    )
    (finding,) = findings(document, select=["BKG105"])
    assert {finding.observation, *finding.related_observations} == {1, 2, 3, 4}


def test_a_background_is_missing_only_in_the_mode_it_was_meant_for() -> None:
    document = proposal(
        targets=[target(1, background=[2]), target(2, "SKY", north=300)],
        observations=[mrs(1), image(2, 1), mrs(3, 2, status="WITHDRAWN")],
    )
    (finding,) = findings(document, select=LINKS)
    assert (finding.code, finding.observation, finding.related_observations) == ("BKG101", 1, ())


def test_an_image_may_do_without_the_background_that_others_use() -> None:
    """It is an error where the sky, which another mode of it declares, serves no image at all."""
    document = proposal(
        targets=[
            target(1, background=[2]),
            target(2, "SKY", north=300),
            target(3, "NGC-1-IMAGE", east=4),
        ],
        observations=[mrs(1), mrs(2), image(3), image(4, 2)],
        links=[group(1, 2), group(3, 4)],
    )
    assert faults(document, select=LINKS) == ["BKG117 error 4"]


def test_a_star_and_its_psf_reference_belong_together() -> None:
    document = proposal(
        targets=[
            target(1, background=[4]),
            target(3, "REF", east=900, background=[5]),
            target(4, "STAR-SKY", north=300),
            target(5, "REF-SKY", east=1200),
        ],
        observations=[
            coronagraph(1, psf_references=[3]),
            coronagraph(3, psf_reference=True),
            sky_in(coronagraph, 4),
            sky_in(coronagraph, 5),
        ],
        links=[group(1, 3, 4, 5)],
    )
    assert faults(document, select=LINKS) == []


def test_a_psf_reference_linked_with_the_sky_of_the_star_is_one_error() -> None:
    """What its filters have in common with that sky counts, and not what they have not."""
    document = proposal(
        targets=[
            target(1, background=[4]),
            target(3, "REF", east=900),
            target(4, "SKY", north=300),
        ],
        observations=[
            coronagraph(1, filters=["F1140C"]),
            coronagraph(2, 1, filters=["F1550C"]),
            coronagraph(3, filters=["F1140C"], psf_reference=True),
            sky_in(coronagraph, 4, filters=["F1140C"]),
            sky_in(coronagraph, 5, 4, filters=["F1550C"]),
        ],
        links=[group(1, 2, 3, 4, 5)],
    )
    assert faults(document, select=[*LINKS, "BKG861"]) == ["BKG861 error 3"]


@every_mode
def test_a_background_under_the_science_target_is_an_error(called: str, make: Maker) -> None:
    document = proposal(
        targets=[target(1, "NGC-1")],
        observations=[make(1), sky_in(make, 2, 1, label="SKY", special=[offset(0, 300)])],
        links=[group(1, 2)],
    )
    (finding,) = findings(document, select=LINKS)
    assert (finding.code, finding.severity.value, finding.observation) == ("BKG102", "error", 2)
    assert finding.fixable == "unsafe"
