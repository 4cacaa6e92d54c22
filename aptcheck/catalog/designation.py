"""The full name of a catalogue source, as SIMBAD and the literature write it.

The catalogues' ``designation`` columns omit what all their rows share: 2MASS the "2MASS J" of its
point sources (2MASS Explanatory Supplement, section I.8.a,
irsa.ipac.caltech.edu/data/2MASS/docs/releases/allsky/doc/sec1_8a.html), AllWISE the "WISEA" of its
Source Catalog (AllWISE Explanatory Supplement, section I.6.a,
wise2.ipac.caltech.edu/docs/release/allwise/expsup/sec1_6a.html; both read 2026-11).
"""

from __future__ import annotations

import re

from aptcheck.catalog.survey import ALLWISE, Survey

__all__ = ["full_designation"]

_ALLWISE = re.compile(r"J\d{6}\.\d\d[+-]\d{6}\.\d", re.ASCII)
# A letter distinguishes 2MASS sources at the same position.
_TWO_MASS = re.compile(r"J?(\d{8}[+-]\d{7}[A-Z]?)", re.ASCII)


def full_designation(survey: Survey, written: str) -> str:
    """Return a designation with its catalogue's prefix, ``WISEA J043319.80+225219.9``.

    A designation that already has its prefix, or has another form, is returned unchanged.
    """
    if survey == ALLWISE:
        return f"WISEA {written}" if _ALLWISE.fullmatch(written) else written
    bare = _TWO_MASS.fullmatch(written)
    return f"2MASS J{bare[1]}" if bare else written
