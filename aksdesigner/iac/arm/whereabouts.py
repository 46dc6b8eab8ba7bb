"""Whether what a program creates, and what it refers to, is where the drawing has something.

Names of what a drawing only implies (roles, links, connections) are nobody's, so that a module which
is sent to a wrong group would else go unnoticed.
"""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.existing import TYPES
from aksdesigner.iac.arm.reading import SEVERAL, Lift
from aksdesigner.iac.read.lifted import Strange
from aksdesigner.iac.read.resources import ReadResource
from aksdesigner.iac.read.values import Identity


def misplaced(lift: Lift) -> Iterator[Strange]:
    """Yield what goes to a group that nothing drawn is in, and references that lead nowhere."""
    scopes = lift.drawn.scopes
    known = {*scopes.deployed, scopes.default}
    created = {lift.place(r.identity) for r in lift.program.resources if not r.existing}
    for item in lift.program.resources:
        if not item.existing and lift.scope(item.identity) not in known:
            yield _strange(
                item, f"it goes to {_where(lift, item.identity)}, where nothing drawn is"
            )
        if item.existing and lift.place(item.identity) not in created and not _is_drawn(lift, item):
            where = _where(lift, item.identity)
            yield _strange(item, f"nothing that is drawn has its name in {where}")


def _kinds(arm_type: str) -> Iterator[str]:
    for kind, own in TYPES.items():
        if arm_type == own or arm_type in SEVERAL.get(kind, ()):
            yield kind


def _is_drawn(lift: Lift, item: ReadResource) -> bool:
    return any(_is_meant(lift, item.identity, kind) for kind in _kinds(item.type))


def _is_meant(lift: Lift, identity: Identity, kind: str) -> bool:
    """Return whether others deploy something drawn under a name, in a place."""
    for drawn in lift.drawn.all(kind, str(identity.names[-1])):
        scope = lift.drawn.scopes.of(lift.design.index.key(drawn))
        if lift.drawn.is_existing(drawn) and scope == lift.scope(identity):
            return True
    return False


def _where(lift: Lift, identity: Identity) -> str:
    scope = lift.scope(identity)
    group = f"group {scope.group}" if scope.group else "the group of the deployment"
    return f"{group} of subscription {scope.subscription}" if scope.subscription else group


def _strange(item: ReadResource, message: str) -> Strange:
    return Strange(f"{item.place} {item.type} {item.name}", message)
