"""Cutouts of the WISE Atlas Images as numbers, used to look for structure.

Their unit and zero level have no meaning here. The HiPS of W3 and W4 have pixels of 1.61 arcsec
(order 8 with tiles of 512, bitpix -32; hips2fits interpolates between them). A point source is 6.5
and 12.0 arcsec wide (Wright et al. 2010, AJ 140, 1868).
"""

from __future__ import annotations

import io
import math
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.catalog.failure import NoAnswer
from aptcheck.catalog.hips import Square, cutouts_read, disclosure_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.catalog.patience import Patience

__all__ = ["WISE_BANDS", "WiseBand", "WiseImage", "wise_disclosure", "wise_images"]


@dataclass(frozen=True, kw_only=True, slots=True)
class WiseBand:
    """A band of WISE: its display name, its HiPS, and the FWHM of a point source, arcsec."""

    name: str
    hips: str
    fwhm_arcsec: float


WISE_BANDS = (
    WiseBand(name="WISE W3", hips="CDS/P/allWISE/W3", fwhm_arcsec=6.5),
    WiseBand(name="WISE W4", hips="CDS/P/allWISE/W4", fwhm_arcsec=12.0),
)

_PIXEL_ARCSEC = 1.6
_MOST_PIXELS = 401
_START = b"SIMPLE  ="
#: Larger than any detector count, and far below overflow.
_LARGEST = 1e12


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class WiseImage:
    """One image, or why there is none.

    Attributes
    ----------
    band : WiseBand
    values : float array, shape (n, n), or None
        North up, east left, the requested position in the middle; NaN where there is no value.
    pixel_arcsec : float
        Width of a pixel.
    reason : str or None
        Why there is none, as a clause that follows the name of the service.
    silent : bool
        The service cannot be reached or did not answer in time, so asking it again in the same run
        is pointless.
    """

    band: WiseBand
    values: NDArray[np.float64] | None = None
    pixel_arcsec: float = _PIXEL_ARCSEC
    reason: str | None = None
    silent: bool = False


def wise_disclosure(count: int) -> str:
    """Return the sentence that says what is sent to whom for the images of ``count`` positions.

    Raises
    ------
    MissingExtra
        If astroquery's hips2fits cannot be imported.
    """
    return disclosure_of(count, "image", (band.name for band in WISE_BANDS))


def wise_images(
    ra_deg: float, dec_deg: float, side_arcsec: float, patience: Patience | None = None
) -> tuple[WiseImage, ...]:
    """Return the image of each band around a position, or the reason why there is none.

    Parameters
    ----------
    ra_deg, dec_deg : float
        Centre, ICRS degrees.
    side_arcsec : float
        Width and height, at least. Beyond 640 arcsec the pixels grow.
    patience : Patience, optional
        How long to wait for the service.

    Raises
    ------
    MissingExtra
        If astroquery's hips2fits cannot be imported.
    """
    # An odd number, so that the position is in the middle of a pixel.
    pixels = min(2 * math.ceil(side_arcsec / _PIXEL_ARCSEC / 2) + 1, _MOST_PIXELS)
    pixel = max(_PIXEL_ARCSEC, side_arcsec / pixels)
    square = Square(ra_deg=ra_deg, dec_deg=dec_deg, side_arcsec=pixels * pixel, pixels=pixels)

    def values(content: bytes) -> NDArray[np.float64]:
        return _values(content, pixels)

    read = cutouts_read((band.hips for band in WISE_BANDS), square, "fits", values, patience)
    return tuple(
        WiseImage(band=band, reason=one.reason, silent=one.silent)
        if isinstance(one, NoAnswer)
        else WiseImage(band=band, values=one, pixel_arcsec=pixel)
        for band, one in zip(WISE_BANDS, read, strict=True)
    )


def _values(content: bytes, pixels: int) -> NDArray[np.float64]:
    """Return the values of a FITS image of the requested size.

    Raises
    ------
    NoAnswer
        It is not such an image, or has no value.
    """
    import numpy as np
    from astropy.io import fits

    if not content.startswith(_START):  # rules out compressed files, which astropy would unpack
        raise NoAnswer("sent something that is not a FITS image")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # small faults in the header
            with fits.open(io.BytesIO(content), lazy_load_hdus=True) as file:
                shape = tuple(int(length) for length in file[0].shape)
                if shape[-2:] != (pixels, pixels) or math.prod(shape) != pixels**2:
                    raise NoAnswer("sent an image of another size")  # before any of it is read
                values = np.array(file[0].data, dtype=np.float64).reshape(pixels, pixels)
    except NoAnswer:
        raise
    except Exception as fault:  # whatever astropy raises for a hostile header
        raise NoAnswer("sent a FITS image that cannot be read") from fault
    with np.errstate(invalid="ignore"):
        values[~(np.abs(values) < _LARGEST)] = np.nan
    if np.isnan(values).all():
        raise NoAnswer("has no image of this position")
    return values
