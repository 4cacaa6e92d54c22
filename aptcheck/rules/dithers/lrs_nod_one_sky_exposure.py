from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.grouping import grouped
from aptcheck.modes.ramps import ramps_of
from aptcheck.rules import Context, Evidence, Fault, NotChecked, Pairs, Verdicts, applies, rule
from aptcheck.rules.dithers.nods_against_sky import contests
from aptcheck.rules.target_folders import folders_of
from aptcheck.wording import BACKGROUND_CHECKBOX, agree, briefly, in_form, in_targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aptcheck.finding import SeverityWord
    from aptcheck.modes.mode import Mode
    from aptcheck.rules.dithers.nods_against_sky import Contest

#: Above this number, one instruction covers all.
_MOST = 4
_MESSAGES = {
    "lost": "Background {skies} {sky_has} fewer exposures{taken} than science {science} {has} at "
    "one nod{nods}: the pipeline subtracts the nods from each other and ignores the background.",
    "tied": "Background {skies} {sky_has} as many exposures as science {science} {has} at one "
    "nod{nods}: level 2 makes two products of one name, and it is not known whether it subtracts "
    "the nods or the background.",
    "replaced": "Background {skies} {replaces} the nod subtraction of science {science}: {it_has} "
    "more exposures than the science at one nod.",
}


@rule("BKG414", severity="warning", draft="off", modes=("miri-lrs-slit",))
def lrs_nod_one_sky_exposure(pairs: Pairs, context: Context) -> Verdicts:
    """The nods of an LRS observation compete with its dedicated background.

    ## What
    A science observation with ALONG SLIT NOD has a declared background in a non-interruptible link,
    and all its background exposures together are no more than the science takes at one nod
    position. If they are fewer, they are dropped; if they are as many, it is not known which are
    used. Dither positions, Exposures/Dith and mosaic tiles count. An info where they are more: the
    background then replaces the nods. Each is reported once for the whole proposal. A background in
    another subarray is left to BKG205, one that is not linked to BKG104.

    ## Why
    At level 2 the pipeline makes two associations for a nodded exposure: one with the exposures at
    the other nod as its background, one with the dedicated background. Both have the same product
    name, and the one with more members is kept. With equal numbers both are kept, and the one
    written last survives. Where the nods win, they are subtracted from each other, and the time
    spent on the dedicated background is lost.

    ## How to fix
    In APT, open the background observation, MIRI Low Resolution Spectroscopy tab, and take more
    exposures than the science has at one nod: set Dither Type to ALONG SLIT NOD, and raise
    Exposures/Dith. If the nods should be subtracted from each other, clear the background checkbox
    of the science target in Fixed Targets.

    ## Source
    Association generator of jwst 3.0.0 (duplicate products are pruned by their number of members),
    run on pairs of nods and skies of 1 to 6 exposures, 2026-11. No public data of nods with a
    dedicated background: jwst issue 9751 (2025-08).
    """
    mode = context.mode
    applies(pairs.attached.bonds, "a time series gets no background (BKG114)")
    found = list(contests(pairs, context.graph))
    applies(found, "no nodded science with a linked background in its subarray")
    unknown = [one.science.number for one in found if None in (one.nods, one.taken)]
    if unknown:
        yield NotChecked(
            f"{briefly('observation', unknown)}: exposures, dither or mosaic of one side are not "
            "known"
        )
    known = [one for one in found if None not in (one.nods, one.taken)]
    for subject, alike in grouped(known, _outcome).items():
        severity: SeverityWord | None = "info" if subject == "replaced" else None
        each = _taken_by(alike)
        sciences = [one.science.number for one in alike]
        yield Fault(
            message=_MESSAGES[subject].format(
                skies=briefly("observation", each),
                science=briefly("observation", sciences),
                taken=f" ({alike[0].taken})" if len(alike) == 1 else "",
                **_verbs(each, sciences, alike),
            ),
            fix=_keep(alike) if subject == "replaced" else _more(alike, mode),
            at=alike[0].skies[0],
            about=pairs.only(sciences=set(sciences), skies=set(each)),
            each=each,
            severity=severity,
            evidence=Evidence(alike[0].taken, (alike[0].nods or 0) + 1, "exposures"),
            subject="" if subject == "lost" else subject,
        )


def _outcome(contest: Contest) -> str:
    return "lost" if contest.lost else "tied" if contest.tied else "replaced"


def _verbs(
    skies: Iterable[int], sciences: Sequence[int], alike: Sequence[Contest]
) -> dict[str, str]:
    number = len(tuple(skies))
    return {
        "sky_has": agree(number, "has", "have"),
        "replaces": agree(number, "replaces", "replace"),
        "it_has": agree(number, "it has", "they have"),
        "has": agree(sciences, "has", "have"),
        "nods": f" ({alike[0].nods})" if len(alike) == 1 else "",
    }


def _taken_by(alike: Iterable[Contest]) -> dict[int, int]:
    """Return {background: exposures of all backgrounds of one science, the fewest}."""
    found: dict[int, int] = {}
    own = {id(one.skies): one for one in alike}
    for one in own.values():
        for sky in one.skies:
            found[sky.number] = min(one.taken or 0, found.get(sky.number, one.taken or 0))
    return dict(sorted(found.items()))


def _keep(alike: Iterable[Contest]) -> str:
    targets = [one.science.target for one in alike if one.science.target is not None]
    return in_targets(
        f"clear the {BACKGROUND_CHECKBOX} to have the nods subtracted; change nothing to keep the "
        "background",
        (target.name for target in targets),
        folder=folders_of(targets),
    )


def _more(alike: Iterable[Contest], mode: Mode) -> str:
    """Return the fix: the fewest exposures at each position that are enough."""
    needed: dict[int, tuple[int, bool]] = {}
    worst: dict[int, Contest] = {}
    for one in alike:
        key = id(one.skies)
        if key not in worst or (one.nods or 0) > (worst[key].nods or 0):
            worst[key] = one
    for one in worst.values():
        ramps = list(ramps_of(one.skies))
        bare = any(ramp.positions == 1 for ramp in ramps)
        places = sum(
            max(ramp.positions or 1, 2) * (ramp.observation.mosaic.tiles or 1) for ramp in ramps
        )
        repeats = (one.nods or 0) // places + 1
        for sky in one.skies:
            needed[sky.number] = max((repeats, bare), needed.get(sky.number, (0, False)))
    same = grouped(sorted(needed), needed.__getitem__)
    if len(same) > _MOST:
        return (
            f"In the {mode.form} tab of each background observation, {mode.dithering}, and raise "
            "Exposures/Dith until it has more exposures than the science at one nod."
        )
    return " ".join(
        _set(numbers, mode, repeats, bare=bare) for (repeats, bare), numbers in same.items()
    )


def _set(numbers: Sequence[int], mode: Mode, repeats: int, *, bare: bool) -> str:
    dither = f"{mode.dithering} and " if bare else "set "
    change = f"{dither}Exposures/Dith to {repeats} or more"
    if bare and repeats == 1:
        change = mode.dithering
    if len(numbers) == 1:
        return in_form(numbers[0], mode.form, change)
    return f"In {briefly('observation', numbers)}, {mode.form} tab, {change}."
