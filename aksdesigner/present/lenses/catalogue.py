"""The lenses, in the order of their keys: 1 is the map itself, 2 the first of these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key
from aksdesigner.present.lenses.addresses import ADDRESSES
from aksdesigner.present.lenses.capacity import CAPACITY
from aksdesigner.present.lenses.egress import EGRESS
from aksdesigner.present.lenses.lens import Legend, Lens, Said
from aksdesigner.present.lenses.names import NAMES
from aksdesigner.present.lenses.ownership import OWNERSHIP
from aksdesigner.present.lenses.routes import ROUTES
from aksdesigner.present.lenses.security import SECURITY
from aksdesigner.present.picture import Link, Node
from aksdesigner.present.sizes import PAD, chips_in_header
from aksdesigner.present.text import cut, width

# how much of a subnet's header its name keeps
NAME_SHARE = 0.4

LENSES: tuple[Lens, ...] = (ROUTES, ADDRESSES, CAPACITY, SECURITY, NAMES, OWNERSHIP, EGRESS)


def lens_of(document: Document) -> Lens | None:
    """Return the lens of the view that is looked at; None for the map and for an unknown name."""
    wanted = document.view.lens
    return next((lens for lens in LENSES if lens.name == wanted), None)


def seen_through(
    lens: Lens,
    document: Document,
    analysis: Analysis,
    nodes: dict[Key, Node],
    links: Iterable[Link],
) -> tuple[dict[Key, Node], list[Link], Legend]:
    """Return the same boxes and lines as a lens shows them, and its legend; nothing moves."""
    seen = lens.see(document, analysis)
    shown = {key: _worded(node, seen.get(key)) for key, node in nodes.items()}
    faded = [replace(link, is_faded=True) for link in links]
    drawn = {key: said for key, said in seen.items() if key in nodes}
    return shown, faded, Legend(lens.title, lens.legend(drawn))


def _worded(node: Node, said: Said | None) -> Node:
    """Return a box with the words of a lens where its own stood; its size stays."""
    if said is None:
        return replace(node, is_faded=True)
    if not said.head:
        return replace(node, said=said)
    if node.form in ("card", "endpoint"):
        return replace(node, said=said, lines=(said.head, *node.lines[1:]))
    if node.form not in ("subnet", "special"):
        return replace(node, said=said, subtitle=said.head)
    name = min(width(node.title, "canvasSubnet"), NAME_SHARE * node.box.w)
    head = cut(said.head, "canvasAddress", node.box.w - 2 * PAD - name - 14)
    worded = replace(node, said=said, subtitle=head)
    was_above = chips_in_header(node, node.box.w)
    if was_above and not chips_in_header(worded, node.box.w):
        return replace(worded, chips=())  # at the foot they would lie on what stands there
    return worded
