"""Opening a catalogue in HATS form: its description, before any of its rows is read."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from aptcheck.catalog.address import Address
from aptcheck.catalog.failure import NoAnswer, short
from aptcheck.catalog.hats_failure import hats_failure
from aptcheck.catalog.hats_partition import Layout
from aptcheck.catalog.hats_web import storage_options
from aptcheck.catalog.patience import Patience
from aptcheck.catalog.survey import Survey, survey_of

if TYPE_CHECKING:
    from upath import UPath

__all__ = ["Opened", "is_hats_folder", "open_hats"]

#: The file that describes a catalogue, today and before, or a collection with its margins.
_DESCRIPTIONS = ("hats.properties", "properties", "collection.properties")

#: Where a catalogue has no column of that name: 2MASS in the bulk files of IPAC.
_OTHER_NAMES = {"dec": "decl"}


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Opened:
    """A catalogue whose description was read.

    Attributes
    ----------
    layout : Layout
    order, pixel : int array, shape (m,)
        Its partitions: HEALPix pixels, nested.
    """

    layout: Layout
    order: NDArray[np.int64]
    pixel: NDArray[np.int64]
    _base: UPath
    _suffix: str

    def path(self, number: int) -> UPath:
        """Return where a partition is, by its index."""
        from hats import HealpixPixel
        from hats.io import pixel_catalog_file

        pixel = HealpixPixel(int(self.order[number]), int(self.pixel[number]))
        # Nothing about the request is added to the address.
        return pixel_catalog_file(self._base, pixel, None, self._suffix)


def is_hats_folder(path: str) -> bool:
    """Whether a folder says that it is a catalogue in HATS form."""
    return any(os.path.isfile(f"{path}/{name}") for name in _DESCRIPTIONS)  # noqa: PTH113 - never raises


def open_hats(where: Path | Address, patience: Patience) -> Opened:
    """Return the catalogue in a folder or at an address.

    Raises
    ------
    NoAnswer
        It is not there, cannot be read, or is not one of the two surveys.
    """
    with warnings.catch_warnings():
        # What the libraries warn of is an error here (no list of partitions, no columns).
        warnings.simplefilter("ignore")
        try:
            return _opened(where, patience)
        except Exception as fault:  # each library has its own
            raise hats_failure(fault, patience.read_s) from fault


def _opened(where: Path | Address, patience: Patience) -> Opened:
    import lsdb
    from hats.io.paths import get_partition_info_pointer

    options = {}
    if isinstance(where, Address):
        options = storage_options(where, patience)
        _check_presence(where, options)
    catalogue = lsdb.open_catalog(
        where.url if isinstance(where, Address) else where, storage_options=options
    )
    found = catalogue.hc_structure
    info, base = found.catalog_info, found.catalog_base_dir
    if not get_partition_info_pointer(base).exists():
        raise NoAnswer("has no list of its partitions, so a missing one would not be noticed")
    survey, names = _columns(catalogue.original_schema.names)
    sorted_by = (info.ra_column, info.dec_column)
    if sorted_by != (names["ra"], names["dec"]):
        raise NoAnswer(f"is partitioned by other coordinates: {short(' and '.join(sorted_by))}")
    pixels = catalogue.get_healpix_pixels()
    folders = info.npix_suffix == "/"
    if folders and isinstance(where, Address):
        raise NoAnswer("has folders as partitions, whose files cannot be listed reliably")
    return Opened(
        layout=Layout(
            survey=survey,
            names=names,
            index=info.healpix_column,
            index_order=29 if info.healpix_order is None else info.healpix_order,
            folders=folders,
        ),
        order=np.array([pixel.order for pixel in pixels], dtype=np.int64),
        pixel=np.array([pixel.pixel for pixel in pixels], dtype=np.int64),
        _base=base,
        _suffix=info.npix_suffix,
    )


def _check_presence(address: Address, options: Mapping[str, Any]) -> None:
    """Read a description: hats takes a server that does not answer for an absent file."""
    from upath import UPath

    files = UPath(address.url, **options).fs
    for name in _DESCRIPTIONS:
        try:
            files.cat_file(f"{address.url}/{name}")
        except FileNotFoundError:
            continue
        return
    raise NoAnswer("has no catalogue in HATS form at this address")


def _columns(written: list[str]) -> tuple[Survey, dict[str, str]]:
    """Return the survey, and the catalogue's name of each of its columns."""
    own = {name.lower(): name for name in written}
    for name, other in _OTHER_NAMES.items():
        if other in own:
            own.setdefault(name, own[other])
    survey = survey_of(frozenset(own))
    if survey is None or not {"ra", "dec"} <= own.keys():
        raise NoAnswer("is neither AllWISE (columns ra, dec, w1mpro) nor 2MASS (ra, dec, k_m)")
    return survey, {n: own[n] for n in (*survey.columns, *survey.keys) if n in own}
