"""What exposures of all templates have in common."""

from aptcheck.model.place import Node

__all__ = ["Exposure", "RampExposure"]


class Exposure(Node):
    """One row of an exposure list, numbered from 1."""

    index: int


class RampExposure(Exposure):
    """A row with one ramp: of one detector, or of two that are read out the same way."""

    readout: str | None = None
    groups: int | None = None
    integrations: int | None = None
