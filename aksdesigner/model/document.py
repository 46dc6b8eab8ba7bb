"""Document: one design, as one immutable value."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, PrivateAttr

from aksdesigner.model.address import Cidr
from aksdesigner.model.fields import Bool, Int, field
from aksdesigner.model.note import Note
from aksdesigner.model.part import Part
from aksdesigner.model.topology import Topology

FORMAT_VERSION = 1

Number = Annotated[float, Field(ge=-1_000_000, le=1_000_000)]


class Subscription(Part):
    """A subscription under an alias; its id is never in a file."""

    alias: str = field("Alias", required=True)
    role: str | None = field("Role", "For example connectivity or landingZone.")


class RegistryEntry(Part):
    """A range of the company's address registry, and who has it."""

    prefix: Cidr = field("Prefix", required=True)
    owner: str | None = field("Owner", "For example the name of a cluster or network.")
    purpose: str | None = field("Purpose")


class Settings(Part):
    """What holds for the whole design."""

    region: str | None = field("Default region", group="Scope")
    resource_group: str | None = field("Default resource group", group="Scope")
    peering_mode: Literal["strict", "serviceTagOnly"] = field(
        "Peering flags",
        "Whether a cleared peering flag blocks traffic or only leaves the VirtualNetwork tag.",
        default="strict",
        group="Analysis",
    )
    as_of: str | None = field("As of", "A date; absent means today.", group="Analysis")
    production: Bool = field("Production", default=False, group="Analysis")
    growth_factor: float = field("Growth factor", default=1.0, group="Planning")
    headroom_nodes: Int = field("Headroom", default=0, unit="nodes", low=0, group="Planning")
    migration_overlap: Literal["none", "largestPool", "all"] = field(
        "Migration overlap", default="none", group="Planning"
    )
    ddos_plan: Bool = field(
        "DDoS protection",
        "Public addresses are meant to be covered.",
        default=False,
        group="Planning",
    )
    subscriptions: tuple[Subscription, ...] = field("Subscriptions", default=(), group="Scope")
    naming: dict[str, str] = field("Naming", factory=dict, group="Scope", advanced=True)
    partial: Bool = field(
        "Partial", "The design shows a part of a larger estate.", default=False, group="Analysis"
    )


class Query(Part):
    """An intent or expectation about the network; other keys depend on its kind."""

    kind: (
        Literal[
            "path", "effectiveRoutes", "overlaps", "capacity", "findings", "formula", "dns", "nsg"
        ]
        | str
    ) = field("Kind", required=True)

    @property
    def details(self) -> dict[str, Any]:
        """Every other key of the query, as in the file."""
        return dict(self.model_extra or {})


class Accepted(Part):
    """A finding that somebody accepted."""

    rule: str = field("Rule", required=True)
    subject: str = field("Subject", "Key of the resource.", required=True)
    reason: str = field("Reason", required=True)
    by: str = field("By", required=True)
    until: str | None = field("Until", "A date.")


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


Box = Annotated[tuple[Number, ...], BeforeValidator(_as_tuple), Field(min_length=2, max_length=4)]


class View(Part):
    """A named picture: where boxes stand. Never read by the analysis.

    A position is [x, y] or [x, y, width, height] in pixels at 100%, relative to the box that
    contains the thing on the canvas. ``region:NAME`` places a region's frame. `area` is the part
    of the picture that is shown when somebody goes to the view; without it the whole is.
    """

    name: str = field("Name", required=True)
    title: str | None = field("Title", "What a presentation says above the picture.")
    lens: str | None = field("Lens", "Which lens the picture is seen through; absent: the map.")
    area: Box | None = field("Area", "x, y, width, height of what is shown first.")
    positions: dict[str, Box] = field("Positions", factory=dict)
    collapsed: tuple[str, ...] = field(
        "Collapsed", "Networks drawn as one plate, without what is in them.", default=()
    )


class Document(Part):
    """Topology, settings, intents, and pictures."""

    version: Literal[1] = field("Format version", required=True, alias="aksdesigner")
    name: str = field("Name", default="Untitled")
    settings: Settings = field("Settings", factory=Settings)
    topology: Topology = field("Topology", factory=Topology)
    assumptions: tuple[Any, ...] | dict[str, Any] = field("Assumptions", default=())
    registry: tuple[RegistryEntry, ...] = field("Address registry", default=())
    checklist: dict[str, Any] = field("Checklist", factory=dict)
    environments: tuple[Any, ...] = field("Environments", default=())
    scenarios: tuple[Any, ...] = field("Scenarios", default=())
    decisions: tuple[Any, ...] = field("Decisions", default=())
    questions: tuple[Any, ...] = field("Open questions", default=())
    queries: tuple[Query, ...] = field("Queries", default=())
    accepted: tuple[Accepted, ...] = field("Accepted findings", default=())
    notes: tuple[Note, ...] = field("Notes", default=())
    views: tuple[View, ...] = field("Views", default=())

    empty: ClassVar[Document]
    # the view that is looked at, by name: no part of the design, never written, kept by every edit
    _shown: str | None = PrivateAttr(default=None)

    def replace(self, **changes: Any) -> Document:
        """Return a copy with already validated parts replaced."""
        return self.model_copy(update=changes)

    @property
    def view(self) -> View:
        """The view that is looked at: the first one unless `showing` says another."""
        named = (view for view in self.views if view.name == self._shown)
        return next(named, self.views[0] if self.views else View(name="main"))

    def showing(self, name: str) -> Document:
        """Return the same design, looked at in another view; an unknown name means the first."""
        shown = self.model_copy()
        shown._shown = name
        return shown

    def with_view(self, view: View) -> Document:
        """Return a copy with the view that is looked at replaced; made where there was none."""
        before = self.view
        views = tuple(view if known is before else known for known in self.views)
        after = self.replace(views=views or (view,))
        return after if view.name == before.name else after.showing(view.name)


def new_document(name: str = "Untitled") -> Document:
    """Return an empty design."""
    return Document(version=1, name=name)
