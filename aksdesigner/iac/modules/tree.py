"""A program in parts: what a folder of modules holds."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.iac.expression import Expression
from aksdesigner.iac.program import Program
from aksdesigner.iac.scopes import Scope


@dataclass(frozen=True, order=True)
class Unit:
    """What one module holds: a concern in one scope; `stage` tells apart what has to come later."""

    slug: str
    title: str
    scope: Scope
    stage: int = 0


@dataclass(frozen=True)
class Module:
    """One module: its file name, what main calls it, and what it is given.

    `scope` is how main says where it goes, None for where main itself goes. `depends_on` are the
    symbols of modules that come first and give it nothing.
    """

    slug: str
    title: str
    symbol: str
    program: Program
    arguments: tuple[tuple[str, Expression], ...]
    scope: Expression | None = None
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProgramTree:
    """A program whose declarations are all in modules, which stand in an order that works.

    `spans` says that the modules go to several resource groups or subscriptions.
    """

    main: Program
    modules: tuple[Module, ...]
    spans: bool
