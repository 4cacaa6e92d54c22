"""Positions on the sky as APT writes them, and read back."""

from __future__ import annotations

__all__ = ["apt_position", "rounded_position"]

_RA_STEPS, _DEC_STEPS = 10_000, 1_000  # of a second of time, and of arc


def apt_position(ra_deg: float, dec_deg: float) -> str:
    """Return a position as in APT's Fixed Targets form: ``HH MM SS.ssss +DD MM SS.sss``."""
    ra, dec = _steps(ra_deg, dec_deg)
    seconds, ra_rest = divmod(ra, _RA_STEPS)
    arcsec, dec_rest = divmod(abs(dec), _DEC_STEPS)
    return (
        f"{seconds // 3600:02d} {seconds // 60 % 60:02d} {seconds % 60:02d}.{ra_rest:04d} "
        f"{'-' if dec < 0 else '+'}"
        f"{arcsec // 3600:02d} {arcsec // 60 % 60:02d} {arcsec % 60:02d}.{dec_rest:03d}"
    )


def rounded_position(ra_deg: float, dec_deg: float) -> tuple[float, float]:
    """Return the position as rounded by writing it so, degrees."""
    ra, dec = _steps(ra_deg, dec_deg)
    return ra / _RA_STEPS / 240.0, dec / _DEC_STEPS / 3600.0


def _steps(ra_deg: float, dec_deg: float) -> tuple[int, int]:
    turn = 86_400 * _RA_STEPS
    return round(ra_deg % 360.0 * 240.0 * _RA_STEPS) % turn, round(dec_deg * 3600.0 * _DEC_STEPS)
