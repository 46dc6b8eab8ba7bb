"""Put a wrong function in the place of a right one, wherever the engine uses it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

FACTS = "aksdesigner.analysis.facts"


@contextmanager
def swapped(place: str, make: Callable[[Any], Any]) -> Iterator[None]:
    """Replace ``module.name`` of the engine by what `make` makes of it, in every module.

    Raises AttributeError for a name that the engine does not have any more.
    """
    module_name, _, name = place.partition(".")
    right = getattr(importlib.import_module(f"{FACTS}.{module_name}"), name)
    wrong = make(right)
    found = [
        (vars(module), key)
        for module_key, module in list(sys.modules.items())
        if module_key.startswith("aksdesigner.") and module is not None
        for key, value in list(vars(module).items())
        if value is right
    ]
    assert found, f"nothing uses {place}"
    for namespace, key in found:
        namespace[key] = wrong
    try:
        yield
    finally:
        for namespace, key in found:
            namespace[key] = right
