"""Each remedy on its own proposal: the finding is gone, and the copy says what it should."""

from __future__ import annotations

import re
from typing import Any

import pytest

from aptcheck.testing import (
    after_link,
    dither,
    exposure,
    group,
    mosaic,
    moving,
    mrs,
    offset,
    other,
    pair,
    proposal,
    target,
    time_series,
)
from tests.fixing.correcting import codes, correction, left, model_after, reasons, remaining

IMAGED: dict[str, Any] = {"imaging": "F1000W"}
POINT = (dither("4-Point", "POINT SOURCE"),)


def text(found: Any) -> str:
    data: bytes = found.data
    return data.decode()


# --- ramps


def test_ramps_follow_the_science() -> None:
    found = correction(pair(sky={"groups_long": 30, "groups_short": 20}), unsafe=False)
    assert codes(found) == ["BKG201"]
    assert remaining(found) == []
    assert found.data == pair().xml
    assert "s less" in found.fixed[0].cost


def test_ramps_of_two_observations_match_together() -> None:
    skies = [mrs(3, 2, label="second background", gratings=("LONG",), groups=40)]
    document = pair(
        sky={"gratings": ("SHORT", "MEDIUM")}, more_observations=skies, links=[group(1, 2, 3)]
    )
    found = correction(document, unsafe=False)
    assert codes(found) == ["BKG201"]
    assert {row.groups_long for row in model_after(found).observations[2].mrs.exposures} == {27}


def test_a_missing_grating_does_not_stop_the_others() -> None:
    found = correction(pair(sky={"gratings": ("SHORT",), "groups": 40}), unsafe=False)
    assert codes(found) == ["BKG201"]
    assert left(found) == ["BKG203"]


def disagreeing(sky: int) -> Any:
    more = [mrs(n, 1, label=f"again {n}", groups=40) for n in (3, 4)]
    return pair(sky={"groups": sky}, more_observations=more, links=[group(1, 2, 3, 4)])


def test_where_observations_of_one_target_disagree_nothing_is_changed() -> None:
    safe = correction(disagreeing(14), unsafe=False, select=["BKG2"])
    assert codes(safe) == []
    found = correction(disagreeing(14), select=["BKG2"])
    assert codes(found) == []
    assert left(found) == ["BKG201"]
    assert "ramp" in reasons(found)


def test_where_science_targets_disagree_the_majority_is_matched() -> None:
    others = [target(n, f"NGC-{n}", background=[2]) for n in (3, 4)]
    more = [mrs(n, n, groups=40) for n in (3, 4)]
    document = pair(
        sky={"groups": 14},
        more_targets=others,
        more_observations=more,
        links=[group(1, 2), group(2, 3), group(2, 4)],
    )
    assert codes(correction(document, unsafe=False, select=["BKG2"])) == []
    found = correction(document, select=["BKG2"])
    assert set(codes(found)) == {"BKG201"}
    assert left(found) == ["BKG201"]
    assert {row.groups_long for row in model_after(found).observations[1].mrs.exposures} == {40}
    again = correction(found.data, select=["BKG2"])
    assert not again.differs


def test_a_suspected_background_is_not_safe() -> None:
    document = pair(science_target={"background": []}, sky={"groups": 14})
    found = correction(document, unsafe=False)
    assert codes(found) == []
    assert {"BKG102", "BKG201"} <= set(left(found))


def test_two_readouts_do_not_fit_without_images() -> None:
    document = pair(
        science={**IMAGED, "readout_long": "SLOWR1", "readout_short": "FASTR1"},
        sky={"readout": "FASTR1"},
    )
    found = correction(document, select=["BKG202"])
    assert left(found) == ["BKG202"]
    assert "one Readout Pattern" in reasons(found)


def test_with_images_each_detector_has_its_readout() -> None:
    ramps = {**IMAGED, "readout_long": "SLOWR1", "readout_short": "FASTR1"}
    found = correction(pair(science=ramps, sky=IMAGED), unsafe=False, select=["BKG202"])
    assert codes(found) == ["BKG202"]
    row = model_after(found).observations[1].mrs.exposures[0]
    assert (row.readout_long, row.readout_short, row.readout) == ("SLOWR1", "FASTR1", "FASTR1")


def test_a_retired_readout_is_not_copied() -> None:
    found = correction(
        pair(science={"readout": "FAST"}, sky={"readout": "SLOWR1"}), select=["BKG202", "APT003"]
    )
    assert codes(found) == ["APT003", "BKG202"]
    assert {
        row.readout_long for one in model_after(found).observations for row in one.mrs.exposures
    } == {"FASTR1"}


@pytest.mark.parametrize("schema", [39, 51, None])
def test_an_old_file_keeps_its_readouts(schema: int | None) -> None:
    found = correction(pair(both={"readout": "FAST"}, schema=schema), select=["APT003"])
    assert not found.differs
    assert left(found) == ["APT003"]
    assert "current APT" in reasons(found)


# --- exposures


def test_a_grating_is_copied_with_the_dither_of_the_background() -> None:
    document = pair(
        science={"groups": 30, "dithers": [dither("2-Point"), dither()]},
        sky={"groups": 30, "gratings": ("SHORT", "LONG")},
    )
    found = correction(document, select=["BKG203"])
    assert codes(found) == ["BKG203"]
    rows = model_after(found).observations[1].mrs.exposures
    assert [(row.wavelength, row.groups_long, row.dither) for row in rows] == [
        ("SHORT(A)", 30, 1),
        ("LONG(C)", 30, 1),
        ("MEDIUM(B)", 30, 1),
    ]
    assert "observation 2" in found.fixed[0].cost


def test_gratings_of_one_row_are_separated() -> None:
    document = pair(
        science={"exposures": [exposure("ALL", groups=9)]},
        sky={"exposures": [exposure("SHORT", groups=9)]},
    )
    found = correction(document, select=["BKG203"])
    rows = model_after(found).observations[1].mrs.exposures
    assert [row.wavelength for row in rows] == ["SHORT(A)", "MEDIUM(B)", "LONG(C)"]


@pytest.mark.parametrize(("science", "sky"), [(IMAGED, {}), ({}, IMAGED)])
def test_a_copied_exposure_images_like_the_background(
    science: dict[str, Any], sky: dict[str, Any]
) -> None:
    document = pair(
        science={**science, "groups": 30, "integrations": 2},
        sky={**sky, "groups": 30, "gratings": ("SHORT", "MEDIUM")},
    )
    found = correction(document, select=["BKG2"])
    assert codes(found) == ["BKG203"]
    observation = model_after(found).observations[1]
    new = observation.mrs.exposures[-1]
    assert (new.wavelength, new.groups_long, new.integrations_long) == ("LONG(C)", 30, 2)
    assert (new.filter is None) == (not sky)
    assert model_after(found).oddities == ()
    assert remaining(found, select=["BKG2", "APT"]) == []


def test_a_detector_is_filled_in() -> None:
    rows = [exposure("SHORT", groups_short=""), exposure("MEDIUM"), exposure("LONG")]
    found = correction(pair(sky={"exposures": rows}), select=["BKG204"])
    assert codes(found) == ["BKG204"]
    assert model_after(found).observations[1].mrs.exposures[0].groups_short == 27


def test_the_channel_follows_the_science() -> None:
    found = correction(pair(sky={"primary": "CHANNEL3"}))
    assert codes(found) == ["BKG207"]
    assert found.data == pair().xml


# --- dithers


def test_a_background_without_dithers_gets_one() -> None:
    rows = [exposure(g, dither="None") for g in ("SHORT", "MEDIUM", "LONG")]
    found = correction(pair(sky={"dithers": None, "exposures": rows}))
    assert codes(found) == ["BKG403"]
    assert remaining(found) == []
    (pattern,) = model_after(found).observations[1].mrs.dithers
    assert (pattern.dither_type, pattern.optimized_for) == ("2-POINT", "POINT SOURCE")


def test_a_background_uses_the_dither_it_has() -> None:
    rows = [exposure(g, dither="None") for g in ("SHORT", "MEDIUM", "LONG")]
    for present, points in (("4-Point", 2), ("2-Point", 2)):
        found = correction(pair(sky={"exposures": rows, "dithers": [dither(present)]}))
        assert codes(found) == ["BKG403"]
        (pattern,) = model_after(found).observations[1].mrs.dithers
        assert (pattern.points, pattern.optimized_for) == (points, "EXTENDED SOURCE")
        assert "225 s more" in found.fixed[0].cost


def test_a_dither_that_is_used_is_not_changed() -> None:
    rows = [exposure("SHORT"), exposure("MEDIUM", dither="None"), exposure("LONG")]
    found = correction(pair(sky={"exposures": rows}))
    assert codes(found) == ["BKG407"]
    assert found.data == pair().xml


@pytest.mark.parametrize("schema", [44, 46])
def test_an_old_file_gets_no_dither_for_sources(schema: int) -> None:
    rows = [exposure(g, dither="None") for g in ("SHORT", "MEDIUM", "LONG")]
    found = correction(
        pair(sky={"dithers": None, "exposures": rows}, schema=schema), select=["BKG403"]
    )
    assert left(found) == ["BKG403"]
    assert str(schema) in reasons(found)


def test_an_unused_dither_gets_the_points_needed() -> None:
    rows = [exposure(g, dither="None") for g in ("SHORT", "MEDIUM", "LONG")]
    document = pair(sky={"exposures": rows, "dithers": [dither("2-Point")]})
    found = correction(document, select=["BKG402"], intents={"1": {"strategy": "pixel"}})
    assert codes(found) == ["BKG402"]
    assert [one.points for one in model_after(found).observations[1].mrs.dithers] == [4]


def test_pixel_subtraction_gets_four_points() -> None:
    document = pair(sky={"dithers": [dither("2-Point")]})
    intents = {"1": {"strategy": "pixel"}}
    found = correction(document, select=["BKG402"], intents=intents)
    assert codes(found) == ["BKG402"]
    assert model_after(found).observations[1].mrs.dithers[0].points == 4


def test_the_dither_of_a_point_source() -> None:
    document = pair(science_target={"extended": "NO"}, sky={"dithers": POINT})
    found = correction(document, select=["BKG404"])
    assert codes(found) == ["BKG404"]
    assert model_after(found).observations[0].mrs.dithers[0].optimized_for == "POINT SOURCE"


def test_a_dither_for_the_imager_is_left_to_apt() -> None:
    found = correction(pair(sky={**IMAGED, "primary": "IMAGER"}), select=["BKG405"])
    assert left(found) == ["BKG405"]
    assert "BACKGROUND" in reasons(found)


def test_a_dither_that_does_not_suit_the_imager_is_not_used() -> None:
    rows = [exposure(g, dither="None") for g in ("SHORT", "MEDIUM", "LONG")]
    sky = {**IMAGED, "exposures": rows, "dithers": [dither("4-Point")], "primary": "IMAGER"}
    found = correction(pair(sky=sky), select=["BKG403"])
    assert left(found) == ["BKG403"]
    assert "BACKGROUND" in reasons(found)


# --- targets


def test_a_background_target_does_not_move() -> None:
    found = correction(
        pair(sky_target={"proper_motion": ("12", "3"), "epoch": "2015.5"}), select=["BKG504"]
    )
    assert codes(found) == ["BKG504"]
    motion = model_after(found).targets[1].motion
    assert not motion.moves
    assert motion.epoch is None


def by_offset(**science_target: Any) -> Any:
    return pair(
        science_target={"background": [], **science_target},
        sky={"target": 1, "label": "NGC-1 sky", "special": [offset(0, 90)]},
    )


def test_a_background_by_an_offset_gets_its_own_target() -> None:
    found = correction(by_offset(), select=["BKG1"])
    assert codes(found) == ["BKG102"]
    assert remaining(found, select=["BKG1", "APT"]) == []
    proposal = model_after(found)
    entry = proposal.targets[-1]
    assert (entry.number, entry.name, entry.category) == (3, "NGC-1-SKY2", "Calibration")
    assert entry.keywords == ("Telescope/sky background",)
    assert entry.extended == "YES"
    assert proposal.observations[1].target.text == "3 NGC-1-SKY2"
    assert [one.text for one in proposal.targets[0].backgrounds] == ["3 NGC-1-SKY2"]
    assert proposal.observations[1].requirements.offset is not None


def test_a_new_target_is_where_the_source_will_be() -> None:
    found = correction(by_offset(proper_motion=("1000", "0"), epoch="2016.0"), select=["BKG1"])
    science, entry = model_after(found).targets[0], model_after(found).targets[-1]
    assert not entry.motion.moves
    assert science.motion.moves
    # 11 years and a bit at one arcsec per year
    east = (entry.ra_deg - science.ra_deg) * 3600
    assert 10.5 < east < 14.0


def test_a_moving_target_has_no_copy() -> None:
    document = proposal(
        targets=[moving(1, "MARS")],
        observations=[mrs(1, 1), mrs(2, 1, label="sky", special=[offset(0, 90)])],
        links=[group(1, 2)],
    )
    found = correction(document, select=["BKG1"])
    assert not found.differs


def test_names_and_numbers_of_new_targets_are_unique() -> None:
    long = "A" * 31
    document = proposal(
        targets=[target(1, long), target(2, f"{long[:-1]}B"), target(7, f"{long[:27]}-SKY")],
        observations=[
            mrs(1, 1, label="one"),
            mrs(2, 1, label="one sky", special=[offset(0, 90)]),
            mrs(3, 2, label="two"),
            mrs(4, 2, label="two sky", special=[offset(0, 90)]),
        ],
        links=[group(1, 2), group(3, 4)],
    )
    found = correction(document, select=["BKG102"])
    assert codes(found) == ["BKG102", "BKG102"]
    targets = model_after(found).targets
    assert [one.number for one in targets] == [1, 2, 7, 8, 9]
    assert len({one.name for one in targets}) == len(targets)
    assert all(len(one.name) <= 31 for one in targets)


def test_an_undeclared_background_without_a_link_is_linked_too() -> None:
    found = correction(pair(science_target={"background": []}, links=[]), select=["BKG1"])
    assert codes(found) == ["BKG102"]
    assert found.data == pair().xml


def test_an_undeclared_background_in_a_loose_group_is_bound() -> None:
    loose = group(1, 2, non_interruptible=False, time="3 Days")
    found = correction(pair(science_target={"background": []}, links=[loose]), select=["BKG1"])
    assert codes(found) == ["BKG102"]
    (link,) = model_after(found).links.groups
    assert link.non_interruptible
    assert link.within_days is None


def test_linked_science_lists_the_background_of_another() -> None:
    document = pair(
        more_targets=[target(3, "NGC-3", extended="YES")],
        more_observations=[mrs(3, 3)],
        links=[group(1, 2, 3)],
    )
    found = correction(document, select=["BKG1"])
    assert codes(found) == ["BKG117"]
    assert [one.text for one in model_after(found).targets[2].backgrounds] == ["2 NGC-1-SKY"]


def test_a_list_on_a_copy_goes_to_the_observed_target() -> None:
    document = pair(
        science={"target": 3},
        more_targets=[target(3, "NGC-1-B", extended="YES")],
    )
    found = correction(document, select=["BKG108"])
    assert codes(found) == ["BKG108"]
    first, _, third = model_after(found).targets
    assert not first.asks_for_background
    assert [one.number for one in third.backgrounds] == [2]


def copy_with_list(listed: list[int], **more: Any) -> Any:
    return pair(
        science={"target": 3},
        science_target={"background": listed},
        more_targets=[
            target(3, "NGC-1-B", extended="YES"),
            target(4, "NGC-1-SKY-2", ra=10.7, extended="YES"),
            *more.pop("more_targets", ()),
        ],
        more_observations=[mrs(3, 4)],
        links=[group(1, 2, 3)],
    )


def test_the_whole_list_of_a_copy_goes_to_the_observed_target() -> None:
    found = correction(copy_with_list([2, 4]), select=["BKG108"])
    assert codes(found) == ["BKG108", "BKG108"]
    targets = model_after(found).targets
    assert [len(one.backgrounds) for one in targets] == [0, 0, 2, 0]
    assert [one.number for one in targets[2].backgrounds] == [2, 4]


def test_two_different_lists_are_not_merged() -> None:
    copy = target(5, "NGC-1-C", extended="YES", background=[2])
    found = correction(copy_with_list([2, 4], more_targets=[copy]), select=["BKG108"])
    assert codes(found) == ["BKG108"]
    assert [[one.number for one in entry.backgrounds] for entry in model_after(found).targets] == [
        *([], [], [2, 4], [], [2])
    ]


IMAGER: dict[str, Any] = {**IMAGED, "primary": "IMAGER", "target": 1}


def test_a_background_beside_the_imager_gets_a_copy() -> None:
    document = pair(
        science={**IMAGED},
        science_target={"background": [], "proper_motion": ("40", "0"), "epoch": "2016.0"},
        sky=IMAGER,
    )
    found = correction(document, select=["BKG808"])
    assert codes(found) == ["BKG808"]
    science, clone = model_after(found).targets[0], model_after(found).targets[-1]
    assert clone.ra_deg == science.ra_deg
    still = {"place": None}
    assert clone.motion.model_dump() | still == science.motion.model_dump() | still
    assert clone.category == science.category
    assert [one.number for one in science.backgrounds] == [clone.number]


def test_a_target_that_lists_itself_lists_a_copy() -> None:
    found = correction(
        pair(science=IMAGED, science_target={"background": [1]}, sky=IMAGER), select=["BKG112"]
    )
    assert codes(found) == ["BKG112"]
    assert [one.number for one in model_after(found).targets[0].backgrounds] == [3]
    assert remaining(found, select=["BKG112"]) == []


# --- links


def test_a_link_with_others_is_not_safe() -> None:
    more = [mrs(3, 1, label="more")]
    loose = group(1, 2, 3, non_interruptible=False, time="2 Days")
    document = pair(more_observations=more, links=[loose])
    assert codes(correction(document, unsafe=False, select=["BKG105"])) == []
    found = correction(document, select=["BKG105"])
    assert codes(found) == ["BKG105"]
    assert "3 observations" in found.fixed[0].cost


def test_a_new_link_names_observations_as_the_file_does() -> None:
    label = 'a (Obs 9) & <b> "c"'
    document = pair(science={"label": label}, sky={"label": None}, links=[])
    found = correction(document, select=["BKG104"])
    assert codes(found) == ["BKG104"]
    assert '<Observation>a (Obs 9) &amp; &lt;b&gt; "c" (Obs 1)</Observation>' in text(found)
    assert "<Observation>Observation 2</Observation>" in text(found)
    assert remaining(found, select=["BKG104", "APT"]) == []


def test_a_file_without_links_gets_its_first() -> None:
    document = pair(links=[]).text
    for given in ("<LinkingRequirements/>", "<LinkingRequirements></LinkingRequirements>"):
        found = correction(document.replace("<LinkingRequirements/>", given), select=["BKG104"])
        assert codes(found) == ["BKG104"]
        assert remaining(found, select=["BKG104", "APT"]) == []


def foreign(**document: Any) -> Any:
    return pair(
        more_targets=[target(3, "NGC-3", background=[4]), target(4, "NGC-3-SKY", north=80)],
        more_observations=[mrs(3, 3, label="stranger"), mrs(4, 4, label="its sky")],
        links=[group(1, 3, 4, 2)],
        **document,
    )


def test_a_sequence_is_reordered_to_keep_the_pair_together() -> None:
    found = correction(foreign(), select=["BKG106"])
    assert codes(found) == ["BKG106"]
    assert model_after(found).links.groups[0].members == (1, 2, 3, 4)


def test_an_old_apt_orders_by_number() -> None:
    document = pair(
        sky={"number": 4, "target": 2},
        more_targets=[target(3, "NGC-3", background=[4]), target(4, "NGC-3-SKY", north=80)],
        more_observations=[mrs(2, 3, label="stranger"), mrs(3, 4, label="its sky")],
        links=[group(1, 2, 3, 4)],
        schema=55,
        apt_version="2022.3",
    )
    found = correction(document, select=["BKG106"])
    assert left(found) == ["BKG106"]
    assert "by number" in reasons(found)


def test_a_background_comes_before_its_bright_source() -> None:
    intents = {"1": {"bright": True}}
    found = correction(pair(), select=["BKG701"], intents=intents)
    assert codes(found) == ["BKG701"]
    assert model_after(found).links.groups[0].members == (2, 1)


@pytest.mark.parametrize("members", [(1, 2), (2, 1)])
def test_a_group_that_becomes_a_sequence_is_in_the_order_of_the_numbers(
    members: tuple[int, ...],
) -> None:
    document = pair(links=[group(*members, sequence=False)], apt_version="2023.5.2", schema=62)
    found = correction(document, select=["BKG118"])
    assert codes(found) == ["BKG118"]
    (link,) = model_after(found).links.groups
    assert (link.sequence, link.members) == (True, (1, 2))


def test_a_group_that_separates_a_pair_is_reordered_when_ticked() -> None:
    document = pair(
        more_targets=[target(3, "NGC-3", background=[4]), target(4, "NGC-3-SKY", north=80)],
        more_observations=[mrs(3, 3, label="stranger"), mrs(4, 4, label="its sky")],
        links=[group(1, 3, 4, 2, sequence=False)],
    )
    found = correction(document, select=["BKG106"])
    assert codes(found) == ["BKG106"]
    (link,) = model_after(found).links.groups
    assert (link.sequence, link.members) == (True, (1, 2, 3, 4))
    assert remaining(found, select=["BKG106"]) == []


def test_observations_bound_by_another_link_are_not_linked_again() -> None:
    later = [mrs(3, 1, label="epoch 2"), mrs(4, 2, label="sky epoch 2")]
    found = correction(pair(more_observations=later), select=["BKG104"])
    assert codes(found) == ["BKG104"]
    assert [link.members for link in model_after(found).links.groups] == [(1, 2), (3, 4)]
    alone = correction(pair(more_observations=later[:1]), select=["BKG104"])
    assert left(alone) == ["BKG104"]
    assert "already" in reasons(alone)


def test_a_link_with_a_delay_is_not_safe() -> None:
    loose = group(1, 2, non_interruptible=False, time="10 Days")
    delay = after_link(2, 1, minimum="5.0 Days", maximum="8.0 Days")
    document = pair(links=[loose], more_links=[delay])
    assert left(correction(document, unsafe=False, select=["BKG105"])) == ["BKG105"]
    assert codes(correction(document, select=["BKG105"])) == ["BKG105"]


def test_an_apt_that_ignores_groups_gets_a_sequence() -> None:
    loose = group(1, 2, sequence=False, non_interruptible=False, time="1 Days")
    document = pair(links=[loose], schema=62, apt_version="2023.5.2")
    assert left(correction(document, unsafe=False)) == ["BKG105"]
    found = correction(document)
    assert codes(found) == ["BKG105"]
    assert remaining(found) == []


def two_skies(*links: Any, listed: tuple[int, ...] = (2, 3)) -> Any:
    return pair(
        science_target={"background": [*listed]},
        more_targets=[target(3, "NGC-1-SKY-2", north=-90, category="Calibration")],
        more_observations=[mrs(3, 3, label="NGC-1 background 2")],
        links=links,
    )


LOOSE: dict[str, Any] = {"non_interruptible": False, "time": "2 Days"}


@pytest.mark.parametrize(
    "document",
    [
        two_skies(group(1, 2, **LOOSE), group(1, 3, **LOOSE)),
        two_skies(group(1, 2), group(1, 3, **LOOSE)),
        two_skies(),
        two_skies(group(1, 2, **LOOSE)),
        two_skies(listed=(2,)),
        two_skies(listed=()),
        two_skies(group(1, 2, **LOOSE), listed=(2,)),
        two_skies(group(1, 3), group(1, 2, **LOOSE), listed=(3,)),
    ],
)
def test_no_observation_gets_into_two_non_interruptible_links(document: Any) -> None:
    data = document.xml
    for _ in range(4):
        found = correction(data, select=["BKG1"])
        data = found.data
    bound = [link.members for link in model_after(found).links.groups if link.non_interruptible]
    numbers = [number for members in bound for number in members]
    assert len(numbers) == len(set(numbers))


# --- what a safe correction leaves unchanged


def test_a_background_that_is_also_science_is_left_alone() -> None:
    document = proposal(
        targets=[
            target(1, "A", background=[2]),
            target(2, "B", north=90, background=[3]),
            target(3, "B-SKY", north=180, category="Calibration"),
        ],
        observations=[
            mrs(1, 1, groups=30),
            mrs(2, 2, groups=20, acquisition="Same Target as Observation"),
            mrs(3, 3, groups=20),
        ],
        links=[group(1, 2), group(2, 3)],
    )
    assert not correction(document, unsafe=False).differs
    found = correction(document, select=["BKG2", "BKG5"])
    assert model_after(found).observations[1].mrs.acquisition.kind == "same"
    assert model_after(found).observations[1].mrs.exposures[0].groups_long == 20


def test_an_acquisition_for_the_image_is_not_safe() -> None:
    sky = {"imaging": "F1000W", "primary": "IMAGER", "acquisition": "1 NGC-1"}
    document = pair(science=IMAGED, sky=sky, sky_target={"north": 0})
    assert left(correction(document, unsafe=False, select=["BKG501"])) == ["BKG501"]
    assert codes(correction(document, select=["BKG501"])) == ["BKG501"]


@pytest.mark.parametrize("listed", [[1], [3]])
def test_a_list_of_science_is_not_ticked(listed: list[int]) -> None:
    document = pair(
        science_target={"background": listed, "required": False},
        more_targets=[target(3, "NGC-3", background=[2])],
        more_observations=[mrs(3, 3)],
    )
    assert not correction(document, select=["BKG103"]).differs


def test_a_list_excluded_by_the_configuration_is_not_ticked_safely() -> None:
    document = pair(science_target={"required": False})
    intents = {"1": {"strategy": "none"}}
    found = correction(document, unsafe=False, select=["BKG103"], intents=intents)
    assert left(found) == ["BKG103"]


@pytest.mark.parametrize("template", ["NirspecIFUSpectroscopy", "NircamImaging"])
def test_extended_is_kept_if_another_template_uses_the_target(template: str) -> None:
    more = [other(3, template, target=2)]
    document = pair(sky_target={"extended": "NO"}, more_observations=more)
    assert not correction(document, select=["BKG502"]).differs


def test_an_exposure_of_all_wavelengths_keeps_its_matches() -> None:
    science = [exposure("SHORT"), exposure("MEDIUM", groups=40), exposure("LONG")]
    document = pair(science={"exposures": science}, sky={"exposures": [exposure("ALL")]})
    found = correction(document, select=["BKG201"])
    assert not found.differs
    assert left(found) == ["BKG201"]


def test_the_ramp_of_linked_undeclared_science_counts() -> None:
    document = pair(
        sky={"groups": 40},
        more_targets=[target(3, "NGC-3", extended="YES")],
        more_observations=[mrs(3, 3, groups=40)],
        links=[group(1, 2, 3)],
    )
    found = correction(document, unsafe=False, select=["BKG1", "BKG2"])
    assert not found.differs
    again = correction(document, select=["BKG1", "BKG2"])
    assert codes(again) == ["BKG117"]


def test_one_background_for_two_channels_is_left_alone() -> None:
    document = pair(
        science={"primary": "CHANNEL1"},
        sky={"primary": "CHANNEL1"},
        more_targets=[target(3, "NGC-3", background=[2])],
        more_observations=[mrs(3, 3, primary="CHANNEL4")],
        links=[group(1, 2, 3)],
    )
    assert not correction(document, select=["BKG207"]).differs


def test_targets_that_list_each_other_do_not_swap() -> None:
    document = proposal(
        targets=[target(1, "A", background=[2]), target(2, "B", north=90, background=[1])],
        observations=[mrs(1, 1, groups=27), mrs(2, 2, groups=40, primary="CHANNEL1")],
        links=[group(1, 2)],
    )
    assert not correction(document, select=["BKG2"]).differs


def test_gratings_of_several_science_observations_are_all_copied() -> None:
    document = pair(
        science={"gratings": ("SHORT", "MEDIUM")},
        sky={"gratings": ("SHORT",)},
        more_observations=[mrs(3, 1, gratings=("LONG",), groups=33, label="third")],
        links=[group(1, 2, 3)],
    )
    found = correction(document, select=["BKG203"])
    assert codes(found) == ["BKG203"]
    assert "observations 1 and 3" in found.fixed[0].finding.fix
    rows = model_after(found).observations[1].mrs.exposures
    assert [(row.wavelength, row.groups_long) for row in rows] == [
        ("SHORT(A)", 27),
        ("MEDIUM(B)", 27),
        ("LONG(C)", 33),
    ]
    assert remaining(found, select=["BKG203"]) == []


def test_one_wavelength_of_all_is_copied_for_a_background_with_images() -> None:
    document = pair(
        science={"exposures": [exposure("ALL")]},
        sky={"exposures": [exposure(g, **IMAGED) for g in ("SHORT", "MEDIUM")]},
    )
    found = correction(document, select=["BKG203"])
    assert model_after(found).observations[1].mrs.exposures[-1].wavelength == "LONG(C)"
    assert found.fixed[0].changes == ("Observation 2: copy exposure LONG(C)",)


def test_a_number_mentioned_elsewhere_is_not_reused() -> None:
    document = proposal(
        targets=[target(1, "NGC-1")],
        observations=[
            mrs(1, 1),
            mrs(2, 1, label="sky background", special=[offset(0, 90)]),
            mrs(3, "2 GONE", gratings=["SHORT"]),
        ],
        links=[group(1, 2)],
    )
    found = correction(document, select=["BKG102"])
    assert [one.number for one in model_after(found).targets] == [1, 3]


def test_an_overlong_label_is_not_written_again() -> None:
    found = correction(pair(science={"label": "L" * 2500}, links=[]), select=["BKG104"])
    assert not found.differs


def test_a_time_series_gets_neither_dither_nor_background() -> None:
    rows = [exposure(g, dither="None") for g in ("SHORT", "MEDIUM", "LONG")]
    series = {"special": [time_series()]}
    undithered = pair(sky={"exposures": rows, **series})
    assert not correction(undithered, select=["BKG401", "BKG403"]).differs
    undeclared = pair(science=series, science_target={"background": []})
    assert not correction(undeclared, select=["BKG102"]).differs


def test_a_mosaic_costs_the_time_of_all_its_tiles() -> None:
    found = correction(pair(both={"tiles": mosaic(2, 2)}, sky={"groups": 14}), unsafe=False)
    assert "observation 2 takes 1732 s more" in found.fixed[0].cost
    assert "29 min more in all (observation 2: 3596 s instead of 1865 s)" in found.cost


def test_a_renamed_readout_changes_in_science_and_background() -> None:
    document = pair(science={"readout": "FAST"}, sky={"readout": "FASTR1", "groups": 40})
    found = correction(document, unsafe=False, select=["BKG2"])
    assert set(codes(found)) == {"BKG202"}
    assert remaining(found, select=["BKG2"]) == []
    taken = {"readout": "FAST", "status": "COMPLETED"}
    assert not correction(pair(science=taken, sky={"readout": "SLOWR1"}), select=["BKG2"]).differs


def test_executed_observations_keep_the_old_readout_name() -> None:
    document = pair(science={"readout": "FAST", "status": "COMPLETED"}, sky={"readout": "FAST"})
    found = correction(document, unsafe=False, select=["APT003"])
    assert codes(found) == ["APT003"]
    names = [
        {row.readout_long for row in one.mrs.exposures} for one in model_after(found).observations
    ]
    assert names == [{"FAST"}, {"FASTR1"}]


def test_free_backgrounds_that_lack_a_grating_do_not_replace_others() -> None:
    document = proposal(
        targets=[
            target(1, "A", background=[3]),
            target(2, "B", background=[3], north=20),
            target(3, "SKY", north=90, category="Calibration"),
        ],
        observations=[mrs(1, 1), mrs(2, 2), mrs(3, 3), mrs(4, 3, gratings=("SHORT",))],
        links=[group(2, 3)],
    )
    found = correction(document, select=["BKG104"])
    assert not found.differs
    assert left(found) == ["BKG104"]


def test_a_detector_with_another_readout_is_left_alone() -> None:
    rows = [
        exposure(g, groups_short="", readout_short="SLOWR1", **IMAGED)
        for g in ("SHORT", "MEDIUM", "LONG")
    ]
    assert not correction(pair(science=IMAGED, sky={"exposures": rows}), select=["BKG204"]).differs


def test_a_target_used_for_an_acquisition_is_left_alone() -> None:
    document = pair(science={"acquisition": "2 NGC-1-SKY"}, sky_target={"extended": "NO"})
    assert not correction(document, select=["BKG502"]).differs


def test_time_series_exposures_are_not_copied_if_others_use_the_background() -> None:
    document = pair(
        science={"special": [time_series()]},
        sky={"gratings": ("SHORT",)},
        more_observations=[mrs(3, 1, groups=40, label="third")],
        links=[group(1, 2, 3)],
    )
    found = correction(document, select=["BKG203"])
    assert model_after(found).observations[1].mrs.exposures[-1].groups_long == 40


def test_an_imager_background_in_a_loose_group_binds_it() -> None:
    document = pair(
        science={**IMAGED},
        science_target={"background": []},
        sky=IMAGER,
        links=[group(1, 2, **LOOSE)],
    )
    found = correction(document, select=["BKG808"])
    assert codes(found) == ["BKG808"]
    (link,) = model_after(found).links.groups
    assert link.non_interruptible


def test_detectors_that_differ_are_named() -> None:
    found = correction(
        pair(science={"groups_long": 27, "groups_short": 30}, sky={"groups": 40}), unsafe=False
    )
    (change,) = found.fixed[0].changes
    assert change == (
        "Observation 2: set Groups/Int to 27 in SHORT(A) (long), MEDIUM(B) (long) and "
        "LONG(C) (long), 30 in SHORT(A) (short), MEDIUM(B) (short) and LONG(C) (short)"
    )


# --- harmful changes are not made


def test_a_list_of_unobserved_targets_is_not_ticked() -> None:
    skipped = pair(science_target={"required": False}, sky={"status": "SKIPPED"})
    assert codes(correction(skipped, select=["BKG103"])) == []


def test_a_partly_observed_list_is_not_ticked_safely() -> None:
    document = pair(
        science_target={"required": False, "background": [2, 3]},
        more_targets=[target(3, "NGC-1-SKY-2", north=80)],
    )
    assert codes(correction(document, unsafe=False, select=["BKG103"])) == []
    assert codes(correction(document, select=["BKG103"])) == ["BKG103"]


def test_a_copy_that_lists_itself_is_not_copied_again() -> None:
    document = pair(
        science=IMAGED,
        sky={**IMAGED, "primary": "IMAGER"},
        sky_target={"background": [2], "north": 0},
    )
    found = correction(document, select=["BKG112"])
    assert not found.differs
    assert found.without_remedy == 1


def test_science_with_its_own_background_is_not_a_background_of_another() -> None:
    document = pair(
        more_targets=[target(3, "NGC-3", background=[2], north=30)],
        more_observations=[mrs(3, 3, primary="IMAGER", **IMAGED)],
        links=[group(1, 2, 3)],
    )
    found = correction(document, select=["BKG808"])
    assert not found.differs
    assert found.without_remedy == 1


@pytest.mark.parametrize("listed", [[3], [1]])
def test_linked_science_does_not_list_other_science(listed: list[int]) -> None:
    document = pair(
        sky_target={"background": listed},
        more_targets=[target(3, "NGC-3", north=30)],
        more_observations=[mrs(3, 3)],
        links=[group(1, 2, 3)],
    )
    found = correction(document, select=["BKG117"])
    assert not found.differs


def test_science_with_a_background_in_another_link_gets_no_second() -> None:
    document = pair(
        more_targets=[
            target(3, "NGC-3", background=[4], north=600),
            target(4, "NGC-3-SKY", north=680),
        ],
        more_observations=[mrs(3, 3), mrs(4, 4)],
        links=[group(1, 2), group(3, 4, 1)],
    )
    found = correction(document, select=["BKG117"])
    assert found.without_remedy == 1
    assert not found.differs


def test_a_background_on_its_source_gets_no_target() -> None:
    document = proposal(
        targets=[target(1, "NGC-1")],
        observations=[mrs(1, 1), mrs(2, 1, label="background")],
        links=[group(1, 2)],
    )
    found = correction(document, select=["BKG102"])
    assert found.without_remedy == 1
    assert not found.differs


def test_nothing_is_changed_in_a_mosaic_that_has_begun() -> None:
    begun = ["COMPLETED", "FLIGHT_READY"]
    sky = {"groups": 14, "visits": 2, "status": begun, "tiles": mosaic(1, 2)}
    found = correction(pair(sky=sky), select=["BKG2"])
    assert left(found) == ["BKG201"]
    assert "visit" in reasons(found)


def test_the_observation_with_more_detectors_is_copied() -> None:
    short = [exposure("SHORT"), exposure("LONG", groups_long=None)]
    document = pair(
        science={"exposures": short},
        sky={"gratings": ("SHORT",)},
        more_observations=[mrs(3, 1, gratings=("SHORT", "LONG"))],
        links=[group(1, 2, 3)],
    )
    found = correction(document, select=["BKG2"])
    copied = model_after(found).observations[1].mrs.exposures[-1]
    assert None not in (copied.groups_long, copied.groups_short)


def test_an_unrelated_observation_is_moved_from_between_users_of_one_background() -> None:
    document = pair(
        more_targets=[target(3, "NGC-3", background=[2], north=30), target(4, "OTHER")],
        more_observations=[mrs(3, 3), other(4)],
        links=[group(1, 4, 2, 3)],
    )
    found = correction(document, select=["BKG106"])
    assert codes(found) == ["BKG106"]
    assert model_after(found).links.groups[0].members == (1, 2, 3, 4)
    assert remaining(found, select=["BKG106"]) == []


def test_an_acquisition_is_removed_while_an_exposure_is_added() -> None:
    document = pair(
        sky={"gratings": ("SHORT", "MEDIUM"), "acquisition": "Same Target as Observation"}
    )
    assert codes(correction(document, select=["BKG203", "BKG501"])) == ["BKG203", "BKG501"]


@pytest.mark.parametrize("field", ["GroupsLong", "GroupsShort"])
def test_an_unreadable_number_of_groups_is_not_a_target_group(field: str) -> None:
    document = re.sub(f"{field}>[0-9]+<", f"{field}>soon<", by_offset().text, count=1)
    assert "BKG102" in codes(correction(document, select=["BKG1"]))


def test_with_a_target_group_no_target_is_added() -> None:
    document = by_offset().text.replace(
        "</Targets>", "<TargetGroup><Number>3</Number></TargetGroup></Targets>"
    )
    assert codes(correction(document, select=["BKG102"])) == []


def test_the_motion_of_an_acquisition_star_is_kept() -> None:
    document = pair(
        sky_target={"proper_motion": ("12", "3")}, science={"acquisition": "2 NGC-1-SKY"}
    )
    found = correction(document, select=["BKG504"])
    assert found.without_remedy == 1
    assert not found.differs


def test_a_group_with_one_number_twice_is_not_put_in_order() -> None:
    document = pair(links=[group(1, 2, 2, sequence=False)], apt_version="2023.5.2", schema=62)
    found = correction(document, select=["BKG118"])
    assert not found.differs
    assert found.left == ()


def test_a_change_shared_by_two_findings_is_reported_for_both() -> None:
    document = pair(sky={"readout": "SLOW"}, science={"readout": "SLOWR1"})
    found = correction(document, select=["APT003", "BKG202"])
    assert all(one.changes for one in found.fixed)
