"""The size limits for files beside the proposals, before a parser sees them.

They cover a configuration, a lock, a baseline and a catalogue on the user's disk; `aptcheck.apt`
has its own bounds for proposals. Within them no file takes more than some seconds, or more memory
than its rows.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "MAX_BASELINE",
    "MAX_BASELINE_FINDINGS",
    "MAX_BASELINE_VALUES",
    "MAX_CATALOGUE",
    "MAX_CATALOGUE_COLUMNS",
    "MAX_CATALOGUE_LINE",
    "MAX_CATALOGUE_ROWS",
    "MAX_CATALOGUE_WORD",
    "MAX_COLUMNS_READ",
    "MAX_CONFIGURATION",
    "MAX_DEPTH",
    "MAX_IMAGE",
    "MAX_KEY",
    "MAX_LOCK",
    "MAX_LOCK_IMAGES",
    "MAX_SAMP_LOCK",
    "MAX_TOML",
    "MAX_TOML_TOKENS",
    "MAX_YAML",
]

MAX_DEPTH: Final = 32
"""Brackets within brackets, parts of a dotted key, elements within elements: a suppression is at
2, a pyproject.toml of many tools at 6, a VOTable at 8."""

MAX_KEY: Final = 200
"""Characters of a bare key or number of TOML; aptcheck's own have at most 25."""

MAX_CONFIGURATION: Final = 512 * 2**10
"""Bytes of a configuration: an intent for each of 2,000 observations takes 100 kB, like the
pyproject.toml of a large project."""

MAX_LOCK: Final = 256 * 2**20
"""Bytes of a lock: some ten thousand crowded fields, nearly all of them rows."""

MAX_LOCK_IMAGES: Final = 20_000
"""Survey images that a lock lists: two for each of ten thousand fields."""

MAX_IMAGE: Final = 128 * 2**10
"""Bytes of a survey image beside a lock: 256 by 256 pixels of grey noise take 66 kB."""

MAX_TOML: Final = 4 * 2**20
"""Characters of TOML outside literal blocks, which hold the rows of a lock: 2 kB for each of 2,000
answers."""

MAX_TOML_TOKENS: Final = 200_000
"""Tokens of TOML, of up to 1 kB each: about 100 for each of 2,000 answers."""

MAX_BASELINE: Final = 32 * 2**20
"""Bytes of a baseline: some 300,000 findings."""

MAX_BASELINE_FINDINGS: Final = 300_000
"""Findings of a baseline, each in braces: a thousand for each of 300 proposals."""

MAX_BASELINE_VALUES: Final = 4 * MAX_BASELINE_FINDINGS
"""Commas of a baseline: a finding has three, and one for each observation that it lists."""

MAX_CATALOGUE: Final = 256 * 2**20
"""Bytes of a catalogue, unpacked: a million rows of the columns that aptcheck requests from
AllWISE."""

MAX_COLUMNS_READ: Final = 2**30
"""Bytes of the columns of a Parquet file that are read, unpacked: five million rows of AllWISE."""

MAX_CATALOGUE_ROWS: Final = 1_000_000
"""Rows of a catalogue in text or as a VOTable, the same limit as for a service; 500 crowded fields
have fewer."""

MAX_CATALOGUE_COLUMNS: Final = 1_000
"""Columns of a catalogue, and a quarter of the elements of a VOTable that are not cells: AllWISE
has 298 columns, each with a FIELD, a DESCRIPTION and perhaps VALUES."""

MAX_CATALOGUE_LINE: Final = 16 * 2**10
"""Characters of a line of CSV or ECSV; a whole row of AllWISE has 2,500."""

MAX_CATALOGUE_WORD: Final = 300
"""Characters of a cell, and values in one: a designation has 20, a text of a service 256."""

MAX_YAML: Final = 128 * 2**10
"""Characters of the YAML at the head of an ECSV file: all of AllWISE takes 40 kB."""

MAX_SAMP_LOCK: Final = 64 * 2**10
"""Bytes of the lock file of a SAMP hub, which has some lines of 100 characters."""
