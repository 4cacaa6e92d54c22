"""The MIRI MRS template, modelled in full."""

from aptcheck.model.place import Node
from aptcheck.model.templates.acquisition import Acquisition
from aptcheck.model.templates.dither_points import points_named
from aptcheck.model.templates.exposure import Exposure
from aptcheck.model.templates.mrs_gratings import Arm, Grating

__all__ = ["DitherPattern", "MrsExposure", "MrsTemplate"]


class DitherPattern(Node):
    """One entry of the Dithers list, named ``Dither <index>`` by the exposures.

    ``optimized_for`` is upper case: POINT SOURCE, EXTENDED SOURCE, ALL, CHANNEL 1, a BACKGROUND
    spelling, or what the file says.
    """

    index: int
    dither_type: str | None = None
    optimized_for: str | None = None
    direction: str | None = None

    @property
    def points(self) -> int | None:
        """The number of positions in ``4-Point``, ``2-Point``; None if the type does not say."""
        return points_named(self.dither_type)


class MrsExposure(Exposure):
    """One row of the exposure list.

    ``wavelength`` is the file's text, ``gratings`` its meaning (ALL is all three). ``dither`` is
    None for ``None`` and for a text that names no pattern; see ``dither_text``.
    ``groups``, ``readout``, ``integrations`` and ``filter`` are the imager's.
    """

    exposures: int | None = None
    wavelength: str | None = None
    gratings: tuple[Grating, ...] = ()
    dither_text: str | None = None
    dither: int | None = None
    filter: str | None = None
    readout: str | None = None
    groups: int | None = None
    integrations: int | None = None
    readout_long: str | None = None
    readout_short: str | None = None
    groups_long: int | None = None
    groups_short: int | None = None
    integrations_long: int | None = None
    integrations_short: int | None = None
    subarray_long: str | None = None
    subarray_short: str | None = None

    @property
    def undithered(self) -> bool:
        """Whether the exposure is not dithered, or its dither is not given."""
        return (self.dither_text or "NONE").strip().upper() == "NONE"

    def readout_on(self, arm: Arm) -> str | None:
        """Return the readout of one arm; without imaging SHORT has the readout of LONG."""
        own = self.readout_long if arm == "LONG" else self.readout_short
        return own or self.readout_long

    def groups_on(self, arm: Arm) -> int | None:
        """Return the Ngroups of one arm, None if it is not exposed."""
        return self.groups_long if arm == "LONG" else self.groups_short

    def integrations_on(self, arm: Arm) -> int | None:
        """Return the integrations of one arm."""
        return self.integrations_long if arm == "LONG" else self.integrations_short

    def subarray_on(self, arm: Arm) -> str | None:
        """Return the subarray of one arm, if the exposure gives it."""
        return self.subarray_long if arm == "LONG" else self.subarray_short


class MrsTemplate(Node):
    """The MIRI Medium Resolution Spectroscopy form of one observation.

    ``subarray`` is the imager's (Imager Subarray in APT): the MRS detectors have none, except
    where an exposure gives one.
    """

    acquisition: Acquisition = Acquisition.model_construct()
    detector: str | None = None
    simultaneous_imaging: bool | None = None
    subarray: str | None = None
    primary_channel: str | None = None
    dithers: tuple[DitherPattern, ...] = ()
    exposures: tuple[MrsExposure, ...] = ()

    @property
    def takes_spectra(self) -> bool:
        """Whether MRS exposures are taken: with Detector IMAGER there are none."""
        return self.detector != "IMAGER"

    @property
    def imager_primary(self) -> bool:
        """Whether the imager is on the target, with the MRS beside it."""
        return "IMAG" in (self.primary_channel or "")

    @property
    def takes_images(self) -> bool:
        """Whether the imager takes data beside the spectrometer."""
        return self.simultaneous_imaging is True or self.detector == "ALL"

    def pattern(self, exposure: MrsExposure) -> DitherPattern | None:
        """Return the dither pattern that an exposure names, None if it names none."""
        return next((d for d in self.dithers if d.index == exposure.dither), None)
