"""Small grey PNG images: made from what a service sends, and recognised in a file.

A kept image is grey, square, of bounded size and free of everything but its pixels, so that it is
safe to put into a page whoever wrote the file.
"""

from __future__ import annotations

import io
import struct
import warnings

from aptcheck.catalog.failure import NoAnswer
from aptcheck.catalog.kept_image import IMAGE_PIXELS

__all__ = ["grey_png", "is_grey_png"]

_START = b"\x89PNG\r\n\x1a\n"
#: The chunks of a grey image without text, profile or palette.
_CHUNKS = frozenset({b"IHDR", b"IDAT", b"IEND"})
_GREY_8_BIT = (8, 0, 0, 0, 0)


def grey_png(content: bytes, pixels: int) -> bytes:
    """Return an image that a service sent, of so many pixels along a side, as a grey PNG.

    Raises
    ------
    NoAnswer
        It is not such an image, or shows nothing.
    """
    from PIL import Image

    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image,
        ):
            if image.size != (pixels, pixels):
                raise NoAnswer("sent an image of another size")  # before any of it is unpacked
            # Where a survey has no data the image is transparent.
            sky = Image.new("RGBA", image.size, "black")
            sky.alpha_composite(image.convert("RGBA"))
            grey = sky.convert("L").tobytes()
    except NoAnswer:
        raise
    except Exception as fault:  # whatever pillow raises for a hostile file
        raise NoAnswer("sent something that is not an image") from fault
    if len(set(grey)) == 1:
        raise NoAnswer("has no image of this position")
    packed = io.BytesIO()
    Image.frombytes("L", (pixels, pixels), grey).save(packed, "PNG", optimize=True)
    return packed.getvalue()


def is_grey_png(content: bytes) -> bool:
    """Whether a file is an image as `grey_png` makes them, by its chunks; nothing is unpacked."""
    if not content.startswith(_START):
        return False
    at, names = len(_START), list[bytes]()
    while at + 12 <= len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        if not names and (name != b"IHDR" or length != 13 or not _is_small_grey(content, at + 8)):
            return False
        names.append(name)
        at += 12 + length
    return at == len(content) and set(names) == _CHUNKS and names[-1] == b"IEND"


def _is_small_grey(content: bytes, at: int) -> bool:
    if at + 13 > len(content):
        return False
    width, height, *kind = struct.unpack_from(">II5B", content, at)
    return 0 < width == height <= IMAGE_PIXELS and tuple(kind) == _GREY_8_BIT
