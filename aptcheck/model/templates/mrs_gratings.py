"""The settings of an MRS exposure: a grating, and the detector arms read out.

Plain values, usable without loading a model.
"""

from __future__ import annotations

from typing import Literal

__all__ = ["ARMS", "GRATINGS", "Arm", "Grating"]

Grating = Literal["SHORT", "MEDIUM", "LONG"]
Arm = Literal["LONG", "SHORT"]
GRATINGS: tuple[Grating, ...] = ("SHORT", "MEDIUM", "LONG")
ARMS: tuple[Arm, ...] = ("LONG", "SHORT")
