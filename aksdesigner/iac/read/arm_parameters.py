"""Parameters of an ARM template: that they have a type, a value where one is needed, and no other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aksdesigner.iac.read.arm_deployment import not_read, shown
from aksdesigner.iac.read.fold import SYMBOLIC
from aksdesigner.iac.read.json_tree import Table
from aksdesigner.iac.read.values import Asked

# of a value that waits for the deployment no type is known
_FITS: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "securestring": lambda value: isinstance(value, str),
    "int": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "bool": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, Mapping),
    "secureobject": lambda value: isinstance(value, Mapping),
}


def check_parameters(
    file: str, parameters: Table, values: Mapping[str, Any], *, nested: bool
) -> None:
    """Raise ReadError for a parameter that Azure would refuse, or that has a value of its own.

    `values` are those that it is given; what whoever deploys gives may have an empty default alone.
    """
    for name, item in parameters.items():
        kind = item.get("type") if isinstance(item, Table) else None
        fits = _FITS.get(str(kind).casefold())
        if fits is None:
            message = (
                f"type of parameter {name} is {shown(kind)}, expected one of {', '.join(_FITS)}"
            )
            raise not_read(file, parameters, name, message)
        value = values.get(name)
        if name in values and not isinstance(value, SYMBOLIC) and not fits(value):
            message = f"parameter {name} is {shown(value)}, expected a value of type {kind}"
            raise not_read(file, parameters, name, message)
        if nested and name not in values and "defaultValue" not in item:
            raise not_read(file, parameters, name, f"parameter {name} is not given")
        default = item.get("defaultValue", "")
        if isinstance(value, Asked) and not nested and default != "":
            message = (
                f"defaultValue of {name} is {shown(default)}, expected none, since it is asked for"
            )
            raise not_read(file, item, "defaultValue", message)
