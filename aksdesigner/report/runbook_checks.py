"""Checks after a deployment: peerings, routes, next hops, endpoints, DNS, and what pods reach."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.queries.comparison import listed
from aksdesigner.iac.design import real_name
from aksdesigner.model.address import Address, AddressError
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.model.kinds.virtual_machine import VirtualMachine
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.report.kubernetes.flows import flows_of
from aksdesigner.report.kubernetes.names import object_name
from aksdesigner.report.runbook_where import Where
from aksdesigner.report.shell import Step, expected, line, word

POD = 'kubectl run check --rm --stdin --restart=Never --image="${IMAGE:?}" --command --'


def checks_of(analysis: Analysis, where: Where) -> Iterator[Step]:
    """Yield the steps that compare what was deployed with what the design says."""
    yield Step("Check the network", (), is_chapter=True)
    steps = (
        ("Peerings", _peerings(analysis, where), "Every state is Connected on both sides."),
        ("Route tables", _routes(analysis, where), "As drawn."),
        (
            "Effective routes",
            _effective(analysis, where),
            "Of machines that run; it takes a moment.",
        ),
        ("Next hops", _next_hops(analysis, where), "What the intents of the design expect."),
        ("Private endpoints", _endpoints(analysis, where), "Every state is Approved."),
        ("Links of private DNS zones", _links(analysis, where), "Every state is Completed."),
    )
    for title, commands, text in steps:
        found = tuple(commands)
        if found:
            yield Step(title, found, text)
    yield from _clusters(analysis, where)


def _peerings(analysis: Analysis, where: Where) -> Iterator[str]:
    topology = analysis.document.topology
    names = dict.fromkeys(half.from_ for half in topology.peerings)
    for name in names:
        vnet = analysis.facts.index.get(VirtualNetwork, name)
        if vnet is not None:
            network = ("--vnet-name", word(real_name(vnet)))
            place = where.of(vnet)
            yield line("az network vnet peering list", *place, *network, "--output table")


def _routes(analysis: Analysis, where: Where) -> Iterator[str]:
    for _, table in analysis.facts.index.of_kind(RouteTable):
        hops = [f"{r.prefix} to {r.next_hop_ip or r.next_hop_type}" for r in table.routes]
        if hops:
            yield expected(", ".join(hops))
        name = ("--route-table-name", word(real_name(table)))
        place = where.of(table)
        yield line("az network route-table route list", *place, *name, "--output table")


def _effective(analysis: Analysis, where: Where) -> Iterator[str]:
    for _, machine in analysis.facts.index.of_kind(VirtualMachine):
        name = ("--name", word(real_name(machine)))
        query = "--query 'networkProfile.networkInterfaces[0].id' --output tsv"
        card = line("az vm show", *where.of(machine), *name, query)
        yield f'az network nic show-effective-route-table --ids "$({card})" --output table'


def _next_hops(analysis: Analysis, where: Where) -> Iterator[str]:
    for query in analysis.document.queries:
        details = query.details
        source, target = str(details.get("from", "")), str(details.get("to", ""))
        machine = analysis.facts.index.get(VirtualMachine, source.partition(":")[2])
        if query.kind != "path" or not source.startswith("vm:") or machine is None:
            continue
        address = _address(analysis, target)
        place = analysis.facts.places.first(source)
        if address is None or place is None:
            continue
        try:
            trace = analysis.trace(source, target, mode="routing")
        except QueryError:
            continue
        row = trace.forward[0].route if trace.forward else None
        if row is not None:
            hop = ", ".join(str(ip) for ip in row.next_hop_ips)
            yield expected(f"{row.next_hop_type} {hop}".strip())
        yield line(
            "az network watcher show-next-hop",
            *where.of(machine),
            *("--vm", word(real_name(machine))),
            *("--source-ip", word(place.address)),
            *("--dest-ip", word(address)),
        )


def _address(analysis: Analysis, target: str) -> Address | None:
    try:
        return Address.parse(target)
    except AddressError:
        place = analysis.facts.places.first(target)
        return place.address if place else None


def _endpoints(analysis: Analysis, where: Where) -> Iterator[str]:
    query = "--query 'privateLinkServiceConnections[].privateLinkServiceConnectionState.status'"
    for _, endpoint in analysis.facts.index.of_kind(PrivateEndpoint):
        name = ("--name", word(real_name(endpoint)))
        place = where.of(endpoint)
        yield line("az network private-endpoint show", *place, *name, query, "--output tsv")


def _links(analysis: Analysis, where: Where) -> Iterator[str]:
    for _, zone in analysis.facts.index.of_kind(PrivateDnsZone):
        name = ("--zone-name", word(real_name(zone)))
        place = where.of(zone)
        yield line("az network private-dns link vnet list", *place, *name, "--output table")


def _clusters(analysis: Analysis, where: Where) -> Iterator[Step]:
    for cluster in analysis.document.topology.aks_clusters:
        if cluster.external:
            continue
        place = where.of(cluster)
        name = ("--name", word(real_name(cluster)))
        folder = word(f"networkpolicy/{object_name(cluster.name)}/")
        commands = [
            line("az aks get-credentials", *place, *name),
            *([expected(cluster.outbound_type)] if cluster.outbound_type else []),
            line("az aks show", *place, *name, "--query networkProfile.outboundType --output tsv"),
            "kubectl get nodes --output wide",
            "kubectl get --raw='/readyz?verbose'",
            "kubectl get pods --all-namespaces --field-selector=status.phase!=Running",
            line("kubectl apply --dry-run=server --filename", folder),
            line("kubectl apply --filename", folder),
            "kubectl get networkpolicy --all-namespaces",
            *_names(analysis),
            *_reached(analysis, cluster.name),
        ]
        text = "`IMAGE` is an image with nslookup and nc that your nodes may pull."
        if cluster.private:
            text += " The API server is private: enter these where its address is reachable."
        yield Step("Check a cluster", tuple(commands), text, is_chapter=True)


def _names(analysis: Analysis) -> Iterator[str]:
    for _, endpoint in analysis.facts.index.of_kind(PrivateEndpoint):
        if endpoint.fqdn:
            ips = endpoint.ips or ()
            if ips:
                yield expected(", ".join(str(ip) for ip in ips))
            yield line(POD, "nslookup", word(endpoint.fqdn))


def _reached(analysis: Analysis, name: str) -> Iterator[str]:
    for cluster in analysis.document.topology.aks_clusters:
        if cluster.name != name:
            continue
        for flow in flows_of(analysis, cluster):
            host = _host(analysis, flow.target)
            if not flow.source.startswith("pod:") or host is None or flow.protocol != "tcp":
                continue
            for port in listed(flow.ports):
                yield expected(f"open ({flow.words})")
                yield line(POD, "nc -vz -w 5", word(host), word(port))


def _host(analysis: Analysis, target: str) -> str | None:
    if ":" not in target and not target.startswith("-"):
        return target
    address = _address(analysis, target)
    return str(address) if address else None
