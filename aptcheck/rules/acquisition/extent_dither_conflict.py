from __future__ import annotations

from aptcheck.modes.mrs.dithers_used import used_dithers
from aptcheck.modes.mrs.setting_words import BESIDE_TARGET
from aptcheck.rules import Context, Evidence, Fault, Graph, Science, Verdicts, applies, rule
from aptcheck.wording import FIXED_TARGETS, MIRI_MRS, agree, briefly, numbered

_FITTING = {"YES": "EXTENDED SOURCE", "NO": "POINT SOURCE"}
_OPPOSITE = {"YES": "POINT SOURCE", "NO": "EXTENDED SOURCE"}


@rule("BKG505", severity="info")
def extent_dither_conflict(graph: Graph, context: Context) -> Verdicts:
    """The target's Extended and the dither pattern contradict each other.

    ## What
    A science target with Extended YES is dithered with a POINT SOURCE pattern, or one with Extended
    NO with an EXTENDED SOURCE pattern. Reported once for the whole proposal. An isolated point
    source with an EXTENDED SOURCE pattern is left to BKG404, except in a time series. Extended
    sources that are nodded in other modes are left to BKG415.

    ## Why
    Extended decides how the pipeline extracts; the pattern decides how well the source is sampled.
    One of the two was probably left over from an earlier proposal.

    ## How to fix
    In APT, correct Extended in Fixed Targets, or Optimized For in Dithers of the MIRI Medium
    Resolution Spectroscopy tab.

    ## Source
    aptcheck's own judgement; JDox, "MIRI MRS PSF and Dithering", read 2026-11.
    """
    aimed = [science for science in graph.sciences if not science.observation.imager_primary]
    applies(aimed or not graph.sciences, BESIDE_TARGET)
    stated = [science for science in aimed if science.extended in _FITTING]
    applies(stated, "no science target says whether it is extended")
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
            f"{'; '.join(_words(*conflict) for conflict in conflicts.items())}.",
            fix=f"Correct Extended of the target in {FIXED_TARGETS}, or set Optimized For in "
            f"Dithers of the {MIRI_MRS} tab to {fitting}.",
            at=places[0],
            each={n: _OPPOSITE[extended] for (extended, _), own in conflicts.items() for n in own},
            evidence=Evidence(chosen, fitting),
        )


def _is_judged_as_point(science: Science) -> bool:
    """Whether another rule judges the pattern of an isolated point source."""
    return science.stated_point and not science.observation.requirements.time_series


def _words(conflict: tuple[str, tuple[int, ...]], numbers: list[int]) -> str:
    extended, dithers = conflict
    return (
        f"{briefly('observation', numbers)} {agree(numbers, 'has', 'have')} Extended "
        f"{extended} and {numbered('dither', dithers)} optimized for {_OPPOSITE[extended]}"
    )
