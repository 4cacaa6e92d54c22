"""Which background ramps match which science ramps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aptcheck.modes.matching import matches
from aptcheck.testing import exposure, mrs
from tests.reading import observations_of

rows = st.lists(
    st.builds(
        exposure,
        st.sampled_from(["SHORT", "MEDIUM", "LONG", "ALL"]),
        groups_long=st.sampled_from([None, 10, 20]),
        groups_short=st.sampled_from([None, 10, 20]),
        readout=st.sampled_from(["FASTR1", "SLOWR1"]),
    ),
    max_size=4,
)


def plain_ramps(observation):
    """Return plainly what an observation exposes: (grating, arm, readout, Ngroups)."""
    return {
        (grating, arm, exposure.readout_long, groups)
        for exposure in observation.mrs.exposures
        for grating in exposure.gratings
        for arm, groups in (("LONG", exposure.groups_long), ("SHORT", exposure.groups_short))
        if groups is not None
    }


@given(rows, rows)
def test_a_science_ramp_is_unmatched_if_the_background_lacks_it(science, sky):
    one, other = observations_of(mrs(1, exposures=science), mrs(2, exposures=sky))
    found = {
        (*match.setting, ramp.readout, ramp.groups)
        for match in matches([one], [other])
        for ramp in match.unmatched
    }
    assert found == plain_ramps(one) - plain_ramps(other)


@given(rows, rows)
def test_a_setting_matches_if_both_expose_it_and_nothing_is_unmatched(science, sky):
    read = observations_of(mrs(1, exposures=science), mrs(2, exposures=sky))
    one, other = map(plain_ramps, read)
    for match in matches(read[:1], read[1:]):
        wanted = {ramp[2:] for ramp in one if ramp[:2] == match.setting}
        offered = {ramp[2:] for ramp in other if ramp[:2] == match.setting}
        assert wanted or offered
        assert match.complete == (bool(wanted) and bool(offered) and wanted <= offered)
        assert match.same_readout == ({r for r, _ in wanted} <= {r for r, _ in offered})


@given(rows, rows, rows)
def test_another_background_never_removes_a_match(science, sky, more):
    lines = enumerate((science, sky, more), 1)
    one, other, third = observations_of(*(mrs(n, exposures=rows) for n, rows in lines))
    before = {a.setting: len(a.unmatched) for a in matches([one], [other])}
    after = {a.setting: len(a.unmatched) for a in matches([one], [other, third])}
    assert all(after[setting] <= count for setting, count in before.items())


@given(rows)
def test_an_observation_matches_itself(science):
    one, other = observations_of(*(mrs(n, exposures=science) for n in (1, 2)))
    assert all(match.complete for match in matches([one], [other]))


def test_the_arms_do_not_match_each_other():
    science, sky = observations_of(
        mrs(1, gratings=["SHORT"], groups_long=20, groups_short=40),
        mrs(2, gratings=["SHORT"], groups_long=40, groups_short=20),
    )
    assert [match.complete for match in matches([science], [sky])] == [False, False]


def test_gratings_split_over_two_backgrounds_match_together():
    science, *skies = observations_of(
        mrs(1, gratings=["ALL"]), mrs(2, gratings=["SHORT"]), mrs(3, gratings=["MEDIUM", "LONG"])
    )
    assert all(match.complete for match in matches([science], skies))
    assert not all(match.complete for match in matches([science], skies[:1]))


def test_an_unknown_readout_cannot_be_compared():
    fast, unknown, slow = observations_of(
        *(
            mrs(n, gratings=["SHORT"], readout=readout)
            for n, readout in enumerate(("FASTR1", None, "SLOWR1"), 1)
        )
    )
    (long, _) = matches([fast], [unknown])
    assert not long.comparable
    (long, _) = matches([fast], [slow])
    assert long.comparable
    assert not long.same_readout
