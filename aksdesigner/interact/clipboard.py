"""The clipboard: a part of a design as text that another window reads, and as a picture."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from aksdesigner.edit.clip import Clip, clip_of, copied_with
from aksdesigner.edit.command import Refused
from aksdesigner.edit.paste import Paste
from aksdesigner.interact.gesture import Ground, Outcome, Point
from aksdesigner.interact.select import holders
from aksdesigner.interact.snap import on_grid
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key
from aksdesigner.model.nesting import container_of, position_of
from aksdesigner.model.note import is_note, notes_by_key
from aksdesigner.model.reading import DocumentError
from aksdesigner.present.picture import Box, Scene
from aksdesigner.present.scene import scene_of
from aksdesigner.store.design_file import parse_design
from aksdesigner.store.plain_json import plain_document, plain_text

# the field of the text that names what was copied; without it everything was
COPIED = "copied"
MARGIN = 24.0
# a duplicate stands this far beside its original
BESIDE = 32.0


def clip_text(document: Document, keys: Iterable[Key]) -> str:
    """Return a part of a design as the text of a design, with the keys of what was copied.

    Raises Refused when nothing of it can be copied.
    """
    clip = clip_of(document, keys)
    if not clip.tops and not clip.notes:
        raise Refused("Select something to copy.")
    plain = plain_document(clip.document)
    return plain_text({**plain, COPIED: [*clip.tops, *clip.notes]})


def read_clip(text: str) -> Clip:
    """Read what was copied, here or elsewhere; any design in JSON or YAML will do.

    Raises Refused when the text is no design.
    """
    try:
        document = parse_design(text.encode("utf-8", "surrogatepass"), "the clipboard").document
    except DocumentError:
        raise Refused("The clipboard holds nothing that can be pasted.") from None
    index = document.topology.index
    named = (document.model_extra or {}).get(COPIED)
    keys = [key for key in named if isinstance(key, str)] if isinstance(named, list) else None
    everything = (
        *(key for key in index.by_key if container_of(index, key) is None),
        *notes_by_key(document.notes),
    )
    return clip_of(document, keys if keys is not None else everything)


def pasted(ground: Ground, text: str, parent: Key | None, at: Point) -> Outcome:
    """Return the command that pastes a text into a container, or around a scene point."""
    try:
        return _placed(ground, Paste(read_clip(text), parent), at)
    except Refused as reason:
        return Outcome(status=str(reason))


def duplicated(ground: Ground, keys: tuple[Key, ...]) -> Outcome:
    """Return the command that puts a copy of some things beside them."""
    try:
        clip = read_clip(clip_text(ground.document, keys))
        boxes = [ground.nodes[key].box for key in keys if key in ground.nodes]
        right = max((box.right for box in boxes), default=0.0)
        top = min((box.y for box in boxes), default=0.0)
        command = Paste(clip, verb="Duplicate")
        return _placed(ground, command, (right + BESIDE, top))
    except Refused as reason:
        return Outcome(status=str(reason))


def _placed(ground: Ground, command: Paste, at: Point) -> Outcome:
    """Put what stands on free canvas at a point, each piece where it was beside the others.

    Where nothing was put by hand the picture lays itself out, and what is new with it: a place of
    its own would move the rest.
    """
    keys = command.keys_in(ground.document)
    clip = command.clip
    if clip.tops and not _is_laid_out_by_hand(ground):
        return Outcome(command=command, selection=keys)
    after = command.apply(ground.document)
    picture, original = scene_of(after, None), scene_of(clip.document, None)
    loose = {
        top: key
        for top, key in zip((*clip.tops, *clip.notes), keys, strict=True)
        if container_of(after.topology.index, key) is None
        and picture.node(key) is not None
        and original.node(top) is not None
    }
    boxes = {top: original.by_key[top].box for top in loose}
    left = min((box.x for box in boxes.values()), default=0.0)
    upper = min((box.y for box in boxes.values()), default=0.0)
    places: dict[Key, Point] = {}
    for top, box in boxes.items():
        x, y = on_grid(at[0] + box.x - left), on_grid(at[1] + box.y - upper)
        # of a region, as it stands now
        frame = picture.node(picture.by_key[loose[top]].parent or "")
        known = None if frame is None else ground.node(frame.key) or frame
        places[top] = (x, y) if known is None else (x - known.box.x, y - known.box.y)
    return Outcome(command=replace(command, places=places), selection=keys)


def _is_laid_out_by_hand(ground: Ground) -> bool:
    index, positions = ground.document.topology.index, ground.document.view.positions
    loose = (key for key in index.by_key if container_of(index, key) is None)
    return not index.by_key or any(position_of(positions, key) is not None for key in loose)


def picture_of(scene: Scene, document: Document, keys: Iterable[Key]) -> Scene:
    """Return the part of a picture that some things and all in them are, with the lines between."""
    keys = tuple(keys)
    taken: Collection[Key] = copied_with(document.topology.index, keys)
    noted = {key for key in keys if is_note(key)}
    ground = Ground(document, scene)
    nodes = tuple(
        node
        for node in scene.nodes
        if node.key in taken
        or node.key in noted
        or any(outer in taken for outer in holders(ground, node))
        or (node.host in taken)
    )
    shown = {node.key for node in nodes}
    links = tuple(link for link in scene.links if {link.source, link.target} <= shown)
    boxes = [node.box for node in nodes]
    boxes += [Box(x, y, 0, 0) for link in links for x, y in link.points]
    bounds = boxes[0] if boxes else Box(0, 0, 0, 0)
    for box in boxes[1:]:
        bounds = bounds.union(box)
    return Scene(nodes, links, bounds.grown(MARGIN))
