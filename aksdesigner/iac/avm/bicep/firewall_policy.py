"""Microsoft.Network/firewallPolicies -> the firewall policy module, with its groups of rules."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, reference, said
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made, MadePart

GROUPS = "firewallPolicies/ruleCollectionGroups"
NOT_SAID = "Alert"  # Azure's mode of threat intelligence; the module's own is Deny
LEARNT = "Disabled"  # whether private ranges are learnt, which the module asks for


def to_module(source: Source) -> Body:
    """Return the parameters; the module makes the groups one after the other, as Azure wants."""
    body = source.body
    properties = body.object("properties")
    dns = properties.object("dnsSettings")
    ranges = properties.object("snat").take("privateRanges")
    return {
        **head(body),
        "tier": properties.object("sku").need("tier"),
        "basePolicyResourceId": properties.id("basePolicy"),
        "threatIntelMode": properties.take("threatIntelMode") or NOT_SAID,
        "enableProxy": dns.take("enableProxy"),
        "servers": dns.take("servers"),
        "snat": {"autoLearnPrivateRanges": LEARNT, "privateRanges": ranges} if ranges else None,
        "ruleCollectionGroups": source.taken_in(GROUPS, _group) or None,
    }


def _group(body: BodyReader) -> Raw:
    properties = body.object("properties")
    return {
        "name": body.need("name"),
        "priority": properties.need("priority"),
        "ruleCollections": properties.need("ruleCollections"),
    }


def from_module(call: Parameters) -> Made:
    """Return the body and its groups of rules, which the module makes one after the other."""
    dns = said(enableProxy=call.take("enableProxy"), servers=call.take("servers"))
    snat = call.object("snat")
    if snat.said():
        snat.must("autoLearnPrivateRanges", "Disabled")
    properties = said(
        sku={"tier": call.need("tier")},
        basePolicy=reference(call.take("basePolicyResourceId")),
        threatIntelMode=call.need("threatIntelMode"),  # the module's own is Deny
        snat=said(privateRanges=snat.take("privateRanges")) or None,
        dnsSettings=dns or None,
    )
    groups = tuple(_read_group(group) for group in call.objects("ruleCollectionGroups"))
    return Made(body_of(call, properties), groups, in_turn=True)


def _read_group(group: Parameters) -> MadePart:
    properties = {
        "priority": group.need("priority"),
        "ruleCollections": group.need("ruleCollections"),
    }
    return MadePart(f"Microsoft.Network/{GROUPS}", group.need("name"), {"properties": properties})
