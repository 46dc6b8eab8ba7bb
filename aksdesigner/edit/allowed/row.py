"""The shape of the tables' rows: a function that answers for one kind, or one pair of kinds."""

from __future__ import annotations

from collections.abc import Callable

from aksdesigner.edit.allowed.verdict import Drop, Verdict
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key

Row = Callable[[Drop], Verdict]
Pair = Callable[[Document, Key, Key], Verdict]
