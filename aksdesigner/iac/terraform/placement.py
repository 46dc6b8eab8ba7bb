"""Where each declaration goes: the last pass over a draft, so that codecs need not know scopes.

Codecs write everything into the group of the deployment. Here what the design has in another group
or subscription gets that group, by a data source, and the provider of that subscription.
"""

from __future__ import annotations

from dataclasses import replace

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Property, expr, fields
from aksdesigner.iac.plan.subscription import ASKED_MAIN_GROUP, asked_subscription
from aksdesigner.iac.program import Declaration
from aksdesigner.iac.scopes import Scope, Scopes
from aksdesigner.iac.terraform.body import GROUP
from aksdesigner.model.ids import key_of

GROUP_KIND = "group"
GROUP_TYPE = "azurerm_resource_group"


def place(draft: Draft, scopes: Scopes) -> None:
    """Rewrite a draft's declarations for the groups and subscriptions of the design."""
    placing = _Placing(draft, scopes)
    placed = [placing.placed(item) for item in draft.declarations]
    draft.declarations[:] = [*placing.groups.values(), *placed]


class _Placing:
    def __init__(self, draft: Draft, scopes: Scopes) -> None:
        self._draft = draft
        self._scopes = scopes
        self._providers: dict[str, str] = {}
        self.groups: dict[Scope, Declaration] = {}

    def placed(self, item: Declaration) -> Declaration:
        """Return a declaration with its group and subscription."""
        scope = self._scopes.of(item.resource)
        provider = self._provider(scope.subscription)
        here = Scope("", scope.group) == self._scopes.default and not provider
        if here or not _names_group(item):
            return replace(item, subscription=provider)
        # references name the group themselves: nothing of another team is looked up beside them
        group = self._named(scope) if item.existing else self._group(scope, provider)
        pairs = tuple((k, group if v == GROUP else v) for k, v in item.body.pairs)
        return replace(item, body=replace(item.body, pairs=pairs), subscription=provider)

    def _named(self, scope: Scope) -> Expression:
        """Return the name of a scope's group: the one that is asked for where it is the default."""
        if scope.group == self._scopes.default.group:
            return GROUP
        return expr(scope.group) if scope.group else _asked_group(self._draft)

    def _provider(self, alias: str) -> str:
        """Return the name that a subscription's provider has; "" for that of the deployment."""
        if not alias:
            return ""
        if alias not in self._providers:
            parameter = asked_subscription(self._draft, alias)
            short = parameter.name.removeprefix("subscription_")
            name = short if short.isidentifier() else parameter.name
            self._draft.subscriptions.append((name, parameter))
            self._providers[alias] = name
        return self._providers[alias]

    def _group(self, scope: Scope, provider: str) -> Expression:
        if scope not in self.groups:
            # a subscription and a group of one name are two places
            place = f"{scope.subscription}/{scope.group}" if scope.subscription else scope.group
            key = key_of(GROUP_KIND, place)
            symbol = self._draft.symbols.symbol(key)
            body = fields({"name": self._named(scope)})
            self.groups[scope] = Declaration(
                symbol, GROUP_TYPE, body, key, existing=True, subscription=provider
            )
        return Property(self.groups[scope].symbol, ("name",))


def _asked_group(draft: Draft) -> Expression:
    """Ask for the group of the main deployment: a program of another team deploys elsewhere."""
    return draft.ask(
        ASKED_MAIN_GROUP, "Resource group of the main deployment.", example="rg-network"
    )


def _names_group(item: Declaration) -> bool:
    return any(value == GROUP for _, value in item.body.pairs)
