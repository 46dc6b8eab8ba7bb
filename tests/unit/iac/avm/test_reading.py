"""Calls of a registry's modules, read back: what is understood, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from aksdesigner.iac.avm.codec import ModuleCodec
from aksdesigner.iac.avm.languages import LANGUAGES
from aksdesigner.iac.avm.parameters import Parameters, UnreadableError
from aksdesigner.iac.avm.reading import CalledModule, registry
from aksdesigner.iac.avm.table import modules
from aksdesigner.iac.read.bicep_program import read_program
from aksdesigner.iac.read.resources import Program, ReadResource
from aksdesigner.iac.read.syntax import ReadError
from aksdesigner.iac.read.values import Identity, Runtime

NETWORK = "Microsoft.Network/"
ZONES = NETWORK + "privateDnsZones"
VERSIONS = {name: m.source.version for name, m in modules("bicep").items()}
HEAD = "location: 'westeurope'\n    enableTelemetry: false"


def call(symbol: str, module: str, parameters: str, more: str = "") -> str:
    source = f"br/public:avm/res/network/{module}:{VERSIONS[module]}"
    return f"""
module {symbol} '{source}' = {{
  name: '{symbol}'
  params: {{
    {parameters}
  }}
  {more}
}}
"""


VNET = call(
    "vnet", "virtual-network", f"name: 'hub'\n    {HEAD}\n    addressPrefixes: ['10.0.0.0/16']"
)


def program(text: str) -> Program:
    return read_program({"main.bicep": text}.__getitem__, "main.bicep", {}, registry("bicep"))


def resources(text: str) -> dict[tuple[str, ...], ReadResource]:
    return {r.identity.names: r for r in program(text).resources}


def test_a_call_makes_the_resource_that_plain_code_would_say() -> None:
    found = resources(VNET)["hub",]
    assert found.type == NETWORK + "virtualNetworks"
    assert not found.existing
    assert found.place == "main.bicep:2"
    assert found.body == {
        "location": "westeurope",
        "properties": {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}},
    }


def test_outputs_are_the_name_and_the_id_of_what_is_made() -> None:
    subnet = call(
        "front",
        "virtual-network/subnet",
        "name: 'front'\n    virtualNetworkName: vnet.outputs.name\n    enableTelemetry: false",
    )
    user = """
resource user 'Microsoft.Some/things@2024-01-01' = {
  name: 'user'
  subnet: front.outputs.resourceId
}
"""
    found = resources(user + subnet + VNET)
    identity = Identity(NETWORK + "virtualNetworks/subnets", ("hub", "front"))
    assert found["hub", "front"].identity == identity
    assert found["user",].body == {"subnet": identity}


def test_a_look_up_beside_a_call_is_what_the_call_makes() -> None:
    text = f"""{VNET}
resource vnetMade '{NETWORK}virtualNetworks@2024-05-01' existing = {{
  name: 'hub'
}}
resource user 'Microsoft.Some/things@2024-01-01' = {{
  name: 'user'
  space: vnetMade.properties.addressSpace
  dependsOn: [vnet]
}}
"""
    found = program(text)
    assert [r.existing for r in found.resources] == [False, False]
    made, user = found.resources
    assert user.body == {"space": Runtime(made.identity, ("properties", "addressSpace"))}
    assert found.order.is_after(user.identity, made.identity)


def test_a_look_up_of_something_else_stays() -> None:
    text = f"""{VNET}
resource vnetMade '{NETWORK}virtualNetworks@2024-05-01' existing = {{
  name: 'hub2'
}}
"""
    assert [r.existing for r in program(text).resources] == [False, True]


def test_what_a_module_takes_in_comes_back_beside_it_in_order() -> None:
    zone = call(
        "zone",
        "private-dns-zone",
        """name: 'a.example'
    location: 'global'
    enableTelemetry: false
    virtualNetworkLinks: [
      {
        name: 'to-hub'
        location: 'global'
        registrationEnabled: false
        virtualNetworkResourceId: vnet.outputs.resourceId
      }
    ]
    a: [{ name: 'www', ttl: 300, aRecords: [{ ipv4Address: '10.0.0.4' }] }]""",
    )
    user = (
        "resource u 'Microsoft.Some/things@1' = {\n name: 'u'\n zone: zone.outputs.resourceId\n}\n"
    )
    found = program(VNET + zone + user)
    own = {(r.type, r.identity.names): r for r in found.resources}
    link = own[f"{ZONES}/virtualNetworkLinks", ("a.example", "to-hub")]
    record = own[f"{ZONES}/A", ("a.example", "www")]
    vnet = own[NETWORK + "virtualNetworks", ("hub",)]
    made = own[ZONES, ("a.example",)]
    assert link.body == {
        "location": "global",
        "properties": {"registrationEnabled": False, "virtualNetwork": {"id": vnet.identity}},
    }
    assert record.body == {"properties": {"ttl": 300, "aRecords": [{"ipv4Address": "10.0.0.4"}]}}
    after = found.order.is_after
    assert after(link.identity, made.identity)
    assert after(made.identity, vnet.identity)
    assert after(own["Microsoft.Some/things", ("u",)].identity, link.identity)
    assert not after(vnet.identity, made.identity)
    assert not after(made.identity, link.identity)


def test_a_call_goes_where_its_scope_says() -> None:
    text = VNET.replace("  }\n  \n", "  }\n  scope: resourceGroup('other')\n")
    (found,) = program(text).resources
    assert found.identity.group == "other"


def test_a_call_that_is_left_out_makes_nothing() -> None:
    assert not program(VNET.replace("= {", "= if (false) {", 1)).resources


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("virtual-network:", "load-balancer:", "is no module that an export calls"),
        (VERSIONS["virtual-network"], "9.9.9", "is of another version, expected"),
        ("br/public:avm", "br:other.azurecr.io/avm", "is no module that an export calls"),
        ("name: 'hub'\n", "\n", "vnet has no name"),
        ("addressPrefixes: ['10.0.0.0/16']", "", "needs addressPrefixes"),
        ("addressPrefixes: ['10.0.0.0/16']", "addressPrefixes: '10'", "is of type array"),
        ("enableTelemetry: false", "enableTelemetry: true", "expected False"),
        ("enableTelemetry: false", "", "enableTelemetry is missing"),
        ("enableTelemetry", "virtualNetworkGatewayName", "has no parameter virtualNetwork"),
        ("vnet 'br", "vnet2 'br", "nothing is declared as vnet"),
        ("params: {", "params: [", "expected"),
        ("name: 'hub'", "name: vnet.outputs.name", "needs itself"),
    ],
)
def test_what_is_not_understood_is_told_with_its_place(old: str, new: str, message: str) -> None:
    text = VNET + "\noutput id string = vnet.outputs.resourceId\n"
    assert old in text
    with pytest.raises(ReadError, match=re.escape(message)) as raised:
        program(text.replace(old, new, 1))
    assert raised.value.place.startswith("main.bicep:")


def test_an_output_that_a_module_does_not_give_is_told() -> None:
    with pytest.raises(ReadError, match="there is no 'subnets' in it"):
        program(VNET + "\noutput id string = vnet.outputs.subnets\n")


def test_a_peering_that_would_not_verify_the_gateway_is_told() -> None:
    text = call(
        "half",
        "virtual-network/virtual-network-peering",
        """name: 'to-b'
    localVnetName: 'a'
    remoteVirtualNetworkResourceId: resourceId('Microsoft.Network/virtualNetworks', 'b')
    doNotVerifyRemoteGateways: true""",
    )
    with pytest.raises(ReadError, match="doNotVerifyRemoteGateways is True, expected False"):
        program(text)


def without_a_way_back(module: CalledModule) -> CalledModule:
    return replace(module, codec=replace(module.codec, from_module=None))


def test_a_codec_without_a_way_back_is_told() -> None:
    known = registry("bicep")
    source = modules("bicep")["virtual-network"].source
    module = known.find(f"{source.source}:{source.version}", "here")
    assert isinstance(module, CalledModule)
    with pytest.raises(ReadError, match=re.escape(f"module {source.source} is not read back")):
        without_a_way_back(module).made({}, None, "here")


def nothing_taken(_: Parameters) -> Any:
    return None


@pytest.mark.parametrize("codec", LANGUAGES["bicep"].codecs, ids=lambda codec: codec.module)
def test_every_parameter_that_nobody_takes_is_told(codec: ModuleCodec) -> None:
    module = modules("bicep")[codec.module]
    called = CalledModule(module, replace(codec, from_module=nothing_taken), {})
    given: Mapping[str, Any] = {
        p.name: Runtime(Identity("x", ("y",)), ()) for p in module.parameters
    }
    with pytest.raises(ReadError) as raised:
        called.made(given, None, "here")
    for parameter in module.parameters:
        assert (parameter.name in raised.value.message) is (parameter.name not in codec.names)


def test_parts_of_a_call_have_to_be_of_their_shape() -> None:
    call_ = Parameters({"flag": True, "items": [1], "object": {"inner": {"deep": 1}}, "none": None})
    with pytest.raises(UnreadableError, match="flag is True, expected a list"):
        call_.items("flag")
    with pytest.raises(UnreadableError, match=r"items\[0\] is 1, expected an object"):
        call_.objects("items")
    with pytest.raises(UnreadableError, match="none is missing"):
        call_.need("none")
    with pytest.raises(UnreadableError, match="rest is missing"):
        call_.needed_items("rest")
    inner = call_.object("object").object("inner")
    assert call_.left() == ["object.inner.deep"]
    with pytest.raises(UnreadableError, match=r"object\.inner\.deep is 1, expected True"):
        inner.must("deep", value=True)
    assert call_.left() == []


def test_groups_of_rules_come_one_after_the_other() -> None:
    text = call(
        "policy",
        "firewall-policy",
        f"""name: 'p'
    {HEAD}
    tier: 'Standard'
    threatIntelMode: 'Alert'
    ruleCollectionGroups: [
      {{ name: 'one', priority: 100, ruleCollections: [] }}
      {{ name: 'two', priority: 200, ruleCollections: [] }}
    ]""",
    )
    found = program(text)
    policy, one, two = (r.identity for r in found.resources)
    assert [one.names, two.names] == [("p", "one"), ("p", "two")]
    assert found.order.is_after(one, policy)
    assert found.order.is_after(two, one)
    assert not found.order.is_after(one, two)


GATEWAY = call(
    "gateway",
    "virtual-network-gateway",
    f"""name: 'g'
    {HEAD}
    gatewayType: 'Vpn'
    skuName: 'VpnGw1AZ'
    virtualNetworkResourceId: vnet.outputs.resourceId
    existingPrimaryPublicIPResourceId: 'address'
    clusterSettings: {{ clusterMode: 'activePassiveNoBgp' }}""",
)


def test_a_subnet_that_a_module_finds_is_there_whoever_makes_it() -> None:
    identity = Identity(NETWORK + "virtualNetworks/subnets", ("hub", "GatewaySubnet"))
    (found,) = (r for r in program(VNET + GATEWAY).resources if r.identity == identity)
    assert found.existing
    subnet = call(
        "subnet",
        "virtual-network/subnet",
        "name: 'GatewaySubnet'\n    virtualNetworkName: vnet.outputs.name\n    enableTelemetry: false",
    )
    (found,) = (r for r in program(VNET + GATEWAY + subnet).resources if r.identity == identity)
    assert not found.existing
    gateway = program(VNET + GATEWAY).resources[1].body["properties"]
    configuration = gateway["ipConfigurations"][0]["properties"]
    assert configuration["subnet"] == {"id": identity}


def test_a_mode_of_a_gateway_that_nobody_knows_is_told() -> None:
    with pytest.raises(ReadError, match="clusterMode is 'activeTriple'"):
        program(VNET + GATEWAY.replace("activePassiveNoBgp", "activeTriple"))
