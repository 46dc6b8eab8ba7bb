"""Whether an answer is what a query expects: key by key, rows as sets, tokens in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from aksdesigner.analysis.results import Trace
from aksdesigner.model.address import AddressError, Cidr

FINDING_KEYS = ("expectCodes", "expectNotCodes", "expectNoErrorsExcept")
INTENT_KEYS = ("through", "notThrough", "not", "inspectedBy")


def expected_of(query: Mapping[str, Any]) -> Any:
    """Return what a query expects, or None: ``expect``, the codes of findings, or an intent.

    A path without anything else to expect is a flow that must be delivered.
    """
    kind = query.get("kind")
    if kind == "findings":
        keys = {name: query[name] for name in FINDING_KEYS if name in query}
        return keys or None
    if kind != "path":
        return query.get("expect")
    expect = query.get("expect")
    wishes = {name: query[name] for name in INTENT_KEYS if name in query}
    if isinstance(expect, Mapping):
        return {**expect, **wishes}
    if expect is not None:
        return expect
    return wishes if query.get("not") else {"verdict": "delivered", **wishes}


def matches(kind: str, expected: Any, actual: Any) -> bool:
    """Return whether an answer of a kind is the expected one."""
    compare = _COMPARISONS.get(kind, same)
    return compare(expected, actual)


def same(expected: Any, actual: Any) -> bool:
    """Compare plain values: objects by the expected keys, lists in order, true is not 1."""
    if isinstance(expected, Mapping):
        return isinstance(actual, Mapping) and all(
            name in actual and same(value, actual[name]) for name, value in expected.items()
        )
    if isinstance(expected, list):
        return (
            isinstance(actual, list)
            and len(expected) == len(actual)
            and all(same(one, other) for one, other in zip(expected, actual, strict=True))
        )
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual
    return bool(expected == actual)


def _rows(expected: Any, actual: Any) -> bool:
    if not isinstance(expected, list) or not all(isinstance(row, list) for row in expected):
        return False
    return {_row(row) for row in expected} == {_row(row) for row in actual}


def _row(row: list[Any]) -> tuple[Any, ...]:
    cells = ["None" if order == 1 and cell is None else cell for order, cell in enumerate(row)]
    if cells:
        cells[0] = _network(str(cells[0]))
    return tuple(cells)


def _network(text: str) -> str:
    try:
        return str(Cidr.parse(text).network)
    except AddressError:
        return text


def _overlaps(expected: Any, actual: Any) -> bool:
    if not isinstance(expected, list) or not all(isinstance(row, Mapping) for row in expected):
        return False
    left = list(actual)
    for row in expected:
        found = next((other for other in left if same(_pair(row), _pair(other))), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _pair(row: Mapping[str, Any]) -> dict[str, Any]:
    sides = row.get("with")
    ordered = sorted(map(str, sides)) if isinstance(sides, list) else sides
    return {**row, "with": ordered} if "with" in row else dict(row)


def _findings(expected: Any, actual: Any) -> bool:
    if not isinstance(expected, Mapping):
        return False
    codes = {row["code"] for row in actual}
    errors = {row["code"] for row in actual if row["severity"] == "error"}
    broken = "INT001" in codes and ({"expectNotCodes", "expectNoErrorsExcept"} & set(expected))
    wanted = set(expected.get("expectCodes") or ())
    unwanted = set(expected.get("expectNotCodes") or ())
    allowed = expected.get("expectNoErrorsExcept")
    clean = allowed is None or errors <= set(allowed)
    return not broken and wanted <= codes and not unwanted & codes and clean


def _path(expected: Any, actual: Any) -> bool:
    if not isinstance(expected, Mapping):
        return False
    plain = {name: value for name, value in expected.items() if name not in INTENT_KEYS}
    tokens = Counter((*actual["forward"], *actual["return"]))
    wanted = (*listed(expected.get("through")), *listed(expected.get("inspectedBy")))
    there, back = set(actual["forward"]), set(actual["return"])
    through = all(token in there and token in back for token in wanted)
    avoided = not any(tokens[token] for token in listed(expected.get("notThrough")))
    return same(plain, actual) and through and avoided and _denied(expected, actual)


def _denied(expected: Mapping[str, Any], actual: Any) -> bool:
    """Read ``not``: true means that the flow must not arrive, an object must not fit."""
    forbidden = expected.get("not")
    if isinstance(forbidden, Mapping):
        return not same(forbidden, actual)
    stopped = actual["verdict"] != "delivered" and actual["verdict"] != "notComputed"
    return stopped if forbidden else True


def listed(value: Any) -> list[str]:
    """Return a lone value or a list of values as a list of texts; None is none."""
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, (list, tuple)) else [str(value)]


def shortfall(kind: str, expected: Any, actual: Any, trace: Trace | None) -> str:
    """Return in one sentence what a query that does not hold found instead."""
    if expected is None:
        return "The query expects nothing, so nothing can be said."
    if kind == "path" and trace is not None and isinstance(expected, Mapping):
        return _path_shortfall(expected, actual, trace)
    if kind == "findings" and isinstance(expected, Mapping):
        return _findings_shortfall(expected, actual)
    if isinstance(expected, Mapping) and isinstance(actual, Mapping):
        rows = [
            f"{name} is {actual.get(name)}, not {value}"
            for name, value in expected.items()
            if name not in actual or not same(value, actual[name])
        ]
        return f"{'; '.join(rows)}."
    return "The answer is another one."


def _path_shortfall(expected: Mapping[str, Any], actual: Any, trace: Trace) -> str:
    if expected.get("not") is True and actual["verdict"] == "delivered":
        return f"It must not arrive, and it does. {trace.sentence}"
    if actual["verdict"] != expected.get("verdict", actual["verdict"]):
        return trace.sentence
    legs = (("there", actual["forward"]), ("back", actual["return"]))
    for token in (*listed(expected.get("through")), *listed(expected.get("inspectedBy"))):
        missed = [leg for leg, tokens in legs if token not in tokens]
        if missed:
            return f"{token} is not passed on the way {' and '.join(missed)}. {trace.sentence}"
    for token in listed(expected.get("notThrough")):
        met = [leg for leg, tokens in legs if token in tokens]
        if met:
            return f"{token} is passed on the way {' and '.join(met)}. {trace.sentence}"
    rows = [
        f"{name} is {actual.get(name)}, not {value}"
        for name, value in expected.items()
        if name not in INTENT_KEYS and not same(value, actual.get(name))
    ]
    return f"{'; '.join(rows)}. {trace.sentence}" if rows else trace.sentence


def _findings_shortfall(expected: Mapping[str, Any], actual: Any) -> str:
    codes = {row["code"] for row in actual}
    errors = {row["code"] for row in actual if row["severity"] == "error"}
    missing = [c for c in expected.get("expectCodes") or () if c not in codes]
    unwanted = [c for c in expected.get("expectNotCodes") or () if c in codes]
    allowed = expected.get("expectNoErrorsExcept")
    more = sorted(errors - set(allowed)) if allowed is not None else []
    rows = [
        f"{title} {', '.join(map(str, found))}"
        for title, found in (("missing", missing), ("found", unwanted), ("errors", more))
        if found
    ]
    said = "; ".join(rows)
    return f"{said[0].upper()}{said[1:]}." if said else "The answer is another one."


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "effectiveRoutes": _rows,
    "overlaps": _overlaps,
    "findings": _findings,
    "path": _path,
}
