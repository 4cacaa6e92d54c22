"""Puts the images kept beside a lock under the fields of a report, without network."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.catalog import LOCK_NAME
from aptcheck.engine.catalogues import choices
from aptcheck.engine.paths import folder_of
from aptcheck.results import ProposalReport, Report, SkyField, SkyImage
from aptcheck.wording import count

if TYPE_CHECKING:
    from aptcheck.catalog.image_store import ImageStore
    from aptcheck.catalog.kept_image import Frame
    from aptcheck.engine.options import Options

__all__ = ["with_kept_images"]

_AGAIN = "run `aptcheck lock --images` again"


def with_kept_images(
    report: Report,
    options: Options,
    announce: Callable[[str], None],
    *,
    kept: Callable[[Iterable[ProposalReport]], Sequence[ProposalReport]] = tuple,
) -> Report:
    """Return the report with images from the locks of its proposals in its sky fields.

    Parameters
    ----------
    report : Report
        Checked with `Options.pictures`, so that it has fields.
    options : Options
        Those of the check: they say which lock each proposal uses.
    announce : callable
        Called with what is not shown, once for each reason. A lock that lists no image is silent.
    kept : callable
        What keeps the proposals, which come one by one.
    """
    locks = {p.path: _locks_of(p.path, options) for p in report.proposals if p.fields}
    distinct = dict.fromkeys(lock for own in locks.values() for lock in own)
    if not distinct:
        return report
    from aptcheck.catalog.image_store import ImageStore

    stores = {lock: ImageStore(lock) for lock in distinct}
    lacking: Counter[str] = Counter()

    def shown(proposal: ProposalReport) -> ProposalReport:
        own = [stores[lock] for lock in locks.get(proposal.path, ()) if stores[lock].images]
        if not own:
            return proposal
        fields = (_pictured(field, own, lacking) for field in proposal.fields)
        return replace(proposal, fields=tuple(fields))

    proposals = kept(map(shown, report.proposals))
    for store in stores.values():
        if store.fault is not None:
            announce(f"No image from {store.lock}: it {store.fault}; {_AGAIN}.")
    for reason, times in lacking.items():
        announce(f"No image of {count(times, 'field')}: {reason}; {_AGAIN}.")
    return Report(proposals=proposals)


def _locks_of(file: str, options: Options) -> tuple[Path, ...]:
    """Return the locks that a proposal uses, the first choice first."""
    return tuple(
        folder_of(file) / LOCK_NAME if choice == "lock" else Path(choice)
        for choice in choices(file, options)
        if choice == "lock" or choice.endswith(".lock")
    )


def _pictured(field: SkyField, stores: Sequence[ImageStore], lacking: Counter[str]) -> SkyField:
    """Return a field with its images, and count why some are lacking."""
    if field.ra_deg is None or field.dec_deg is None or not stores:
        return field
    from aptcheck.catalog.images import IMAGE_SURVEYS
    from aptcheck.catalog.kept_image import Frame

    frame = Frame.about(field.ra_deg, field.dec_deg, field.radius)
    images: list[SkyImage] = []
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for survey, _ in IMAGE_SURVEYS:
        found = _found(survey, frame, stores)
        if isinstance(found, SkyImage):
            images.append(found)
        else:
            reasons[found].append(survey)
    lacking.update(f"{' and '.join(of)}, {reason}" for reason, of in reasons.items())
    return replace(field, images=tuple(images))


def _found(survey: str, frame: Frame, stores: Iterable[ImageStore]) -> SkyImage | str:
    """Return the image of the first lock that has it, else why the first has none."""
    reasons = []
    for store in stores:
        kept = store.image_of(survey, frame)
        if isinstance(kept, str):
            reasons.append(f"{store.lock} {kept}")
            continue
        content = store.content_of(kept)
        if isinstance(content, bytes):
            return SkyImage(
                survey=survey,
                side_arcsec=kept.frame.side_arcsec,
                media_type="image/png",
                base64=b64encode(content).decode("ascii"),
            )
        reasons.append(f"the file in {store.folder} {content}")
    return reasons[0]
