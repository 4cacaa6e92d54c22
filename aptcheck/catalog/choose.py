"""From the words after ``--catalog`` to the providers that are asked."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from aptcheck.catalog.choice import hats_url, is_address
from aptcheck.catalog.failure import short
from aptcheck.catalog.hats import hats_at, hats_in
from aptcheck.catalog.hats_open import is_hats_folder
from aptcheck.catalog.local import CatalogueFile
from aptcheck.catalog.lock_file import LOCK_NAME
from aptcheck.catalog.lock_provider import LockFile
from aptcheck.catalog.patience import Patience
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
        ``none``, ``lock``, ``irsa``, ``vizier``, an http(s) address, or the path of a file or of a
        catalogue in HATS form; a path that ends in ``.lock`` is a lock. ``none`` overrides
        everything. ``irsa`` falls back on VizieR. ``hats+https://...``, or an address with a part
        ``hats`` in its path, is a catalogue in HATS form; other addresses are TAP services.
    folder : Path
        Where ``lock`` is looked for: the proposal's folder.
    patience : Patience, optional
        For the services.

    Raises
    ------
    UsageError
        A file cannot be read or is not a catalogue, or an address is not one of a service.
    MissingExtra
        A Parquet file, or a catalogue in HATS form, needs its extra.
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
        elif (url := hats_url(choice)) is not None:
            chosen.append(hats_at(url, patience))
        elif is_address(choice):
            chosen.append(tap_at(choice, patience))
        else:
            chosen.append(_on_disk(choice))
    return tuple(chosen)


def _on_disk(choice: str) -> Provider:
    """Return the supplier in a file or folder."""
    if "@" in choice and not os.path.exists(choice):  # noqa: PTH110 - never raises
        # Perhaps an address with a typo: what may be a password is not quoted.
        raise UsageError(
            "This catalogue is neither a file nor the address of a service: "
            f"...@{short(choice.rpartition('@')[2])}."
        )
    if choice.endswith(".lock"):
        lock = LockFile(Path(choice))
        if lock.fault is not None:
            raise UsageError(f"The lock file {choice} {lock.fault}.")
        return lock
    if is_hats_folder(choice):
        return hats_in(Path(choice))
    if os.path.isdir(choice):  # noqa: PTH112 - never raises
        raise UsageError(f"{choice} is a folder, but not a catalogue in HATS form.")
    return CatalogueFile(Path(choice))
