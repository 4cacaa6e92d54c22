"""Is the sky empty? The only home of the network.

The room knows plain positions and radii, nothing of proposals::

    positions -> providers (IRSA, VizieR, any TAP, files, lock) -> batches of rows
              -> fetch: chunks, fallbacks, positive control -> one Answer
              -> sources: 2MASS and AllWISE merged, one star one source
              -> photometry, motion, match: arrays in, arrays out

Import what is needed from the module that holds it: each loads numpy, and astropy only when a
catalogue is really asked.
"""

from __future__ import annotations

__all__ = ["LOCK_HEAD", "LOCK_NAME"]

#: Name of the lock, beside the proposals it is for: here, so that it can be looked for without
#: loading anything.
LOCK_NAME = "aptcheck.lock"

#: The beginning of a lock, by which it is known again.
LOCK_HEAD = '# Catalogue answers frozen by "aptcheck lock".'
