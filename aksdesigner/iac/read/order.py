"""Order: what of a program is there before what, over modules and nested deployments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any

from aksdesigner.iac.read.syntax import ReadError
from aksdesigner.iac.read.values import Identity

# (number of the file or module, symbol): a resource, or a module when all of it is there
Step = tuple[int, str]
BEGIN = "begin "  # before the symbol of a module: when nothing of it is there yet


@dataclass
class Order:
    """What waits for what, as the code says; filled while code is read."""

    _waits: dict[Step, set[Step]] = field(default_factory=dict)
    _steps: dict[Identity, Step] = field(default_factory=dict)
    _modules: list[Step | None] = field(default_factory=list)
    _before: dict[Step, int] = field(default_factory=dict)
    _bits: dict[Step, int] = field(default_factory=dict)

    def module(self, around: Step | None) -> int:
        """Return the number of a module; `around` is the call in the one that calls it."""
        self._modules.append(around)
        if around is not None:
            begin = (around[0], BEGIN + around[1])
            self._waits.setdefault(around, set()).add(begin)
        return len(self._modules) - 1

    def resource(self, module: int, symbol: str, waits: Iterable[str]) -> None:
        """Add a resource of a module, with the symbols that it waits for."""
        step = (module, symbol)
        self._add(step, module, waits)
        around = self._modules[module]
        if around is not None:
            self._waits[around].add(step)

    def call(self, module: int, symbol: str, waits: Iterable[str]) -> None:
        """Add a call of a module, with the symbols that it waits for."""
        self._add((module, BEGIN + symbol), module, waits)
        around = self._modules[module]
        if around is not None:
            self._waits[around].add((module, symbol))
        self._waits.setdefault((module, symbol), set()).add((module, BEGIN + symbol))

    def created(self, identity: Identity, module: int, symbol: str) -> None:
        """Tell which resource of Azure a symbol creates."""
        self._steps[identity] = (module, symbol)

    def _add(self, step: Step, module: int, waits: Iterable[str]) -> None:
        before = self._waits.setdefault(step, set())
        before.update((module, symbol) for symbol in waits)
        around = self._modules[module]
        if around is not None:
            before.add((around[0], BEGIN + around[1]))

    def close(self, file: str) -> None:
        """Settle the order. Raises ReadError where things wait for each other in a circle."""
        try:
            steps = list(TopologicalSorter(self._waits).static_order())
        except CycleError as error:
            circle = dict.fromkeys(step[1].removeprefix(BEGIN) for step in error.args[1])
            said = f"{', '.join(circle)} wait for each other"
            raise ReadError(file, said) from None
        for number, step in enumerate(steps):
            self._bits[step] = 1 << number
            before = 0
            for first in self._waits.get(step, ()):
                before |= self._bits[first] | self._before[first]
            self._before[step] = before

    def is_after(self, later: Identity, first: Identity) -> bool:
        """Return whether a resource is created when another is there; True where one is not here."""
        one, other = self._steps.get(later), self._steps.get(first)
        if one is None or other is None:
            return True
        return bool(self._before[one] & self._bits[other])

    def creates(self, identity: Any) -> bool:
        """Return whether the program creates a resource."""
        return identity in self._steps
