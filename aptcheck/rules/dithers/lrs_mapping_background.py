from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.appearance import looks_like_sky
from aptcheck.rules import Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.wording import agree, briefly

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.background.roles import Science


@rule("BKG413", severity="warning", draft="off", modes=("miri-lrs-slit",))
def lrs_mapping_background(graph: Graph, context: Context) -> Verdicts:
    """A map with the LRS slit has a dedicated background.

    ## What
    A science observation of the LRS slit with Dither Type MAPPING has a declared background. An
    info where it has none, or where the plan does not subtract it (strategy external or none): the
    pipeline makes no level-3 product of a map. Each is reported once for the whole proposal.

    ## Why
    STScI advises against combining the two. The background is subtracted from each step of the map
    at level 2, although the background slit sees one piece of sky and each step another. Level 3
    combines only nods: no product brings the steps together.

    ## How to fix
    In APT, open the science observation, MIRI Low Resolution Spectroscopy tab: ALONG SLIT NOD suits
    a point source, with or without a background. If you need the map, combine its level-2 spectra
    yourself and check what the background adds to each.

    ## Source
    JDox, "MIRI LRS Recommended Strategies", as quoted in jwst issue 9751 of 2025-08-14 (it
    "discourages users from combining mapping in the LRS slit with backgrounds"), read 2026-11;
    association generator of jwst 3.0.0 (rule Asn_Lv3SpectralTarget takes nods only), run 2026-11.
    """
    mode = context.mode
    mapped = sorted(
        (
            science
            for science in graph.sciences
            if mode.is_mapped(science.observation)
            and not science.observation.requirements.time_series
            and (science.bonds or not looks_like_sky(science.observation, science.target))
        ),
        key=lambda science: science.number,
    )
    applies(mapped, "no science is mapped")
    paired = [one for one in mapped if one.bonds and one.intent.subtracts_background]
    bare = [one for one in mapped if one not in paired]
    if paired:
        yield Fault(
            message=f"{_called(paired, mode.called)} {agree(paired, 'is a map', 'are maps')} with "
            "a dedicated background, which STScI advises against; level 3 makes no product of a "
            "map.",
            fix=f"In the {mode.form} tab, {mode.dithering} if the source is a point; otherwise "
            "combine the level-2 spectra of the map yourself.",
            at=paired[0].observation,
            each={one.number: None for one in paired},
        )
    if bare:
        yield Fault(
            message=f"{_called(bare, mode.called)} {agree(bare, 'is a map', 'are maps')}: the "
            f"pipeline makes no level-3 product of {agree(bare, 'its', 'their')} steps.",
            fix="No action if you combine the level-2 spectra yourself; otherwise, in the "
            f"{mode.form} tab, {mode.dithering}.",
            at=bare[0].observation,
            each={one.number: None for one in bare},
            severity="info",
            subject="no product",
        )


def _called(sciences: Iterable[Science], called: str) -> str:
    return briefly(f"{called} observation", [one.number for one in sciences])
