"""A mode of an instrument: everything that rules and reports need to know about it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from aptcheck.mode_names import MODE_WORDS, SUBTRACTED_MODES
from aptcheck.modes.ramp import by_wavelength

if TYPE_CHECKING:
    from aptcheck.finding import SeverityWord
    from aptcheck.geometry.footprint import Field, Footprint
    from aptcheck.mode_names import ModeName
    from aptcheck.model import Observation, Place, Target
    from aptcheck.model.templates.exposure import Exposure
    from aptcheck.modes.band_limit import BandLimit
    from aptcheck.modes.ramp import Ramp, Setting
    from aptcheck.observatory.siaf import Aperture

__all__ = ["Mode", "Template"]


class Template(Protocol):
    """The form of an observation, in any mode."""

    @property
    def place(self) -> Place:
        """Its place in the file."""
        ...

    @property
    def exposures(self) -> tuple[Exposure, ...]:
        """The rows of its exposure list."""
        ...


def _itself(setting: Setting) -> Setting:
    return setting


def _nothing(_: Observation) -> str | None:
    return None


def _none_made_for_either(_: Observation) -> Iterable[str | None]:
    return ()


def _by_itself(_: Observation) -> tuple[int, ...]:
    return ()


def _no_band(_: Setting) -> tuple[str, ...]:
    return ()


def _perhaps(_: Observation) -> bool:
    return False


def _no_leakcals(_: Observation) -> Iterable[tuple[Exposure, Setting | None, int | None]]:
    return ()


def _behind_no_mask(_: Observation) -> frozenset[Hashable] | None:
    return frozenset()


def _compared_by_nothing(_: Ramp) -> str | None:
    return None


def _never_nodded(_: Ramp) -> bool:
    return False


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Mode:
    """One mode: a frozen table of words and small functions.

    Parameters
    ----------
    name : str
        The name in reports.
    form : str
        The name of its template in APT, and of that tab.
    template : callable
        Returns the form of an observation, None if it is of another mode or takes no data of this
        mode.
    ramps : callable
        Yields the ramps of an observation of the mode.
    keys : tuple of str
        The names of the parts of a setting, as in the JSON report.
    setting_order : callable
        Returns the sort key of settings.
    setting_names : callable
        Returns settings as words.
    element : callable
        Returns the part of a setting that the background exposures must share: the grating of an
        MRS setting, elsewhere all of it.
    element_names : callable
        Returns such parts as words.
    element_word, element_field : str
        The name of such a part, "grating", and APT's field for it, "Wavelength Range".
    kin : callable
        Returns what only two nearly equal parts of this kind have in common: the grating of
        an IFU with either filter, grating and filter behind any slit.
    dithers : callable
        Yields for each exposure what distinguishes its dither pattern, and its number of
        positions, None if that is not known.
    is_unclear : callable
        Whether an exposure cannot be compared: its setting or, if asked for, its readout is not
        known.
    unclear_fields : str
        The fields that make an exposure unclear, in words; ``groups_fields`` are the fields for
        Ngroups in the file.
    aperture, field : callable
        Return the aperture on the target, and the field around it; ``field`` raises ValueError
        with a fragment that says why there is none.
    demand_aperture : callable
        Raises ValueError if another aperture is put on the target.
    tile_pitch : callable
        Returns width and height of a mosaic's tiles without overlap, arcsec.
    acquisition_field : str
        The field of APT that is set to NONE for no acquisition.
    nods_field : str
        The field of APT that chooses nods.
    on_source_arcsec : (sure, perhaps) or None
        How near its source a background must point to be certainly or perhaps on it, arcsec; None
        if the field itself decides.
    strategy : {"master", "pixel"}
        How the pipeline subtracts a background of the mode by default.
    taken_with : callable
        Returns the numbers of other observations in a set with this one: PSF references.
    is_never_sky : callable
        Whether its form rules out a background, whatever the observation is called.
    dithered_as : callable
        Returns the source class that the dither pattern implies, None if it implies none.
    leakcals : callable
        Yields for each leakage calibration its row, its setting (None if a part of that is not
        known), and its number of positions per tile (None if not known).
    is_reference : callable
        Whether, by its own form, an observation is of a PSF reference star.
    places : callable
        Returns where behind a mask an observation takes its target or its background, one for each
        quadrant and dither position; None if that is not known.
    is_repeated : callable
        Whether the form repeats an observation in the opposite quadrant.
    demands_background : bool
        Whether every target of the mode should have a background, as JDox asks.
    patterns_for : callable
        Yields for each exposure the source type, POINT or EXTENDED, for which its dither pattern
        is made, None if for both.
    pattern_type : callable
        Returns what the pipeline compares of the dither pattern of an exposure before it attaches a
        background; None if the file does not say, and always if the pipeline compares nothing.
    is_nodded : callable
        Whether the pipeline subtracts the positions of an exposure from each other, None if the
        pattern is not known.
    is_mapped : callable
        Whether an observation maps its target with steps across the slit.
    bands_of : callable
        Returns the bands of a setting, as named by the footprints of the field.
    band_limit : callable or None
        Returns what the band of a footprint sees, for science of a number of seconds (None if not
        known) at an ecliptic latitude in degrees; None for an unknown band. None itself if
        aptcheck does not check fields of the mode for sources.
    source_type : callable or None
        Returns POINT or EXTENDED as the pipeline will treat an observation of a target, which is
        flagged as background or not; None itself if the mode takes no spectra.
    dithering : str
        How to dither a background, as it follows "In observation 2, MIRI ... tab, "; empty if no
        rule says so.
    has_list : bool
        Whether its form has a list of exposures that can be extended.
    lists_several : bool
        Whether a file with more than one exposure in that list was seen.
    dither_text : callable or None
        Returns the text with which an exposure chooses one of the dithers of its form, None if it
        says nothing; None itself if a form has at most one dither.
    no_acquisition : tuple of (field, value or None)
        How a file says that an observation acquires nothing: fields with their values, None for a
        field that is then absent; empty if that has not been seen.
    knows_group_times : bool
        Whether depths are compared in seconds; otherwise as groups of one readout and subarray.
    equal_ramps : {"error", "warning", "info"} or None
        How bad a different Ngroups or readout is; None if ramps need not be equal unless the
        strategy is set to pixel.
    """

    name: ModeName
    form: str
    template: Callable[[Observation], Template | None]
    ramps: Callable[[Observation], Iterable[Ramp]]
    keys: tuple[str, ...]
    setting_names: Callable[[Iterable[Setting]], str]
    element_names: Callable[[Iterable[Setting]], str]
    element_word: str
    element_field: str
    dithers: Callable[[Observation], Iterable[tuple[Hashable, int | None]]]
    is_unclear: Callable[[Observation, bool], bool]
    unclear_fields: str
    aperture: Callable[[Observation], Aperture]
    field: Callable[[Observation], Field]
    demand_aperture: Callable[[Observation], None]
    tile_pitch: Callable[[Observation], tuple[float, float]]
    strategy: Literal["master", "pixel"]
    source_type: Callable[[Observation, Target | None, bool], str] | None
    equal_ramps: SeverityWord | None
    dithering: str = ""
    has_list: bool = True
    lists_several: bool = True
    dither_text: Callable[[Exposure], str | None] | None = None
    no_acquisition: tuple[tuple[str, str | None], ...] = ()
    knows_group_times: bool = False
    groups_fields: frozenset[str] = frozenset({"Groups"})
    setting_order: Callable[[Setting], tuple[tuple[int, str], ...] | tuple[int, ...]] = (
        by_wavelength
    )
    element: Callable[[Setting], Setting] = _itself
    kin: Callable[[Setting], Setting] = _itself
    dithered_as: Callable[[Observation], str | None] = _nothing
    taken_with: Callable[[Observation], tuple[int, ...]] = _by_itself
    is_never_sky: Callable[[Observation], bool] = _perhaps
    leakcals: Callable[[Observation], Iterable[tuple[Exposure, Setting | None, int | None]]] = (
        _no_leakcals
    )
    is_reference: Callable[[Observation], bool] = _perhaps
    places: Callable[[Observation], frozenset[Hashable] | None] = _behind_no_mask
    is_repeated: Callable[[Observation], bool] = _perhaps
    demands_background: bool = False
    patterns_for: Callable[[Observation], Iterable[str | None]] = _none_made_for_either
    pattern_type: Callable[[Ramp], str | None] = _compared_by_nothing
    is_nodded: Callable[[Ramp], bool | None] = _never_nodded
    is_mapped: Callable[[Observation], bool] = _perhaps
    acquisition_field: str = "Acq Target"
    nods_field: str = "Dither Type"
    on_source_arcsec: tuple[float, float] | None = None
    bands_of: Callable[[Setting], tuple[str, ...]] = _no_band
    band_limit: Callable[[Footprint, float | None, float], BandLimit | None] | None = None

    @property
    def called(self) -> str:
        """The words before "observation" or "science target": "MRS", "NIRSpec IFU"."""
        return MODE_WORDS[self.name]

    @property
    def subtracts(self) -> bool:
        """Whether the pipeline subtracts a declared background of the mode."""
        return self.name in SUBTRACTED_MODES

    @property
    def looks_for_sources(self) -> bool:
        """Whether its background fields are checked for sources."""
        return self.band_limit is not None

    @property
    def article(self) -> str:
        """The article before ``called``: MRS and LRS are said letter by letter."""
        return "an" if self.called.startswith(("MRS", "LRS")) else "a"

    @property
    def or_no_acquisition(self) -> str:
        """The end of ``set Acq Target to ..., or``: ``to NONE`` if that is the same field."""
        same = self.acquisition_field == "Acq Target"
        return "to NONE" if same else f"{self.acquisition_field} to NONE"

    def is_taken(self, observation: Observation) -> bool:
        """Whether an observation is of this mode."""
        return self.template(observation) is not None

    def is_live(self, observation: Observation) -> bool:
        """Whether data of this mode are still to be taken, or have been."""
        return self.is_taken(observation) and not observation.is_out

    def ordered(self, settings: Iterable[Setting]) -> list[Setting]:
        """Return settings, each once, in the order of the mode."""
        return sorted(set(settings), key=self.setting_order)
