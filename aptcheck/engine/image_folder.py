"""The folder of the images of a lock: what `aptcheck lock` writes there and takes away again."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.engine.destination import Destination
from aptcheck.engine.writer import write
from aptcheck.errors import UsageError
from aptcheck.intake.regular_file import is_link

if TYPE_CHECKING:
    from aptcheck.catalog.image_store import ImageStore
    from aptcheck.catalog.kept_image import KeptImage

__all__ = ["approve", "drop", "keep"]


def approve(folder: Path) -> None:
    """Check, before anything is asked, that images may be written.

    Raises
    ------
    UsageError
        The path is a link or a file, or is write-protected.
    """
    if is_link(folder):
        raise UsageError(f"{folder}: is behind a link; move it away.")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder}: is not a folder; move it away.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UsageError(f"{folder}: is write-protected; make it writable.")


def keep(folder: Path, image: KeptImage, content: bytes) -> None:
    """Write one image, whole or not at all; the folder is made if it is not there.

    Raises
    ------
    UsageError
        It must not or cannot be written.
    """
    approve(folder)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as fault:
        raise UsageError(f"{folder}: cannot be made ({fault.strerror}).") from None
    write(Destination(path=folder / image.file_name, holds="image"), content)


def drop(store: ImageStore, images: Iterable[KeptImage]) -> None:
    """Remove images that a lock listed, but no file that is not exactly as it was listed."""
    gone = [image for image in images if isinstance(store.content_of(image), bytes)]
    with suppress(OSError):  # a file that cannot be removed does no harm
        for image in gone:
            (store.folder / image.file_name).unlink()
        if gone and not any(store.folder.iterdir()):
            store.folder.rmdir()
