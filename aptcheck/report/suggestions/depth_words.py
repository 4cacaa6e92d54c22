"""How deep the catalogues are, in words, and who answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aptcheck.contamination.light_words import flux_words
from aptcheck.report.visible import one_line
from aptcheck.suggestions import CatalogueDepth, SkySearch
from aptcheck.wording import listed

__all__ = ["depth_words", "suppliers_words"]


def depth_words(depths: Sequence[CatalogueDepth]) -> Iterator[str]:
    """Yield down to which flux density the catalogues list a star, and a source of any colour.

    The bands named are the shortest, the longest and, if different, the worst.
    """
    if not depths:
        return
    star = _down_to([(depth, depth.star_ujy) for depth in depths])
    yield f"The catalogues list stars without infrared excess down to {star}."
    coloured = _down_to([(depth, depth.any_ujy) for depth in depths])
    yield f"They list sources of any colour down to {coloured}."


def suppliers_words(search: SkySearch) -> str:
    """Return who answered, and what was not supplied; empty where neither is known."""
    parts = []
    if search.suppliers:
        parts.append(f"Catalogues: {listed(map(one_line, search.suppliers))}.")
    if search.missing:
        parts.append(f"Not supplied: {listed(map(one_line, search.missing))}.")
    return " ".join(parts)


def _down_to(limits: Sequence[tuple[CatalogueDepth, float | None]]) -> str:
    by_wavelength = sorted(limits, key=lambda limit: limit[0].wavelength_um)
    worst = max(by_wavelength, key=lambda limit: (limit[1] is None, limit[1] or 0.0))
    ends = [_limit(*limit) for limit in (by_wavelength[0], by_wavelength[-1])]
    last = _limit(*worst)
    if last not in ends:
        return f"{', '.join(dict.fromkeys(ends))} and at worst {last}"
    return listed(dict.fromkeys(ends))


def _limit(depth: CatalogueDepth, limit: float | None) -> str:
    flux = "an unknown limit" if limit is None else flux_words(limit)
    return f"{flux} in {one_line(depth.band)} ({depth.wavelength_um:.3g} µm)"
