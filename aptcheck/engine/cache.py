"""The reports of earlier runs, in a folder of the user's own.

One file a report, named by the hash of all that the report depends on. A file is written under
another name and then renamed, and holds a checksum: runs may share the folder, and it may be
deleted at any time. It holds JSON, nothing that could be executed. Whatever goes wrong with it,
the proposals are judged again.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from time import time
from typing import TYPE_CHECKING, Final

from aptcheck.engine.cached_report import decoded, encoded
from aptcheck.intake.regular_file import opened

if TYPE_CHECKING:
    from aptcheck.results import ProposalReport

__all__ = ["Cache", "cache_folder"]

#: An entry that no run has used for this long is deleted.
_UNUSED_S: Final = 30 * 86_400
_DAY_S: Final = 86_400
#: Bytes of a report, uncompressed: far more than any has.
_MOST: Final = 1 << 28
_CHECKSUM: Final = 32
#: The names of an entry, of one that is being written, and of the folder of both. A user may name a
#: folder that has other files too, which are never deleted.
_ENTRY: Final = re.compile(r"[0-9a-f]{62}|[0-9a-f]{16}\.tmp")
_PART: Final = re.compile(r"[0-9a-f]{2}")
#: What backup programs know a cache by (bford.info/cachedir).
_TAG: Final = "CACHEDIR.TAG"
_TAG_TEXT: Final = b"Signature: 8a477f597d28d172789f06886806bc55\n# Reports that aptcheck keeps.\n"


def cache_folder() -> Path | None:
    """Return the folder of the cache: APTCHECK_CACHE_DIR, else the user's folder for caches.

    None if the user has none: in a container, a user may have neither a name nor a home.
    """
    named = os.environ.get("APTCHECK_CACHE_DIR")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    try:
        found = user_cache_path("aptcheck", appauthor=False)
    except RuntimeError:
        return None
    return found if found.is_absolute() else None  # "~": older platformdirs do not raise


class Cache:
    """A folder of reports.

    Parameters
    ----------
    folder : Path
        Made when first needed, for the user alone.
    announce : callable
        Called with a sentence once the folder cannot be used, or no longer be written.
    """

    def __init__(self, folder: Path, announce: Callable[[str], None]) -> None:
        self._folder = folder
        self._announce = announce
        self._usable: bool | None = None
        self._writable = True

    def is_kept_in(self, folder: Path) -> bool:
        """Whether people who look into a folder would see the cache."""
        try:
            # realpath, because resolve() raises if a link leads to itself.
            own, other = (Path(os.path.realpath(one)) for one in (self._folder, folder))
        except OSError:  # the working folder is gone
            return False
        inside = own.relative_to(other).parts if own.is_relative_to(other) else (".",)
        return not inside or not inside[0].startswith(".")

    def give_up(self, why: str) -> None:
        """Do without the cache, and say why."""
        if self._usable is not False:
            self._usable = False
            self._announce(f"The cache {self._folder} {why}; this run does without it.")

    def get(self, key: str) -> ProposalReport | None:
        """Return a report; None if there is none, or none that is whole."""
        if not self._is_usable():
            return None
        file = self._file(key)
        try:
            stream = opened(file)
            if stream is None:  # to read a pipe would wait for its writer
                return None
            with stream:
                content = stream.read(_MOST)
                used = os.fstat(stream.fileno()).st_mtime
        except FileNotFoundError:
            return None
        except OSError as fault:
            self.give_up(f"cannot be read ({_reason(fault)})")
            return None
        report = _report_in(content)
        if report is not None and time() - used > _DAY_S:
            with suppress(OSError):
                os.utime(file)
        return report

    def put(self, key: str, report: ProposalReport) -> None:
        """Keep a report."""
        if not (self._is_usable() and self._writable) or (content := encoded(report)) is None:
            return
        packed = zlib.compress(content, 1)
        file = self._file(key)
        draft = file.with_name(f"{token_hex(8)}.tmp")
        try:
            file.parent.mkdir(mode=0o700, exist_ok=True)
            draft.write_bytes(sha256(packed).digest() + packed)
            draft.replace(file)
        except OSError as fault:
            self._writable = False
            self._announce(
                f"The cache {self._folder} cannot be written ({_reason(fault)}); "
                "this run keeps nothing there."
            )
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self._folder.joinpath(key[:2], key[2:])

    def _is_usable(self) -> bool:
        if self._usable is None:
            self._usable = True
            try:
                self._prepare()
            except OSError as fault:
                self.give_up(f"cannot be used ({_reason(fault)})")
        return self._usable

    def _prepare(self) -> None:
        """Make the folder, and once a day remove what is no longer used."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _may_be_forged(self._folder):
            raise PermissionError(0, "others may write into it")
        tag = self._folder / _TAG
        with suppress(OSError):  # a folder that cannot be written can still be read
            if not tag.exists():
                tag.write_bytes(_TAG_TEXT)
            elif time() - tag.stat().st_mtime > _DAY_S:
                os.utime(tag)
                for file in _entries(self._folder):
                    with suppress(OSError):
                        if time() - file.stat().st_mtime > _UNUSED_S:
                            file.unlink(missing_ok=True)


def _reason(fault: OSError) -> str:
    return fault.strerror or type(fault).__name__


def _may_be_forged(folder: Path) -> bool:
    """Whether someone else could put a report there."""
    if os.name == "nt":  # a user's folders are the user's
        return False
    found = folder.stat()
    return found.st_uid != os.geteuid() or bool(found.st_mode & 0o022)


def _entries(folder: Path) -> Iterator[Path]:
    for part in folder.iterdir():
        if _PART.fullmatch(part.name) and part.is_dir():
            yield from (file for file in part.iterdir() if _ENTRY.fullmatch(file.name))


def _report_in(content: bytes) -> ProposalReport | None:
    checksum, packed = content[:_CHECKSUM], content[_CHECKSUM:]
    if sha256(packed).digest() != checksum:
        return None
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(packed, _MOST)
    except zlib.error:
        return None
    return decoded(text) if unpacking.eof else None
