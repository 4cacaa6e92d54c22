"""The forms of the instruments, and the reader of each template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypedDict

from lxml import etree

from aptcheck.apt.form import Form, local_name
from aptcheck.apt.miri_coronagraphy import read_miri_coronagraphy
from aptcheck.apt.miri_imaging import read_miri_imaging
from aptcheck.apt.miri_lrs import read_miri_lrs
from aptcheck.apt.mrs import read_mrs
from aptcheck.apt.nirspec_fixed_slits import read_nirspec_fixed_slits
from aptcheck.apt.nirspec_ifu import read_nirspec_ifu
from aptcheck.model import (
    CoronagraphyTemplate,
    FixedSlitTemplate,
    IfuTemplate,
    ImagingTemplate,
    LrsTemplate,
    MrsTemplate,
    TargetReference,
)
from aptcheck.wording import (
    MIRI_CORONAGRAPHY,
    MIRI_IMAGING,
    MIRI_LRS,
    MIRI_MRS,
    NIRSPEC_FIXED_SLITS,
    NIRSPEC_IFU,
)

__all__ = ["Templates", "opened_template", "read_template"]

_NAMESPACE: Final = "http://www.stsci.edu/JWST/APT/Template/"


class Templates(TypedDict, total=False):
    """The fields of an observation that may hold a template; at most one does."""

    mrs: MrsTemplate
    imaging: ImagingTemplate
    coronagraphy: CoronagraphyTemplate
    lrs: LrsTemplate
    ifu: IfuTemplate
    fixed_slits: FixedSlitTemplate


_Read = Callable[[Form, TargetReference | None], Templates]

# By APT's name in the file: the name of the template on the screen, and its reader.
_READERS: Final[Mapping[str, tuple[str, _Read]]] = {
    "MiriMRS": (MIRI_MRS, lambda form, target: {"mrs": read_mrs(form, target)}),
    "MiriImaging": (MIRI_IMAGING, lambda form, _: {"imaging": read_miri_imaging(form)}),
    "MiriCoron": (
        MIRI_CORONAGRAPHY,
        lambda form, target: {"coronagraphy": read_miri_coronagraphy(form, target)},
    ),
    "MiriLRS": (MIRI_LRS, lambda form, target: {"lrs": read_miri_lrs(form, target)}),
    "NirspecIFUSpectroscopy": (
        NIRSPEC_IFU,
        lambda form, target: {"ifu": read_nirspec_ifu(form, target)},
    ),
    "NirspecFixedSlitSpectroscopy": (
        NIRSPEC_FIXED_SLITS,
        lambda form, target: {"fixed_slits": read_nirspec_fixed_slits(form, target)},
    ),
}


def opened_template(observation: Form) -> Form | None:
    """Return the template of an observation as a form; None if it has none."""
    template = observation.form("Template")
    child = None if template is None else next(template.element.iterchildren(etree.Element), None)
    if child is None:
        return None
    name = local_name(child)
    called = _READERS[name][0] if name in _READERS else name
    return observation.opened(child, f"{observation.trail} > {called}")


def read_template(template: Form, target: TargetReference | None) -> Templates:
    """Read a template of an observation of ``target``.

    Empty for a template that is known by its name only. A template in another namespace than
    APT's is read, and is an oddity.
    """
    name = local_name(template.element)
    if name not in _READERS:
        return {}
    namespace = template.element.tag.rpartition("}")[0].lstrip("{")
    if namespace != _NAMESPACE + name:
        template.odd("xmlns", namespace or "none", (_NAMESPACE + name,))
    _, read = _READERS[name]
    return read(template, target)
