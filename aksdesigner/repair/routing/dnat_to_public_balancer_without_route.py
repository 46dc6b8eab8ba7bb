"""RTE-14: answers to the firewall's public address go to the Internet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.public_ip import PublicIp
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.routes import routes_of

CODE = "RTE-14"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Route the public addresses of the firewall to the Internet, where they are known."""
    index = analysis.document.topology.index
    firewall = index.at(finding.resources[0])
    subnet = key_of("subnet", str(finding.evidence["subnet"]))
    names = firewall.public_ip_names if isinstance(firewall, Firewall) else ()
    found = [index.get(PublicIp, name) for name in names]
    known = [f"{item.ip}/32" for item in found if item is not None and item.ip is not None]
    if known:
        title = f"Send {' and '.join(known)} of {label_of(subnet)} to the Internet"
        yield candidate(title, *routes_of(analysis, subnet, known, "Internet"))
