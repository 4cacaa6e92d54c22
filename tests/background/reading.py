"""The background graph of a proposal given as a document."""

from __future__ import annotations

from collections.abc import Mapping

from aptcheck.background.build import build_graph
from aptcheck.background.graph import Graph
from aptcheck.config import IntentSetting
from aptcheck.mode_names import ModeName
from aptcheck.modes.judged import mode_named
from aptcheck.testing import Document
from tests.reading import model_of


def graph_of(document: Document, **intents: Mapping[str, object]) -> Graph:
    """Read a document and build its graph; intents are keyed by target name or number."""
    settings = {name: IntentSetting.model_validate(given) for name, given in intents.items()}
    return build_graph(model_of(document), mode_named("miri-mrs"), settings)


def graph_in(document: Document, mode: ModeName) -> Graph:
    """Read a document and build its graph in a mode."""
    return build_graph(model_of(document), mode_named(mode))


def numbers(graph: Graph) -> list[tuple[int, int]]:
    """Return the declared pairs as (science, sky) observation numbers."""
    return [(edge.science.number, edge.sky.number) for edge in graph.declared.edges]
