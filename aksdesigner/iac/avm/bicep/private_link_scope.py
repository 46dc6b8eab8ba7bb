"""Microsoft.Insights/privateLinkScopes -> the private link scope module, with what is in scope."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body, Raw

SCOPED = "privateLinkScopes/scopedResources"


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    return {
        **head(body),
        "accessModeSettings": body.object("properties").need("accessModeSettings"),
        "scopedResources": _scoped(source) or None,
    }


def _scoped(source: Source) -> list[Raw]:
    found: list[Raw] = []
    for child, body in source.children_of(SCOPED):
        body.take("parent")
        resource: Raw = {
            "name": body.need("name"),
            "linkedResourceId": body.object("properties").need("linkedResourceId"),
        }
        if source.absorb(child, body):
            found.append(resource)
    return found
