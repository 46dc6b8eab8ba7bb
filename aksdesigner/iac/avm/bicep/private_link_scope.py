"""Microsoft.Insights/privateLinkScopes -> the private link scope module, with what is in scope."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made, MadePart

SCOPED = "privateLinkScopes/scopedResources"


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    return {
        **head(body),
        "accessModeSettings": body.object("properties").need("accessModeSettings"),
        "scopedResources": source.taken_in(SCOPED, _scoped) or None,
    }


def _scoped(body: BodyReader) -> Raw:
    return {
        "name": body.need("name"),
        "linkedResourceId": body.object("properties").need("linkedResourceId"),
    }


def from_module(call: Parameters) -> Made:
    """Return the body, and what is in scope."""
    properties = said(accessModeSettings=call.need("accessModeSettings"))
    parts = tuple(
        MadePart(
            f"Microsoft.Insights/{SCOPED}",
            item.need("name"),
            {"properties": {"linkedResourceId": item.need("linkedResourceId")}},
        )
        for item in call.objects("scopedResources")
    )
    return Made(body_of(call, properties), parts)
