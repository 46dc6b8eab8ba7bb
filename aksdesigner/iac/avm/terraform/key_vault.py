"""azurerm_key_vault -> the key vault module, told to leave open and unprotected what azurerm does."""

from __future__ import annotations

from aksdesigner.iac.avm.body import UnsayableError
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters
from aksdesigner.iac.avm.terraform.head import body_of, head
from aksdesigner.iac.expression import Body, Flag
from aksdesigner.iac.read.registry import Made

OPEN = {"default_action": "Allow", "bypass": "AzureServices"}


def to_module(source: Source) -> Body:
    """Return the parameters; without being told the module lets nobody in and forbids purging."""
    body = source.body
    if body.take("rbac_authorization_enabled") != Flag(value=True):
        raise UnsayableError("it has no policies of access here")
    return {
        "resource_group_name": body.need("resource_group_name"),
        **head(body),
        "tenant_id": body.need("tenant_id"),
        "sku_name": body.need("sku_name"),
        "public_network_access_enabled": body.take("public_network_access_enabled"),
        "legacy_access_policies_enabled": False,
        "purge_protection_enabled": False,
        "network_acls": {**OPEN},
    }


def from_module(call: Parameters) -> Made:
    """Return the body; what the module is told for azurerm has to be what azurerm has."""
    call.must("legacy_access_policies_enabled", value=False)
    call.must("purge_protection_enabled", value=False)
    call.must("network_acls", OPEN)
    body = body_of(
        call,
        tenant_id=call.need("tenant_id"),
        sku_name=call.need("sku_name"),
        rbac_authorization_enabled=True,
        public_network_access_enabled=call.take("public_network_access_enabled"),
    )
    return Made(body)
