from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.model.templates.mrs_gratings import GRATINGS
from aptcheck.modes.mrs.imaging import image_filters
from aptcheck.modes.mrs.setting_words import grating_names
from aptcheck.rules import Context, Evidence, Fault, Graph, Verdicts, applies, rule
from aptcheck.wording import MIRI_MRS, count, excerpt, listed

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from aptcheck.background.bond import Bond
    from aptcheck.model import Observation
    from aptcheck.model.templates.mrs_gratings import Grating


@rule("BKG809", severity="info", draft="off")
def imager_filters_differ(graph: Graph, context: Context) -> Verdicts:
    """Science and background take images through different filters with the same grating.

    ## What
    Science and background in a non-interruptible link both take simultaneous images, and in a
    Wavelength Range that both use they do so through different filters. Where the MRS is primary on
    both sides and they have no filter in common, the images are not meant for each other, and
    nothing is reported, although APT warns there too. Reported once for all pairs of the proposal,
    naming the first.

    ## Why
    APT then warns, on the science observation, of a filter mismatch and a wrong subtraction. The
    spectra do not depend on the filter. An image gets its background from images through the same
    filter, whichever grating those are taken with: the same filters in another order cost nothing,
    but a filter that the other side lacks leaves its images without a background. With Primary
    Channel = Imager that may be intended (BKG804).

    ## How to fix
    No change needed for the spectra, or if the images need no background. Otherwise, in each
    exposure of the background, set Filter to that of the science, MIRI Medium Resolution
    Spectroscopy tab.

    ## Source
    Proposals that APT printed, 2021 to 2026: 19 of 19 MRS science observations with such a
    background have the warning, and none of 414 whose filters are equal. Association generator of
    jwst 3.0.0, run with other filters and with the same in another order.
    """
    held = [bond for bond in graph.declared.bonds if bond.held]
    imaging = [
        (part, image_filters(part.science), image_filters(part.sky))
        for bond in held
        for part in bond.parted(_imaging)
    ]
    applies(
        any(science and sky for _, science, sky in imaging),
        "no pair in a non-interruptible link takes images on both sides",
    )
    unlike = [
        (part, grating, science[grating], sky[grating])
        for part, science, sky in imaging
        for grating in science.keys() & sky.keys()
        if science[grating] != sky[grating]
        and (part.sky.imager_primary or _share(science.values(), sky.values()))
    ]
    if not unlike:
        return
    part, grating, science, sky = min(unlike, key=_place)
    first = {
        other.number: filters
        for one, _, _, filters in sorted(unlike, key=_place, reverse=True)
        for other in one.skies
    }
    parts = {id(one): one for one, *_ in unlike}.values()
    more = sum(one.size for one in parts) - 1
    also = f" (and {count(more, 'more pair')})" if more else ""
    measured, limit = (excerpt(listed(sorted(filters))) for filters in (sky, science))
    yield Fault(
        message=f"In {grating_names([grating])}, science observation {part.science.number} takes "
        f"images with {limit} and background observation {part.sky.number} with {measured}{also}: "
        "APT warns of a filter mismatch, which does not affect the spectra.",
        fix="No change needed for the spectra; if the images need a background, set the same "
        f"Filter on both sides, {MIRI_MRS} tab.",
        at=part.sky.mrs,
        about=graph.declared.with_bonds(parts),
        each={number: excerpt(listed(sorted(first[number]))) for number in sorted(first)},
        evidence=Evidence(measured, limit),
    )


def _imaging(observation: Observation) -> Hashable:
    """Return all in which observations can differ here."""
    return observation.imager_primary, frozenset(image_filters(observation).items())


def _share(science: Iterable[frozenset[str]], sky: Iterable[frozenset[str]]) -> bool:
    """Whether both sides have some filter in common, with whichever grating."""
    return not frozenset().union(*science).isdisjoint(frozenset().union(*sky))


def _place(unlike: tuple[Bond, Grating, frozenset[str], frozenset[str]]) -> tuple[int, int, int]:
    """Return the sort key of several: numbers, then the order of the gratings."""
    part, grating, *_ = unlike
    return part.science.number, part.sky.number, GRATINGS.index(grating)
