"""The modes that aptcheck judges, by the names that reports give them."""

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

#: All of them, in the order in which a report has them.
EVERY_MODE: tuple[ModeName, ...] = get_args(ModeName)

#: Those from which the pipeline subtracts a declared background.
SUBTRACTED_MODES = tuple(mode for mode in EVERY_MODE if mode != "miri-lrs-slitless")

#: What they are called: the words before "observation".
MODE_WORDS: dict[ModeName, str] = {
    "miri-mrs": "MRS",
    "miri-imaging": "MIRI imaging",
    "miri-coronagraphy": "MIRI coronagraphy",
    "miri-lrs-slit": "LRS slit",
    "miri-lrs-slitless": "LRS slitless",
    "nirspec-ifu": "NIRSpec IFU",
    "nirspec-fs": "NIRSpec fixed-slit",
}

#: Those whose background field is to be empty of sources: the imager's is too large for that.
EMPTY_FIELDS = tuple(mode for mode in SUBTRACTED_MODES if mode != "miri-imaging")

#: Why no catalogue is asked about the other fields.
LEFT_OUT = "the pipeline subtracts no background from the LRS without its slit"
