"""The two surveys, under the names IRSA gives their tables and columns."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ALLWISE", "SURVEYS", "TWO_MASS", "Survey", "survey_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Survey:
    """One catalogue.

    Attributes
    ----------
    name : str
        As astronomers write it.
    table : str
        IRSA's name of the table.
    text, numbers : tuple of str
        The columns requested, by kind. Every survey has ``designation``, ``ra`` and ``dec``.
    keys : tuple of str
        Columns used when a local file has them, not requested from a service.
    mark : str
        The column by which a local file is recognised.
    """

    name: str
    table: str
    text: tuple[str, ...]
    numbers: tuple[str, ...]
    keys: tuple[str, ...]
    mark: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns requested from a service, in order."""
        return (*self.text, *self.numbers)


#: 2MASS Point Source Catalog (Skrutskie et al. 2006, AJ 131, 1163).
TWO_MASS = Survey(
    name="2MASS",
    table="fp_psc",
    text=("designation", "ph_qual", "rd_flg", "bl_flg", "cc_flg"),
    numbers=(
        *("ra", "dec", "j_m", "h_m", "k_m", "k_msigcom"),
        *("gal_contam", "mp_flg", "ext_key"),
    ),
    keys=("pts_key", "cntr"),
    mark="k_m",
)

#: AllWISE Source Catalog (Cutri et al. 2013, AllWISE Explanatory Supplement).
ALLWISE = Survey(
    name="AllWISE",
    table="allwise_p3as_psd",
    text=("designation", "cc_flags", "var_flg", "ph_qual", "moon_lev"),
    numbers=(
        *("ra", "dec", "sigra", "sigdec"),
        *(
            f"w{band}{what}"
            for band in (1, 2, 3, 4)
            for what in ("mpro", "sigmpro", "snr", "rchi2")
        ),
        *("ext_flg", "pmra", "sigpmra", "pmdec", "sigpmdec"),
        *("j_m_2mass", "h_m_2mass", "k_m_2mass", "tmass_key"),
    ),
    keys=(),
    mark="w1mpro",
)

SURVEYS = (TWO_MASS, ALLWISE)


def survey_of(columns: frozenset[str]) -> Survey | None:
    """Return the survey whose mark is among these column names, None for neither."""
    return next((survey for survey in (ALLWISE, TWO_MASS) if survey.mark in columns), None)
