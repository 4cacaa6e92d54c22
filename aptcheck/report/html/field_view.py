"""One background field as the page's templates see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from aptcheck.geometry.angles import AngleSet
from aptcheck.mode_names import EMPTY_FIELDS
from aptcheck.report.html.date_panels import HEIGHT, Panel, panels
from aptcheck.report.html.dial import Dial, dial
from aptcheck.report.html.field_data import field_data
from aptcheck.report.html.field_sentence import state_sentence
from aptcheck.report.html.need_circles import NeedCircle, need_circle
from aptcheck.report.html.numbers import MOST_NUMBERED, numbered
from aptcheck.report.html.obstacles import Prospect
from aptcheck.report.html.pointers import distance_of
from aptcheck.report.html.science_outlines import ScienceOutline, science_outlines
from aptcheck.report.html.sky_picture import SkyPicture, locator, sky_picture
from aptcheck.report.rounding import Intervals
from aptcheck.report.visible import shortened
from aptcheck.results import SkyField, SkyPlace, SkySource

__all__ = ["FieldView", "field_at"]


@dataclass(frozen=True, kw_only=True)
class FieldView:
    """One background field: its pictures and what the script needs to turn it."""

    key: str
    field: SkyField
    opened: bool
    prospect: Prospect
    picture: SkyPicture
    wide: SkyPicture | None
    dial: Dial
    panels: tuple[Panel, ...]
    angle: float
    state: str
    sentence: str
    position: str
    origin: str
    aladin: str

    def level(self, panel: Panel) -> float | None:
        """Return the height of the first angle in a panel, None where it is not in it."""
        for turn in (0.0, -720.0, -360.0, 360.0, 720.0):
            if panel.low <= self.angle + turn <= panel.high:
                return HEIGHT * (panel.high - self.angle - turn) / (panel.high - panel.low)
        return None

    @property
    def crowded(self) -> bool:
        """Whether the field always has sources, so that only what brightens all of it counts."""
        return self.field.mode not in EMPTY_FIELDS

    @property
    def left(self) -> str:
        """What the remaining angles are, in a word or two."""
        if not self.prospect.checked:
            return f"allowed, not checked{'' if self.crowded else ' for sources'}"
        return "nothing brightens the field" if self.crowded else "clean"

    @property
    def pad(self) -> str:
        """How far the outlines may be off, arcsec; nothing where they are known."""
        pad = max((footprint.pad for footprint in self.field.footprints), default=0.0)
        return f"{pad:.2g}" if pad > 0.0 else ""

    @property
    def bound(self) -> bool:
        """Whether nothing else is known of dither positions than how far off they may be."""
        return any(footprint.is_bound for footprint in self.field.footprints)

    @property
    def aperture_pa(self) -> float:
        """The first angle as a position angle of the aperture that holds the target."""
        return round((self.angle + self.field.aperture_offset_deg) % 360.0, 3)

    def turned(self, intervals: Intervals) -> Intervals:
        """Return V3PA as position angles of that aperture; a range through 0 stays in one piece."""
        return AngleSet.of(intervals).shifted(self.field.aperture_offset_deg).arcs

    @cached_property
    def _numbers(self) -> dict[SkySource, int]:
        return numbered(self.field.sources)

    @property
    def sources(self) -> tuple[tuple[int, SkySource], ...]:
        """The sources of the table, with their numbers."""
        return tuple((number, one) for one, number in self._numbers.items())[:MOST_NUMBERED]

    @property
    def more_sources(self) -> int:
        """How many have no room in it."""
        return max(0, len(self._numbers) - MOST_NUMBERED)

    @cached_property
    def needs(self) -> tuple[tuple[int, NeedCircle], ...]:
        """The circle of each source that spoils the field at some angle, by number."""
        return tuple(
            (number, circle)
            for source, number in self._numbers.items()
            if (circle := need_circle(self.field.footprints, source, self.angle)) is not None
        )

    @cached_property
    def hits(self) -> frozenset[int]:
        """The numbers of the sources that spoil it at this one."""
        if self.state != "meets":
            return frozenset()
        return frozenset(
            number
            for source, number in self._numbers.items()
            if AngleSet.of(source.angles).contains(self.angle)
        )

    @property
    def science(self) -> tuple[ScienceOutline, ...]:
        """The science that the field meets."""
        return science_outlines(self.field, self.prospect, self.angle)

    @property
    def data(self) -> dict[str, object]:
        """What the script reads."""
        return field_data(self.field, self.prospect)


def field_at(
    key: str, field: SkyField, angles: Prospect, angle: float, *, opened: bool
) -> FieldView:
    """Return a field as it is at an angle."""
    close = sky_picture(field, angle)
    return FieldView(
        key=key,
        field=field,
        opened=opened,
        prospect=angles,
        picture=close,
        wide=None if close.complete else locator(field),
        dial=dial(angles, field.tracks),
        panels=panels(angles, field.tracks, field.aperture_offset_deg),
        angle=angle,
        state=angles.state(angle),
        sentence=state_sentence(field, angles, angle),
        position=_sexagesimal(field.ra_deg or 0.0, field.dec_deg or 0.0),
        origin=_origin(field),
        aladin=_aladin(field),
    )


def _origin(field: SkyField) -> str:
    """Return the science target from which the offsets of the suggestions are measured."""
    if not (field.science and field.suggested):
        return ""
    first = field.suggested[0]

    def amiss(place: SkyPlace) -> float:
        apart = distance_of(first.east - place.east, first.north - place.north)
        return abs(apart - first.offset_arcsec)

    return shortened(min(field.science, key=amiss).target, 60)


def _sexagesimal(ra: float, dec: float) -> str:
    """Return "12 34 56.789 +01 23 45.67", rounded only in its last digit."""
    milliseconds = round(ra / 15.0 * 3.6e6) % 86_400_000
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    hundredths = round(abs(dec) * 3.6e5)
    degrees, left = divmod(hundredths, 360_000)
    arcmin, left = divmod(left, 6_000)
    sign = "-" if dec < 0 else "+"
    return (
        f"{hours:02d} {minutes:02d} {rest / 1000:06.3f} "
        f"{sign}{degrees:02d} {arcmin:02d} {left / 100:05.2f}"
    )


def _aladin(field: SkyField) -> str:
    """Return the address of the field in Aladin Lite, wide enough for the science targets."""
    far = max([field.farthest, *(distance_of(p.east, p.north) for p in field.science)])
    target = quote(f"{field.ra_deg:.6f} {field.dec_deg:+.6f}")
    width = max(3.0 * far, 60.0) / 3600.0
    survey = quote("CDS/P/2MASS/color", safe="")
    return (
        f"https://aladin.cds.unistra.fr/AladinLite/?target={target}&fov={width:.4f}&survey={survey}"
    )
