"""The benchmarks run, and the estates that they measure are the baselines' own."""

from __future__ import annotations

import importlib
import random

import pytest

from aksdesigner.analysis.reach.networks import Host
from aksdesigner.analysis.reach.reach import Reach
from tests.bench.estates import document_of, name_of, reference
from tests.support.shared import needs_shared

LIBRARIES = ("numpy", "rustworkx", "msgspec", "netaddr")
DELIVERED = 2  # the baseline's word for it


def require_libraries() -> None:
    for name in LIBRARIES:
        pytest.importorskip(name, reason=f"{name} is not installed (extra bench)")


@needs_shared
@pytest.mark.parametrize("name", ["engine", "overlap", "objects"])
def test_a_benchmark_runs(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    require_libraries()
    importlib.import_module(f"tests.bench.{name}").main(quick=True)
    assert "| ratio | median |" in capsys.readouterr().out


@needs_shared
@pytest.mark.parametrize("spokes", [10, 130])
def test_the_engine_agrees_with_the_baselines_walk(spokes: int) -> None:
    """Forward legs alone: the baseline knows no replies. Endpoints' subnets are no targets there."""
    require_libraries()
    estate = reference("estate").gen(spokes)
    reach, rng = Reach.of(document_of(estate)), random.Random(spokes)
    hosts = {}
    for subnet in estate.subnets:
        key = f"subnet:{estate.vnets[subnet.vnet].name}/{name_of(estate, subnet)}"
        host = reach.subnet(key)
        assert isinstance(host, Host)
        hosts[subnet.id] = host
    plain = [subnet for subnet in estate.subnets if hosts[subnet.id].kind == "host"]
    targets = rng.sample(plain, 40)
    contexts, found = reference("routing").engine_b(estate, [t.prefix[0] + 5 for t in targets])
    for target, row in zip(targets, found, strict=True):
        for source in rng.sample(estate.subnets, 40):
            verdict = reach.pair(hosts[source.id], hosts[target.id])
            arrives = verdict.verdict in ("delivered", "asymmetric") or verdict.leg == "return"
            expected = row[contexts[source.id]] == DELIVERED
            assert arrives == expected, (source, target, verdict)
