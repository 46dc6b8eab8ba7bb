"""The hub-spoke sample, built in the window from an empty canvas by mouse and keyboard alone."""

from __future__ import annotations

import pytest

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.iac.dialects import DIALECTS, export
from aksdesigner.model.document import Document
from aksdesigner.store.design_file import parse_design, read_bytes
from tests.gui.acceptance.user import User
from tests.support.window import sample_path

ZONE = "privatelink.vaultcore.azure.net"


def sample() -> Document:
    """The sample as its file says, without what is no part of the network: views and notes."""
    path = sample_path("hub-spoke")
    return parse_design(read_bytes(path), str(path)).document.replace(views=(), notes=())


def build(user: User) -> None:
    user.new_design()
    name_the_design(user)
    draw_networks(user)
    peer_networks(user)
    guard_subnets(user)
    route_through_the_firewall(user)
    draw_the_cluster(user)
    draw_machines(user)
    draw_the_vault(user)
    user.drag_kind("internet")
    user.add_row("Named destinations", "pay.example", "203.0.113.10")
    keep_paths(user)


def name_the_design(user: User) -> None:
    user.name_it("Hub and two spokes")
    user.fill("Default region", "southeastasia")


def draw_networks(user: User) -> None:
    draw_network(user, "hub", "10.0.0.0/16")
    user.rename(user.drag_kind("fw", "vnet:hub"), "azfw")
    user.select("subnet:hub/AzureFirewallSubnet")
    user.fill("Prefix", "10.0.1.0/26")
    draw_subnet(user, "hub", "snet-shared", "10.0.2.0/24")
    draw_network(user, "spoke-prod", "10.80.0.0/16")
    draw_subnet(user, "spoke-prod", "snet-aks-nodes", "10.80.16.0/21")
    draw_subnet(user, "spoke-prod", "snet-pe", "10.80.40.0/24")
    user.choose("Endpoint network policies", "NetworkSecurityGroupEnabled")
    draw_network(user, "spoke-shared", "10.81.0.0/16")
    draw_subnet(user, "spoke-shared", "snet-build", "10.81.8.0/24")


def draw_network(user: User, name: str, prefix: str) -> None:
    user.rename(user.drag_kind("vnet"), name)
    user.fill("Address space", prefix)


def draw_subnet(user: User, vnet: str, name: str, prefix: str) -> None:
    user.rename(user.drag_kind("subnet", f"vnet:{vnet}"), name)
    user.fill("Prefix", prefix)


def peer_networks(user: User) -> None:
    for spoke in ("spoke-prod", "spoke-shared"):
        user.connect("vnet:hub", f"vnet:{spoke}")
        user.select(f"peering:{spoke}>hub")
        user.set_switch("Allow forwarded traffic", is_on=True)
        user.select(f"peering:hub>{spoke}")
        user.set_switch("Allow forwarded traffic", is_on=False)


def guard_subnets(user: User) -> None:
    for subnet, group in (
        ("hub/snet-shared", "nsg-shared"),
        ("spoke-prod/snet-aks-nodes", "nsg-aks-nodes"),
        ("spoke-prod/snet-pe", "nsg-pe"),
        ("spoke-shared/snet-build", "nsg-build"),
    ):
        user.rename(user.drag_kind("nsg", f"subnet:{subnet}"), group)


def route_through_the_firewall(user: User) -> None:
    user.rename(user.drag_kind("rt", "subnet:spoke-prod/snet-aks-nodes"), "rt-spoke")
    user.set_switch("Disable gateway propagation", is_on=True)
    user.add_row("Routes", "default", "0.0.0.0/0", "VirtualAppliance", "10.0.1.4")
    user.connect("subnet:spoke-shared/snet-build", "rt:rt-spoke")
    user.select("fw:azfw")
    user.fill("Private address", "10.0.1.4")
    user.choose("Rules", "application")
    user.fill("Public addresses", "20")


def draw_the_cluster(user: User) -> None:
    user.rename(user.drag_kind("aks", "subnet:spoke-prod/snet-aks-nodes"), "aks-prod")
    user.choose("Dataplane", "cilium")
    user.choose("Network policy engine", "cilium")
    user.fill("Pod range", "100.64.0.0/14")
    user.fill("Service range", "172.29.0.0/16")
    user.fill("DNS service address", "172.29.0.10")
    user.choose("Outbound type", "userDefinedRouting")
    user.set_switch("Private API server", is_on=True)
    user.choose("Identity", "UserAssigned")
    user.select("pool:aks-prod/system")
    user.fill("Autoscaler maximum", "6")
    user.fill("Max surge", "33%")
    user.rename(user.drag_kind("pool", "aks:aks-prod"), "apps")
    user.fill("Nodes", "24")
    user.fill("Autoscaler maximum", "60")
    user.fill("Max surge", "33%")


def draw_machines(user: User) -> None:
    for subnet, name, address, purpose in (
        ("hub/snet-shared", "jump", "10.0.2.10", "jumpHost"),
        ("spoke-shared/snet-build", "ci-agent", "10.81.8.10", "ciAgent"),
    ):
        user.rename(user.drag_kind("vm", f"subnet:{subnet}"), name)
        user.fill("Private address", address)
        user.choose("Purpose", purpose)


def draw_the_vault(user: User) -> None:
    user.rename(user.drag_kind("paas"), "kv-payments")
    user.choose("Service", "keyVault")
    user.fill("Public name", "kv-payments.vault.azure.net")
    user.choose("Public network access", "Disabled")
    user.rename(user.drag_kind("zone"), ZONE)
    user.connect(f"zone:{ZONE}", "vnet:spoke-prod")
    user.connect(f"zone:{ZONE}", "vnet:hub")
    user.rename(user.drag_kind("pe", "subnet:spoke-prod/snet-pe"), "pe-kv")
    user.fill("Addresses", "10.80.40.4")
    user.connect("pe:pe-kv", "paas:kv-payments")


def keep_paths(user: User) -> None:
    user.keep_path("pod:aks-prod", "pay.example", required=True, why="payments")
    user.keep_path("vm:ci-agent", "vm:jump", port=22)
    user.keep_path("vm:jump", "api:aks-prod", operator=True)


@pytest.fixture
def built(user: User) -> Document:
    try:
        build(user)
    except BaseException:
        user.window.grab().save("/tmp/w/acc.png")
        raise
    assert not user.refused
    return user.hands.document


def test_what_a_hand_built_is_the_sample(user: User, built: Document) -> None:
    wanted = sample()
    assert built.topology == wanted.topology
    assert built.queries == wanted.queries
    assert (built.name, built.settings) == (wanted.name, wanted.settings)
    assert Analysis(built).findings == Analysis(wanted).findings
    for dialect in DIALECTS:
        assert export(built, dialect).files == export(wanted, dialect).files
