"""Deleting: contents go along, references let go."""

from __future__ import annotations

import pytest

from aksdesigner.edit.add import AddRegion, AddResource
from aksdesigner.edit.command import Refused
from aksdesigner.edit.queries import AddQuery
from aksdesigner.edit.remove import DeleteResources, deletion, gone_with
from aksdesigner.model.document import Document
from aksdesigner.model.references import dangling
from tests.support.edit_designs import hub_spoke, read


def delete(*keys: str) -> Document:
    after = DeleteResources(keys).apply(hub_spoke())
    assert not dangling(after.topology)
    return after


def keys_of(document: Document) -> set[str]:
    return set(document.topology.index.by_key)


def test_a_network_takes_everything_in_it() -> None:
    after = delete("vnet:spoke1")
    gone = keys_of(hub_spoke()) - keys_of(after)
    assert gone == {
        "vnet:spoke1",
        "subnet:spoke1/nodes",
        "subnet:spoke1/app",
        "subnet:spoke1/pe",
        "peering:hub>spoke1",
        "peering:spoke1>hub",
        "aks:aks1",
        "pool:aks1/system",
        "pool:aks1/user",
        "lb:lbi",
        "vm:app1",
        "pe:pe-kv",
    }
    assert after.topology.private_endpoint_ips == ()
    assert [link.vnet for link in after.topology.private_dns_zones[0].links] == ["hub"]
    assert [q.kind for q in after.queries] == ["overlaps"]
    assert [item.subject for item in after.accepted] == ["fw:azfw"]
    assert set(after.view.positions) == {"vnet:hub"}


def test_gone_with_says_so_beforehand() -> None:
    index = hub_spoke().topology.index
    assert set(gone_with(index, ["subnet:spoke1/nodes"])) == {
        "subnet:spoke1/nodes",
        "aks:aks1",
        "pool:aks1/system",
        "pool:aks1/user",
    }


def test_associations_let_go() -> None:
    after = delete("rt:rt-spoke", "nsg:nsg-shared", "natgw:natgw-1")
    for vnet in after.topology.vnets:
        for subnet in vnet.subnets:
            assert (subnet.route_table, subnet.nsg, subnet.nat_gateway) == (None, None, None)


def test_an_expectation_of_what_is_gone_stays_and_fails() -> None:
    after = delete("fw:azfw")
    assert after.queries[0].details["expect"]["forward"][1] == "fw:azfw"
    assert [item.rule for item in after.accepted] == ["CAP-02"]
    assert "fw:azfw" not in after.views[1].positions


def test_connections_end_with_their_site() -> None:
    assert delete("site:dc").topology.gateways[0].connections == ()


def test_endpoints_forget_services_and_zones() -> None:
    after = delete("paas:kv", "zone:privatelink.vaultcore.azure.net")
    endpoint = after.topology.private_endpoints[0]
    assert endpoint.target is None
    assert endpoint.zone_group == ()
    assert after.topology.aks_clusters[0].private_dns_zone is None


def test_backends_forget_machines() -> None:
    assert delete("vm:app1").topology.load_balancers[0].backends == ()


def test_the_second_pools_subnet_takes_that_pool_alone() -> None:
    subnets = [{"name": "a"}, {"name": "b"}]
    pools = [{"name": "one", "subnet": "a"}, {"name": "two", "subnet": "b"}]
    document = read(
        {
            "vnets": [{"name": "v", "subnets": subnets}],
            "aksClusters": [{"name": "c", "vnet": "v", "pools": pools}],
        }
    )
    after = DeleteResources(("v/b",)).apply(document)
    assert keys_of(after) == {"vnet:v", "subnet:v/a", "aks:c", "pool:c/one"}


def test_a_gateway_goes_with_its_subnet() -> None:
    assert "gw:vgw" not in keys_of(delete("subnet:hub/GatewaySubnet"))
    assert "fw:azfw" not in keys_of(delete("hub/AzureFirewallSubnet"))


def test_a_cluster_takes_its_pendants() -> None:
    assert "pods:aks1" not in delete("aks:aks1").view.positions


def test_one_half_of_a_peering_goes_alone() -> None:
    after = delete("peering:hub>spoke1")
    assert [p.name for p in after.topology.peerings] == ["spoke1>hub"]


def test_a_region_goes_without_its_contents() -> None:
    document = AddRegion("westeurope").apply(hub_spoke())
    document = AddResource("vnet", "region:westeurope", name="eu").apply(document)
    after = DeleteResources(("region:westeurope",)).apply(document)
    vnet = after.topology.vnets[-1]
    assert (vnet.name, vnet.region) == ("eu", None)
    assert "region:westeurope" not in after.view.positions


@pytest.mark.parametrize("key", ["vnet:none", "region:mars", "hub/none"])
def test_what_is_not_there_is_refused(key: str) -> None:
    with pytest.raises(Refused, match="is not in this design"):
        DeleteResources((key,)).apply(hub_spoke())


def test_a_query_from_a_pool_goes_with_the_pool() -> None:
    assert [q.details.get("from") for q in delete("pool:aks1/user").queries] == [
        "vm:app1",
        None,
        None,
    ]
    assert len(delete("pool:aks1/system").queries) == 4


def test_what_is_required_stays_and_what_goes_is_counted() -> None:
    document = hub_spoke()
    asked = {"kind": "path", "from": "vm:app1", "to": "10.0.0.4", "port": 8080}
    document = AddQuery({**asked, "required": True}).apply(AddQuery(asked).apply(document))
    command = deletion(document, ("vnet:spoke1",))
    after = command.apply(document)
    lost = len(document.queries) - len(after.queries)
    assert lost >= 1
    assert command.label == f"Delete spoke1 and {lost} intent{'s' if lost > 1 else ''}"
    assert after.queries[-1].details["required"] is True
    assert after.queries[-1].details["from"] == "vm:app1"
    assert deletion(after, ("vnet:spoke2",)).label == "Delete spoke2"
