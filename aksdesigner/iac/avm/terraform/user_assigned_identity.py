"""azurerm_user_assigned_identity -> the user-assigned identity module."""

from __future__ import annotations

import re

from aksdesigner.iac.avm.body import UnsayableError, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters
from aksdesigner.iac.avm.terraform.head import body_of, head
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{2,127}")


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    name = body.need("name")
    if not NAME.fullmatch(text_of(name) or ""):
        raise UnsayableError(f"its name is checked, and this is none for it: {text_of(name)}")
    return {"resource_group_name": body.need("resource_group_name"), **head(body, name)}


def from_module(call: Parameters) -> Made:
    """Return the body."""
    return Made(body_of(call))
