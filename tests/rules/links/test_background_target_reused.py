"""Observations of one sky target expose the same setting differently."""

from __future__ import annotations

import pytest

from tests.build import exposure, group, mrs, pair
from tests.judging import findings, found


@pytest.mark.parametrize(
    ("second", "field"),
    [
        ({"groups": 40}, "Groups/Int"),
        ({"groups_short": 40}, "Groups/Int"),
        ({"readout": "SLOWR1"}, "Readout Pattern"),
        ({"subarray_long": "SUB64"}, "Subarray"),
    ],
)
def test_a_second_observation_of_the_sky_that_differs_is_a_warning(
    second: dict[str, object], field: str
) -> None:
    (finding,) = findings(pair(more_observations=[mrs(3, 2, **second)]), ignore=["APT004"])
    assert (finding.severity.value, finding.observation) == ("warning", 3)
    assert finding.related_observations == (2,)
    assert field in finding.message


def test_another_filter_of_the_image_differs() -> None:
    document = pair(both={"imaging": "F770W"}, more_observations=[mrs(3, 2, imaging="F1000W")])
    assert found(document) == ["BKG110 warning 3"]


def test_an_image_beside_one_of_them_is_no_difference() -> None:
    document = pair(more_observations=[mrs(3, 2, imaging="F1000W")])
    assert found(document) == []


def test_equal_observations_and_other_integrations_are_clean() -> None:
    document = pair(more_observations=[mrs(3, 2, integrations=7)])
    assert found(document) == []


def test_gratings_split_over_two_observations_are_clean() -> None:
    document = pair(
        sky={"gratings": ["SHORT"]},
        more_observations=[
            mrs(3, 2, exposures=[exposure("MEDIUM", groups=40), exposure("LONG", groups=50)])
        ],
        links=[group(1, 2, 3)],
    )
    assert found(document, select=["BKG1"]) == []


def test_the_message_gives_the_values() -> None:
    document = pair(more_observations=[mrs(3, 2, groups=40)])
    (finding,) = findings(document)
    assert finding.message == (
        "Observations 2 and 3 of the background NGC-1-SKY differ in Groups/Int of SHORT(A), "
        "MEDIUM(B) and LONG(C): 27 in observation 2, 40 in observation 3."
    )


def test_settings_that_differ_otherwise_are_mentioned() -> None:
    lines = [exposure("SHORT", groups=40), exposure("MEDIUM", groups=50)]
    (finding,) = findings(
        pair(more_observations=[mrs(3, 2, exposures=lines, imaging=None)]), select=["BKG110"]
    )
    assert finding.message.endswith(
        "in Groups/Int of SHORT(A): 27 in observation 2, 40 in observation 3; also in Groups/Int "
        "of other settings."
    )
