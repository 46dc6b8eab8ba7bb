"""Before an upgrade: what surge needs, what the subnets have, what the subscription allows."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.aks_network import node_subnets
from aksdesigner.iac.design import real_name
from aksdesigner.model.ids import key_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.report.runbook_where import Where, in_subscription
from aksdesigner.report.shell import Step, expected, line, word


def upgrade_of(analysis: Analysis, where: Where) -> Iterator[Step]:
    """Yield one chapter a cluster: versions, surge, free addresses, quota."""
    for cluster in analysis.document.topology.aks_clusters:
        if not cluster.external:
            yield Step(
                "Headroom for an upgrade",
                tuple(_commands(analysis, cluster, where)),
                "Before `az aks upgrade`: surge nodes take addresses and cores.",
                is_chapter=True,
            )


def _commands(analysis: Analysis, cluster: AksCluster, where: Where) -> Iterator[str]:
    scope = where.scopes.of(key_of("aks", cluster.name))
    place = where.at(scope)
    yield line("az aks get-upgrades", *place, "--name", word(real_name(cluster)), "--output table")
    for pool in cluster.pools:
        yield line(
            "az aks nodepool show",
            *place,
            *("--cluster-name", word(real_name(cluster)), "--name", word(pool.name)),
            "--query '{count:count, maxCount:maxCount, surge:upgradeSettings.maxSurge}'",
        )
    subnets = dict.fromkeys(
        f"{subnet_vnet}/{subnet}" for subnet_vnet, subnet in _node_subnets(analysis, cluster)
    )
    for name in subnets:
        yield from _subnet(analysis, name, where)
    region = cluster.region or analysis.document.settings.region
    location = word(region) if region else '"${LOCATION:?}"'
    session = in_subscription(scope)
    yield line("az vm list-usage --location", location, *session, "--output table")
    yield "kubectl get poddisruptionbudgets --all-namespaces"


def _node_subnets(analysis: Analysis, cluster: AksCluster) -> Iterator[tuple[str, str]]:
    for key in node_subnets(analysis.facts, cluster):
        vnet, _, name = split_key(key)[1].partition("/")
        yield vnet, name


def _subnet(analysis: Analysis, name: str, where: Where) -> Iterator[str]:
    vnet_name, _, subnet_name = name.partition("/")
    vnet = analysis.facts.index.get(VirtualNetwork, vnet_name)
    if vnet is None:
        return
    found = analysis.capacity(key_of("subnet", name))
    fits = "fits" if found.fits else "does not fit"
    yield expected(
        f"{found.usable} usable addresses, {found.need} needed with surge {found.surge}: {fits}"
    )
    subnet = next(s for s in vnet.subnets if s.name == subnet_name)
    yield line(
        "az network vnet subnet show",
        *where.of(vnet),
        *("--vnet-name", word(real_name(vnet)), "--name", word(real_name(subnet))),
        "--query 'length(ipConfigurations || `[]`)'",
    )
