from __future__ import annotations

from datetime import datetime
from itertools import product

import pytest

from aptcheck.modes.mrs.apertures import primary_aperture
from aptcheck.schedule.field_of_regard import computed_visibility
from aptcheck.schedule.roll import Pointing
from aptcheck.testing import (
    FIELD,
    after_date,
    before_date,
    between_dates,
    coronagraph,
    group,
    ifu,
    image,
    lrs,
    moving,
    mrs,
    orient_from_link,
    orient_range,
    other,
    outcome,
    pair,
    proposal,
    same_orient_link,
    target,
)
from tests.judging import faults, judged
from tests.rules.imager import only_finding
from tests.rules.other_modes import pair_of
from tests.schedule.planned import planned
from tests.schedule.window import CYCLE_5, scheduled

CODE = "BKG703"

# the field of the tests can be observed from 18 November to 7 January and from 6 April to 28 May
PAST = between_dates("01-JAN-2025", "01-FEB-2025")
SUMMER = between_dates("01-JUL-2026", "01-AUG-2026")
WINTER = between_dates("01-DEC-2026", "01-JAN-2027")
NEXT_CYCLE = between_dates("01-DEC-2027", "01-JAN-2028")
EXCLUSIVE = (after_date("01-DEC-2026"), before_date("30-NOV-2026"))


def both_ask(*special: str, **changes):
    return pair(both={"special": special}, **changes)


@pytest.mark.parametrize(
    ("special", "found"),
    [
        ([PAST], ["BKG703 error -"]),
        ([SUMMER], ["BKG703 error -"]),
        ([PAST, SUMMER], ["BKG703 error -"]),
        ([before_date("01-NOV-2026")], ["BKG703 error -"]),
        ([before_date("20-NOV-2026")], []),
        ([PAST, WINTER], []),
        ([WINTER], []),
        ([after_date("27-MAY-2027")], []),
        ([NEXT_CYCLE], ["BKG703 error -"]),
        ([after_date("01-JUN-2027")], ["BKG703 error -"]),
        ([SUMMER, NEXT_CYCLE], ["BKG703 error -"]),
    ],
)
def test_dates_at_which_it_cannot_be_taken(special, found) -> None:
    assert faults(both_ask(*special)) == found


def test_one_fact_is_one_finding_at_the_dates() -> None:
    finding = only_finding(both_ask(PAST), CODE)
    assert (finding.observation, finding.related_observations) == (None, (1, 2))
    assert [one.observation for one in finding.evidence.each] == [1, 2]
    assert finding.location.trail == "Observation 1 > Special Requirements > Between Dates 1"


def test_other_dates_are_another_fact() -> None:
    unlike = pair(science={"special": [PAST]}, sky={"special": [SUMMER]})
    assert faults(unlike, select=[CODE]) == ["BKG703 error 1", "BKG703 error 2"]


def test_one_range_of_two_apertures_is_two_requests() -> None:
    # aperture PA 290 to 300 is V3PA 285.2 to 295.2 for the imager; both are for winter
    asked = [orient_range(290, 300), between_dates("06-APR-2027", "28-MAY-2027")]
    both = {"special": asked}
    alike, unlike = (pair(both=both, sky={"primary": primary}) for primary in ("ALL", "IMAGER"))
    assert faults(alike, select=[CODE]) == ["BKG703 error -"]
    assert faults(unlike, select=[CODE]) == ["BKG703 error 1", "BKG703 error 2"]


def test_science_without_a_background_is_judged() -> None:
    alone = proposal(targets=[target(1)], observations=[mrs(1, special=[PAST])])
    assert faults(alone, select=[CODE]) == ["BKG703 error 1"]


@pytest.mark.parametrize("special", [[PAST], [SUMMER], [NEXT_CYCLE]])
def test_without_a_cycle_nothing_is_judged(special) -> None:
    document = both_ask(*special, cycle=None)
    # a year that the dates are not in
    how = {"today": datetime(2028, 2, 1)}
    assert faults(document, **how) == []
    result, reason = outcome(document, CODE, **how)
    assert result == "not-checked"
    assert reason is not None
    assert "no Cycle" in reason


def test_dates_asked_for_on_the_command_line_are_judged() -> None:
    document = both_ask(PAST, cycle=None)
    assert faults(document, dates=CYCLE_5) == ["BKG703 error -"]
    assert faults(document, dates=(datetime(2024, 11, 1), datetime(2025, 3, 1))) == []
    assert faults(both_ask(NEXT_CYCLE), dates=CYCLE_5) == ["BKG703 error -"]


def test_a_short_window_in_which_the_target_is_not_visible() -> None:
    summer = datetime(2026, 7, 1), datetime(2026, 8, 1)
    assert faults(pair(), dates=summer, select=[CODE]) == ["BKG703 error -"]
    assert faults(pair(cycle=None), dates=summer, select=[CODE]) == ["BKG703 error -"]


@pytest.mark.parametrize("cycle", [5, None])
def test_dates_that_exclude_each_other_need_no_window(cycle) -> None:
    document = pair(sky={"special": EXCLUSIVE}, cycle=cycle)
    assert faults(document) == ["BKG703 error 2"]


def test_a_moving_target_is_judged_as_far_as_its_dates_say() -> None:
    def titan(*special: str):
        return proposal(targets=[moving(1, "TITAN")], observations=[mrs(1, special=special)])

    assert faults(titan(PAST), select=[CODE]) == ["BKG703 error 1"]
    assert outcome(titan(SUMMER), CODE)[0] == "not-checked"
    assert outcome(titan(), CODE)[0] == "passed"


def test_dates_that_cannot_be_read_are_not_checked() -> None:
    assert outcome(both_ask(before_date("soon")), CODE)[0] == "not-checked"


def test_what_has_been_taken_or_withdrawn_is_not_judged() -> None:
    for status in ("COMPLETED", "WITHDRAWN"):
        gone = proposal(targets=[target(1)], observations=[mrs(1, special=[PAST], status=status)])
        assert outcome(gone, CODE)[0] == "not-applicable"


@pytest.mark.parametrize("ask", [PAST, SUMMER, orient_range(100, 110)])
def test_what_has_been_taken_binds_no_other(ask) -> None:
    document = pair(science={"special": [ask], "status": "COMPLETED"}, sky={"special": [WINTER]})
    assert faults(document, select=["BKG70", "ORI105"]) == []


def test_a_link_to_the_angle_of_one_that_has_been_taken_binds_by_its_range() -> None:
    def turned(*asked: str, status: str | None):
        return pair(
            science={"special": asked, "status": status},
            sky={"special": [orient_range(100, 110)]},
            more_links=[same_orient_link(1, 2)],
        )

    winter = [orient_range(285, 290)]
    assert faults(turned(*winter, status="COMPLETED"), select=["ORI105"]) == ["ORI105 error 2"]
    assert faults(turned(status="COMPLETED"), select=["BKG70", "ORI105"]) == []


def test_angles_that_are_available_on_other_dates() -> None:
    document = pair(sky={"special": [orient_range(100, 110), before_date("01-FEB-2027")]})
    assert faults(document) == ["BKG703 error 2"]
    assert only_finding(document, CODE).location.trail.endswith("Before Date 1")


def test_dates_of_another_template_in_the_group() -> None:
    third = other(3, "NircamImaging", target=1, special=[SUMMER])
    grouped = pair(more_observations=[third], links=[group(1, 2, 3)])
    assert faults(grouped, select=[CODE]) == ["BKG703 error -"]
    finding = only_finding(grouped, CODE)
    assert finding.related_observations == (1, 2)
    assert [one.related_observations for one in finding.evidence.each] == [(3,), (3,)]
    loose = pair(more_observations=[third], links=[group(1, 2, 3, non_interruptible=False)])
    assert faults(loose, select=[CODE]) == []


def test_a_linked_observation_that_is_impossible_itself_is_the_only_fault() -> None:
    grouped = pair(more_observations=[mrs(3, 1, special=[SUMMER])], links=[group(1, 2, 3)])
    assert faults(grouped, select=[CODE]) == ["BKG703 error 3"]


def test_three_that_share_no_date_though_each_two_do() -> None:
    document = pair(
        science={
            "special": [
                between_dates("01-DEC-2026", "10-DEC-2026"),
                between_dates("20-DEC-2026", "30-DEC-2026"),
            ]
        },
        sky={"special": [before_date("15-DEC-2026")]},
        more_observations=[other(3, target=1, special=[after_date("12-DEC-2026")])],
        links=[group(1, 2, 3)],
    )
    assert faults(document, select=["BKG70"]) == ["BKG703 error 1"]
    assert only_finding(document, CODE).related_observations == (2, 3)


def test_a_pair_without_a_common_date_is_another_rules_matter() -> None:
    apart = pair(
        science={"special": [orient_range(285, 290)]}, sky={"special": [orient_range(100, 110)]}
    )
    assert faults(apart, select=["BKG70"]) == ["BKG702 error 2"]


def test_no_date_that_apt_stored_is_none() -> None:
    pointing = Pointing(*primary_aperture("ALL").reference)
    seen = computed_visibility("", *FIELD, pointing=pointing, start=CYCLE_5[0], end=CYCLE_5[1])
    raw = planned(seen, CYCLE_5, observation=1)
    # no guide star, say: the angles stay, the dates go
    start = raw.index("StSchedulingPCF=")
    end = raw.index("StConstraintSchedulingWindows")
    unschedulable = raw[:start] + raw[start:end].replace(" 1.0 ", " 0.0 ") + raw[end:]
    document = proposal(targets=[target(1)], observations=[mrs(1, raw=unschedulable)])
    schedule, observations = scheduled(document)
    assert not schedule.of(observations[1]).group_windows.spans
    assert faults(document, select=[CODE]) == ["BKG703 error 1"]


def test_a_draft_is_only_warned() -> None:
    assert faults(both_ask(PAST), profile="draft") == ["BKG703 warning -"]


_ASKED = {
    "nothing": (),
    "past": (PAST,),
    "summer": (SUMMER,),
    "winter": (WINTER,),
    "early": (before_date("20-MAR-2027"),),
    "late": (after_date("01-MAR-2027"),),
    "exclusive": EXCLUSIVE,
    "spring angles": (orient_range(100, 110),),
    "winter angles": (orient_range(285, 290),),
    "spring angles, early": (orient_range(100, 110), before_date("01-FEB-2027")),
    "no angle": (orient_range(10, 20),),
    "next cycle": (NEXT_CYCLE,),
}
_LINKS = {
    "pair": [group(1, 2)],
    "three": [group(1, 2, 3)],
    "loose": [group(1, 2, non_interruptible=False)],
    "orient": [group(1, 2), orient_from_link(2, 1, 60, 90)],
}


#: Those that a link or a missing Cycle changes something about.
_FEW = ("nothing", "summer", "winter", "late", "spring angles")


@pytest.mark.parametrize(
    ("cycle", "links", "asked"),
    [(5, "pair", _ASKED), *product((5, None), _LINKS, [_FEW])],
)
def test_what_is_never_visible_is_never_a_pass(cycle, links, asked) -> None:
    """Whatever `aptcheck visibility` calls never is a finding, or not checked."""
    for one, two in product(asked, asked):
        document = pair(
            science={"special": _ASKED[one]},
            sky={"special": _ASKED[two]},
            more_observations=[other(3, target=1, special=[WINTER])],
            links=_LINKS[links],
            cycle=cycle,
        )
        schedule, observations = scheduled(document)
        reached = [bool(schedule.of(observations[n]).group_windows.spans) for n in (1, 2)]
        report = judged(document, select=["BKG702", CODE, "ORI105"], today=CYCLE_5[0])
        unchecked = [line.code for line in report.coverage if line.outcome == "not-checked"]
        if not all(reached):
            assert report.verdict != "pass" or (cycle is None and CODE in unchecked), (one, two)
        elif cycle is not None:
            codes = {finding.code for finding in report.findings}
            assert codes <= {"BKG702"}, (one, two)


def test_a_group_with_more_dates_than_can_be_followed_is_not_checked() -> None:
    many = range(1, 103)
    document = proposal(
        targets=[target(1)],
        observations=[mrs(number, 1, special=[WINTER]) for number in many],
        links=[group(*many)],
    )
    assert outcome(document, CODE)[0] == "not-checked"


@pytest.mark.parametrize(
    ("entries", "hidden"),
    [([{"observation": 1}], False), ([{"observation": 1}, {"observation": 2}], True), ([{}], True)],
)
def test_it_is_suppressed_where_all_observations_that_it_lists_are(entries, hidden) -> None:
    rows = [{"code": CODE, "reason": "Carried over.", **entry} for entry in entries]
    report = judged(both_ask(PAST), suppress=rows)
    (finding,) = [finding for finding in report.findings if finding.code == CODE]
    assert (finding.suppressed is not None) is hidden
    assert "CFG001" not in [finding.code for finding in report.findings]


@pytest.mark.parametrize(
    ("build", "both"),
    [(ifu, {}), (image, {}), (coronagraph, {}), (lrs, {"subarray": "SLITLESSPRISM"})],
)
def test_dates_of_another_mode_that_are_past(build, both) -> None:
    past = pair_of(build, both={**both, "special": [PAST]})
    assert faults(past, select=[CODE]) == ["BKG703 error -"]
    assert faults(pair_of(build, both={**both, "special": [WINTER]}), select=[CODE]) == []


def test_only_what_is_to_be_taken_in_a_mode_is_judged_in_it() -> None:
    alone = pair_of(ifu, both={"special": [PAST], "status": "COMPLETED"})
    judged_as, why = outcome(alone, CODE)
    assert judged_as == "not-applicable"
    assert "no NIRSpec IFU observation is still to be taken" in (why or "")


def test_a_link_between_two_modes_is_reported_once() -> None:
    autumn = between_dates("20-NOV-2026", "25-NOV-2026")
    spring = between_dates("10-APR-2027", "15-APR-2027")
    xml = pair(
        both={"special": [autumn]},
        more_observations=[ifu(3, 1, special=[spring])],
        links=[group(1, 2, 3)],
    )
    assert faults(xml, select=[CODE]) == ["BKG703 error -"]
    finding = only_finding(xml, CODE)
    assert finding.related_observations == (1, 2)
    assert [one.related_observations for one in finding.evidence.each] == [(3,), (3,)]


def test_an_observation_of_another_mode_that_is_impossible_itself_is_the_only_fault() -> None:
    xml = pair(more_observations=[ifu(3, 1, special=[SUMMER])], links=[group(1, 2, 3)])
    assert faults(xml, select=[CODE]) == ["BKG703 error 3"]
