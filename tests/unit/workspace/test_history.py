"""Steps and how alike ones join."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.model.document import Document, new_document
from aksdesigner.workspace.history import LIMIT, PAUSE_S, History


@dataclass
class Clock:
    now_s: float = 100.0

    def __call__(self) -> float:
        return self.now_s


def documents(count: int) -> list[Document]:
    return [new_document(str(n)) for n in range(count)]


def test_alike_steps_join_when_close_in_time() -> None:
    clock = Clock()
    history = History(clock=clock)
    a, b, c = documents(3)
    history.push("Move", a, "nudge")
    clock.now_s += PAUSE_S
    history.push("Move", b, "nudge")
    assert [step.before for step in history.past] == [a]
    clock.now_s += PAUSE_S + 0.1
    history.push("Move", c, "nudge")
    assert [step.before for step in history.past] == [a, c]


def test_other_steps_stay_apart() -> None:
    history = History(clock=Clock())
    a, b, c = documents(3)
    history.push("Move", a, "nudge:a")
    history.push("Move", b, "nudge:b")
    history.push("Add", c)
    history.push("Add", c)
    assert len(history.past) == 4


def test_a_sealed_step_takes_no_more() -> None:
    history = History(clock=Clock())
    a, b = documents(2)
    history.push("Move", a, "nudge")
    history.seal()
    history.push("Move", b, "nudge")
    assert [step.before for step in history.past] == [a, b]


def test_undo_and_redo_travel() -> None:
    history = History(clock=Clock())
    a, b, c = documents(3)
    assert history.undo(a) is None
    history.push("one", a)
    history.push("two", b)
    assert history.undo(c) is b
    assert history.undo(b) is a
    assert history.undo(a) is None
    assert history.redo(a) is b
    assert history.redo(b) is c
    assert history.redo(c) is None


def test_a_new_step_ends_what_could_be_redone() -> None:
    history = History(clock=Clock())
    a, b = documents(2)
    history.push("one", a)
    history.undo(b)
    history.push("other", a)
    assert history.redo(b) is None


def test_the_oldest_steps_are_forgotten() -> None:
    history = History(clock=Clock())
    for document in documents(LIMIT + 5):
        history.push("step", document)
    assert len(history.past) == LIMIT
    assert history.past[0].before.name == "5"
