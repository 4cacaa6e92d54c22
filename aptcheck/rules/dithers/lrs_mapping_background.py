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
    pipeline makes no level-3 product of a map. Reported once a proposal each.

    ## Why
    STScI advises against combining the two. The background is subtracted from each step of the map
    at level 2, where its slit holds one piece of sky and each step another; and level 3 combines
    nods alone: there is no product in which the steps come together.

    ## How to fix
    In APT open the science observation, MIRI Low Resolution Spectroscopy form: ALONG SLIT NOD
    suits a point source, with or without a background. If you need the map, combine its level-2
    spectra yourself and see what the background adds to each.

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
            message=f"{_called(paired, mode.called)} {agree(paired, 'maps', 'map')} with a "
            "dedicated background, which STScI advises against; level 3 makes no product of a map.",
            fix=f"In the {mode.form} form, {mode.dithering} if the source is a point; else combine "
            "the level-2 spectra of the map yourself.",
            at=paired[0].observation,
            each={one.number: None for one in paired},
        )
    if bare:
        yield Fault(
            message=f"{_called(bare, mode.called)} {agree(bare, 'maps', 'map')} with the slit: the "
            "pipeline makes no level-3 product of the steps.",
            fix="Nothing, if you combine the level-2 spectra yourself; else in the "
            f"{mode.form} form, {mode.dithering}.",
            at=bare[0].observation,
            each={one.number: None for one in bare},
            severity="info",
            subject="no product",
        )


def _called(sciences: Iterable[Science], called: str) -> str:
    return briefly(f"{called} observation", [one.number for one in sciences])
