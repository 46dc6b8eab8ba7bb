"""Parameters that nearly every module of the Terraform registry has."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.parameters import Parameters, UnreadableError, said
from aksdesigner.iac.expression import Expression, Raw
from aksdesigner.iac.read.hcl_values import Reference

ID, NAME = ("id",), ("name",)


def head(body: BodyReader, name: Expression | None = None) -> dict[str, Raw]:
    """Return name, location, tags, and that the module reports no use to Microsoft.

    `name` is that of a body from which it was taken already.
    """
    return {
        "name": name or body.need("name"),
        "location": body.need("location"),
        "tags": body.take("tags"),
        "enable_telemetry": False,
    }


def body_of(call: Parameters, group: Any = None, **more: Any) -> dict[str, Any]:
    """Return the body that a call says: name, resource group, location, tags, and what is given.

    `group` is the name of the resource group where the call says its id.
    """
    call.must("enable_telemetry", value=False)
    return said(
        name=call.need("name"),
        resource_group_name=group or call.need("resource_group_name"),
        location=call.need("location"),
        tags=call.take("tags"),
        **more,
    )


def owner(identity: Any) -> Reference:
    """Return what an id leads to, by its id. Raises UnreadableError for what is no such id."""
    if not isinstance(identity, Reference) or identity.path != ID:
        raise UnreadableError(f"found {identity!r}, expected the id of a resource")
    return identity


def name_of(identity: Any) -> Reference:
    """Return the name of what an id leads to. Raises UnreadableError for what is no such id."""
    return Reference(owner(identity).address, NAME)


def block(values: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Return the only block of a name, None when nothing in it is said."""
    return [values] if values else None
