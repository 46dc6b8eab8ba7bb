"""Terraform of an export -> what it says, in the words of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from aksdesigner.iac.avm.reading import registry
from aksdesigner.iac.design import Design
from aksdesigner.iac.program import ParameterDeclaration
from aksdesigner.iac.read.configuration import Configuration, read_configuration
from aksdesigner.iac.read.drawn import Drawn
from aksdesigner.iac.read.lifted import Lifted
from aksdesigner.iac.terraform import machine, on_premises
from aksdesigner.iac.terraform.catalogue import ADDRESSES, READERS, Reader
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.part import Resource


def lift_azurerm(
    document: Document, files: Mapping[str, str], asked: Iterable[ParameterDeclaration]
) -> Lifted:
    """Return what the Terraform of an export says.

    `files` are the texts of one folder by name, `asked` the parameters that whoever deploys fills
    in. The drawing is asked which of its resources a name belongs to, never for a value that code
    can hold. Raises HclError where a file is not understood.
    """
    # folders below are programs of their own, for other teams
    files = {name: text for name, text in files.items() if "/" not in name}
    meant = {parameter.name: split_key(parameter.stands_for) for parameter in asked}
    aliases = {name: alias for name, (kind, alias) in meant.items() if kind == "subscription"}
    return lifted_of(document, read_configuration(files, meant, registry("terraform")), aliases)


def lifted_of(
    document: Document,
    configuration: Configuration,
    subscriptions: Mapping[str, str] = MappingProxyType({}),
) -> Lifted:
    """Return what the blocks of a folder say; `subscriptions` are aliases by parameter."""
    lift = Lift(configuration, Drawn(Design(document)), subscriptions=subscriptions)
    found: dict[Key, Resource] = {}
    for resource in _read(lift):
        key = key_of(resource.kind, resource.name)
        if key in found:
            lift.report(key, "the code has it twice")
        found[key] = resource
    for address, item in configuration.resources.items():
        if item.existing and lift.is_elsewhere(item):
            lift.report(item.place, "it is drawn in another group or subscription")
        if address not in lift.used and not item.existing:
            lift.report(item.place, "no drawn resource says it")
    return Lifted(found, tuple(lift.strange))


def _read(lift: Lift) -> Iterator[Any]:
    yield from _read_types(lift, READERS)
    for key, machines in lift.machines.items():
        box: Any = lift.drawn.design.index.at(key) if key else None
        if box is not None:
            yield from _some(machine.from_azurerm(lift, box, machines))
    yield from on_premises.sites_from_azurerm(lift)
    yield from _read_types(lift, ADDRESSES)


def _read_types(lift: Lift, readers: Mapping[str, Reader]) -> Iterator[Any]:
    for kind, reader in readers.items():
        for resource in list(lift.of_type(kind)):
            if resource.address not in lift.used:
                yield from _some(reader(lift, resource))


def _some(resource: Any) -> list[Any]:
    return [] if resource is None else [resource]
