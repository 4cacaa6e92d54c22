"""Small catalogues for the tests, as files and as the answers of a TAP service."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from astropy.io.votable import from_table, tree
from astropy.table import MaskedColumn, Table

from aptcheck.catalog.detections import ALLWISE_EPOCH, TWO_MASS_EPOCH
from aptcheck.catalog.dialect import DIALECTS
from aptcheck.catalog.merge import merged
from aptcheck.catalog.motion import moved
from aptcheck.catalog.position import Position
from aptcheck.catalog.rows import Rows
from aptcheck.catalog.sources import Sources
from aptcheck.catalog.survey import ALLWISE, TWO_MASS, Survey

POSITION = Position(field_id="observation 2", ra_deg=150.0, dec_deg=2.0)
RADIUS = 300.0 / 3600.0
#: Between the two surveys.
YEARS = ALLWISE_EPOCH - TWO_MASS_EPOCH

STAR = {
    TWO_MASS.name: {"designation": "10000000+0200000", "ra": 150.0001, "dec": 2.0001, "j_m": 12.5,
                    "h_m": 12.1, "k_m": 12.0, "k_msigcom": 0.02, "ph_qual": "AAA", "rd_flg": "222",
                    "bl_flg": "111", "cc_flg": "000", "gal_contam": 0, "mp_flg": 0},
    ALLWISE.name: {"designation": "J100000.02+020000.3", "ra": 150.0001, "dec": 2.0001,
                   "sigra": 0.04, "sigdec": 0.03, "cc_flags": "0000", "ph_qual": "AAAU",
                   "var_flg": "0000", "moon_lev": "0000", "ext_flg": 0,
                   "w1mpro": 11.95, "w1sigmpro": 0.02, "w1snr": 50.0, "w1rchi2": 1.0,
                   "w2mpro": 11.96, "w2sigmpro": 0.02, "w2snr": 50.0, "w2rchi2": 1.0,
                   "w3mpro": 11.9, "w3sigmpro": 0.25, "w3snr": 4.3, "w3rchi2": 0.9,
                   "w4mpro": 9.0, "w4snr": 0.5, "w4rchi2": 0.9,
                   "j_m_2mass": 12.5, "h_m_2mass": 12.1, "k_m_2mass": 12.0},
}  # fmt: skip


def star_row(survey: Survey, **changes: Any) -> dict[str, Any]:
    """Return the row of an ordinary star at the field center, with changes."""
    return {**STAR[survey.name], **changes}


def rows(survey: Survey, *entries: Mapping[str, Any]) -> Rows:
    """Return rows of a survey from dictionaries; a key one of them lacks is null there."""
    names = dict.fromkeys(name for entry in entries for name in entry)
    return Rows.of(
        survey,
        {name: np.array([entry.get(name) for entry in entries], dtype=object) for name in names},
    )


def seen_by_both(wise: Mapping[str, object], near: Mapping[str, object]) -> Sources:
    """Return the sources of one AllWISE and one 2MASS row, with changes."""
    return merged(
        [rows(TWO_MASS, star_row(TWO_MASS, **near)), rows(ALLWISE, star_row(ALLWISE, **wise))]
    )


def mover(pmra: float, pmdec: float, sigma: float, *, seen: bool = True) -> Sources:
    """Return a star that 2MASS saw where its motion puts it, or where it is now."""
    then = YEARS if seen else 0.0
    ra, dec = moved(
        np.array([150.0]),
        np.array([60.0]),
        np.array([-pmra * then / 1e3]),
        np.array([-pmdec * then / 1e3]),
    )
    return seen_by_both(
        {
            "ra": 150.0,
            "dec": 60.0,
            "pmra": pmra,
            "pmdec": pmdec,
            "sigpmra": sigma,
            "sigpmdec": sigma,
        },
        {"ra": float(ra[0]), "dec": float(dec[0])},
    )


def votable(
    survey: Survey,
    entries: Sequence[Mapping[str, Any]],
    *,
    kind: str = "tap",
    status: str | None = "OK",
    late_status: str | None = None,
    leave_out: str | None = None,
    fld_id: int = 0,
) -> bytes:
    """Return the answer of a TAP service to the join for one field."""
    table = Table()
    table["fld_id"] = np.full(len(entries), fld_id, dtype=np.int32)
    for name, own in DIALECTS[kind].named(survey).items():
        if name == leave_out:
            continue
        values = [entry.get(name) for entry in entries]
        text = name in survey.text
        blank: object = "" if text else 0.0
        table[own] = MaskedColumn(
            [blank if value is None else value for value in values],
            mask=[value is None for value in values],
            dtype=str if text else float,
        )
    document = from_table(table)
    document.resources[0].type = "results"
    for value in (status, late_status):
        if value is not None:
            info = tree.Info(name="QUERY_STATUS", value=value)
            document.resources[0].infos.append(info)
    out = io.BytesIO()
    document.to_xml(out)
    return out.getvalue()


ERROR_TABLE = b"""<?xml version="1.0"?>
<VOTABLE version="1.3" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE type="results">
<INFO name="QUERY_STATUS" value="ERROR">relation allwise_p3as_psd does not exist</INFO>
</RESOURCE></VOTABLE>"""
