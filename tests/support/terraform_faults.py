"""Seeded faults in blocks of Terraform, after they were read: one attribute at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aksdesigner.iac.read.configuration import Configuration
from aksdesigner.iac.read.hcl_values import Reference
from tests.support.seeded_faults import swapped_flags

Place = tuple[str, ...]
Fault = tuple[Place, str, Any]


def addresses_by_type(configuration: Configuration) -> dict[str, list[str]]:
    """Return the addresses of all blocks by type."""
    out: dict[str, list[str]] = {}
    for address, resource in configuration.resources.items():
        out.setdefault(resource.type, []).append(address)
    return out


def faults_of_body(
    body: Mapping[str, Any], configuration: Configuration, others: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    """Yield (place, fault, body with the fault): dropped, changed, swapped with another."""
    for name, item in body.items():
        yield (name,), "dropped", {k: v for k, v in body.items() if k != name}
        for place, fault, value in _faults(item, configuration, others):
            yield (name, *place), fault, {**body, name: value}
    for told, swapped in swapped_flags(body):
        yield (), told, swapped


def _faults(
    value: Any, configuration: Configuration, others: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    if isinstance(value, Reference):
        kind = configuration.resources[value.address].type
        other = next((a for a in others[kind] if a != value.address), None)
        if other is not None:
            yield (), "another of the type", Reference(other, value.path)
    elif isinstance(value, Mapping):
        yield from faults_of_body(value, configuration, others)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield ("*",), "dropped", value[:i] + value[i + 1 :]
            for place, fault, inner in _faults(item, configuration, others):
                yield ("*", *place), fault, [*value[:i], inner, *value[i + 1 :]]
    elif value is not None:
        yield (), "another value", _other(value)


def _other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return f"{value}x" if isinstance(value, str) else "constant"
