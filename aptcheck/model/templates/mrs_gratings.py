"""What an MRS exposure is set to: a grating, and the detector arms that it reads.

Plain values beside the models, for rooms that need no model to speak of them.
"""

from __future__ import annotations

from typing import Literal

__all__ = ["ARMS", "GRATINGS", "Arm", "Grating"]

Grating = Literal["SHORT", "MEDIUM", "LONG"]
Arm = Literal["LONG", "SHORT"]
GRATINGS: tuple[Grating, ...] = ("SHORT", "MEDIUM", "LONG")
ARMS: tuple[Arm, ...] = ("LONG", "SHORT")
