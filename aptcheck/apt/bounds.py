"""The largest file that is read; together these limits keep reading below 1 GB of memory.

They are set by the largest of 170 published APT files (schema 37 to 71): 17.6 MB of XML, 9,807
``<`` and 27,947 ``=`` characters, 24 archive members, 48 MRS observations, nine levels of elements.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "MAX_CANDIDATES",
    "MAX_EQUALS",
    "MAX_FILE",
    "MAX_MANIFEST",
    "MAX_MEMBERS",
    "MAX_NODES",
    "MAX_OBSERVATIONS",
    "MAX_RATIO",
    "MAX_REPEATS",
    "MAX_TAGS",
    "MAX_TARGETS",
    "MAX_TEXT",
    "MAX_XML",
]

MAX_FILE: Final = 64 * 2**20
"""Bytes of the file as given; an archive is smaller than its XML."""

MAX_XML: Final = 64 * 2**20
"""Bytes of XML, inflated: 3.8 times the largest file. Held twice, as bytes and as tree."""

MAX_RATIO: Final = 200
"""Inflated over deflated size of one member. Published files reach 10, a proposal of 48 nearly
equal observations 39; deflate itself cannot pass 1,032."""

MAX_MEMBERS: Final = 1_000
"""Members of an archive: one XML, one manifest and a file for each MSA plan (at most 21 seen)."""

MAX_CANDIDATES: Final = 100
"""XML members to look into if no manifest names the proposal: APT packs one XML."""

MAX_MANIFEST: Final = 64 * 2**10
"""Bytes of a manifest (53 to 69 seen), and of the start of an XML that must show its root."""

MAX_TAGS: Final = 460_000
"""``<`` characters, so at most as many elements: an MRS observation with its target has 204, or
222 where every second one has a copy of its target, and `MAX_OBSERVATIONS` of these are read.
An element with its text and its place takes up to 1 kB."""

MAX_EQUALS: Final = 500_000
"""``=`` characters, so at most as many attributes, of about 250 bytes each."""

MAX_NODES: Final = 60_000
"""Parts of the model, each up to 4 kB: an MRS observation has 15, so 2,000 have 30,000."""

MAX_REPEATS: Final = 2_000
"""Entries of one list: exposures of an observation, members of a link, visits. Rules compare such
lists with each other, so their lengths multiply."""

MAX_OBSERVATIONS: Final = 2_000
"""Observations; APT itself stops at 999, since visit names have three digits for them."""

MAX_TARGETS: Final = 20_000
"""Targets; APT numbers them from 1 to 999 (JDox, "JWST APT Fixed Targets")."""

MAX_TEXT: Final = 1_000
"""Characters of one value; the rest is cut off and reported. A target's name has at most 31."""
