"""A background is declared for wide-field slitless spectroscopy."""

from __future__ import annotations

import pytest

from aptcheck.testing import Document, Link, group, mrs, other, outcome, pair, proposal, target
from tests.judging import faults, findings

MIRI = "MiriWfss"


def observed(
    template: str, sky: str | None = None, links: tuple[Link, ...] = (group(1, 2),)
) -> Document:
    """Observe NGC-1 and NGC-1-SKY, which it lists, with a template or another for the sky."""
    return proposal(
        targets=[target(1, background=[2]), target(2, "NGC-1-SKY", north=300)],
        observations=[other(1, template), other(2, sky or template)],
        links=links,
    )


@pytest.mark.parametrize("template", [MIRI, "MiriWideFieldSlitlessSpectroscopy", "MiriWFSS"])
def test_with_miri_a_linked_background_is_an_error(template: str) -> None:
    (finding,) = findings(observed(template), select=["BKG1"])
    assert (finding.code, finding.severity.value, finding.observation) == ("BKG120", "error", 1)
    assert finding.related_observations == (2,)
    assert faults(observed(template), select=["BKG1"], profile="draft") == ["BKG120 warning 1"]


@pytest.mark.parametrize("template", ["NirissWfss", "NircamWfss"])
def test_with_niriss_and_nircam_it_is_a_warning(template: str) -> None:
    assert faults(observed(template), select=["BKG1"]) == ["BKG120 warning 1"]
    assert faults(observed(template, links=()), select=["BKG1"]) == ["BKG120 warning 1"]


def test_with_miri_a_background_that_is_only_declared_is_a_warning() -> None:
    loose = (group(1, 2, non_interruptible=False),)
    assert faults(observed(MIRI, links=()), select=["BKG1"]) == ["BKG120 warning 1"]
    assert faults(observed(MIRI, links=loose), select=["BKG1"]) == ["BKG120 warning 1"]
    assert faults(observed(MIRI, "NircamImaging"), select=["BKG1"]) == ["BKG120 warning 1"]


def test_a_list_that_serves_another_mode_of_the_target_is_clean() -> None:
    document = pair(more_observations=[other(3, MIRI, target=1)])
    assert faults(document, select=["BKG1"]) == []


def test_a_sky_with_the_same_template_is_a_fault_also_beside_another_mode() -> None:
    document = pair(
        more_observations=[other(3, MIRI, target=1), other(4, MIRI, target=2)],
        links=[group(1, 2), group(3, 4)],
    )
    assert faults(document, select=["BKG1"]) == ["BKG120 error 3"]


def test_slitless_spectra_without_a_list_are_not_judged() -> None:
    document = proposal(targets=[target(1)], observations=[other(1, MIRI), mrs(2, 1)])
    assert outcome(document, "BKG120")[0] == "not-applicable"
    assert outcome(pair(), "BKG120")[0] == "not-applicable"
