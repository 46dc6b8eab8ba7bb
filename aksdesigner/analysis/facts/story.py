"""A trace told to a person: one sentence for the whole way."""

from __future__ import annotations

from collections.abc import Sequence

from aksdesigner.analysis.facts.packets import Stop, short
from aksdesigner.analysis.results import Hop, Leg

_PLACES = ("vm", "pod", "subnet", "onprem", "pe", "service", "host", "api")
_LEGS = {"forward": "on the way there", "return": "on the way back"}
_VERBS = {"dropped": "Dropped", "blackhole": "Lost", "loop": "Runs in a circle"}


def delivered(forward: Sequence[Hop], back: Sequence[Hop]) -> str:
    """Return the sentence of a packet that arrives, and whose reply does."""
    there, home = _between(forward), _between(back)
    if there == list(reversed(home)):
        return f"Delivered both ways{_through(there)}."
    return f"Delivered there{_through(there)}, and back{_through(home)}."


def _between(hops: Sequence[Hop]) -> list[str]:
    return [hop.token for hop in hops[1:-1] if hop.token.partition(":")[0] not in _PLACES]


def _through(tokens: Sequence[str]) -> str:
    names = [short(token) for token in tokens if token != "internet"]
    return f" through {', then '.join(names)}" if names else ", directly"


def stopped(leg: Leg, stop: Stop) -> str:
    """Return the sentence of a leg that did not arrive."""
    if stop.verdict == "notComputed":
        return f"Not computed: {stop.text}"
    return f"{_VERBS.get(stop.verdict, 'Stopped')} {_LEGS[leg]}: {stop.text}"


def asymmetric(device: str, there: Sequence[str]) -> str:
    """Return the sentence of a flow whose two directions meet different stateful devices."""
    seen, missed = ("way there", "way back") if device in there else ("way back", "way there")
    return (
        f"Asymmetric: {short(device)} sees the {seen} and not the {missed}, so it drops what "
        "it cannot match to a connection."
    )
