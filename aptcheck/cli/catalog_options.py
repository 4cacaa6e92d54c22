"""The options that choose the catalogues and the fields to check."""

from __future__ import annotations

import click

__all__ = ["CATALOG_HELP", "FIELDS", "LOCK_CATALOG_HELP"]

CATALOG_HELP = (
    "Catalogue to query: irsa, vizier, lock, none, a file, a HATS folder, or the address of a TAP "
    "service or (hats+https://...) of a HATS catalogue; "
    "repeatable. Default: a lock beside the proposal, if there is one."
)
LOCK_CATALOG_HELP = (
    "Catalogue to query: irsa (the default), vizier, a file, a HATS folder, or the address of a "
    "TAP service or (hats+https://...) of a HATS catalogue; "
    "repeatable."
)


class _FieldsChoice(click.Choice[str]):
    """Backgrounds only, or the MRS science fields too."""

    help = "Fields to check; all adds the MRS science fields."


FIELDS = _FieldsChoice(["backgrounds", "all"])
