"""Where the commands of a runbook look for a resource: its resource group and its subscription."""

from __future__ import annotations

import re

from aksdesigner.iac.design import Design
from aksdesigner.iac.scopes import Scope, Scopes
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key
from aksdesigner.model.part import Resource
from aksdesigner.report.shell import word


class Where:
    """The places of a design's resources, as words of a shell. Ids are variables to be set."""

    def __init__(self, document: Document) -> None:
        self.scopes = Scopes(Design(document))

    def of(self, resource: Resource) -> tuple[str, ...]:
        """Return the options that name the place of a drawn resource."""
        return self.at(self.scopes.of(self.scopes.design.index.key(resource)))

    def at(self, scope: Scope) -> tuple[str, ...]:
        """Return the options that name a place."""
        return ("--resource-group", group_word(scope), *in_subscription(scope))

    def regions(self) -> dict[Scope, str | None]:
        """Return every place that something is deployed in, with the region of its first resource."""
        design = self.scopes.design
        found: dict[Scope, str | None] = dict.fromkeys(self.scopes.deployed)
        for entry in design.index.entries:
            scope = self.scopes.of(entry.key)
            if scope in found and not found[scope] and not design.is_existing(entry.key):
                found[scope] = getattr(entry.resource, "region", None)
        return found

    def aliases(self) -> tuple[str, ...]:
        """Return the aliases of the subscriptions that commands name."""
        index = self.scopes.design.index
        return tuple(sorted({self._alias(entry.key) for entry in index.entries} - {""}))

    def _alias(self, key: Key) -> str:
        return self.scopes.of(key).subscription


def group_word(scope: Scope) -> str:
    """Return the resource group of a place as a word: its name, or a variable."""
    return word(scope.group) if scope.group else '"${GROUP:?}"'


def in_subscription(scope: Scope) -> tuple[str, ...]:
    """Return the option that names the subscription of a place; none for that of the session."""
    alias = scope.subscription
    return ("--subscription", f'"${{{variable(alias)}:?}}"') if alias else ()


def variable(alias: str) -> str:
    """Return the variable that holds the id of a subscription."""
    return "SUBSCRIPTION_" + (re.sub("[^A-Z0-9]+", "_", alias.upper()).strip("_") or "OTHER")
