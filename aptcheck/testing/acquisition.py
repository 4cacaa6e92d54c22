"""The fields of a target acquisition, at the start of a template."""

from __future__ import annotations

from aptcheck.testing.element import leaf

__all__ = ["miri_acquisition", "nirspec_acquisition"]


def miri_acquisition(prefix: str, target: str | None) -> tuple[str, ...]:
    """Write the fields of a MIRI template; None leaves out Acq Target, NONE empties the others."""
    live = target is not None and target != "NONE"
    return (
        leaf(f"{prefix}:AcqTargetID", target),
        leaf(f"{prefix}:AcqFilter", "FND" if live else None),
        leaf(f"{prefix}:AcqReadoutPattern", "FASTGRPAVG" if live else ""),
        leaf(f"{prefix}:AcqGroups", 10 if live else ""),
        leaf(f"{prefix}:AcqEtcId"),
    )


def nirspec_acquisition(prefix: str, method: str | None, target: str | None) -> tuple[str, ...]:
    """Write the fields of a NIRSpec template; WATA includes the target unless it is None."""
    return (
        leaf(f"{prefix}:TaMethod", method),
        *(_wide_aperture(prefix, target) if method == "WATA" else ()),
        *(_reference_stars(prefix) if method == "MSATA" else ()),
    )


def _wide_aperture(prefix: str, target: str | None) -> tuple[str, ...]:
    return (
        leaf(f"{prefix}:AcqTargetID", target),
        leaf(f"{prefix}:AcqSubarray", "SUB2048"),
        leaf(f"{prefix}:AcqTargetFilter", "CLEAR"),
        leaf(f"{prefix}:AcqReadoutPattern", "NRSRAPID"),
        leaf(f"{prefix}:AcqEtcId"),
    )


def _reference_stars(prefix: str) -> tuple[str, ...]:
    """Write the fields of a template with an MSA acquisition."""
    return leaf(f"{prefix}:AcqMsaAcquisitionConfigFile"), leaf(f"{prefix}:ReferenceStars")
