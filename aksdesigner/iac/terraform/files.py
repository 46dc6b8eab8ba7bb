"""Design -> Terraform files of one root module."""

from __future__ import annotations

from aksdesigner.iac.concerns import Concern, Concerns
from aksdesigner.iac.design import Design
from aksdesigner.iac.draft import Draft, settled
from aksdesigner.iac.expression import (
    Call,
    Local,
    Parameter,
    Property,
    blocks,
    expr,
    fields,
)
from aksdesigner.iac.legal_names import GROUP
from aksdesigner.iac.lowering import lower
from aksdesigner.iac.modules.tree import ProgramTree
from aksdesigner.iac.naming import Names
from aksdesigner.iac.program import Declaration, ParameterDeclaration, Program
from aksdesigner.iac.scopes import Scopes
from aksdesigner.iac.symbols import SymbolTable, words_of
from aksdesigner.iac.terraform.catalogue import CODECS
from aksdesigner.iac.terraform.existing import to_existing
from aksdesigner.iac.terraform.placement import GROUP_TYPE, place
from aksdesigner.iac.text.hcl import (
    comments,
    print_block,
    print_main,
    print_outputs,
    print_part,
    print_providers,
)
from aksdesigner.iac.text.hcl_variables import print_values, print_variables
from aksdesigner.iac.text.lines import VALUES_HEADER
from aksdesigner.iac.value_rules import name_value_rule

# major version -> constraint; 4.81 is the last that the text was checked with
PROVIDERS = {"4": ">= 4.81, < 5.0", "5": ">= 5.0, < 6.0"}
TERRAFORM = ">= 1.5"
WITH_MODULES = ">= 1.9, < 2.0"  # what the verified modules ask for
MAIN = "main.tf"
GROUP_KEY = "group:main"
RESERVED = frozenset(
    {"location", "resource_group_name", "count", "source", "version", "providers"}
    | {"for_each", "lifecycle", "depends_on", "locals"}
)


def lower_azurerm(design: Design) -> Draft:
    """Return the program of a design in azurerm's words."""
    symbols = SymbolTable("snake", reserved=RESERVED)
    return settled(symbols, lambda symbols, names: _written(design, symbols, names))


def _written(design: Design, symbols: SymbolTable, names: Names) -> Draft:
    draft = Draft(design, symbols, Local("location"), names)
    settings = design.settings
    group = settings.resource_group
    words = words_of(design.document.name) or ("network",)
    rule = name_value_rule(GROUP)
    draft.parameters["resource_group_name"] = ParameterDeclaration(
        "resource_group_name",
        "string",
        "Name of the resource group of everything that names no other; it exists already.",
        default=expr(group) if group else None,
        example=None if group else expr("-".join(("rg", *words))[:90].strip("-")),
        rule=rule if not group or rule.takes(group) else None,
    )
    draft.parameters["location"] = ParameterDeclaration(
        "location",
        "string",
        "Azure region of every resource that names no other; absent: that of the resource group.",
        default=expr(settings.region) if settings.region else None,
        optional=True,
    )
    name = {"name": Parameter("resource_group_name")}
    group_symbol = draft.declare("azurerm_resource_group", GROUP_KEY, name, existing=True)
    chosen = (Parameter("location"), Property(group_symbol, ("location",)))
    draft.locals.append(("location", Call("coalesce", chosen)))
    lower(draft, CODECS, to_existing)
    place(draft, Scopes(design))
    return draft


def terraform_files(design: Design, tree: ProgramTree) -> dict[str, str]:
    """Return the files that have something to say; main.tf always."""
    title = (f"Network of the design {design.document.name}, written by aksdesigner.",)
    return root_files(design, tree.main, title, _parts(design, tree.main, title))


def root_files(
    design: Design, program: Program, title: tuple[str, ...], parts: dict[str, str]
) -> dict[str, str]:
    """Return the files of a root module around those that hold its declarations."""
    found = {
        "versions.tf": _versions(title, PROVIDERS[design.options.azurerm], _terraform(program)),
        "providers.tf": print_providers(program, title),
        "variables.tf": print_variables(program, title),
        "terraform.tfvars": print_values(program, VALUES_HEADER),
        **parts,
        "outputs.tf": print_outputs(program, title),
    }
    return {name: text for name, text in found.items() if text}


def _parts(design: Design, program: Program, title: tuple[str, ...]) -> dict[str, str]:
    """Return main.tf, and a file a concern where there is more than one."""
    concerns = Concerns(design)
    parts: dict[Concern, list[Declaration]] = {}
    groups = tuple(d for d in program.declarations if d.type == GROUP_TYPE)
    for item in program.declarations:
        if item.type != GROUP_TYPE:
            parts.setdefault(concerns.of(item.resource), []).append(item)
    if len(parts) < 2:
        return {MAIN: print_main(program, title, program.declarations)}
    files = {MAIN: print_main(program, title, groups)}
    for concern in sorted(parts):
        about = (f"{concern.title}.", *title)
        files[f"{concern.slug}.tf"] = print_part(program, about, tuple(parts[concern]))
    return files


def _terraform(program: Program) -> str:
    return WITH_MODULES if any(d.module for d in program.declarations) else TERRAFORM


def _versions(title: tuple[str, ...], provider: str, terraform: str) -> str:
    azurerm = {"source": "hashicorp/azurerm", "version": provider}
    body = fields(
        {"required_version": terraform, "required_providers": blocks({"azurerm": azurerm})}
    )
    return comments(title) + "\n\n" + print_block(("terraform",), body) + "\n"
