"""Bytes to model: the only home of lxml and zipfile."""

from __future__ import annotations

from aptcheck.apt.columns import columns
from aptcheck.apt.document import Document, read_bytes, read_path

__all__ = ["Document", "columns", "read_bytes", "read_path"]
