"""A survey image kept beside a lock, and the square of sky that it has to show."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from aptcheck.geometry.great_circle import great_circle_arcsec

__all__ = ["IMAGE_PIXELS", "Frame", "KeptImage"]

#: Pixels along a side, at most: 64 kB of grey before they are packed.
IMAGE_PIXELS = 256
#: Half a pixel of 2MASS.
_PIXEL_ARCSEC = 0.5
#: The narrowest side, and the step in which it grows: a few dozen pixels of the surveys, and a
#: field that changes a little still has its image.
_LEAST_ARCSEC, _STEP_ARCSEC = 60.0, 10.0
#: A fifth of a pixel of 2MASS, too little to see in a picture.
_SAME_PLACE_ARCSEC = 0.2
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A square of sky about (RA, Dec), ICRS degrees, north up."""

    ra_deg: float
    dec_deg: float
    side_arcsec: float

    @classmethod
    def about(cls, ra_deg: float, dec_deg: float, radius_arcsec: float) -> Frame:
        """Return the frame of a field whose picture has this half width.

        The position is rounded to 0.04 arcsec, as in a file name.
        """
        wanted = max(2.0 * radius_arcsec, _LEAST_ARCSEC)
        return cls(
            ra_deg=round(ra_deg % 360.0, 5) % 360.0,
            dec_deg=round(dec_deg, 5) + 0.0,  # no -0.0
            side_arcsec=_STEP_ARCSEC * math.ceil(wanted / _STEP_ARCSEC),
        )

    @property
    def pixels(self) -> int:
        """How many pixels an image of it has along a side."""
        return min(math.ceil(self.side_arcsec / _PIXEL_ARCSEC), IMAGE_PIXELS)


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptImage:
    """One image of a survey, as a lock lists it.

    Attributes
    ----------
    survey : str
        Its display name.
    frame : Frame
    asked : str
        UTC, ISO 8601 to the second.
    sha256 : str
        Of the file, hexadecimal.
    """

    survey: str
    frame: Frame
    asked: str
    sha256: str

    @property
    def file_name(self) -> str:
        """Where it is in the folder of the lock: numbers and the name of the survey, no path.

        A lock does not name its files, so that none can lead out of the folder.
        """
        frame = self.frame
        place = f"{frame.ra_deg:09.5f}{frame.dec_deg:+09.5f}-{frame.side_arcsec:.0f}arcsec"
        return f"{place}-{_NOT_IN_NAMES.sub('-', self.survey)}.png"

    def is_at(self, frame: Frame) -> bool:
        """Whether it is centred on a frame."""
        own = self.frame
        here, there = (own.ra_deg, own.dec_deg), (frame.ra_deg, frame.dec_deg)
        return great_circle_arcsec(here, there) <= _SAME_PLACE_ARCSEC

    def shows(self, frame: Frame) -> bool:
        """Whether it shows the whole of a frame, centred on it."""
        return self.frame.side_arcsec >= frame.side_arcsec and self.is_at(frame)
