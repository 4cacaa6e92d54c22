"""What the catalogues say of one field: clean, contaminated or not checked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from aptcheck.geometry.angles import AngleSet

if TYPE_CHECKING:
    from aptcheck.catalog.survey_depth import SurveyDepth
    from aptcheck.contamination.field_sources import FieldSources
    from aptcheck.contamination.threat import ExtendedSource, FaintWings, Threat
    from aptcheck.model import Observation
    from aptcheck.modes.band_limit import BandLimit
    from aptcheck.schedule.swept_field import SweptField
    from aptcheck.wording import Reason

__all__ = ["FieldJudgement", "FieldOutcome"]

FieldOutcome = Literal["clean", "contaminated", "not-checked"]


@dataclass(frozen=True, kw_only=True, eq=False)
class FieldJudgement:
    """The field of one observation.

    Attributes
    ----------
    observation : Observation
    background : bool
        Whether it is a background; else a science field, judged on request.
    sciences : tuple of int
        The science observations that use it; a background may have none.
    pixel : bool
        Whether it is subtracted pixel by pixel.
    reason : Reason or None
        Why it is not checked; None when an empty field may be called clean. A field
        of which only one survey answered has a reason and may have threats.
    unknown_bands : tuple of str
        The bands in use of which no limits are known, where these are the reason.
    around : tuple of str
        What matters and is within reach of a dither of which only a bound is known.
    swept : SweptField or None
        None where the field cannot be computed.
    seen : FieldSources or None
        Every source around the field, whether it matters or not; None where no catalogue was asked
        about it.
    threats : tuple of Threat
        The worst first.
    faint_wings : tuple of FaintWings
        Sources outside the field whose wings bring nearly too much light into it, the worst first.
    extended : tuple of ExtendedSource
        Extended or nebulous sources in or near the field, the nearest first.
    limits : tuple of BandLimit
        What the sources were compared with, by band.
    depths : tuple of SurveyDepth
        How deep the catalogues look, band by band as ``limits``.
    surveys, missing, suppliers : tuple of str
        The catalogues that answered, those that were not supplied, and who answered.
    crowded : bool
        The surrounding sky holds as many such sources as the field sweeps: another place would not
        be better.
    """

    observation: Observation
    background: bool
    sciences: tuple[int, ...]
    pixel: bool = False
    reason: Reason | None = None
    unknown_bands: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    swept: SweptField | None = None
    seen: FieldSources | None = None
    threats: tuple[Threat, ...] = ()
    faint_wings: tuple[FaintWings, ...] = ()
    extended: tuple[ExtendedSource, ...] = ()
    limits: tuple[BandLimit, ...] = ()
    depths: tuple[SurveyDepth, ...] = ()
    surveys: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    crowded: bool = False

    @property
    def skies(self) -> tuple[Observation, ...]:
        """The observation, as pairings have several."""
        return (self.observation,)

    @property
    def science_numbers(self) -> tuple[int, ...]:
        """The numbers of those that use it, likewise."""
        return self.sciences

    @property
    def outcome(self) -> FieldOutcome:
        """Contaminated where a threat is known; clean only where nothing is left unchecked."""
        if self.threats:
            return "contaminated"
        return "clean" if self.reason is None else "not-checked"

    @property
    def always_inside(self) -> tuple[Threat, ...]:
        """The threats in the field at every allowed angle, the worst first."""
        return tuple(threat for threat in self.threats if threat.always_inside)

    @property
    def always_beside(self) -> tuple[Threat, ...]:
        """Those that spoil it from outside at every allowed angle, the worst first."""
        return tuple(threat for threat in self.threats if threat.always_beside)

    @property
    def always(self) -> tuple[Threat, ...]:
        """Both: each is a finding of its own."""
        return (*self.always_inside, *self.always_beside)

    @property
    def others(self) -> tuple[Threat, ...]:
        """All other threats, the worst first; together they may leave no angle clean."""
        return tuple(t for t in self.threats if not (t.always_inside or t.always_beside))

    @cached_property
    def avoid(self) -> AngleSet:
        """The allowed V3PA at which any threat spoils the field."""
        return AngleSet.any_of(threat.angles for threat in self.threats)

    @cached_property
    def clean(self) -> AngleSet:
        """The allowed V3PA at which none does; nothing where the field cannot be computed."""
        return self.swept.clean(self.avoid) if self.swept is not None else AngleSet.empty()

    def clear_arcsec(self, threat: Threat) -> int:
        """Return how far from the target a threat spoils none of its bands at any angle.

        Whole arcsec, rounded up; the source's position error is in it, and how far the two move
        against each other.
        """
        reach = self.swept.field.reach.farthest if self.swept is not None else 0.0
        wings = threat.wings.radius_arcsec if threat.wings is not None else 0.0
        widths = [limit.fwhm_arcsec for limit in self.limits if limit.band in threat.bands]
        spread = max([wings, *widths])
        place = threat.place
        return math.ceil(reach + spread + place.error_arcsec + place.strays_arcsec)
