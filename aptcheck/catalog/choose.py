"""From what a user writes after ``--catalog`` to who is asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from aptcheck.catalog.http import Patience
from aptcheck.catalog.local import CatalogueFile
from aptcheck.catalog.lock_file import LOCK_NAME
from aptcheck.catalog.lock_provider import LockFile
from aptcheck.catalog.provider import Provider
from aptcheck.catalog.services import irsa, tap_at, vizier
from aptcheck.errors import UsageError

__all__ = ["providers"]


def providers(
    choices: Sequence[str],
    *,
    folder: Path,
    patience: Patience | None = None,
) -> tuple[Provider, ...]:
    """Return the suppliers in the order they are asked.

    Parameters
    ----------
    choices : sequence of str
        ``none``, ``lock``, ``irsa``, ``vizier``, an http(s) address, or the path of a file; a path
        that ends in ``.lock`` is a lock. ``none`` overrides everything. ``irsa`` falls back on
        VizieR.
    folder : Path
        Where ``lock`` is looked for: beside the proposal.
    patience : Patience, optional
        For the services.

    Raises
    ------
    UsageError
        A file that does not exist or is no catalogue; an address without a host.
    MissingExtra
        A Parquet file without the extra.
    """
    if "none" in choices:
        return ()
    chosen: list[Provider] = []
    for choice in dict.fromkeys(choices):
        if choice == "lock":
            chosen.append(LockFile(folder / LOCK_NAME))
        elif choice == "irsa":
            chosen += [irsa(patience), vizier(patience)]
        elif choice == "vizier":
            chosen.append(vizier(patience))
        elif choice.startswith(("http://", "https://")):
            if not _names_a_host(choice):
                raise UsageError(f"{choice} is not the address of a service.")
            chosen.append(tap_at(choice, patience))
        elif choice.endswith(".lock"):
            if not Path(choice).is_file():
                raise UsageError(f"There is no lock file {choice}.")
            chosen.append(LockFile(Path(choice)))
        else:
            chosen.append(CatalogueFile(Path(choice)))
    return tuple(chosen)


def _names_a_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets that do not match, a port that is no number
        return False
