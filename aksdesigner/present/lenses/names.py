"""Lens DNS: whom each network asks, and what it gets for the name of every private endpoint."""

from __future__ import annotations

from collections.abc import Sequence

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.present.lenses.lens import LegendRow, Lens, Said, Seen, used
from aksdesigner.present.name_sheet import networks_of

RESOLVES, ELSEWHERE, ASKS = "✓", "!", "D"


def see(document: Document, analysis: Analysis) -> Seen:
    """Return the servers of each network, and in how many networks an endpoint's name leads to it."""
    seen: dict[Key, Said] = {}
    for vnet in document.topology.vnets:
        servers = ", ".join(map(str, vnet.dns_servers))
        seen[key_of("vnet", vnet.name)] = Said(
            f"asks {servers or 'Azure DNS'}", "text", ASKS, "text2"
        )
    networks = networks_of(analysis)
    for endpoint in document.topology.private_endpoints:
        if endpoint.fqdn:
            answers = [analysis.dns(vnet, endpoint.fqdn).answer for vnet in networks]
            seen[key_of("pe", endpoint.name)] = _said(answers)
    return seen


def _said(answers: Sequence[str]) -> Said:
    good = answers.count("private")
    if good == len(answers):
        return Said("private everywhere", "text", RESOLVES, "ok")
    return Said(f"private in {good} of {len(answers)}", "warning", ELSEWHERE, "warning")


def legend(seen: Seen) -> tuple[LegendRow, ...]:
    """Return the signs that the picture uses."""
    return used(
        seen,
        LegendRow(ASKS, "text2", "Whom a network asks"),
        LegendRow(RESOLVES, "ok", "Every network gets the private address"),
        LegendRow(ELSEWHERE, "warning", "Some networks get another answer"),
    )


NAMES = Lens("dns", "DNS", see, legend)
