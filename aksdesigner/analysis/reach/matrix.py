"""The matrix: who reaches whom, and through what, group by group of alike ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from aksdesigner.analysis.reach.alike import Group, groups_of
from aksdesigner.analysis.reach.networks import Host
from aksdesigner.analysis.reach.pairs import End, Outside
from aksdesigner.analysis.reach.reach import Reach
from aksdesigner.analysis.reach.verdicts import PairVerdict, summary
from aksdesigner.analysis.results import Trace
from aksdesigner.model.address import AddressError
from aksdesigner.model.topology import Index

Mode = Literal["filtered", "routing"]
Tracer = Callable[[str, str, int, str], Trace]
PROTOCOLS = ("tcp", "udp", "icmp")


class Port(NamedTuple):
    """A port and a protocol, as in ``1433/tcp``."""

    number: int
    protocol: str

    def __str__(self) -> str:
        return f"{self.number}/{self.protocol}"


DEFAULT_PORTS = (Port(443, "tcp"),)


@dataclass(frozen=True)
class MatrixRow:
    """What becomes of packets from one group of ends to another.

    `within` says that both ends lie in the same network; where a pair of groups has members in the
    same and in different networks there are two rows. `routing` is the verdict of routes alone;
    `ports` the verdict of each port with security groups and firewall rules, empty in mode
    "routing", and where routes alone do not deliver.
    """

    source: Group
    target: Group
    within: bool
    routing: PairVerdict
    ports: tuple[tuple[Port, PairVerdict], ...] = ()

    @property
    def pairs(self) -> int:
        """How many pairs of ends the row speaks for."""
        return sum(1 for _ in members_of(self.source, self.target, within=self.within))


def read_ports(text: str) -> tuple[Port, ...]:
    """Read ``443,1433/tcp,53/udp``. Raises ValueError with what was found and expected."""
    found = []
    for item in text.split(","):
        number, slash, protocol = item.strip().partition("/")
        protocol = protocol.casefold() if slash else "tcp"
        right = number.isascii() and number.isdecimal() and int(number) <= 65_535
        if not right or protocol not in PROTOCOLS:
            raise AddressError(
                f"found {item.strip()!r}, expected a port such as 443 or 53/udp "
                f"(0 to 65535, {', '.join(PROTOCOLS)})"
            )
        found.append(Port(int(number), protocol))
    return tuple(dict.fromkeys(found))


def matrix_of(
    reach: Reach, trace: Tracer, index: Index, ports: Sequence[Port], mode: Mode
) -> Iterator[MatrixRow]:
    """Yield the rows of the matrix, by source, then target; `trace` asks with filters."""
    groups = groups_of(reach, filtered=mode == "filtered")
    internet = Group("Internet", ("internet",), (reach.internet,))
    for source in groups:
        for target in (*groups, internet):
            for within in (True, False):
                pair = next(members_of(source, target, within=within), None)
                if pair is not None:
                    yield _row(reach, source, target, pair, (trace, index, ports, mode))


def _row(
    reach: Reach,
    source: Group,
    target: Group,
    pair: tuple[End, End],
    asked: tuple[Tracer, Index, Sequence[Port], Mode],
) -> MatrixRow:
    trace, index, ports, mode = asked
    routing = reach.pair(*pair)
    found: list[tuple[Port, PairVerdict]] = []
    if mode == "filtered" and routing.verdict in ("delivered", "asymmetric"):
        for port in ports:
            one = trace(pair[0].token, pair[1].token, port.number, port.protocol)
            found.append((port, summary(one, index)))
    return MatrixRow(source, target, _is_within(*pair), routing, tuple(found))


def _is_within(source: End, target: End) -> bool:
    return (
        isinstance(source, Host) and isinstance(target, Host) and source.network is target.network
    )


def members_of(source: Group, target: Group, *, within: bool) -> Iterator[tuple[End, End]]:
    """Yield the pairs of ends of two groups, in the same network or not; nobody meets itself."""
    for one in source.ends:
        for other in target.ends:
            both_outside = isinstance(one, Outside) and isinstance(other, Outside)
            if one is not other and not both_outside and _is_within(one, other) is within:
                yield one, other
