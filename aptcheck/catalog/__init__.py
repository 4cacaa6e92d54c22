"""Is the sky empty? The only part of aptcheck that uses the network.

It knows plain positions and radii, and nothing about proposals::

    positions -> providers (IRSA, VizieR, any TAP, files, lock) -> batches of rows
              -> fetch: chunks, fallbacks, positive control -> one Answer
              -> sources: 2MASS and AllWISE merged, one star one source
              -> photometry, motion, match: arrays in, arrays out

Import what is needed from its own module: each loads numpy, and astropy only when a catalogue is
really queried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LOCK_HEAD", "LOCK_NAME", "images_folder"]

#: Name of the lock, in the folder of its proposals. It is here so that looking for it loads
#: nothing.
LOCK_NAME = "aptcheck.lock"

#: The beginning of a lock, by which it is recognized.
LOCK_HEAD = '# Catalogue answers frozen by "aptcheck lock".'


def images_folder(lock: Path) -> Path:
    """Return the folder that holds the images of a lock."""
    return lock.with_name(f"{lock.name}.images")
