"""The images beside one lock: what it lists, and the files that are still as it lists them."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from pathlib import Path

from aptcheck.catalog import images_folder
from aptcheck.catalog.failure import NoAnswer
from aptcheck.catalog.grey_png import is_grey_png
from aptcheck.catalog.kept_image import Frame, KeptImage
from aptcheck.catalog.lock_file import read_document
from aptcheck.catalog.lock_images import listed_images
from aptcheck.intake.bounds import MAX_IMAGE
from aptcheck.intake.regular_file import bytes_in_folder

__all__ = ["ImageStore"]

#: More than a position may differ by.
_NEAR_DEG = 1.0 / 3600.0


class ImageStore:
    """The images of a lock.

    A lock that cannot be read has none, and its answers say why.
    """

    def __init__(self, lock: Path) -> None:
        self.lock = lock
        self.folder = images_folder(lock)
        self.fault: str | None = None
        """Why its list of images cannot be used, as a clause."""
        self.images: tuple[KeptImage, ...] = ()
        try:
            document = read_document(lock)
        except NoAnswer:
            return
        try:
            self.images = tuple(sorted(listed_images(document), key=_dec))
        except NoAnswer as fault:
            self.fault = fault.reason

    def image_of(self, survey: str, frame: Frame) -> KeptImage | str:
        """Return the narrowest image that shows a frame, or a clause that says why none does."""
        here = [one for one in self._near(frame) if one.survey == survey and one.is_at(frame)]
        if not here:
            return "has no image at this position"
        wide = [one for one in here if one.shows(frame)]
        if not wide:
            widest = max(one.frame.side_arcsec for one in here)
            return f"has an image of {widest:g} arcsec and {frame.side_arcsec:g} are needed"
        return min(wide, key=lambda one: one.frame.side_arcsec)

    def _near(self, frame: Frame) -> tuple[KeptImage, ...]:
        """Return the images at about the declination of a frame."""
        first = bisect_left(self.images, frame.dec_deg - _NEAR_DEG, key=_dec)
        return self.images[first : bisect_right(self.images, frame.dec_deg + _NEAR_DEG, key=_dec)]

    def content_of(self, image: KeptImage) -> bytes | str:
        """Return the file of an image, or a clause that says why it is not used."""
        content = bytes_in_folder(self.folder, image.file_name, MAX_IMAGE)
        if isinstance(content, str):
            return content
        if hashlib.sha256(content).hexdigest() != image.sha256:
            return "was changed after it was saved (its hash does not match)"
        return content if is_grey_png(content) else "is not a small grey PNG image"


def _dec(image: KeptImage) -> float:
    return image.frame.dec_deg
