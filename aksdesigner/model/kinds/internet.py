"""The Internet as a box of the drawing, with the destinations that the design talks to."""

from __future__ import annotations

from typing import ClassVar

from aksdesigner.model.address import Address
from aksdesigner.model.fields import field
from aksdesigner.model.part import Part, Resource
from aksdesigner.model.resource import Name


class InternetHost(Part):
    """A public name and the address it stands for in traces."""

    name: str = field("Name", "For example pay.example.", required=True)
    ip: Address = field("Address", required=True)


class Internet(Resource):
    """Everything outside."""

    kind: ClassVar[str] = "internet"
    title: ClassVar[str] = "Internet"
    section: ClassVar[str] = "internet"

    name: Name = field("Name", default="Internet")
    destinations: tuple[InternetHost, ...] = field("Named destinations", default=())
