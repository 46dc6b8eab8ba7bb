"""A drop gives a correct thing: what is built from suggestions alone has no error."""

from __future__ import annotations

from aksdesigner.edit.add import AddResource
from aksdesigner.edit.command import Command
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.set_field import SetField
from aksdesigner.workspace.session import Session

BUILD: tuple[Command, ...] = (
    AddResource("vnet"),
    AddResource("fw", "vnet:hub"),
    AddResource("gw", "vnet:hub"),
    AddResource("subnet", "vnet:hub"),
    AddResource("vm", "hub/snet-1"),
    AddResource("vnet"),
    AddResource("subnet", "vnet:spoke1", fields={"purpose": "aks"}),
    AddResource("aks", "spoke1/snet-1"),
    AddResource("pool", "aks:aks-1"),
    AddResource("subnet", "vnet:spoke1"),
    AddResource("pe", "spoke1/snet-2"),
    AddResource("paas"),
    Connect("pe:pe-1", "paas:kv-1"),
    AddResource("zone", name="privatelink.vaultcore.azure.net"),
    Connect("pe:pe-1", "zone:privatelink.vaultcore.azure.net"),
    Connect("zone:privatelink.vaultcore.azure.net", "vnet:spoke1"),
    Connect("zone:privatelink.vaultcore.azure.net", "vnet:hub"),
    AddResource("subnet", "vnet:spoke1"),
    AddResource("vm", "spoke1/snet-3"),
    AddResource("lb", "spoke1/snet-3"),
    Connect("lb:lb-1", "vm:vm-2"),
    AddResource("nsg", "spoke1/snet-3"),
    Connect("vnet:hub", "vnet:spoke1"),
    AddResource("site", fields={"prefixes": ["172.20.0.0/16"]}),
    Connect("gw:vgw-1", "site:onprem-1"),
    AddResource("rt", "spoke1/snet-3"),
    SetField(
        "rt:rt-1",
        "routes",
        [
            {
                "name": "default",
                "prefix": "0.0.0.0/0",
                "nextHopType": "VirtualAppliance",
                "nextHopIp": "10.0.0.4",
            }
        ],
    ),
    SetField("rt:rt-1", "disableBgp", True),
)


def test_suggestions_overlap_nothing() -> None:
    session = Session()
    for command in BUILD:
        session.do(command)
        analysis = session.update.analysis
        assert [o for o in analysis.overlaps if o.severity == "error"] == []
        errors = [f.code for f in analysis.findings if f.severity == "error"]
        assert [code for code in errors if code.startswith(("ADR", "CAP", "PEER"))] == []


def test_the_spoke_leaves_through_the_firewall() -> None:
    session = Session()
    for command in BUILD:
        session.do(command)
    trace = session.update.analysis.trace("vm:vm-2", "203.0.113.10")
    assert [hop.token for hop in trace.forward] == ["vm:vm-2", "fw:azfw", "internet"]
    assert trace.verdict == "delivered"
    there = session.update.analysis.trace("vm:vm-1", "vm:vm-2")
    assert there.forward[-1].token == "vm:vm-2"
