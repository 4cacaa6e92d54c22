"""Bytes to model: the only home of lxml and zipfile."""

from __future__ import annotations

from aptcheck.apt.columns import columns
from aptcheck.apt.document import Document, read_bytes, read_path
from aptcheck.apt.links import member_number
from aptcheck.apt.planner_texts import StoredWindows
from aptcheck.apt.root_element import PROPOSAL, is_other_xml, root_name
from aptcheck.apt.source import file_bytes

__all__ = [
    "PROPOSAL",
    "Document",
    "StoredWindows",
    "columns",
    "file_bytes",
    "is_other_xml",
    "member_number",
    "read_bytes",
    "read_path",
    "root_name",
]
