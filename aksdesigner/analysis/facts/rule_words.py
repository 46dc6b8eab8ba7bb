"""Words that rules of firewalls use for an end of a packet: yes, no, or nobody knows (None)."""

from __future__ import annotations

from collections.abc import Iterable

from aksdesigner.analysis.facts.packets import End, PublicAddress
from aksdesigner.analysis.facts.private_ranges import is_routable
from aksdesigner.analysis.facts.service_tags import tag_rank
from aksdesigner.model.address import Address, AddressError, Cidr, ServiceTag

Known = bool | None
EVERYTHING = ("*", "any", "0.0.0.0/0", "::/0")


def either(answers: Iterable[Known]) -> Known:
    """Return True if one answer is, None if one may be, else False."""
    found: Known = False
    for answer in answers:
        if answer:
            return True
        if answer is None:
            found = None
    return found


def both(answers: Iterable[Known]) -> Known:
    """Return False if one answer is, None if one may be, else True."""
    found: Known = True
    for answer in answers:
        if answer is False:
            return False
        if answer is None:
            found = None
    return found


def holds(text: str, end: End) -> Known:
    """Return whether a prefix, address, span or service tag of a rule holds an end of a packet."""
    word = text.strip()
    if word.casefold() in EVERYTHING:
        return True
    if isinstance(end, PublicAddress) and end.number is not None:
        end = end.number
    span = span_of(word)
    if span is not None:
        return _in_span(span, end)
    if isinstance(end, ServiceTag):
        return _tag_holds(word, end)
    # which addresses a service tag holds is Microsoft's list; no drawn address is on it
    return False


def _in_span(span: tuple[Address, Address], end: End) -> Known:
    low, high = span
    if isinstance(end, Address):
        return low.version == end.version and low <= end <= high
    # a service, or a device whose public number is not known: it may be any public address
    return None if is_routable(low) or is_routable(high) else False


def span_of(word: str) -> tuple[Address, Address] | None:
    """Return first and last address of ``10.0.0.0/24``, ``10.0.0.4`` or ``10.0.0.4-10.0.0.9``."""
    low, dash, high = word.partition("-")
    try:
        if dash:
            return Address.parse(low.strip()), Address.parse(high.strip())
        block = Cidr.parse(word) if "/" in word else Address.parse(word).cidr()
    except AddressError:
        return None
    return block.first, block.last


def _tag_holds(word: str, end: ServiceTag) -> bool:
    name = word.removeprefix("tag:")
    return name.replace(".", "").isalnum() and tag_rank(ServiceTag(name), end) > 0


def name_matches(pattern: str, name: str) -> bool:
    """Return whether a pattern such as ``*.example.com`` holds a name; ``*`` holds every name."""
    want, have = pattern.casefold().rstrip("."), name.casefold().rstrip(".")
    if want in ("*", have):
        return True
    parts, rest = want.split("*"), have
    if len(parts) == 1 or not have.startswith(parts[0]):
        return False
    rest = have[len(parts[0]) :]
    for part in parts[1:-1]:
        at = rest.find(part, 1)
        if at < 0:
            return False
        rest = rest[at + len(part) :]
    return len(rest) > len(parts[-1]) and rest.endswith(parts[-1])


def port_in(text: str, port: int) -> bool:
    """Return whether ``443``, ``80-90`` or ``*`` holds a port."""
    word = text.strip()
    if word == "*":
        return True
    low, dash, high = word.partition("-")
    try:
        return int(low) <= port <= int(high) if dash else int(low) == port
    except ValueError:
        return False
