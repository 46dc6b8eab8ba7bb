"""The store of kept answers, on small sums: what is computed again, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from aksdesigner.incremental.cell import CycleError
from aksdesigner.incremental.store import WIDE, Store

DIGITS = "0123456789"


class Sheet:
    """A sheet of inputs and formulas; `runs` counts how often each formula was computed."""

    def __init__(self, **values: Any) -> None:
        self.values = values
        self.store = Store()
        self.formulas: dict[str, Callable[[Sheet], Any]] = {}
        self.runs: dict[str, int] = {}

    def __getitem__(self, name: str) -> Any:
        if name in self.formulas:
            return self.store.ask("sheet", name, lambda: self._run(name))
        return self.store.read(("cell", name), lambda: self.values.get(name))

    def _run(self, name: str) -> Any:
        self.runs[name] = self.runs.get(name, 0) + 1
        return self.formulas[name](self)

    def change(self, **values: Any) -> None:
        self.values.update(values)
        for name, value in values.items():
            self.store.change(("cell", name), value)

    def ran(self) -> dict[str, int]:
        """Return what ran since the last call."""
        runs, self.runs = self.runs, {}
        return runs


def test_an_answer_is_computed_once() -> None:
    sheet = Sheet(a=1, b=2)
    sheet.formulas["sum"] = lambda s: s["a"] + s["b"]
    assert [sheet["sum"], sheet["sum"]] == [3, 3]
    assert sheet.ran() == {"sum": 1}


def test_a_change_touches_only_what_read_it() -> None:
    sheet = Sheet(a=1, b=2)
    sheet.formulas |= {"left": lambda s: s["a"], "right": lambda s: s["b"]}
    sheet.formulas["both"] = lambda s: (s["left"], s["right"])
    assert sheet["both"] == (1, 2)
    sheet.ran()
    sheet.change(b=5)
    assert sheet["left"] == 1
    assert sheet.ran() == {}
    assert sheet["both"] == (1, 5)
    assert sheet.ran() == {"right": 1, "both": 1}


def test_an_equal_answer_stops_the_news() -> None:
    sheet = Sheet(a=3)
    sheet.formulas["odd"] = lambda s: s["a"] % 2 == 1
    sheet.formulas["word"] = lambda s: "odd" if s["odd"] else "even"
    assert sheet["word"] == "odd"
    sheet.ran()
    sheet.change(a=5)
    assert sheet["word"] == "odd"
    assert sheet.ran() == {"odd": 1}
    sheet.change(a=6)
    assert sheet["word"] == "even"


def test_an_equal_input_tells_nobody() -> None:
    sheet = Sheet(a=(1, 2))
    sheet.formulas["sum"] = lambda s: sum(s["a"])
    assert sheet["sum"] == 3
    sheet.ran()
    sheet.change(a=(1, 2))
    assert sheet["sum"] == 3
    assert sheet.ran() == {}


def test_a_diamond_is_computed_once_on_each_side() -> None:
    sheet = Sheet(a=1)
    sheet.formulas |= {"l": lambda s: s["a"] + 1, "r": lambda s: s["a"] * 10}
    sheet.formulas["top"] = lambda s: s["l"] + s["r"]
    assert sheet["top"] == 12
    sheet.ran()
    sheet.change(a=2)
    assert sheet["top"] == 23
    assert sheet.ran() == {"l": 1, "r": 1, "top": 1}


def test_readings_that_depend_on_values() -> None:
    sheet = Sheet(use="a", a=1, b=2)
    sheet.formulas["picked"] = lambda s: s[s["use"]]
    assert sheet["picked"] == 1
    sheet.ran()
    sheet.change(b=7)
    assert sheet["picked"] == 1
    assert sheet.ran() == {}
    sheet.change(use="b")
    assert sheet["picked"] == 7
    sheet.ran()
    sheet.change(a=9)
    assert sheet["picked"] == 7
    assert sheet.ran() == {}, "it no longer reads a"


def test_what_is_not_read_any_more_is_not_computed() -> None:
    """Where the first reading differs, later ones may make no sense: they are left alone."""
    sheet = Sheet(has=True, part=4)
    sheet.formulas["half"] = lambda s: 8 // s["part"]
    sheet.formulas["top"] = lambda s: s["half"] if s["has"] else 0
    assert sheet["top"] == 2
    sheet.ran()
    sheet.change(has=False, part=0)
    assert sheet["top"] == 0
    assert sheet.ran() == {"top": 1}


def test_removed_and_new_inputs() -> None:
    sheet = Sheet(names=("a", "b"), a=1, b=2)
    sheet.formulas["sum"] = lambda s: sum(s[name] for name in s["names"])
    assert sheet["sum"] == 3
    sheet.change(names=("b",), a=None)
    assert sheet["sum"] == 2
    sheet.change(names=("b", "c"), c=30)
    assert sheet["sum"] == 32
    sheet.change(c=40)
    assert sheet["sum"] == 42


def test_a_ring_is_refused_and_named() -> None:
    sheet = Sheet(turn=True)
    sheet.formulas["egg"] = lambda s: s["hen"] if s["turn"] else 1
    sheet.formulas["hen"] = lambda s: s["egg"]
    with pytest.raises(CycleError, match="egg"):
        sheet["egg"]
    sheet.change(turn=False)
    assert sheet["hen"] == 1


def test_an_exception_is_no_answer() -> None:
    sheet = Sheet(a=0)
    sheet.formulas["inverse"] = lambda s: 1 / s["a"]
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            sheet["inverse"]
    assert sheet.ran() == {"inverse": 2}
    sheet.change(a=2)
    assert sheet["inverse"] == 0.5


def test_who_caught_an_exception_hears_when_it_goes() -> None:
    sheet = Sheet(a=0)

    def told(s: Sheet) -> str:
        try:
            return str(s["inverse"])
        except ZeroDivisionError:
            return "none"

    sheet.formulas |= {"inverse": lambda s: 1 / s["a"], "told": told}
    assert sheet["told"] == "none"
    sheet.change(a=2)
    assert sheet["told"] == "0.5"
    sheet.change(a=0)
    assert sheet["told"] == "none"


def test_a_change_within_a_computation_is_refused() -> None:
    sheet = Sheet(a=1)
    sheet.formulas["bad"] = lambda s: (s["a"], s.change(a=2))
    with pytest.raises(RuntimeError, match="while an answer was computed"):
        sheet["bad"]


@pytest.mark.parametrize("readers", [1, WIDE, 3 * WIDE])
def test_many_readers_of_an_unchanged_answer_are_left_alone(readers: int) -> None:
    sheet = Sheet(a=3)
    sheet.formulas["odd"] = lambda s: s["a"] % 2
    names = [f"reader{i}" for i in range(readers)]
    sheet.formulas |= {name: lambda s: s["odd"] for name in names}
    sheet.formulas["all"] = lambda s: tuple(s[name] for name in names)
    assert sheet["all"] == (1,) * readers
    sheet.ran()
    sheet.change(a=7)
    assert sheet["all"] == (1,) * readers
    assert sheet.ran() == {"odd": 1}
    sheet.change(a=8)
    assert sheet["all"] == (0,) * readers
    assert sheet.ran() == {"odd": 1, "all": 1, **dict.fromkeys(names, 1)}


def test_a_wide_answer_that_fails_tells_its_readers() -> None:
    sheet = Sheet(a=2)
    sheet.formulas["inverse"] = lambda s: 4 // s["a"]
    names = [f"reader{i}" for i in range(2 * WIDE)]
    sheet.formulas |= {name: _caught for name in names}
    assert {sheet[name] for name in names} == {2}
    sheet.change(a=0)
    assert {sheet[name] for name in names} == {None}
    sheet.change(a=1)
    assert {sheet[name] for name in names} == {4}


def _caught(sheet: Sheet) -> int | None:
    try:
        return int(sheet["inverse"])
    except ZeroDivisionError:
        return None


def test_wide_answers_on_one_another() -> None:
    """Each is settled after those it was read from, whichever heard first."""
    sheet = Sheet(a=1, b=1)
    sheet.formulas |= {
        "low": lambda s: s["a"] + s["b"],
        "mid": lambda s: s["low"] // 2,
        "high": lambda s: s["mid"] + s["b"] + s["low"],
    }
    names = [f"{level}{i}" for level in ("low", "mid", "high") for i in range(2 * WIDE)]
    sheet.formulas |= {name: partial(_level, name) for name in names}
    for a, b in ((1, 1), (2, 1), (2, 2), (5, 5), (5, 5), (1, 0), (0, 1)):
        sheet.change(a=a, b=b)
        low = a + b
        expected = {"low": low, "mid": low // 2, "high": low // 2 + b + low}
        assert {n: sheet[n] for n in names} == {n: expected[n.rstrip(DIGITS)] for n in names}


def _level(name: str, sheet: Sheet) -> Any:
    return sheet[name.rstrip(DIGITS)]


def test_a_sweep_forgets_what_nobody_asked_for_again() -> None:
    sheet = Sheet(a=1, b=1)
    sheet.formulas |= {"x": lambda s: s["a"], "y": lambda s: s["b"], "top": lambda s: s["x"] * 2}
    assert sheet["top"] + sheet["y"] == 3
    sheet.change(a=2)
    assert sheet.store.size == 3
    sheet.store.sweep()
    assert sheet.store.size == 1
    assert sheet["top"] == 4
    sheet.change(a=3)
    assert sheet["top"] == 6


def test_a_sweep_keeps_a_failure_that_somebody_caught() -> None:
    sheet = Sheet(a=0)
    sheet.formulas |= {"inverse": lambda s: 4 // s["a"], "told": _caught}
    assert sheet["told"] is None
    sheet.store.sweep()
    sheet.change(a=2)
    assert sheet["told"] == 2
