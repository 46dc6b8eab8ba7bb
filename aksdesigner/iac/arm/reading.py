"""Lift: what the codecs read an ARM program from, and where they look things up.

Objects of the drawing are recognised by Azure's type and name only; every value comes from code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from aksdesigner.iac.arm.body import NETWORK
from aksdesigner.iac.arm.existing import FRONT_DOOR_WAF
from aksdesigner.iac.arm.existing import TYPES as REFERRED
from aksdesigner.iac.design import Design, real_name
from aksdesigner.iac.plan.service import SERVICES
from aksdesigner.iac.read.drawn import Drawn, written_name
from aksdesigner.iac.read.lifted import Strange
from aksdesigner.iac.read.resources import Program, ReadResource
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.read.values import Asked, Called, Identity
from aksdesigner.iac.scopes import Scope
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.resource import AzureResource

R = TypeVar("R", bound=AzureResource)

ADDRESSES = NETWORK + "publicIPAddresses"
# kind token -> Azure type of what references lead to: what may be there already, and what never is
TYPES = {
    **REFERRED,
    "lb": NETWORK + "loadBalancers",
    "agw": NETWORK + "applicationGateways",
    "resolver": NETWORK + "dnsResolvers",
    "fd": "Microsoft.Cdn/profiles",
}
# kinds that are resources of several types
SEVERAL = {
    "waf": frozenset({TYPES["waf"], FRONT_DOOR_WAF}),
    "paas": frozenset(facts.arm_type for facts in SERVICES.values() if facts.created),
}
# what a drawing that has it never asks for
NEVER_ASKED = frozenset({"zone", "subnet"})

# type, names from the outermost in, scope
Place = tuple[str, tuple[str, ...], Scope]


@dataclass
class Head:
    """A resource that is being read: its object, and the fields that every kind has.

    `location` and `tags` are as in code: what a resource implies beside it has the same.
    """

    said: Said
    fields: dict[str, Any]
    location: Any
    tags: Any
    identity: Identity
    kind: str

    @property
    def name(self) -> str:
        """The name in the drawing."""
        return str(self.fields["name"])


@dataclass
class Lift:
    """A program that is lifted to the model of a design."""

    program: Program
    design: Design
    strange: list[Strange] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    # the far ends of connections that were read already: several connections may share one
    far_ends: dict[Identity, Any] = field(default_factory=dict)
    # place of a load balancer -> keys of what its pool holds, as the machines say
    behind: dict[Place, list[Key]] = field(default_factory=dict)
    # the group that is asked for where it is not that of the settings, as in a team's code
    asked_group: str | None = None
    _latest: ReadResource | None = None

    def __post_init__(self) -> None:
        self.drawn = Drawn(self.design)
        # what a module creates says more than a reference to it from another module
        told = sorted(self.program.resources, key=lambda resource: not resource.existing)
        self._by_identity = {self.place(resource.identity): resource for resource in told}

    def report(self, resource: ReadResource, message: str) -> None:
        """Report something that no drawing says."""
        self.strange.append(Strange(f"{resource.place} {resource.type}", message))

    def report_at(self, place: str, message: str) -> None:
        """Report something about no single resource of the code."""
        self.strange.append(Strange(place, message))

    def report_unfit(self, problem: Exception) -> None:
        """Report the resource that was being read when a value in it did not fit."""
        place = f"{self._latest.place} {self._latest.type}" if self._latest else "code"
        said = f"{type(problem).__name__}: {problem}"
        self.report_at(place, f"found a value of another kind than expected ({said})")

    # what an id leads to

    def scope(self, identity: Identity) -> Scope:
        """Return where a resource is deployed; what names no group is in that of the settings."""
        group, there = identity.group, identity.subscription
        alias = split_key(there.stands_for)[1] if isinstance(there, Asked) else ""
        if isinstance(group, str):
            return Scope(alias, group)
        asked = self.asked_group if isinstance(group, Asked) else None
        return Scope(alias, asked or self.drawn.scopes.default.group)

    def place(self, identity: Identity) -> Place:
        """Return what tells a resource from all others, however its id was written."""
        return identity.type.casefold(), identity.names, self.scope(identity)

    def drawn_name(self, kind: str, identity: Identity) -> str | None:
        """Return the drawn name of a kind that an id leads to, by the last of its names."""
        return self.drawn.name(kind, str(identity.names[-1]), self.scope(identity))

    def owner_name(self, kind: str, identity: Identity) -> str | None:
        """Return the drawn name of a kind that the id of one of its parts leads to."""
        return self.drawn.name(kind, str(identity.names[0]), self.scope(identity))

    # resources

    def of_type(self, kind: str) -> Iterator[ReadResource]:
        """Yield what code creates of an Azure type, and nobody took yet."""
        for item in self.program.resources:
            if item.type == kind and not item.existing and id(item) not in self.taken:
                self._latest = item
                yield item

    def drawn_of_type(self, kind: str, arm_type: str) -> Iterator[ReadResource]:
        """Yield those of a type whose name is drawn; others are implied by something."""
        for item in self.of_type(arm_type):
            if self.drawn_name(kind, item.identity) is not None:
                yield item

    def children(self, of: Identity, kind: str) -> Iterator[ReadResource]:
        """Yield what code creates inside a resource; `kind` is the last part of the type."""
        for item in self.of_type(f"{of.type}/{kind}"):
            same = self.scope(item.identity) == self.scope(of)
            if item.identity.names[:-1] == of.names and same:
                yield item

    def at(self, identity: Any) -> ReadResource | None:
        """Return the resource with an id, where code has it."""
        if not isinstance(identity, Identity):
            return None
        return self._by_identity.get(self.place(identity))

    def read(self, resource: ReadResource, *, condition: bool = False) -> Said:
        """Return the object of a resource, which is taken by this."""
        self.taken.add(id(resource))
        self._latest = resource
        if (resource.condition is not None) is not condition:
            said = "always" if resource.condition is None else "on a condition"
            self.report(resource, f"it is created {said}")
        return Said(f"{resource.place} {resource.type}", resource.body, self.strange)

    def head(self, resource: ReadResource, kind: str, *, place: Any = None) -> Head:
        """Read name, location and tags; `place` is the location of what is global."""
        said = self.read(resource)
        fields = self.names(resource, kind)
        if place is not None:
            said.must("location", place)
            location = None
        else:
            location = said.take("location")
            fields["region"] = self.region(said, location)
        tags = said.get("tags")
        fields["tags"] = dict(tags or {})
        return Head(said, fields, location, tags, resource.identity, kind)

    def names(self, resource: ReadResource, kind: str) -> dict[str, Any]:
        """Return name, Azure's name where it differs, and resource group."""
        own = str(resource.name)
        scope = self.scope(resource.identity)
        found = self.drawn.one(kind, own, scope, existing=False)
        name = str(found.name) if found is not None else own
        azure: str | None = own if own != name else None
        if found is not None and written_name(found) != real_name(found):
            azure = found.azure_name  # Azure refuses the drawn name, which is listed
        told: dict[str, Any] = {"name": name, "azure_name": azure}
        told["resource_group"] = scope.group or None
        if scope.subscription:
            told["subscription"] = scope.subscription
        return told

    def region(self, said: Said, location: Any) -> str | None:
        """Return a region; None for the one of the deployment."""
        if isinstance(location, Called) and location.member == "location":
            return None
        if not isinstance(location, str):
            said.report(f"location is {location!r}, expected a region")
            return None
        return location

    # references

    def name_of(self, said: Said, value: Any, kind: str) -> str | None:
        """Return the drawn name of what an id leads to; None for one that is asked for."""
        if value is None:
            return None
        if isinstance(value, Asked):
            own, name = split_key(value.stands_for) if value.stands_for else ("", "")
            if own in NEVER_ASKED and self.design.index.at(value.stands_for) is not None:
                said.report(f"{value.name} is asked for, and the drawing has {value.stands_for}")
            return name if own == kind else None
        wanted = SEVERAL.get(kind) or {TYPES[kind]}
        if not isinstance(value, Identity) or value.type not in wanted:
            said.report(f"{value!r} is no id of {' or '.join(sorted(wanted))}")
            return None
        if self.at(value) is None:
            said.report(f"{value!r} is declared nowhere")
        return self.drawn_name(kind, value) or str(value.names[-1])

    def named(self, said: Said, name: str, kind: str, *, needed: bool = False) -> str | None:
        """Return the drawn name behind ``name: {id: ...}``."""
        if not needed and not said.has(name):
            return None
        inner = said.inner(name)
        found = self.name_of(inner, inner.take("id"), kind)
        inner.done()
        return found

    def subnet_of(self, said: Said, value: Any) -> tuple[str | None, str | None]:
        """Return (network, subnet) in the names of the drawing, of the id of a subnet."""
        if isinstance(value, Asked):
            kind, name = split_key(value.stands_for)
            vnet, _, subnet = name.partition("/")
            return (vnet or None, subnet or None) if kind == "subnet" else (None, None)
        if not isinstance(value, Identity) or value.type != TYPES["subnet"]:
            said.report(f"{value!r} is no id of a subnet")
            return None, None
        if self.at(value) is None:
            said.report(f"{value!r} is declared nowhere")
        vnet = self.owner_name("vnet", value) or value.names[0]
        return vnet, value.names[1]

    def placed(self, said: Said, name: str = "subnet") -> tuple[str | None, str | None]:
        """Return (network, subnet) behind ``subnet: {id: ...}``."""
        inner = said.inner(name)
        found = self.subnet_of(inner, inner.take("id"))
        inner.done()
        return found

    def drawn_as(self, head: Head) -> Any:
        """Return what is drawn under the name of a resource that is read, None without any."""
        return self.design.index.at(key_of(head.kind, head.name))

    def lone_child(self, of: Head, kind: str, *, needed: bool = False) -> ReadResource | None:
        """Return the one resource of a type inside another; several are reported."""
        found = list(self.children(of.identity, kind))
        if len(found) > 1 or (needed and not found):
            of.said.report(f"it has {len(found)} {kind}, expected one")
        return found[0] if found else None

    # public addresses

    def address(
        self, said: Said, value: Any, owner: Head, zones: tuple[str, ...], sku: str = "Standard"
    ) -> str | None:
        """Return the drawn public address behind an id; None for one that its user implies.

        An implied one stands where its user stands, with the same tags and zones.
        """
        resource = self.at(value)
        if resource is None or value.type != ADDRESSES:
            said.report(f"{value!r} is no id of a public address of the code")
            return None
        drawn = self.drawn_name("pip", resource.identity)
        if drawn is not None or resource.existing:
            return drawn or str(resource.name)
        if id(resource) in self.taken:
            said.report(f"{resource.name} is used twice")
            return None
        own = self.read(resource)
        for name, wanted in (("location", owner.location), ("tags", owner.tags)):
            found = own.get(name)
            if found != wanted:
                own.report(f"{name} is {found!r}, expected {wanted!r} as of {owner.name}")
        found = tuple(own.get("zones", ()))
        if found != zones:
            own.report(f"zones is {found!r}, expected {zones!r} as of {owner.name}")
        kind = own.inner("sku")
        kind.must("name", sku)
        kind.done()
        properties = own.inner("properties")
        properties.must("publicIPAllocationMethod", "Static")
        properties.must("publicIPAddressVersion", "IPv4")
        # what a module says of every address is what Azure takes where nothing is said
        protection = properties.maybe("ddosSettings")
        if protection is not None:
            protection.must("protectionMode", "VirtualNetworkInherited")
            protection.done()
        properties.done()
        own.done()
        return None

    def addresses(
        self, said: Said, values: list[Any], owner: Head, zones: tuple[str, ...], sku: str = ""
    ) -> tuple[str, ...]:
        """Return the drawn ones of several addresses, in their order; the others are implied."""
        found = [self.address(said, v, owner, zones, sku or "Standard") for v in values]
        return tuple(name for name in found if name is not None)


def ids_of(said: Said, name: str) -> list[Any]:
    """Return the ids of a list of ``{id: ...}``."""
    out = []
    for item in said.each(name):
        out.append(item.take("id"))
        item.done()
    return out


def lone_id(said: Said, name: str) -> Any:
    """Return the id of ``name: {id: ...}``, which may be absent."""
    inner = said.maybe(name)
    if inner is None:
        return None
    value = inner.take("id")
    inner.done()
    return value


def plain(value: Any) -> Any:
    """Return a value, None where whoever deploys fills it in."""
    return None if isinstance(value, Asked) else value


def bare(lift: Lift, arm_type: str, model: type[R]) -> Iterator[R]:
    """Yield the resources of a kind that says nothing but its head."""
    for item in lift.of_type(arm_type):
        head = lift.head(item, model.kind)
        head.said.inner("properties").done()
        head.said.done()
        yield made(head.said, model, **head.fields)
