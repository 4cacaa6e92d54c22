"""What each row of a survey says: detection or limit, significance, extent."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from aptcheck.catalog.designation import full_designation
from aptcheck.catalog.rows import Rows
from aptcheck.catalog.sources import BANDS, Sources
from aptcheck.catalog.survey import ALLWISE

__all__ = ["ALLWISE_EPOCH", "TWO_MASS_EPOCH", "TWO_MASS_YEARS", "detections"]

#: Middle of the two surveys' observations: 2MASS 1997-06 to 2001-02, WISE 2010-01 to 2011-02.
TWO_MASS_EPOCH = 1999.3
ALLWISE_EPOCH = 2010.5
#: How far from the middle 2MASS may have observed a source; the requested columns have no date.
TWO_MASS_YEARS = 1.9

# 2MASS Explanatory Supplement, section I.6.b: about 0.1 arcsec for Ks < 14 mag, more below.
_TWO_MASS_ERROR_ARCSEC = 0.1
# AllWISE gives an error for every source; this replaces it where a file lacks the columns.
_ALLWISE_ERROR_ARCSEC = 0.2
# Brighter stars saturate W1 to W4 (WISE All-Sky Explanatory Supplement, section VI.3.d; AllWISE
# has the same exposures).
_SATURATION_MAG = np.array([8.1, 6.7, 3.8, -0.4])
# How much fainter than that a "limit" of a saturated star may be: aptcheck's own judgement.
_TOO_FAINT_MAG = 2.0
# ph_qual letters of a measurement; U is an upper limit, X and Z mean none.
_REAL_LETTERS = frozenset("ABCDEF")
_SIGMA = 5.0


def detections(rows: Rows, provider: str = "") -> Sources:
    """Return the rows of one survey as sources, not yet merged with the other survey."""
    return _allwise(rows, provider) if rows.survey == ALLWISE else _two_mass(rows, provider)


def _two_mass(rows: Rows, provider: str) -> Sources:
    count = len(rows)
    mag = _blank(count)
    error = _blank(count)
    for band, name in enumerate(("j_m", "h_m", "k_m")):
        mag[:, band] = rows[name]
    error[:, 2] = rows["k_msigcom"]
    detected = np.isfinite(mag)
    if "ph_qual" in rows.supplied:
        detected[:, :3] &= _letters(rows["ph_qual"], 3)
    if "k_msigcom" in rows.supplied:
        detected[:, 2] &= np.isfinite(error[:, 2])
    return _sources(
        rows,
        provider,
        designation=_named(rows),
        epoch=np.full(count, TWO_MASS_EPOCH),
        position_error_arcsec=np.full(count, _TWO_MASS_ERROR_ARCSEC),
        mag=mag,
        mag_error=error,
        detected=detected,
        extended=np.isfinite(rows["ext_key"]) | (np.nan_to_num(rows["gal_contam"]) > 0),
        cc_flags=rows["cc_flg"],
    )


def _allwise(rows: Rows, provider: str) -> Sources:
    count = len(rows)
    mag, error = _blank(count), _blank(count)
    snr, rchi2 = np.full((count, 4), np.nan), np.full((count, 4), np.nan)
    detected = np.zeros((count, len(BANDS)), dtype=bool)
    for band, name in enumerate(("j_m_2mass", "h_m_2mass", "k_m_2mass")):
        mag[:, band] = rows[name]
        detected[:, band] = np.isfinite(rows[name])
    for band in range(4):
        name = f"w{band + 1}"
        mag[:, band + 3] = rows[f"{name}mpro"]
        error[:, band + 3] = rows[f"{name}sigmpro"]
        snr[:, band] = rows[f"{name}snr"]
        rchi2[:, band] = rows[f"{name}rchi2"]
        detected[:, band + 3] = np.isfinite(rows[f"{name}mpro"])
        if f"{name}sigmpro" in rows.supplied:
            detected[:, band + 3] &= np.isfinite(rows[f"{name}sigmpro"])
    if "ph_qual" in rows.supplied:
        detected[:, 3:] &= _letters(rows["ph_qual"], 4)
    mag[:, 3:][_saturated(mag, detected) & ~detected[:, 3:]] = np.nan
    # VizieR gives no signal-to-noise; it follows from the magnitude error.
    with np.errstate(divide="ignore", invalid="ignore"):
        snr = np.where(np.isfinite(snr), snr, 1.0857 / error[:, 3:])
    position_error = np.fmax(rows["sigra"], rows["sigdec"])
    return _sources(
        rows,
        provider,
        designation=_named(rows),
        epoch=np.full(count, ALLWISE_EPOCH),
        position_error_arcsec=np.where(
            np.isfinite(position_error), position_error, _ALLWISE_ERROR_ARCSEC
        ),
        mag=mag,
        mag_error=error,
        detected=detected,
        snr=snr,
        rchi2=rchi2,
        extended=np.nan_to_num(rows["ext_flg"]) > 0,
        nebulous=_nebulous(detected, snr, rchi2),
        cc_flags=rows["cc_flags"],
        pm_ra=rows["pmra"],
        pm_dec=rows["pmdec"],
        pm_ra_error=rows["sigpmra"],
        pm_dec_error=rows["sigpmdec"],
    )


def _saturated(mag: NDArray[np.float64], detected: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return where a star saturates W1 to W4 (n, 4): an upper limit there is far too faint.

    So is a limit that is itself brighter than saturation, a limit for a star that is bright in J to
    W2, and a limit not much fainter than saturation for a star that is bright in any band. Not
    everything that is bright only in W3 or W4 is a star.
    """
    seen = np.where(detected, mag, np.inf)
    blue, brightest = (one.min(axis=1, keepdims=True) for one in (seen[:, :5], seen))
    limit = mag[:, 3:]
    saturated: NDArray[np.bool_] = (
        (limit < _SATURATION_MAG)
        | (blue < _SATURATION_MAG)
        | ((brightest < _SATURATION_MAG) & (limit < _SATURATION_MAG + _TOO_FAINT_MAG))
    )
    return saturated


def _nebulous(
    detected: NDArray[np.bool_], snr: NDArray[np.float64], rchi2: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return where a 5 sigma detection fails w3rchi2 < 0.125 w3snr - 1 or w4rchi2 < 0.2 w4snr - 2.

    Koenig & Leisawitz (2014, ApJ 791, 131). NaN compares false, so what was not measured fails no
    cut.
    """
    w3 = detected[:, 5] & (snr[:, 2] >= _SIGMA) & (rchi2[:, 2] >= 0.125 * snr[:, 2] - 1.0)
    w4 = detected[:, 6] & (snr[:, 3] >= _SIGMA) & (rchi2[:, 3] >= 0.2 * snr[:, 3] - 2.0)
    failed: NDArray[np.bool_] = w3 | w4
    return failed


def _blank(count: int) -> NDArray[np.float64]:
    return np.full((count, len(BANDS)), np.nan)


def _letters(quality: NDArray[np.str_], bands: int) -> NDArray[np.bool_]:
    """Return for each band whether its letter means a measurement; an empty word allows all."""
    real = np.ones((len(quality), bands), dtype=bool)
    for row, word in enumerate(quality):
        if word:
            real[row] = [word[band : band + 1] in _REAL_LETTERS for band in range(bands)]
    return real


def _named(rows: Rows) -> NDArray[np.str_]:
    """Return the full designations, or the position for a row without a name."""
    names = [
        full_designation(rows.survey, str(name)) or f"source at {ra:.5f} {dec:+.5f}"
        for name, ra, dec in zip(rows["designation"], rows["ra"], rows["dec"], strict=True)
    ]
    return np.array(names, dtype=np.str_)


def _sources(rows: Rows, provider: str, **known: NDArray[Any]) -> Sources:
    count = len(rows)
    no_number = np.full(count, np.nan)
    unsaid: dict[str, NDArray[Any]] = {
        "ra_deg": rows["ra"] % 360.0,
        "dec_deg": rows["dec"],
        "snr": np.full((count, 4), np.nan),
        "rchi2": np.full((count, 4), np.nan),
        "nebulous": np.zeros(count, dtype=bool),
        "ph_qual": rows["ph_qual"],
        "pm_ra": no_number,
        "pm_dec": no_number,
        "pm_ra_error": no_number,
        "pm_dec_error": no_number,
        "motion_confirmed": np.zeros(count, dtype=bool),
        "offset_arcsec": no_number,
        "unseen_motion_arcsec": np.zeros(count),
        "provider": np.full(count, provider),
        "catalogue": np.full(count, rows.survey.name),
    }
    return Sources(**{**unsaid, **known})
