"""When an answer counts as unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from aksdesigner.incremental.sameness import same
from aksdesigner.model.address import Cidr
from aksdesigner.model.kinds.subnet import Subnet


@dataclass(frozen=True)
class Pair:
    left: Any
    right: Any


@pytest.mark.parametrize(
    "build",
    [
        lambda: 1,
        lambda: "text",
        lambda: None,
        lambda: (1, ("a", None)),
        lambda: [1, [2]],
        lambda: {"a": (1,), "b": 2},
        lambda: frozenset({"a", "b"}),
        lambda: Pair((1, 2), {"x": Pair(None, 1.5)}),
        lambda: Cidr.parse("10.0.0.0/8"),
    ],
)
def test_the_same(build: Any) -> None:
    assert same(build(), build())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 2),
        (1, True),
        (0, None),
        ((1, 2), (1,)),
        ((1, 2), [1, 2]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({"a": 1}, {"a": 2}),
        (Pair(1, 2), Pair(1, 3)),
        (Pair(1, 1), Pair(1, True)),
        (Cidr.parse("10.0.0.0/8"), Cidr.parse("10.0.0.0/9")),
    ],
)
def test_not_the_same(one: Any, other: Any) -> None:
    assert not same(one, other)


def test_a_part_of_a_document_is_the_same_only_as_itself() -> None:
    """Two subnets may mean the same and have two identities; a fact may ask for the identity."""
    one, other = (Subnet.model_validate({"name": "app", "prefix": "10.0.0.0/24"}) for _ in range(2))
    assert one == other
    assert same((one,), (one,))
    assert not same((one,), (other,))
