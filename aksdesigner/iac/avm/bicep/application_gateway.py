"""Microsoft.Network/applicationGateways -> the application gateway module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import BodyReader, UnsayableError, numbers, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, as_always, reference, said, zones
from aksdesigner.iac.expression import Body, Number, Raw
from aksdesigner.iac.read.registry import Made

PASSED = (  # in ARM's own shape
    "gatewayIPConfigurations",
    "frontendIPConfigurations",
    "frontendPorts",
    "sslCertificates",
    "backendAddressPools",
    "backendHttpSettingsCollection",
    "probes",
    "httpListeners",
    "requestRoutingRules",
)
WITH_POLICY = "WAF_v2"
MOST = 10  # instances that the module takes as a fixed number
# what Azure does when nothing is said; the module has a list of ciphers and no buffers
AS_AZURE_HAS_IT: Body = {
    "sslPolicyType": "Predefined",
    "sslPolicyName": "AppGwSslPolicy20220101",
    "enableRequestBuffering": True,
    "enableResponseBuffering": True,
}


def to_module(source: Source) -> Body:
    """Return the parameters. No zones are said as such: the module's default is all three."""
    body = source.body
    properties = body.object("properties")
    sku = properties.object("sku")
    name, tier = sku.need("name"), sku.take("tier")
    if tier not in (None, name):
        raise UnsayableError("its tier is that of its size")
    policy = properties.id("firewallPolicy")
    if (policy is None) is (text_of(name) == WITH_POLICY):
        raise UnsayableError(f"it has a policy for {WITH_POLICY}, and for that alone")
    own: list[Raw] = [*numbers(body.take("zones"))]
    return {
        **head(body),
        "sku": name,
        **_size(sku, properties),
        "firewallPolicyResourceId": policy,
        "availabilityZones": own,
        **{part: properties.take(part) for part in PASSED},
        **AS_AZURE_HAS_IT,
    }


def _size(sku: BodyReader, properties: BodyReader) -> Body:
    capacity = sku.take("capacity")
    scale = properties.object("autoscaleConfiguration")
    fewest, most = scale.take("minCapacity"), scale.take("maxCapacity")
    if (fewest is None) is not (most is None) or (capacity is None) is (most is None):
        raise UnsayableError("it has a fixed number of instances, or a lowest and a highest")
    if isinstance(capacity, Number) and capacity.value > MOST:
        raise UnsayableError(f"it takes {MOST} instances at most")
    return {
        "capacity": capacity,
        "autoscaleMinCapacity": fewest,
        "autoscaleMaxCapacity": most,
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    as_always(call, AS_AZURE_HAS_IT)
    name = call.need("sku")
    fewest, most = call.take("autoscaleMinCapacity"), call.take("autoscaleMaxCapacity")
    scale = said(minCapacity=fewest, maxCapacity=most)
    properties = said(
        sku=said(name=name, tier=name, capacity=call.take("capacity")),
        autoscaleConfiguration=scale or None,
        firewallPolicy=reference(call.take("firewallPolicyResourceId")),
        **{part: call.take(part) for part in PASSED},
    )
    own = zones(call.needed_items("availabilityZones"))
    return Made(body_of(call, properties, zones=own))
