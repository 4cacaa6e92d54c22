"""aptcheck: a linter for JWST proposals with MIRI MRS dedicated sky observations."""

from __future__ import annotations

__version__ = "0.1.0"
