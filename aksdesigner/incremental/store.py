"""Store: kept answers that find out by themselves which of them an edit touches.

An answer is the value of a pure function. While it is computed, every other answer and every input
it asks for is noted as something it was read from. When an input changes, the news is pushed
along those notes: whatever may be touched waits, everything else stays ready, so that asking a
ready answer costs one look-up. A waiting answer is settled when somebody asks for it: what it was
read from is settled first, in the order of reading, and only if one of those values really is
another the function runs again. If it then gives the same value as before, its readers hear
nothing (early cut-off).

Answers with many readers (`WIDE`) stop the news: they are settled before the next question is
answered, and their readers are told only if the value did change. Without that, one edit would make
every answer of a large design wait, and looking at all of them once costs as much as computing them.

An exception is never kept: who asks again computes again, and an answer that caught one is looked
at again when anything that the failed computation had read changes.
"""

from __future__ import annotations

import gc
import heapq
from collections.abc import Callable, Container, Hashable, Iterable
from typing import Any

from aksdesigner.incremental.cell import Cell, CycleError
from aksdesigner.incremental.sameness import same

WIDE = 12
Table = dict[Hashable, Cell]


class Store:
    """Answers and inputs of one subject that changes in time. Not for several threads."""

    def __init__(self) -> None:
        self.reader: Cell | None = None
        self._tables: dict[Any, Table] = {}
        self._inputs: dict[tuple[str, Any], Cell] = {}
        self._clock = 0
        self._held: list[tuple[int, int, Cell]] = []
        self._told = 0
        self._computed = 0

    @property
    def computed(self) -> int:
        """How many times a function ran, for tests and benchmarks."""
        return self._computed

    @property
    def size(self) -> int:
        """How many answers are kept."""
        return sum(len(table) for table in self._tables.values())

    # --- asking -----------------------------------------------------------------------------

    def table(self, name: Any) -> Table:
        """Return the kept answers of one function, by question."""
        found = self._tables.get(name)
        return found if found is not None else self._tables.setdefault(name, {})

    def ask(self, name: Any, question: Hashable, answer: Callable[[], Any]) -> Any:
        """Return the answer to a question of a function, computed by `answer` where needed.

        Raises whatever the function raises, and CycleError where the answer asks for itself.
        """
        table = self.table(name)
        cell = table.get(question)
        if cell is None:
            cell = table[question] = Cell(name, question, answer)
        return self.value_of(cell)

    def value_of(self, cell: Cell) -> Any:
        """Return the present value of an answer, settled first if it waits."""
        if self.reader is None:
            return self._value_for_outside(cell)
        try:
            if not cell.is_fresh:
                self._settle(cell)
        finally:
            self.note(cell)
        return cell.value

    def _value_for_outside(self, cell: Cell) -> Any:
        """Return an answer to somebody who is no answer, with everything settled.

        Cells refer to one another in rings and live long: the cyclic collector would look through
        all of them again and again while they grow in number, and find nothing.
        """
        if cell.is_fresh and not self._held:
            return cell.value
        was_collecting = gc.isenabled()
        gc.disable()
        try:
            self._settle_held()
            if not cell.is_fresh:
                self._settle(cell)
        finally:
            if was_collecting:
                gc.enable()
        return cell.value

    def note(self, cell: Cell) -> None:
        """Note that the running computation read a cell."""
        reader = self.reader
        if reader is None or cell in reader.deps:
            return
        reader.deps[cell] = cell.changed
        cell.users.add(reader)
        if cell.height >= reader.height:
            reader.height = cell.height + 1
        if not cell.is_fresh and cell.valued:
            _waiting(reader).add(cell)

    # --- inputs -----------------------------------------------------------------------------

    def read(self, key: tuple[str, Any], fetch: Callable[[], Any]) -> Any:
        """Return an input; the running computation depends on it from now on."""
        if self.reader is None:
            return fetch()
        cell = self._inputs.get(key)
        if cell is None:
            cell = Cell("input", key, None)
            cell.value, cell.valued, cell.is_fresh = fetch(), True, True
            self._inputs[key] = cell
        self.note(cell)
        return cell.value

    def knows(self, key: tuple[str, Any]) -> bool:
        """Return whether an answer was read from an input."""
        return key in self._inputs

    def inputs(self, sorts: Container[str]) -> list[tuple[str, Any]]:
        """Return the keys of some sorts, (sort, name), of inputs that an answer was read from."""
        return [key for key in self._inputs if key[0] in sorts]

    def change(self, key: tuple[str, Any], value: Any) -> None:
        """Give an input another value, and tell who read it. The same value tells nobody."""
        if self.reader is not None:
            raise RuntimeError("an input changed while an answer was computed")
        cell = self._inputs.get(key)
        if cell is None or same(cell.value, value):
            return
        if not cell.users:
            del self._inputs[key]
            return
        cell.value = value
        self._clock += 1
        cell.changed = self._clock
        self._tell(cell)

    def sweep(self) -> None:
        """Forget the answers that wait: nobody has asked for them since they were touched.

        One that failed and that others have caught stays: by it they hear what it had read.
        """
        for name, table in tuple(self._tables.items()):
            for question, cell in tuple(table.items()):
                if cell.is_fresh or cell.is_held or cell.is_running:
                    continue
                if cell.waiting or not cell.users:
                    del table[question]
                    cell.is_dropped = True
                    self._leave(cell, cell.deps)
            if not table:
                del self._tables[name]

    # --- settling ---------------------------------------------------------------------------

    def _settle(self, cell: Cell) -> None:
        if cell.is_running:
            raise CycleError(f"{cell!r} asks for itself, by way of {self.reader!r}")
        cell.is_running = True
        try:
            if not cell.valued or self._is_touched(cell):
                self._compute(cell)
            else:
                cell.waiting = None
                cell.is_fresh = True
                cell.is_held = False
        finally:
            cell.is_running = False

    def _is_touched(self, cell: Cell) -> bool:
        """Return whether something that an answer was read from has another value now.

        In the order of reading: as long as nothing differs, the function would read just the same.
        """
        while cell.waiting:
            waiting = cell.waiting
            order = list(waiting) if len(waiting) == 1 else [d for d in cell.deps if d in waiting]
            cell.waiting = None
            for dep in order:
                if dep.is_dropped:
                    return True
                if not dep.is_fresh:
                    try:
                        self._settle(dep)
                    except Exception:
                        return True  # the function meets the exception itself, if it still asks
                if dep.changed != cell.deps[dep]:
                    return True
        return False

    def _compute(self, cell: Cell) -> None:
        assert cell.answer is not None
        before, known, had_value = cell.deps, cell.value, cell.valued
        cell.deps, cell.waiting, cell.height = {}, None, 0
        outer, self.reader = self.reader, cell
        self._computed += 1
        try:
            value = cell.answer()
        except BaseException:
            cell.value, cell.valued, cell.is_fresh = None, False, False
            self._stamp(cell)
            raise
        finally:
            self.reader = outer
            self._leave(cell, (dep for dep in before if dep not in cell.deps))
            cell.waiting = _still_waiting(cell)
        cell.is_fresh = cell.waiting is None
        was_held, cell.is_held = cell.is_held, False
        differs = not (had_value and same(known, value))
        if differs:
            cell.value, cell.valued = value, True
            self._clock += 1
            cell.changed = self._clock
        if cell.waiting or (differs and (was_held or not had_value)):
            self._tell(cell)  # in every other case they heard of it when this answer did

    def _stamp(self, cell: Cell) -> None:
        """Note that an answer has become none, and tell its readers where they have not heard."""
        self._clock += 1
        cell.changed = self._clock
        if cell.is_held:
            cell.is_held = False
            self._tell(cell)

    @staticmethod
    def _leave(cell: Cell, deps: Iterable[Cell]) -> None:
        for dep in deps:
            dep.users.discard(cell)

    # --- news -------------------------------------------------------------------------------

    def _tell(self, changed: Cell) -> None:
        """Let everybody wait who was read from a cell, directly or not, as far as wide answers."""
        todo = [changed]
        while todo:
            cell = todo.pop()
            for user in cell.users:
                if user.waiting:
                    user.waiting.add(cell)
                    continue
                user.waiting = {cell}
                user.is_fresh = False
                if user.valued and len(user.users) >= WIDE and not user.is_running:
                    user.is_held = True
                    self._told += 1
                    heapq.heappush(self._held, (user.height, self._told, user))
                else:
                    todo.append(user)

    def _settle_held(self) -> None:
        """Settle every answer that holds news back, those first that others were read from."""
        while self._held:
            cell = heapq.heappop(self._held)[2]
            if not cell.is_held:
                continue
            try:
                self._settle(cell)
            except Exception:  # told by _stamp; whoever asks meets it again
                continue


def _waiting(cell: Cell) -> set[Cell]:
    if cell.waiting is None:
        cell.waiting = set()
    return cell.waiting


def _still_waiting(cell: Cell) -> set[Cell] | None:
    """Return what changed after a computation had read it; None in the ordinary case: nothing."""
    if not cell.waiting:
        return None
    left = {
        dep
        for dep in cell.waiting
        if dep in cell.deps and (not dep.is_fresh or dep.changed != cell.deps[dep])
    }
    return left or None
