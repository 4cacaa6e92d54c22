from __future__ import annotations

from aptcheck.modes.mrs.imaging import takes_images
from aptcheck.rules import Context, Fault, Graph, NotChecked, Verdicts, applies, rule
from aptcheck.wording import MIRI_MRS, briefly, numbered


@rule("BKG805", severity="info", draft="off")
def simultaneous_imaging_differs(graph: Graph, context: Context) -> Verdicts:
    """One side of a pair takes simultaneous images and the other does not.

    ## What
    Simultaneous Imaging is YES on one side of a pair and NO on the other, in a non-interruptible
    link. Reported once for all pairs of the proposal.

    ## Why
    APT then reports on the science observation that the two sides differ. Usually that is a
    warning. Where the background has Primary Channel = Imager and the science takes no images, it
    was an error in 2025, which asks for linked backgrounds of the same kind although the link is
    right; in 2026 it is a warning. It does not affect the pair: the spectra are the same with and
    without images, and the pipeline uses the background as usual.

    ## How to fix
    No change needed for the spectra. To silence APT, set Simultaneous Imaging to the same value in
    both observations, MIRI Medium Resolution Spectroscopy tab.

    ## Source
    Proposals that APT printed, 2021 to 2026: 21 of 21 MRS science observations whose linked
    background differs so have such a report, and none of 797 whose background does not. Association
    generator of jwst 3.0.0, run with images on either side: every MRS exposure gets its background.
    """
    held = [bond for bond in graph.declared.bonds if bond.held]
    applies(held, "no background in a non-interruptible link")
    images = {o.number: takes_images(o) for bond in held for o in (*bond.sciences, *bond.skies)}
    if unclear := sorted(number for number, said in images.items() if said is None):
        yield NotChecked(f"{numbered('observation', unclear)}: Simultaneous Imaging is not known")
    parts = (part for bond in held for part in bond.parted(takes_images))
    unlike = [p for p in parts if {images[p.science.number], images[p.sky.number]} == {True, False}]
    if not unlike:
        return
    about = graph.declared.with_bonds(unlike)
    numbers = sorted({*about.science_numbers, *(sky.number for sky in about.skies)})
    imaging = [number for number in numbers if images[number]]
    others = [number for number in numbers if not images[number]]
    yield Fault(
        message=f"Simultaneous Imaging is YES in {briefly('observation', imaging)} and NO on the "
        f"other side of the pair, in {briefly('observation', others)}: APT reports the "
        "difference, which does not affect the spectra.",
        fix="No change needed for the spectra; to silence APT, set Simultaneous Imaging to the "
        f"same value on both sides, {MIRI_MRS} tab.",
        about=about,
        each={sky.number: "YES" if images[sky.number] else "NO" for sky in about.skies},
    )
