"""Design -> Bicep files, for a resource group or for a subscription."""

from __future__ import annotations

from aksdesigner.iac.arm.catalogue import CODECS
from aksdesigner.iac.arm.existing import to_existing
from aksdesigner.iac.design import Design
from aksdesigner.iac.draft import Draft, settled
from aksdesigner.iac.expression import Call, Expression, Parameter, Text
from aksdesigner.iac.lowering import lower
from aksdesigner.iac.modules.tree import ProgramTree
from aksdesigner.iac.naming import Names
from aksdesigner.iac.program import ParameterDeclaration
from aksdesigner.iac.symbols import SymbolTable
from aksdesigner.iac.text.bicep import TargetScope, print_bicep, print_values
from aksdesigner.iac.text.lines import VALUES_HEADER

LOCATION = "location"
MAIN = "main.bicep"
MODULES = "modules"
VALUES = "main.bicepparam"
# a parameter named like a function would hide it
FUNCTIONS = ("resourceId", "subscriptionResourceId", "resourceGroup", "guid", "tenant", "empty")
RESERVED = frozenset({LOCATION, *FUNCTIONS})


def lower_arm(design: Design) -> Draft:
    """Return the program of a design in ARM's words."""
    symbols = SymbolTable("camel", reserved=RESERVED)
    return settled(symbols, lambda symbols, names: _written(design, symbols, names))


def _written(design: Design, symbols: SymbolTable, names: Names) -> Draft:
    draft = Draft(design, symbols, Parameter(LOCATION), names)
    region = design.settings.region
    default: Expression = Text(region) if region else Call("resourceGroup", (), "location")
    draft.parameters[LOCATION] = ParameterDeclaration(
        LOCATION,
        "string",
        "Azure region of every resource that names no other.",
        default=default,
    )
    lower(draft, CODECS, to_existing)
    return draft


def bicep_files(design: Design, tree: ProgramTree, about: str = "") -> dict[str, str]:
    """Return the files: main, modules by concern, and values to fill in where main asks for some.

    A program of one concern and one scope is main alone. `about` is its first line, absent: that
    it is the network of the design.
    """
    title = about or f"Network of the design {design.document.name}, written by aksdesigner."
    calls = tuple((f"{MODULES}/{module.slug}.bicep", module) for module in tree.modules)
    target: TargetScope = "subscription" if tree.spans else "resourceGroup"
    files = {MAIN: print_bicep(tree.main, (title,), target, calls)}
    files |= {path: print_bicep(m.program, (f"{m.title}.",)) for path, m in calls}
    values = print_values(tree.main, VALUES_HEADER, MAIN)
    if values:
        files[VALUES] = values
    return files
