"""From bytes to the model; lxml and zipfile are used here only."""

from __future__ import annotations

from aptcheck.apt.columns import columns
from aptcheck.apt.document import Document, read_bytes, read_path
from aptcheck.apt.edits import Edited, edited
from aptcheck.apt.excerpts import excerpts
from aptcheck.apt.links import member_number
from aptcheck.apt.planner_texts import StoredWindows
from aptcheck.apt.root_element import PROPOSAL, is_other_xml, root_name
from aptcheck.apt.source import file_bytes
from aptcheck.apt.splices import Splice
from aptcheck.apt.unified import unified

__all__ = [
    "PROPOSAL",
    "Document",
    "Edited",
    "Splice",
    "StoredWindows",
    "columns",
    "edited",
    "excerpts",
    "file_bytes",
    "is_other_xml",
    "member_number",
    "read_bytes",
    "read_path",
    "root_name",
    "unified",
]
