"""What the script of the page reads of a field: angles as the JSON report writes them."""

from __future__ import annotations

from collections.abc import Sequence

from aptcheck.geometry.angles import AngleSet
from aptcheck.report.html.field_sentence import clean_sentence, unknown_sentence
from aptcheck.report.html.numbers import numbered
from aptcheck.report.html.obstacles import Obstacle, Prospect, science_in, sources_in
from aptcheck.report.visible import one_line
from aptcheck.results import SkyField, SkySource, SkyStop

__all__ = ["field_data", "stop_angles"]


def field_data(field: SkyField, prospect: Prospect) -> dict[str, object]:
    """Return what turns the picture of a field, and what can be taken from it."""
    sources = zip(numbered(field.sources), sources_in(field), strict=True)
    return {
        "ra": field.ra_deg,
        "dec": field.dec_deg,
        "aperture": field.aperture,
        "offset": field.aperture_offset_deg,
        "ring": [field.nearest, field.farthest],
        "checked": prospect.checked,
        "clean": clean_sentence(field, prospect),
        "unknown": unknown_sentence(field),
        "allowed": prospect.allowed.as_json(),
        "avoid": prospect.avoid.as_json(),
        "left": prospect.left.as_json(),
        "findings": [
            {**_thing(prospect.words(one), one), "code": one.code, "seen": seen}
            for one, seen in prospect.findings
        ],
        "tracks": [track.samples for track in field.tracks],
        "sources": [_source(source, obstacle) for source, obstacle in sources],
        "science": [_thing(one.label, one) for one in science_in(field)],
    }


def stop_angles(stop: SkyStop) -> list[list[float]]:
    """Return the angles of one part of a window; none where there is only one part."""
    return AngleSet.of(stop.angles).as_json()


def _thing(label: str, obstacle: Obstacle) -> dict[str, object]:
    return {"label": label, "angles": obstacle.angles.as_json()}


def _source(source: SkySource, obstacle: Obstacle) -> dict[str, object]:
    return {
        **_thing(obstacle.label, obstacle),
        "name": one_line(source.designation),
        "at": [source.east, source.north],
        "flux": source.flux_ujy,
        "um": source.wavelength_um,
        "needs": [[" ".join(need.bands), need.arcsec] for need in source.needs],
        "stops": _stops(source.stops),
    }


def _stops(stops: Sequence[SkyStop]) -> list[list[object]]:
    return [[stop.east, stop.north, stop.drift, stop_angles(stop)] for stop in stops]
