from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.mrs.dithers_used import used_dithers
from aptcheck.modes.mrs.setting_words import BESIDE_TARGET
from aptcheck.rules import Context, Evidence, Fault, Graph, Science, Verdicts, applies, rule
from aptcheck.wording import MRS_FORM, TARGETS, agree, briefly, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aptcheck.mode_names import ModeName
    from aptcheck.modes.mode import Mode

_MODES: tuple[ModeName, ...] = ("miri-mrs", "miri-lrs-slit", "nirspec-ifu", "nirspec-fs")
_FITTING = {"YES": "EXTENDED SOURCE", "NO": "POINT SOURCE"}
_OPPOSITE = {"YES": "POINT SOURCE", "NO": "EXTENDED SOURCE"}


@rule("BKG505", severity="info", modes=_MODES)
def extent_dither_conflict(graph: Graph, context: Context) -> Verdicts:
    """The target's Extended and the dither pattern contradict each other.

    ## What
    A science target with Extended YES is dithered with a POINT SOURCE pattern, or one with Extended
    NO with an EXTENDED SOURCE pattern. Reported once for the whole proposal, or once for each mode.
    An isolated point source with an EXTENDED SOURCE pattern is left to BKG404, except in a time
    series. In the other modes: a science target with Extended YES is nodded (Dither Type ALONG SLIT
    NOD of the LRS, 2-POINT-NOD and 4-POINT-NOD of the IFU, Primary Dither Positions of the fixed
    slits).

    ## Why
    Extended tells the pipeline how to extract; the pattern decides how well the source is sampled.
    One of the two was probably left at what an earlier proposal had. Nods are subtracted from each
    other: of a source that reaches from one to the next they subtract a part of itself, unless a
    linked background takes their place.

    ## How to fix
    In APT correct Extended in Targets, or Optimized For in the Dithers table of the MIRI MRS form;
    for nods the field that chooses them.

    ## Source
    aptcheck's own judgement; JDox, "MIRI MRS PSF and Dithering"; "MIRI LRS Recommended Strategies"
    (the pattern "should be consistent with the source definition"); "NIRSpec IFU Dither and Nod
    Patterns" (nods are for targets "not significantly spatially extended on the scale of the
    offset"; all read 2026-11). For the fixed slits it is inferred.
    """
    aimed = [science for science in graph.sciences if not science.observation.imager_primary]
    applies(aimed or not graph.sciences, BESIDE_TARGET)
    stated = [science for science in aimed if science.extended in _FITTING]
    applies(stated, "no science target says whether it is extended")
    if context.mode.name != "miri-mrs":
        yield from _nodded(stated, context.mode)
        return
    conflicts: dict[tuple[str, tuple[int, ...]], list[int]] = {}
    places = []
    for science in sorted(stated, key=lambda science: science.number):
        extended = science.extended or ""
        used = used_dithers(science.observation)
        wrong = [pattern for pattern in used if pattern.optimized_for == _OPPOSITE[extended]]
        if wrong and not (extended == "NO" and _is_judged_as_point(science)):
            places.append(wrong[0])
            indices = tuple(pattern.index for pattern in wrong)
            conflicts.setdefault((extended, indices), []).append(science.number)
    if conflicts:
        extents = sorted({extended for extended, _ in conflicts})
        chosen, fitting = (
            " or ".join(words[extended] for extended in extents) for words in (_OPPOSITE, _FITTING)
        )
        yield Fault(
            message="Extended and dither pattern contradict each other: "
            f"{'; '.join(_told(*conflict) for conflict in conflicts.items())}.",
            fix=f"Correct Extended of the target in {TARGETS}, or set Optimized For in Dithers of "
            f"the {MRS_FORM} to {fitting}.",
            at=places[0],
            each={n: _OPPOSITE[extended] for (extended, _), own in conflicts.items() for n in own},
            evidence=Evidence(chosen, fitting),
        )


def _is_judged_as_point(science: Science) -> bool:
    """Whether another rule says of an isolated point source that its pattern does not fit."""
    return science.stated_point and not science.observation.requirements.time_series


def _told(conflict: tuple[str, tuple[int, ...]], numbers: list[int]) -> str:
    extended, dithers = conflict
    return (
        f"{briefly('observation', numbers)} {agree(numbers, 'has', 'have')} Extended "
        f"{extended} and {numbered('dither', dithers)} optimized for {_OPPOSITE[extended]}"
    )


def _nodded(stated: list[Science], mode: Mode) -> Iterator[Fault]:
    """Yield that extended targets are nodded."""
    wrong = [
        science
        for science in sorted(stated, key=lambda science: science.number)
        if science.extended == "YES" and "POINT" in mode.patterns_for(science.observation)
    ]
    if wrong:
        numbers = tuple(science.number for science in wrong)
        yield Fault(
            message="Extended and dither pattern contradict each other: "
            f"{briefly(f'{mode.called} observation', numbers)} {agree(numbers, 'has', 'have')} "
            "Extended YES and nods, which are for a point source.",
            fix=f"Correct Extended of the target in {TARGETS}, or set {mode.nods_field} of the "
            f"{mode.form} form to a pattern without nods.",
            at=wrong[0].observation,
            each=dict.fromkeys(numbers, "nods"),
            evidence=Evidence("nods", "no nods"),
        )
