"""GraphML read back by networkx: same nodes, same edges, hostile names whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import networkx
import pytest

from aksdesigner import resources
from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.facts.graph import graphml_of
from aksdesigner.store.design_file import read_design
from tests.support.builders import document

SAMPLES = sorted(resources.path("samples").glob("*.aksd"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_the_graph_comes_back(path: Path) -> None:
    graph = analyze(read_design(path).document).graph
    data = graphml_of(graph)
    back = networkx.parse_graphml(data.decode("utf-8"), force_multigraph=True)
    assert back.is_directed()
    for node, attributes in graph.nodes(data=True):
        assert back.nodes[node] == {k: str(v) for k, v in attributes.items() if v is not None}
    assert set(back) == set(graph)
    wanted = Counter((t, h, a["type"]) for t, h, a in graph.edges(data=True))
    assert Counter((t, h, a["type"]) for t, h, a in back.edges(data=True)) == wanted
    assert graphml_of(graph) == data


def test_hostile_names_come_back() -> None:
    name = "<&\"'> ]]> \U0001f600 é"
    graph = analyze(document(vnets=[{"name": name, "prefixes": ["10.0.0.0/16"]}])).graph
    back = networkx.parse_graphml(graphml_of(graph).decode("utf-8"))
    assert back.nodes[f"vnet:{name}"]["name"] == name
