"""A lock while `aptcheck lock` works: what it says, and the images that arrive for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aptcheck.engine.writer import write
from aptcheck.tasks.lock_images import Stock, fetched_images

if TYPE_CHECKING:
    from aptcheck.catalog.kept_image import KeptImage
    from aptcheck.engine.catalogues import Announce, Asking
    from aptcheck.engine.destination import Destination

__all__ = ["WrittenLock", "fetch_images"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class WrittenLock:
    """One lock: where it is, the text of its answers, its old images, and those that arrived."""

    place: Destination
    answers: str
    stock: Stock
    arrived: list[KeptImage] = field(default_factory=list)

    @property
    def images(self) -> tuple[KeptImage, ...]:
        """All images that it lists."""
        return (*self.stock.kept, *self.arrived)

    def write(self) -> None:
        """Write it as it now is.

        Raises
        ------
        UsageError
            It must not or cannot be written.
        """
        from aptcheck.catalog.lock_images import images_text

        write(self.place, f"{self.answers}{images_text(self.images)}".encode())


def fetch_images(locks: Sequence[WrittenLock], announce: Announce, progress: Asking) -> None:
    """Fetch the images that are lacking; whatever ends it, the locks list those that arrived.

    Raises
    ------
    UsageError
        An image or a lock cannot be written.
    """
    of = {lock.stock: lock for lock in locks}
    try:
        for stock, image in fetched_images(of, announce, progress):
            of[stock].arrived.append(image)
    finally:
        for lock in locks:
            if lock.arrived:
                lock.write()
