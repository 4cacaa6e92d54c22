from __future__ import annotations

from aptcheck.errors import UnreadableProposal
from aptcheck.rules import Context, Fault, Verdicts, rule


@rule("APT001", severity="error", about="file", silenced_by=set())
def unreadable_proposal(file: UnreadableProposal, context: Context) -> Verdicts:
    """The file cannot be read as a JWST proposal.

    ## What
    The file is neither an .aptx archive nor the XML that APT exports, has no JwstProposal root
    (a Hubble proposal, for example), is truncated or damaged, or is built to exhaust the reader:
    an XML bomb, an external entity, an archive that inflates without bound. Nothing in it was
    checked. The finding is made while the file is read; a proposal that was read passes.

    ## Why
    aptcheck cannot judge what it cannot read, and silence would look like a clean proposal. This
    rule can be neither deselected nor suppressed.

    ## How to fix
    Open the proposal in APT and save it again, or export it (File > Export, xml file), and check
    that copy. aptcheck does not check Hubble proposals.

    ## Source
    aptcheck's own judgement; the bounds are a multiple of the largest published APT file (17.6 MB
    of XML).
    """
    yield Fault(
        message=file.reason,
        fix="Open the proposal in APT and save it again, or export it with File > Export > xml "
        "file; then check that file.",
    )
