"""Catalogue sources as arrays: one entry per object on the sky."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["BANDS", "Sources", "remarks"]

#: Order of the second axis of every photometric array.
BANDS = ("J", "H", "Ks", "W1", "W2", "W3", "W4")

_CLEARLY_FAINTER_MAG = 0.25
#: Unseen motion is reported from here on: about a full width at half maximum of the MRS.
_WORTH_REPORTING_ARCSEC = 0.5

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Text = NDArray[np.str_]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Sources:
    """``n`` sources.

    Attributes
    ----------
    designation : str array (n,)
        In full, as SIMBAD knows it ("WISEA J...", "2MASS J..."); AllWISE's where both surveys have
        the source.
    ra_deg, dec_deg : float array (n,)
        ICRS at ``epoch``.
    epoch : float array (n,)
        Julian year of the position.
    position_error_arcsec : float array (n,)
        1 sigma.
    mag, mag_error : float array (n, 7)
        Vega magnitudes in the order of ``BANDS``; NaN where not measured.
    detected : bool array (n, 7)
        False where the magnitude is an upper limit on the flux, or absent.
    snr, rchi2 : float array (n, 4)
        W1 to W4: signal-to-noise and reduced chi2 of the profile fit.
    extended : bool array (n,)
        AllWISE ext_flg above 0, or 2MASS associated with an extended source.
    nebulous : bool array (n,)
        W3 or W4 fails the profile-fit cut of Koenig & Leisawitz (2014, ApJ 791, 131): its flux
        may be nebulosity.
    cc_flags, ph_qual : str array (n,)
        AllWISE artefact flags and quality; the 2MASS ones where there is no AllWISE row.
    pm_ra, pm_dec, pm_ra_error, pm_dec_error : float array (n,)
        Apparent motion, mas/yr on the sky, including parallax. AllWISE's or, where that is
        confirmed, the one between the 2MASS and AllWISE positions if it is more precise.
    motion_confirmed : bool array (n,)
        The offset between 2MASS and AllWISE agrees with AllWISE's motion, which is at 5 sigma.
    offset_arcsec : float array (n,)
        Distance between the 2MASS and AllWISE positions, NaN without both.
    unseen_motion_arcsec : float array (n,)
        How far it may have moved unseen since ``epoch``; included in ``position_error_arcsec``.
    provider, catalogue : str array (n,)
        Who supplied the row; "AllWISE", "2MASS" or "AllWISE+2MASS".
    """

    designation: Text
    ra_deg: Floats
    dec_deg: Floats
    epoch: Floats
    position_error_arcsec: Floats
    mag: Floats
    mag_error: Floats
    detected: Flags
    snr: Floats
    rchi2: Floats
    extended: Flags
    nebulous: Flags
    cc_flags: Text
    ph_qual: Text
    pm_ra: Floats
    pm_dec: Floats
    pm_ra_error: Floats
    pm_dec_error: Floats
    motion_confirmed: Flags
    offset_arcsec: Floats
    unseen_motion_arcsec: Floats
    provider: Text
    catalogue: Text

    def __len__(self) -> int:
        return len(self.ra_deg)

    @property
    def seen_once(self) -> Flags:
        """Where only one survey has seen a source.

        AllWISE copies J, H and Ks of the 2MASS source that it found within 3 arcsec.
        """
        measured = np.isfinite(self.mag)
        both = measured[:, :3].any(axis=1) & measured[:, 3:].any(axis=1)
        return np.asarray(np.logical_not(both))

    @property
    def no_star(self) -> Flags:
        """Where only W3 or W4 saw a source that cannot be a star: it is missing in shorter bands.

        A star has nearly the same magnitude in all of them, and a band that reaches clearly fainter
        would have seen it (0.25 mag: aptcheck's own judgement).
        """
        seen = self.detected & np.isfinite(self.mag)
        first = seen.argmax(axis=1)
        found = np.take_along_axis(self.mag, first[:, None], axis=1)
        shorter = np.arange(len(BANDS)) < first[:, None]
        missing = shorter & ~seen & (self.mag > found + _CLEARLY_FAINTER_MAG)
        result: Flags = seen.any(axis=1) & (first >= BANDS.index("W3")) & missing.any(axis=1)
        return result

    def take(self, which: NDArray[Any]) -> Sources:
        """Return the sources of an index or boolean array."""
        return Sources(**{f.name: getattr(self, f.name)[which] for f in fields(self)})


def remarks(sources: Sources, index: int) -> tuple[str, ...]:
    """Return remarks about one source, as clauses. No source is removed because of them."""
    notes: list[str] = []
    wise = "AllWISE" in str(sources.catalogue[index])
    flags = str(sources.cc_flags[index])
    artefacts = {"D": "diffraction spike", "P": "persistence", "H": "halo", "O": "optical ghost"}
    for letter, what in artefacts.items():
        if wise and letter in flags:
            notes.append(f"may be an artefact ({what}, cc_flags {flags})")
    if wise and any(letter.lower() in flags for letter in artefacts):
        notes.append(f"photometry affected by an artefact (cc_flags {flags})")
    if not wise and flags.strip("0"):
        notes.append(f"confused or contaminated in 2MASS (cc_flg {flags})")
    if sources.extended[index]:
        notes.append("extended")
    if sources.nebulous[index]:
        notes.append("nebulosity suspected")
    if sources.take(np.array([index])).no_star[0]:
        bands = [b for b, seen in zip(BANDS, sources.detected[index], strict=True) if seen]
        notes.append(f"seen in {' and '.join(bands)} only: likely an artefact or nebulosity")
    if (unseen := float(sources.unseen_motion_arcsec[index])) >= _WORTH_REPORTING_ARCSEC:
        year = f"{sources.epoch[index]:.0f}"
        if sources.seen_once[index]:
            notes.append(f"seen in {year} only: may have moved {unseen:.1f} arcsec")
        else:
            disagree = np.isfinite(sources.offset_arcsec[index])
            why = "2MASS and AllWISE disagree on" if disagree else "nothing confirms"
            notes.append(f"{why} its motion: may have moved {unseen:.1f} arcsec since {year}")
    limits = np.isfinite(sources.mag[index]) & ~sources.detected[index]
    if limits.any():
        names = ", ".join(band for band, limit in zip(BANDS, limits, strict=True) if limit)
        notes.append(f"upper limit in {names}")
    return tuple(notes)
