"""From plain data to a Document: every problem at once, each with its place, found and expected."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from aksdesigner.model.document import FORMAT_VERSION, Document
from aksdesigner.model.ids import Key, label_of, split_key
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.model.part import Part, unknown_fields
from aksdesigner.model.references import dangling
from aksdesigner.model.topology import Topology

P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where (``topology.vnets[3].prefixes[0]``) and what."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class DocumentError(Exception):
    """A design that can't be used; `problems` holds every reason, the text shows them all."""

    def __init__(self, problems: list[Problem], source: str = "") -> None:
        self.problems = problems
        self.source = source
        super().__init__("\n".join(f"{source}: {p}" if source else str(p) for p in problems))


@dataclass(frozen=True)
class Reading:
    """A document, and what a reader should be told about it (unknown fields that are kept)."""

    document: Document
    notes: tuple[Problem, ...] = ()


def read_document(data: Any) -> Reading:
    """Build a document from plain data. Raises DocumentError with every problem found."""
    if not isinstance(data, dict):
        raise DocumentError([Problem("", f"found {_kind_of(data)}, expected an object")])
    version = data.get("aksdesigner")
    if isinstance(version, int) and not isinstance(version, bool) and version > FORMAT_VERSION:
        raise DocumentError(
            [
                Problem(
                    "aksdesigner",
                    f"found format {version}, expected at most {FORMAT_VERSION}: "
                    "this file needs a newer aksdesigner; nothing was changed",
                )
            ]
        )
    if isinstance(version, (bool, float)):  # which Python takes for the number 1
        found = f"found {version}, expected {FORMAT_VERSION}"
        raise DocumentError([Problem("aksdesigner", found)])
    document = _validated(Document, data, "")
    problems = topology_problems(document.topology, "topology")
    if problems:
        raise DocumentError(problems)
    return Reading(document, _notes(document))


def read_topology(data: Any, place: str = "topology") -> Topology:
    """Build a topology alone (golden cases). Raises DocumentError with every problem found."""
    topology = _validated(Topology, data, place)
    problems = topology_problems(topology, place)
    if problems:
        raise DocumentError(problems)
    return topology


def _validated(model: type[P], data: Any, place: str) -> P:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise DocumentError(problems_of(error, place)) from None
    except RecursionError:
        raise DocumentError([Problem(place, "found data nested too deeply")]) from None


def problems_of(error: ValidationError, place: str = "") -> list[Problem]:
    """Return what a failed validation says, in our words, each problem once."""
    problems = [_problem(item, place) for item in error.errors(include_url=False)]
    return list(dict.fromkeys(problems))


def _problem(item: Any, place: str) -> Problem:
    where = place
    for step in item["loc"]:
        where += f"[{step}]" if isinstance(step, int) else f".{step}" if where else str(step)
    message = str(item["msg"]).removeprefix("Value error, ")
    if item["type"] == "missing":
        return Problem(where, "missing, expected a value")
    if message.startswith("found"):
        return Problem(where, message)
    expected = message.removeprefix("Input should be ").removeprefix("a valid ")
    expected = _OUR_WORDS.get(expected, expected)
    return Problem(where, f"found {_short(item.get('input'))}, expected {expected}")


# what the validator calls things, and what a file calls them
_OUR_WORDS = {
    "tuple": "a list",
    "list": "a list",
    "dictionary": "an object",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


def _short(value: Any) -> str:
    if isinstance(value, (dict, list, tuple)):
        return _kind_of(value)
    if value is None:
        return "nothing"
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def _kind_of(value: Any) -> str:
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, (list, tuple)):
        return f"a list of {len(value)}"
    return "nothing" if value is None else repr(value)


def topology_problems(topology: Topology, place: str) -> list[Problem]:
    """Return what makes a topology unusable: names used twice, references that name nothing."""
    problems: list[Problem] = []
    seen: set[tuple[str, str]] = set()
    for entry in topology.index.entries:
        kind, name = split_key(entry.key)
        folded = (kind, name if kind == "peering" else name.casefold())
        if folded in seen and kind != "pool":  # two pools of one name are finding AKS-24
            problems.append(Problem(place, f"found two of {entry.key}, expected unique names"))
        seen.add(folded)
    for use in dangling(topology):
        problems.append(Problem(f"{place}.{use.path}", _dangling_message(use.target, topology)))
    return problems


def _dangling_message(target: Key, topology: Topology) -> str:
    kind, name = split_key(target)
    names = [split_key(k)[1] for k in topology.index.by_key if split_key(k)[0] == kind]
    title = KIND_BY_TOKEN[kind].title.lower() if kind in KIND_BY_TOKEN else kind
    near = difflib.get_close_matches(name, names, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"found {label_of(target)!r}, expected the name of a {title} of this design{hint}"


def _notes(document: Document) -> tuple[Problem, ...]:
    skip = tuple(f"queries[{i}]." for i in range(len(document.queries)))
    return tuple(
        Problem(path, "not known to this version; kept as it is")
        for path in unknown_fields(document)
        if not path.startswith(skip)
    )
