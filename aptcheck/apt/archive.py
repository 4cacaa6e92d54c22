"""The XML inside an .aptx, a zip from an untrusted source: size-limited, never extracted."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from aptcheck.apt.bounds import MAX_CANDIDATES, MAX_MANIFEST, MAX_MEMBERS, MAX_RATIO, MAX_XML
from aptcheck.apt.root_element import is_plain_proposal
from aptcheck.errors import UnreadableProposal

__all__ = ["is_archive", "proposal_member"]

# APT 2022.3 and later write the second.
_MANIFESTS = ("META-INF/MANIFEST.MF", "manifest")
_ENCRYPTED = 0x1 | 0x40
_LOCAL_HEADER = 30
_AGAIN = "save it again from APT."


def is_archive(data: bytes) -> bool:
    """Whether bytes begin as a zip does, whatever the file is called."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def proposal_member(data: bytes) -> tuple[str, bytes]:
    """Find the proposal in an archive and inflate only that.

    The manifest names it; otherwise it is the only XML whose root is a JwstProposal.

    Returns
    -------
    tuple of str and bytes
        The member's name and its XML.

    Raises
    ------
    UnreadableProposal
        If the archive is damaged, encrypted or malicious, or no proposal can be found.
    """
    # Before zipfile builds an object for each: every directory entry has this mark.
    if data.count(b"PK\x01\x02") > MAX_MEMBERS:
        raise UnreadableProposal(
            f"The archive has more than {MAX_MEMBERS:,} members; an .aptx has only a few."
        )
    with _readable("the archive"), zipfile.ZipFile(io.BytesIO(data)) as archive:
        _check_members(archive)
        info = _chosen(archive)
        return info.filename, _inflated(archive, info, MAX_XML)


@contextmanager
def _readable(what: str, member: str | None = None) -> Iterator[None]:
    """Turn whatever zipfile raises on damaged bytes into a sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error) as error:
        reason = f"Cannot read {what}: it is damaged or cut short ({str(error)[:100]}); {_AGAIN}"
    except NotImplementedError as error:
        reason = (
            f"Cannot read {what}: it is packed in an unusual way ({str(error)[:100]}); {_AGAIN}"
        )
    except (OSError, ValueError, RuntimeError, OverflowError, IndexError) as error:
        reason = f"Cannot read {what} ({str(error)[:100]}); {_AGAIN}"
    else:
        return
    raise UnreadableProposal(reason, member=member)


def _check_members(archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    for info in infos:
        name = info.orig_filename
        if (
            name.startswith("/")
            or "\\" in name
            or "\0" in name
            or name[1:3] == ":/"
            or ".." in name.split("/")
        ):
            raise UnreadableProposal(
                f"The archive contains a member named {name[:100]!r}, which points outside it; "
                "APT never writes such names, so it was not read."
            )
    names = Counter(info.orig_filename for info in infos)
    twice = next((name for name, times in names.items() if times > 1), None)
    if twice is not None:
        raise UnreadableProposal(
            f"The archive contains {twice[:100]!r} more than once, so it is ambiguous; {_AGAIN}"
        )
    ends = [*sorted(info.header_offset for info in infos)[1:], archive.start_dir]
    for info, end in zip(sorted(infos, key=lambda i: i.header_offset), ends, strict=False):
        if info.header_offset + _LOCAL_HEADER + info.compress_size > end:
            raise UnreadableProposal(
                "The archive's members overlap, as in a zip bomb; it was not read."
            )


def _chosen(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    infos = {info.orig_filename: info for info in archive.infolist()}
    named = {name for path in _MANIFESTS if path in infos for name in _named(archive, infos[path])}
    chosen = [infos[name] for name in sorted(named) if name in infos]
    if not chosen:
        candidates = [info for name, info in infos.items() if name.lower().endswith(".xml")]
        if not candidates:
            raise UnreadableProposal(
                "The archive contains no XML and so no proposal; use the .aptx that APT saves."
            )
        if len(candidates) > MAX_CANDIDATES:
            raise UnreadableProposal(
                f"The archive contains {len(candidates):,} XML files and does not say which is the "
                f"proposal; {_AGAIN}"
            )
        chosen = [info for info in candidates if _is_proposal(archive, info)]
        if not chosen and len(candidates) == 1:
            chosen = candidates
    if not chosen:
        raise UnreadableProposal("The archive contains several XML files, but no JWST proposal.")
    if len(chosen) > 1:
        listing = ", ".join(info.filename[:60] for info in chosen[:5])
        raise UnreadableProposal(
            f"The archive contains several proposals ({listing}) and does not say which to use."
        )
    return chosen[0]


def _named(archive: zipfile.ZipFile, manifest: zipfile.ZipInfo) -> Iterator[str]:
    """Yield the name in a manifest; a long line continues after a newline and a space."""
    text = _inflated(archive, manifest, MAX_MANIFEST).decode("utf-8", "replace")
    for line in text.replace("\r\n", "\n").replace("\n ", "").split("\n"):
        key, colon, value = line.partition(":")
        if colon and key.strip().lower() == "proposalfilename" and value.strip():
            yield value.strip()


def _inflated(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """Inflate a whole member; its header is trusted only to lower the limit."""
    _check_member(info)
    if info.file_size > limit:
        raise UnreadableProposal(
            f"{info.filename[:100]} would inflate to {info.file_size / 2**20:,.1f} MB, above the "
            f"limit of {limit / 2**20:g} MB; it was not read.",
            member=info.filename,
        )
    if info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise UnreadableProposal(
            f"{info.filename[:100]} would inflate more than {MAX_RATIO} times, as a zip bomb "
            "would; it was not read.",
            member=info.filename,
        )
    with _readable(info.filename[:100], info.filename), archive.open(info) as stream:
        content = stream.read(limit + 1)
        # The checksum is compared only at the end of the stream.
        rest = stream.read(1)
    if rest or len(content) > limit or len(content) != info.file_size:
        raise UnreadableProposal(
            f"{info.filename[:100]} does not have the size that the archive states; it is "
            f"damaged or malicious: {_AGAIN}",
            member=info.filename,
        )
    return content


def _check_member(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableProposal(
            f"{info.filename[:100]} is encrypted; APT writes archives without a password.",
            member=info.filename,
        )
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UnreadableProposal(
            f"{info.filename[:100]} is compressed by method {info.compress_type}, which APT "
            f"never uses; {_AGAIN}",
            member=info.filename,
        )


def _is_proposal(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Whether the root element, found in the first bytes of a member, is that of a JWST proposal.

    Nothing is parsed; a document type, which APT never writes, rules it out.
    """
    _check_member(info)
    with _readable(info.filename[:100], info.filename), archive.open(info) as stream:
        head = stream.read(MAX_MANIFEST)
    return is_plain_proposal(head)
