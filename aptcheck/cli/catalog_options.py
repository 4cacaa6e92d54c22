"""The options that say which catalogues are asked, and about which fields."""

from __future__ import annotations

import click

__all__ = ["CATALOG_HELP", "FIELDS", "LOCK_CATALOG_HELP"]

CATALOG_HELP = (
    "Catalogue to ask: irsa, vizier, lock, none, a file, or the address of a TAP service; may be "
    "repeated. By default a lock beside the proposal."
)
LOCK_CATALOG_HELP = (
    "Catalogue to ask: irsa (the default), vizier, a file, or the address of a TAP service; may be "
    "repeated."
)


class _FieldsChoice(click.Choice[str]):
    """Backgrounds only, or every MRS field with them."""

    help = "Which fields to look at; all adds the science of the MRS."


FIELDS = _FieldsChoice(["backgrounds", "all"])
