"""The modes that aptcheck judges, by their names in reports."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

__all__ = ["EMPTY_FIELDS", "EVERY_MODE", "LEFT_OUT", "MODE_WORDS", "SUBTRACTED_MODES", "ModeName"]

ModeName: TypeAlias = Literal[
    "miri-mrs",
    "miri-imaging",
    "miri-coronagraphy",
    "miri-lrs-slit",
    "miri-lrs-slitless",
    "nirspec-ifu",
    "nirspec-fs",
]

#: All of them, in the order of a report.
EVERY_MODE: tuple[ModeName, ...] = get_args(ModeName)

#: Those where the pipeline subtracts a declared background.
SUBTRACTED_MODES = tuple(mode for mode in EVERY_MODE if mode != "miri-lrs-slitless")

#: Their names in a sentence: the words before "observation".
MODE_WORDS: dict[ModeName, str] = {
    "miri-mrs": "MRS",
    "miri-imaging": "MIRI imaging",
    "miri-coronagraphy": "MIRI coronagraphy",
    "miri-lrs-slit": "LRS slit",
    "miri-lrs-slitless": "LRS slitless",
    "nirspec-ifu": "NIRSpec IFU",
    "nirspec-fs": "NIRSpec fixed-slit",
}

#: Those whose background field should be free of sources: the imager's is too large for that.
EMPTY_FIELDS = tuple(mode for mode in SUBTRACTED_MODES if mode != "miri-imaging")

#: Why the catalogues are not queried for the other fields.
LEFT_OUT = "the pipeline subtracts no background from LRS slitless observations"
