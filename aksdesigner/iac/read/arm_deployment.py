"""A nested deployment of an ARM template: what it has to be so that it is read like a module."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.read.json_tree import Table
from aksdesigner.iac.read.syntax import ReadError

DEPLOYMENTS = "Microsoft.Resources/deployments"
LONGEST = 80  # characters of a value in a message
_KEYS = frozenset(
    {"type", "apiVersion", "name", "resourceGroup", "subscriptionId", "dependsOn", "properties"}
)
# another mode deletes what the template does not name; an outer scope sees other parameters
_FIXED = (("mode", "Incremental"), ("expressionEvaluationOptions", {"scope": "inner"}))


def nested_template(file: str, symbol: str, item: Table) -> Table:
    """Return the template of a nested deployment. Raises ReadError for one that is not read."""
    for name in item:
        if name not in _KEYS:
            raise not_read(file, item, name, f"{name} of a nested deployment is not read")
    properties = item.get("properties")
    template = properties.get("template") if isinstance(properties, Table) else None
    if not isinstance(properties, Table) or not isinstance(template, Table):
        raise not_read(file, item, "properties", f"{symbol} has no template")
    for name, wanted in _FIXED:
        if properties.get(name) != wanted:
            found = shown(properties.get(name))
            message = f"{name} of {symbol} is {found}, expected {shown(wanted)}"
            raise not_read(file, properties, name, message)
    return template


def given_values(file: str, symbol: str, item: Table) -> dict[str, tuple[Any, int]]:
    """Return what a nested deployment is given: values as they are written, with their lines.

    Raises ReadError for a parameter that is no plain value.
    """
    properties: Table = item["properties"]
    parameters = properties.get("parameters", Table(properties.line))
    if not isinstance(parameters, Table):
        message = f"parameters of {symbol} is {shown(parameters)}, expected an object"
        raise not_read(file, properties, "parameters", message)
    out = {}
    for name, given in parameters.items():
        if not isinstance(given, Table) or list(given) != ["value"]:
            message = f"parameter {name} of {symbol} is {shown(given)}, expected its value"
            raise not_read(file, parameters, name, message)
        out[name] = (given["value"], given.line_of("value"))
    return out


def not_read(file: str, table: Table, name: str, message: str) -> ReadError:
    """Return an error at a member of an object."""
    return ReadError(f"{file}:{table.line_of(name)}", message)


def shown(value: Any) -> str:
    """Return a value as a message shows it."""
    text = repr(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
