"""The number of points at the start of a dither pattern's name."""

__all__ = ["points_named"]


def points_named(dither_type: str | None) -> int | None:
    """Return the number in ``4-Point`` or ``9-POINT-SMALL-GRID``; None if the name has none."""
    digits = (dither_type or "").split("-", 1)[0].strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 3 else None
