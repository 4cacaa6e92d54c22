"""The background graph of a proposal given as a document."""

from __future__ import annotations

from aptcheck.background.build import build_graph
from aptcheck.background.graph import Graph
from aptcheck.config import IntentSetting
from aptcheck.testing import Document
from tests.reading import model_of


def graph_of(document: Document, **intents: dict[str, object]) -> Graph:
    """Read a document and build its graph; intents are keyed by target name or number."""
    settings = {name: IntentSetting.model_validate(given) for name, given in intents.items()}
    return build_graph(model_of(document), settings)


def numbers(graph: Graph) -> list[tuple[int, int]]:
    """Return the declared pairs as (science, sky) observation numbers."""
    return [(edge.science.number, edge.sky.number) for edge in graph.declared.edges]
