"""ExportOptions: what whoever exports chooses beside the language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

AzurermVersion = Literal["4", "5"]
AZURERM_VERSIONS: tuple[AzurermVersion, ...] = get_args(AzurermVersion)
ModuleChoice = Literal["plain", "avm"]
MODULE_CHOICES: tuple[ModuleChoice, ...] = get_args(ModuleChoice)


@dataclass(frozen=True)
class ExportOptions:
    """Choices of one export; every field has a default, and a dialect reads those that concern it.

    `azurerm` is the major version of the Terraform provider that the text is written for.
    `modules` is ``avm`` to have Azure Verified Modules make what they can, in Bicep and Terraform.
    """

    azurerm: AzurermVersion = "5"
    modules: ModuleChoice = "plain"


DEFAULT = ExportOptions()


def options_of(modules: ModuleChoice, azurerm: AzurermVersion | None = None) -> ExportOptions:
    """Return options where the provider's version may be left open.

    Nearly all pinned modules ask for azurerm 4.x, so that with modules it is the version to choose.
    """
    return ExportOptions(azurerm or ("4" if modules == "avm" else DEFAULT.azurerm), modules)
