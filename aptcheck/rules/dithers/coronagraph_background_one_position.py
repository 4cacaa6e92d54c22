from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aptcheck.background.psf_sets import settings_of
from aptcheck.remedies.repeats import repeated
from aptcheck.rules import Context, Fault, NotChecked, Pairs, Verdicts, applies, rule
from aptcheck.wording import agree, briefly, in_form, numbered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from aptcheck.background.sharing import SharedSkies
    from aptcheck.model import Observation
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Setting


@rule("BKG411", severity="warning", draft="warning", suspected=True, modes=("miri-coronagraphy",))
def coronagraph_background_one_position(pairs: Pairs, context: Context) -> Verdicts:
    """The background of a coronagraph is taken in one quadrant and not repeated.

    ## What
    In one mask and filter, all background observations of a star together are taken in a single
    place behind the mask: Repeat observation NO, Dither Type NONE and one Background Quadrant.
    Reported once for the whole proposal. Repeat observation YES, Dither Type BACKGROUND, a grid, or
    a second background observation in another quadrant is enough.

    ## Why
    The background is subtracted image by image. A star or galaxy in its field that is taken in only
    one place cannot be separated from the background, and leaves a hole in the images of the star.
    In the repeat it is elsewhere on the detector, while the scattered light is not.

    ## How to fix
    In APT, open the background observation, MIRI Coronagraphic Imaging tab, and set
    Repeat observation to YES, which repeats it in the opposing quadrant.

    ## Source
    JDox, "MIRI Coronagraphic Imaging APT Template" ("the background observation must be repeated in
    an opposing quadrant", Cycle 4, read 2026-11). Of 75 background observations in 9 programmes
    that APT printed, 2022 to 2026, 72 are repeated.
    """
    applies(pairs.attached.bonds, "a time series gets no background (BKG114)")
    used = [shared for shared in pairs.attached.shared_skies if shared.is_subtracted]
    applies(used, "the plan subtracts no background of this proposal")
    mode = context.mode
    found: dict[int, set[Setting]] = defaultdict(set)
    alone = []
    for shared in used:
        once, unknown = _taken_once(shared.skies, mode)
        if unknown:
            yield NotChecked(
                f"{numbered('observation', unknown)}: dither, quadrant or Repeat observation is "
                "not known"
            )
        for number, settings in once.items():
            found[number] |= settings
        if once:
            alone.append(shared)
    if not found:
        return
    numbers = sorted(found)
    change = "set Repeat observation to YES"
    yield Fault(
        message=f"{briefly('Background observation', numbers)} {agree(numbers, 'is', 'are')} taken "
        "in one quadrant without a dither, and not repeated in the opposing quadrant.",
        fix=in_form(numbers[0], mode.form, change)
        if len(numbers) == 1
        else f"In the {mode.form} tab of each, {change}.",
        about=pairs.with_backgrounds(user for shared in alone for user in shared.backgrounds),
        each={number: mode.setting_names(found[number]) for number in numbers},
        remedy=repeated(_by_number(alone, found), context.graph),
    )


def _by_number(used: Iterable[SharedSkies], numbers: Collection[int]) -> list[Observation]:
    """Return the backgrounds with some numbers, each once, by number."""
    skies = {sky.number: sky for shared in used for sky in shared.skies}
    return [skies[number] for number in sorted(numbers)]


def _taken_once(
    skies: Iterable[Observation], mode: Mode
) -> tuple[Mapping[int, set[Setting]], list[int]]:
    """Return {background: its settings taken in one place}, and those where it is not known."""
    taking: dict[Setting, list[Observation]] = defaultdict(list)
    for sky in skies:
        for setting in settings_of(sky):
            taking[setting].append(sky)
    once: dict[int, set[Setting]] = defaultdict(set)
    unknown: set[int] = set()
    for setting, own in taking.items():
        places = [(sky, mode.places(sky)) for sky in own]
        known = frozenset().union(*(place for _, place in places if place is not None))
        if len(known) > 1:
            continue
        if missing := {sky.number for sky, place in places if place is None}:
            unknown |= missing
            continue
        for sky in own:
            once[sky.number].add(setting)
    return once, sorted(unknown)
