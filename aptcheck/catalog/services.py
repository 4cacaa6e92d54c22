"""The public services, and any other by its address."""

from __future__ import annotations

from aptcheck.catalog.patience import Patience
from aptcheck.catalog.tap import Tap

__all__ = ["VIZIER_URL", "irsa", "tap_at", "vizier"]

#: TAP service of the Centre de Données astronomiques de Strasbourg, tapvizier.cds.unistra.fr.
VIZIER_URL = "https://tapvizier.cds.unistra.fr/TAPVizieR/tap"


def irsa(patience: Patience | None = None) -> Tap:
    """Return the NASA/IPAC Infrared Science Archive, at astroquery's configured address."""
    from astroquery.ipac.irsa import conf

    return Tap(str(conf.tap_url), name="IRSA", kind="irsa", patience=patience)


def vizier(patience: Patience | None = None, *, url: str = VIZIER_URL) -> Tap:
    """Return VizieR, which has its own names for tables and columns."""
    return Tap(url, name="VizieR", kind="vizier", patience=patience)


def tap_at(url: str, patience: Patience | None = None) -> Tap:
    """Return any TAP service that has the tables under IRSA's names.

    Raises
    ------
    UsageError
        It is not the address of a service.
    """
    return Tap(url, kind="tap", patience=patience)
