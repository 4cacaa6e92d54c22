"""What a mode of an instrument says of itself: all that a rule or a report asks of it."""

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
    """The form of an observation, whichever mode it is of."""

    @property
    def place(self) -> Place:
        """Where it stands in the file."""
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
    """One mode, a frozen table of words and small functions.

    Parameters
    ----------
    name : str
        As reports have it.
    form : str
        The name of its template in APT, before "form" and "template".
    template : callable
        Returns the form of an observation, None for one of another mode, or one that takes no data
        of this mode.
    ramps : callable
        Yields the ramps of an observation of the mode.
    keys : tuple of str
        The names of the parts of a setting, as the JSON report has them.
    setting_order : callable
        Returns what settings are sorted by.
    setting_names : callable
        Returns settings as words.
    element : callable
        Returns the part of a setting that the exposures of a sky must have at all: the grating of
        an MRS setting, elsewhere all of it.
    element_names : callable
        Returns such parts as words.
    element_word, element_field : str
        What such a part is called, "grating", and by which field of APT it is set, "Wavelength".
    kin : callable
        Returns what two such parts share that are nearly one, and no more than that: the grating
        of an IFU with either filter, grating and filter behind any slit.
    dithers : callable
        Yields of each exposure what tells its dither pattern from others, and its number of
        positions, None where that is not known.
    is_unclear : callable
        Whether an exposure takes no part in a comparison: its setting or, where asked for, its
        readout is not known.
    unclear_fields : str
        The fields that make an exposure unclear, as words; ``groups_fields`` are those of Ngroups
        in the file.
    aperture, field : callable
        Return the aperture that holds the target, and the field about it; ``field`` raises
        ValueError with a fragment that says why there is none.
    demand_aperture : callable
        Raises ValueError where another aperture is put on the target.
    tile_pitch : callable
        Returns width and height of a mosaic's tiles without overlap, arcsec.
    acquisition_field : str
        The field of APT that is set to NONE for an observation without one.
    nods_field : str
        The field of APT that chooses nods.
    on_source_arcsec : (sure, perhaps) or None
        How near a background points to its source to be on it for sure, or perhaps, arcsec; None
        where the field itself tells.
    strategy : {"master", "pixel"}
        How the pipeline subtracts a background of the mode by default.
    taken_with : callable
        Returns the numbers of other observations that belong with one in a set: PSF references.
    is_never_sky : callable
        Whether its form says that an observation is not of the sky, whatever it is called.
    dithered_as : callable
        Returns the source class that the dither pattern speaks for, None where it says nothing.
    leakcals : callable
        Yields of each leakage calibration its row, its setting, None where a part of that is not
        known, and its number of positions at a tile, None likewise.
    is_reference : callable
        Whether an observation is of a PSF reference star by its own form.
    places : callable
        Returns where behind a mask an observation takes its target or its sky, one of each quadrant
        and dither position; None where that is not known.
    is_repeated : callable
        Whether the form repeats an observation in the opposite quadrant.
    demands_background : bool
        Whether every target of the mode is to have a background, as JDox asks for.
    patterns_for : callable
        Yields of each exposure the source type, POINT or EXTENDED, that its dither pattern is made
        for, None where it is for both.
    pattern_type : callable
        Returns what the pipeline compares of the dither pattern of an exposure before it attaches a
        background, None where the file does not say, and always where it compares none.
    is_nodded : callable
        Whether the pipeline subtracts the positions of an exposure from each other, None where the
        pattern is not known.
    is_mapped : callable
        Whether an observation maps its target step by step across the slit.
    bands_of : callable
        Returns the bands that a setting takes, as the footprints of the field name them.
    band_limit : callable or None
        Returns what the band of a footprint sees beside science of so many seconds, None where they
        are not known, and at an ecliptic latitude in degrees; None for a band that is not known.
        None itself where the fields of the mode are not looked into.
    source_type : callable or None
        Returns POINT or EXTENDED as the pipeline will take an observation of a target for, which is
        flagged as background or not; None where it takes no spectra.
    dithering : str
        How to dither a background, as it follows "In observation 2, MIRI MRS form, "; empty where
        no rule says so.
    has_list : bool
        Whether its form has a list of exposures, to which one can be added.
    lists_several : bool
        Whether a file was seen with more than one exposure in that list.
    dither_text : callable or None
        Returns by which text an exposure chooses one of the dithers of its form, None where it says
        nothing; None itself where a form has one dither or none.
    no_acquisition : tuple of (field, value or None)
        How a file says that an observation acquires nothing: fields with their values, None for one
        that is not there then; empty where that has not been seen.
    knows_group_times : bool
        Whether depths are compared in seconds; else groups of one readout and subarray are.
    equal_ramps : {"error", "warning", "info"} or None
        How bad other Ngroups or another readout is; None where ramps need not be equal unless
        pixel is set as strategy.
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
        """What stands before "observation" or "science target": "MRS", "NIRSpec IFU"."""
        return MODE_WORDS[self.name]

    @property
    def subtracts(self) -> bool:
        """Whether the pipeline subtracts a declared background of the mode."""
        return self.name in SUBTRACTED_MODES

    @property
    def looks_for_sources(self) -> bool:
        """Whether its background fields are looked into."""
        return self.band_limit is not None

    @property
    def article(self) -> str:
        """The article before ``called``: MRS and LRS are said letter by letter."""
        return "an" if self.called.startswith(("MRS", "LRS")) else "a"

    @property
    def or_no_acquisition(self) -> str:
        """What ends ``set Acq Target to ..., or``: ``to NONE``, where that is the same field."""
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
