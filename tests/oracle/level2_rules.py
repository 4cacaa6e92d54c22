"""Only the generator's level-2 rules: what is attached to each exposure, in half the time.

The generator loads this file by path.
"""

from __future__ import annotations

from jwst.associations import Association
from jwst.associations.lib import rules_level2b
from jwst.associations.registry import RegistryMarker

__all__ = ["Association", "RegistryMarker", "rules_level2b"]

RegistryMarker.mark(rules_level2b)
