"""A small network and a picture of it with boxes at known places."""

from __future__ import annotations

from aksdesigner.edit.add import AddResource
from aksdesigner.interact.gesture import Ground, Modifiers, Pointer
from aksdesigner.interact.hit import hit_at
from aksdesigner.model.document import Document, new_document
from aksdesigner.model.ids import Key, split_key
from aksdesigner.present.picture import Box, Link, Node, Scene

BOXES: dict[Key, tuple[Key | None, Box]] = {
    "vnet:hub": (None, Box(0, 0, 320, 200)),
    "vnet:spoke1": (None, Box(400, 0, 320, 400)),
    "subnet:spoke1/apps": ("vnet:spoke1", Box(416, 48, 288, 120)),
    "subnet:spoke1/data": ("vnet:spoke1", Box(416, 176, 288, 104)),
    "vm:vm1": ("subnet:spoke1/apps", Box(432, 96, 152, 40)),
}
FORMS = {"vnet": "vnet", "subnet": "subnet"}


def network() -> Document:
    """hub, and spoke1 with two subnets and a machine."""
    document = new_document()
    for command in (
        AddResource("vnet", name="hub"),
        AddResource("vnet", name="spoke1"),
        AddResource("subnet", "vnet:spoke1", name="apps"),
        AddResource("subnet", "vnet:spoke1", name="data"),
        AddResource("vm", "subnet:spoke1/apps", name="vm1"),
    ):
        document = command.apply(document)
    return document


def picture(document: Document, boxes: dict[Key, tuple[Key | None, Box]] | None = None) -> Scene:
    """Nodes with the boxes above, a link between the networks."""
    nodes = []
    for key, (parent, box) in (boxes or BOXES).items():
        kind, name = split_key(key)
        resource = document.topology.index.at(key)
        nodes.append(
            Node(
                key=key,
                uid=resource.uid if resource else None,
                kind=kind,
                form=FORMS.get(kind, "card"),
                parent=parent,
                box=box,
                title=name.rpartition("/")[2],
                is_container=kind in ("vnet", "subnet", "region"),
            )
        )
    link = Link(
        "peering:hub>spoke1",
        "peering",
        "vnet:hub",
        "vnet:spoke1",
        ((320, 100), (400, 100)),
        ("peering:hub>spoke1", "peering:spoke1>hub"),
    )
    return Scene(tuple(nodes), (link,), Box(0, 0, 720, 400))


def ground(*selection: Key, zoom: float = 1.0) -> Ground:
    """The network, its picture, and a selection."""
    document = network()
    return Ground(document, picture(document), selection, zoom)


def at(where: Ground, x: float, y: float, *held: str, hovered: Key | None = None) -> Pointer:
    """A pointer with what lies under it; `held` are names of keys."""
    modifiers = Modifiers("shift" in held, "ctrl" in held, "alt" in held)
    return Pointer(x, y, hit_at(where, x, y, hovered), modifiers)
