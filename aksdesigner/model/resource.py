"""What every Azure resource of a design may say about itself."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from aksdesigner.model.fields import Bool, field
from aksdesigner.model.part import Resource

Owner = Literal["network", "platform", "application", "security", "other"]

NAME_LIMIT = 260


def _checked_name(text: str) -> str:
    """Refuse names that no file, terminal or drawing can carry safely."""
    if not text or text != text.strip():
        raise ValueError(f"found {text!r}, expected a name without spaces at its ends")
    if len(text) > NAME_LIMIT:
        raise ValueError(f"found {len(text)} characters, expected at most {NAME_LIMIT}")
    for char in text:
        if not char.isprintable() or char in "/\\":
            raise ValueError(f"found {text!r}, expected a name without control characters or /")
    return text


Name = Annotated[str, AfterValidator(_checked_name)]


class AzureResource(Resource):
    """Identity and scope, the same for every kind."""

    name: Name = field("Name", "Unique within its kind in this design.", required=True)
    azure_name: str | None = field(
        "Azure name",
        "The real name, where Azure has two resources of one name in different resource groups.",
        group="Identity",
        advanced=True,
    )
    region: str | None = field(
        "Region", "Azure region; absent means the region of the settings.", group="Identity"
    )
    resource_group: str | None = field("Resource group", group="Identity", advanced=True)
    subscription: str | None = field(
        "Subscription", "An alias from the settings, never an id.", group="Identity", advanced=True
    )
    zones: tuple[str, ...] = field(
        "Availability zones", "For example 1, 2, 3.", default=(), group="Identity", advanced=True
    )
    tags: dict[str, str] = field("Tags", factory=dict, group="Identity", advanced=True)
    owner: Owner | None = field("Owner", "The team that owns it.", group="Ownership")
    existing: Bool = field(
        "Deployed by others",
        "Drawn and computed, exported as a reference, never created or changed.",
        default=False,
        group="Ownership",
    )
    external: Bool = field(
        "Only referred to",
        "Nothing is known but the name.",
        default=False,
        group="Ownership",
        advanced=True,
    )
    unknown: dict[str, str] = field(
        "Unknown fields",
        "Field and why nobody knows it yet; what depends on it is not computed.",
        factory=dict,
        group="Ownership",
        advanced=True,
    )
