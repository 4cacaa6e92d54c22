"""Keeps survey images beside a lock: those that still fit stay, the others are fetched or go."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aptcheck.engine.image_folder import approve, keep
from aptcheck.wording import count

if TYPE_CHECKING:
    from aptcheck.catalog.image_store import ImageStore
    from aptcheck.catalog.images import Cutout
    from aptcheck.catalog.kept_image import Frame, KeptImage
    from aptcheck.engine.catalogues import Announce, Asking

__all__ = ["Stock", "fetched_images", "images_sending", "stock_of"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Stock:
    """What the images of one lock are, for the fields of today.

    Attributes
    ----------
    store : ImageStore
        The lock as it was.
    kept : tuple of KeptImage
        Those that a field still needs and whose file is sound.
    lacking : mapping of Frame to tuple of str
        What has to be fetched: the surveys of each frame.
    """

    store: ImageStore
    kept: tuple[KeptImage, ...]
    lacking: Mapping[Frame, tuple[str, ...]]

    @property
    def lacks(self) -> int:
        """How many images have to be fetched."""
        return sum(map(len, self.lacking.values()))

    @property
    def unneeded(self) -> tuple[KeptImage, ...]:
        """Those that the lock listed and will not list again."""
        kept = set(self.kept)
        return tuple(image for image in self.store.images if image not in kept)


def stock_of(store: ImageStore, frames: Iterable[Frame]) -> Stock:
    """Return which images of a lock stay, and which these frames lack.

    Of several frames at one position the widest is fetched and shows them all.
    """
    from aptcheck.catalog.images import IMAGE_SURVEYS

    kept: dict[KeptImage, None] = {}
    lacking: defaultdict[Frame, list[str]] = defaultdict(list)
    seen: set[tuple[str, float, float]] = set()
    for frame in sorted(frames, key=lambda one: (-one.side_arcsec, one.dec_deg, one.ra_deg)):
        for survey, _ in IMAGE_SURVEYS:
            image = store.image_of(survey, frame)
            if not isinstance(image, str) and isinstance(store.content_of(image), bytes):
                kept[image] = None
                continue
            place = (survey, frame.ra_deg, frame.dec_deg)
            if place not in seen:
                seen.add(place)
                lacking[frame].append(survey)
    return Stock(
        store=store,
        kept=tuple(kept),
        lacking={frame: tuple(surveys) for frame, surveys in lacking.items()},
    )


def images_sending(stocks: Iterable[Stock]) -> str | None:
    """Return the sentence that says what is sent to whom for what is lacking, None for nothing.

    Raises
    ------
    MissingExtra
        The packages for images are not installed.
    UsageError
        The images could not be written.
    """
    from aptcheck.catalog.images import images_disclosure

    positions: set[tuple[float, float]] = set()
    for stock in stocks:
        approve(stock.store.folder)
        positions.update((frame.ra_deg, frame.dec_deg) for frame in stock.lacking)
    return images_disclosure(len(positions)) if positions else None


def fetched_images(
    stocks: Iterable[Stock], announce: Announce, progress: Asking
) -> Iterator[tuple[Stock, KeptImage]]:
    """Fetch what is lacking, and yield each image once its file is written.

    Raises
    ------
    MissingExtra
        The packages for images are not installed.
    UsageError
        A file cannot be written.
    """
    from aptcheck.catalog.batch import now
    from aptcheck.catalog.images import grey_cutouts
    from aptcheck.catalog.kept_image import KeptImage

    work = [(stock, *one) for stock in stocks for one in stock.lacking.items()]
    failures: Counter[str] = Counter()
    gone: Cutout | None = None
    for done, (stock, frame, surveys) in enumerate(work):
        progress("images from hips2fits", done, len(work))
        found = (
            grey_cutouts(surveys, frame)
            if gone is None
            else [replace(gone, survey=survey) for survey in surveys]
        )
        for one in found:
            if one.reason:
                failures[f"{one.survey}, hips2fits {one.reason}"] += 1
                continue
            image = KeptImage(
                survey=one.survey,
                frame=frame,
                asked=now(),
                sha256=hashlib.sha256(one.content).hexdigest(),
            )
            keep(stock.store.folder, image, one.content)
            yield stock, image
        if found[-1].silent:
            gone = found[-1]
    progress("images from hips2fits", len(work), len(work))
    for failure, times in failures.items():
        announce(f"No image of {count(times, 'field')}: {failure}.", ())
