"""Proposals with modes other than the MRS, with and without the MRS."""

from __future__ import annotations

from aptcheck.testing import Document, Observation, group, ifu, image, lrs, pair, proposal, target


def pair_of(science: Observation, sky: Observation) -> Document:
    """Return a proposal with observations 1 and 2, of which the second is the background."""
    return proposal(
        targets=[target(1, "NGC-1", background=[2]), target(2, "NGC-1-SKY", north=90)],
        observations=[science, sky],
        links=[group(1, 2)],
    )


def ifu_pair() -> Document:
    """Return a proposal without the MRS."""
    return pair_of(ifu(1), ifu(2))


def slitless_pair() -> Document:
    """Return an LRS slitless proposal."""
    return pair_of(lrs(1, subarray="SLITLESSPRISM"), lrs(2, subarray="SLITLESSPRISM"))


def three_modes() -> Document:
    """Return an MRS pair (1 and 2) with an IFU pair (3 and 4) and a pair of images (5 and 6)."""
    return pair(
        more_targets=[target(3, "NGC-2", background=[4], north=300), target(4, "SKY-2", north=400)],
        more_observations=[ifu(3), ifu(4), image(5, 3), image(6, 4)],
        more_links=[group(3, 4), group(5, 6)],
    )
