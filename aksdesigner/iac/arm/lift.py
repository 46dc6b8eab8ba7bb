"""Bicep or an ARM template of an export -> what it says, in the words of the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from aksdesigner.iac.arm.bicep import MAIN, VALUES
from aksdesigner.iac.arm.catalogue import READERS
from aksdesigner.iac.arm.order import out_of_order
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.arm.template import MAIN as TEMPLATE
from aksdesigner.iac.arm.template import VALUES as TEMPLATE_VALUES
from aksdesigner.iac.arm.whereabouts import misplaced
from aksdesigner.iac.avm.reading import registry
from aksdesigner.iac.design import Design
from aksdesigner.iac.program import ParameterDeclaration
from aksdesigner.iac.program import Program as Written
from aksdesigner.iac.read.arm_program import read_template, read_template_values
from aksdesigner.iac.read.bicep_program import read_program, read_values
from aksdesigner.iac.read.lifted import Lifted
from aksdesigner.iac.read.resources import Program
from aksdesigner.iac.read.shapes import check_shapes
from aksdesigner.iac.read.syntax import ReadError
from aksdesigner.iac.read.values import Asked
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.part import Resource

# what a reader meets where a person put a value of another kind than the export writes
_UNFIT = (AttributeError, LookupError, TypeError, ValueError)


def lift_bicep(
    document: Document,
    files: Mapping[str, str],
    asked: Iterable[ParameterDeclaration],
    written: Written | None = None,
) -> Lifted:
    """Return what the Bicep of an export says.

    `files` are the texts of one folder by path, `asked` the parameters that whoever deploys fills
    in. The drawing is asked which of its resources a name belongs to, never for a value that code
    can hold. With `written`, the program that was printed, each value has to be of the shape that
    it has there. Raises ReadError where a file is not understood.
    """
    return _shaped(document, read_bicep_program(files, asked), written)


def read_bicep_program(files: Mapping[str, str], asked: Iterable[ParameterDeclaration]) -> Program:
    """Return every resource that the Bicep of an export declares. Raises ReadError."""

    def read(path: str) -> str:
        if path not in files:
            raise ReadError(path, "there is no such file")
        return files[path]

    values = read_values(read, VALUES) if VALUES in files else {}
    return read_program(read, MAIN, given(values, asked), registry("bicep"))


def lift_template(
    document: Document,
    files: Mapping[str, str],
    asked: Iterable[ParameterDeclaration],
    written: Written | None = None,
) -> Lifted:
    """Return what the ARM template of an export says; all else as `lift_bicep`."""
    return _shaped(document, read_arm_program(files, asked), written)


def _shaped(document: Document, program: Program, written: Written | None) -> Lifted:
    if written is not None:
        check_shapes(program, written)
    return lifted_of(document, program)


def read_arm_program(files: Mapping[str, str], asked: Iterable[ParameterDeclaration]) -> Program:
    """Return every resource that the ARM template of an export declares. Raises ReadError."""
    if TEMPLATE not in files:
        raise ReadError(TEMPLATE, "there is no such file")
    values: dict[str, Any] = {}
    if TEMPLATE_VALUES in files:
        values = read_template_values(files[TEMPLATE_VALUES], TEMPLATE_VALUES)
    return read_template(files[TEMPLATE], TEMPLATE, given(values, asked))


def given(values: Mapping[str, Any], asked: Iterable[ParameterDeclaration]) -> dict[str, Any]:
    """Return the values of parameters, with a mark for each that whoever deploys fills in."""
    return {**values, **{p.name: Asked(p.name, p.stands_for) for p in asked}}


def lifted_of(document: Document, program: Program) -> Lifted:
    """Return what a program that was read says."""
    lift = Lift(program, Design(document))
    found: dict[Key, Resource] = {}
    for reader in READERS:
        try:
            for resource in reader(lift):
                key = key_of(resource.kind, resource.name)
                if key in found:
                    lift.report_at(key, "the code has it twice")
                found[key] = resource
        except _UNFIT as problem:
            lift.report_unfit(problem)
    for item in program.resources:
        if not item.existing and id(item) not in lift.taken:
            lift.report(item, f"{item.name} is nothing that is drawn")
    return Lifted(found, (*lift.strange, *misplaced(lift), *out_of_order(program)))
