"""Puts images of the sky under the fields of a report, on request."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.results import ProposalReport, Report, SkyField, SkyImage
from aptcheck.wording import count

if TYPE_CHECKING:
    from aptcheck.catalog.images import Cutout

__all__ = ["with_images"]


def with_images(
    report: Report,
    *,
    announce: Callable[[str], None],
    progress: Callable[[str, int, int], None] | None = None,
    kept: Callable[[Iterable[ProposalReport]], Sequence[ProposalReport]] = tuple,
) -> Report:
    """Return the report with cutouts of 2MASS and WISE in its sky fields.

    A field that has them all from a lock is not asked about.

    Parameters
    ----------
    report : Report
        Checked with `Options.pictures`, so that it has fields.
    announce : callable
        Called with what is sent to whom before it is sent, and with what did not arrive.
    progress : callable, optional
        Called as ``progress(what, done, total)`` before each field.
    kept : callable
        What keeps the proposals, which come one by one.

    Raises
    ------
    MissingExtra
        The packages for images are not installed.
    """
    from aptcheck.catalog.images import IMAGE_SURVEYS, cutouts, images_disclosure

    def waits(field: SkyField) -> bool:
        return field.ra_deg is not None and len(field.images) < len(IMAGE_SURVEYS)

    fields = (field for proposal in report.proposals for field in proposal.fields)
    places = {(field.ra_deg, field.dec_deg) for field in fields if waits(field)}
    if not places:
        return report
    announce(images_disclosure(len(places)))
    failures: Counter[str] = Counter()
    done = 0
    gone: tuple[Cutout, ...] = ()

    def pictured(field: SkyField) -> SkyField:
        nonlocal done, gone
        if field.ra_deg is None or field.dec_deg is None or not waits(field):
            return field
        if progress is not None:
            progress("images from hips2fits", done, len(places))
        done += 1
        side = 2.0 * field.radius
        found = gone or cutouts(field.ra_deg, field.dec_deg, side)
        if found[-1].silent:
            gone = tuple(replace(found[-1], survey=one.survey) for one in found)
        failures.update(f"{one.survey}, hips2fits {one.reason}" for one in found if one.reason)
        images = {one.survey: _image(one, side) for one in found if not one.reason}
        images |= {image.survey: image for image in field.images}
        return replace(field, images=tuple(images.values()))

    proposals = kept(
        replace(proposal, fields=tuple(map(pictured, proposal.fields)))
        for proposal in report.proposals
    )
    for failure, times in failures.items():
        announce(f"No image of {count(times, 'field')}: {failure}.")
    return Report(proposals=proposals)


def _image(cutout: Cutout, side_arcsec: float) -> SkyImage:
    return SkyImage(
        survey=cutout.survey,
        side_arcsec=round(side_arcsec, 3),
        media_type=cutout.media_type,
        base64=b64encode(cutout.content).decode("ascii"),
    )
