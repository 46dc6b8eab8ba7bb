"""What differs between the two registries: codecs, and how an output is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aksdesigner.iac.avm.bicep.catalogue import CODECS as BICEP
from aksdesigner.iac.avm.codec import ModuleCodec
from aksdesigner.iac.avm.table import Module
from aksdesigner.iac.avm.terraform.catalogue import CODECS as TERRAFORM

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Language:
    """Codecs of a language, and its modules' outputs by the property that they stand for.

    `before` comes before the name of an output. `can_look_up` says that what a module made can be
    referred to as a resource beside it, for what is no output.
    """

    codecs: tuple[ModuleCodec, ...]
    outputs: Mapping[Path, Path]
    before: Path
    can_look_up: bool

    def outputs_of(self, module: Module) -> dict[Path, Path]:
        """Return the properties that a module gives, each with how it is read from the call."""
        return {
            path: (*self.before, *output)
            for path, output in self.outputs.items()
            if output[0] in module.outputs
        }


BICEP_OUTPUTS: dict[Path, Path] = {
    ("id",): ("resourceId",),
    ("name",): ("name",),
    ("properties", "ipConfigurations", 0, "properties", "privateIPAddress"): ("privateIp",),
    ("properties", "principalId"): ("principalId",),
}
FIREWALL_ADDRESS: Path = ("ip_configuration", 0, "private_ip_address")
TERRAFORM_OUTPUTS: dict[Path, Path] = {
    ("id",): ("resource_id",),
    ("name",): ("name",),
    ("ip_address",): ("public_ip_address",),
    ("principal_id",): ("principal_id",),
    ("identity", 0, "principal_id"): ("identity_principal_id",),
    FIREWALL_ADDRESS: ("resource", *FIREWALL_ADDRESS),
}

LANGUAGES = {
    "bicep": Language(BICEP, BICEP_OUTPUTS, ("outputs",), can_look_up=True),
    "terraform": Language(TERRAFORM, TERRAFORM_OUTPUTS, (), can_look_up=False),
}
