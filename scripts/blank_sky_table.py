"""Write the brightness of blank sky in each band: the table in docs/catalogues.md.

Run:  python -m scripts.blank_sky_table
"""

from __future__ import annotations

from pathlib import Path

from aptcheck.modes.mrs.band_limits import field_area_arcsec2
from aptcheck.observatory.background_light import background_mjy_per_sr
from aptcheck.observatory.sensitivity import mrs_bands

PAGE = Path(__file__).parents[1] / "docs" / "catalogues.md"
LATITUDES = (90.0, 30.0, 0.0)
#: The table is between these two lines of the page.
FIRST, LAST = "<!-- blank sky -->", "<!-- /blank sky -->"


def table() -> str:
    """Return the rows of the page, one per band."""
    rows = [
        "| band | µm | pole | latitude 30 | ecliptic | field, square arcsec |",
        "|---|---|---|---|---|---|",
    ]
    for band, known in mrs_bands().items():
        um = known.wavelength_um
        levels = [_rounded(background_mjy_per_sr(um, latitude)) for latitude in LATITUDES]
        row = [band, f"{um:.2f}", *levels, f"{field_area_arcsec2(band):.1f}"]
        rows.append(f"| {' | '.join(row)} |")
    return "\n".join(rows)


def _rounded(level: float) -> str:
    return f"{float(f'{level:.3g}'):g}"


def page() -> str:
    """Return the page with its table."""
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(FIRST)
    return f"{before}{FIRST}\n{table()}\n{LAST}{rest.partition(LAST)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
