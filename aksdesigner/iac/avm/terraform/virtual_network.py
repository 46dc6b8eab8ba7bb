"""azurerm_virtual_network -> the virtual network module, without its subnets."""

from __future__ import annotations

from aksdesigner.iac.avm.body import given
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.avm.terraform.head import block, body_of, head, name_of
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made


def to_module(source: Source) -> Body:
    """Return the parameters; the module names its resource group by id."""
    body = source.body
    plan = body.object("ddos_protection_plan")
    enforcement = body.object("encryption").take("enforcement")
    encryption = {"enabled": True, "enforcement": enforcement} if enforcement else None
    return {
        "parent_id": source.group_id(body.need("resource_group_name")),
        **head(body),
        "address_space": body.need("address_space"),
        "dns_servers": given({"dns_servers": body.take("dns_servers")}),
        "ddos_protection_plan": given({"id": plan.take("id"), "enable": plan.take("enable")}),
        "encryption": encryption,
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    plan = call.object("ddos_protection_plan")
    encryption = call.object("encryption")
    if encryption.said():
        encryption.must("enabled", value=True)
    body = body_of(
        call,
        name_of(call.need("parent_id")),
        address_space=call.need("address_space"),
        dns_servers=call.object("dns_servers").take("dns_servers"),
        ddos_protection_plan=block(said(id=plan.take("id"), enable=plan.take("enable"))),
        encryption=block(said(enforcement=encryption.take("enforcement"))),
    )
    return Made(body)
