"""The names of tables and columns at each TAP service, and the query sent to all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aptcheck.catalog.survey import ALLWISE, TWO_MASS, Survey

__all__ = ["DIALECTS", "IRSA_NAMES", "RADIUS_DECIMALS", "VIZIER_NAMES", "Dialect"]

#: Of a radius in degrees, in a query: 0.2 milliarcseconds at most are lost.
RADIUS_DECIMALS = 7


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Dialect:
    """The names at one kind of service.

    Attributes
    ----------
    tables : mapping of survey name to str
        Empty where the tables have IRSA's names.
    columns : mapping of survey name to (mapping of IRSA's column name to the service's)
        The service does not publish absent columns. Empty as above.
    """

    tables: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def named(self, survey: Survey) -> Mapping[str, str]:
        """Return the service's column name for each column of the survey that it has."""
        return self.columns.get(survey.name) or {name: name for name in survey.columns}

    def query(self, survey: Survey, radius_deg: float) -> str:
        """Return the ADQL that joins uploaded field positions ``flds`` with the catalogue.

        The upload's columns are ``fld_id``, ``fld_ra`` and ``fld_dec``, which no catalogue uses.
        The radius is a constant, so that the service can use its spatial index.
        """
        own = self.named(survey)
        written = {name: f'"{own[name]}"' if self.columns else own[name] for name in own}
        wanted = dict.fromkeys(f"c.{name}" for name in written.values())
        # Only names from this file and one number go in, nothing from outside.
        return (
            f"SELECT u.fld_id, {', '.join(wanted)} "  # noqa: S608
            f"FROM {self.tables.get(survey.name, survey.table)} AS c, TAP_UPLOAD.flds AS u "
            f"WHERE CONTAINS(POINT('ICRS',c.{written['ra']},c.{written['dec']}), "
            f"CIRCLE('ICRS',u.fld_ra,u.fld_dec,{radius_deg:.{RADIUS_DECIMALS}f}))=1"
        )


IRSA_NAMES = Dialect()

# ReadMe of II/246 (Cutri et al. 2003) and of II/328 (Cutri et al. 2013). II/328 gives the axes of
# the error ellipse and neither signal-to-noise nor reduced chi2.
VIZIER_NAMES = Dialect(
    tables={TWO_MASS.name: '"II/246/out"', ALLWISE.name: '"II/328/allwise"'},
    columns={
        TWO_MASS.name: {
            "designation": "2MASS",
            "ph_qual": "Qflg",
            "rd_flg": "Rflg",
            "bl_flg": "Bflg",
            "cc_flg": "Cflg",
            "ra": "RAJ2000",
            "dec": "DEJ2000",
            "j_m": "Jmag",
            "h_m": "Hmag",
            "k_m": "Kmag",
            "k_msigcom": "e_Kmag",
            "gal_contam": "Xflg",
            "mp_flg": "Aflg",
            "ext_key": "extKey",
        },
        ALLWISE.name: {
            "designation": "AllWISE",
            "cc_flags": "ccf",
            "var_flg": "var",
            "ph_qual": "qph",
            "ra": "RAJ2000",
            "dec": "DEJ2000",
            "sigra": "eeMaj",
            "sigdec": "eeMin",
            "w1mpro": "W1mag",
            "w1sigmpro": "e_W1mag",
            "w2mpro": "W2mag",
            "w2sigmpro": "e_W2mag",
            "w3mpro": "W3mag",
            "w3sigmpro": "e_W3mag",
            "w4mpro": "W4mag",
            "w4sigmpro": "e_W4mag",
            "ext_flg": "ex",
            "pmra": "pmRA",
            "sigpmra": "e_pmRA",
            "pmdec": "pmDE",
            "sigpmdec": "e_pmDE",
            "j_m_2mass": "Jmag",
            "h_m_2mass": "Hmag",
            "k_m_2mass": "Kmag",
        },
    },
)

#: By the kind that a batch or a lock states.
DIALECTS: Mapping[str, Dialect] = {"irsa": IRSA_NAMES, "tap": IRSA_NAMES, "vizier": VIZIER_NAMES}
