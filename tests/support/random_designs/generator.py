"""The one generator of random designs: the same seed, the same design."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from tests.support.random_designs.compute import draw_compute
from tests.support.random_designs.estates import draw_estate
from tests.support.random_designs.faults import inject
from tests.support.random_designs.filling import fill, forget
from tests.support.random_designs.fixtures import add_fixture, fixtures_alone
from tests.support.random_designs.flows import draw_flows
from tests.support.random_designs.guards import draw_guards
from tests.support.random_designs.services import draw_services
from tests.support.random_designs.sketch import Plain, Sketch

MOST_SUBNETS = 60
FIXTURE_SHARE = 0.07


def random_data(rng: random.Random, most: int = MOST_SUBNETS, *, known: bool = False) -> Plain:
    """Return a design as plain data with 1 to `most` subnets: mostly sane, some with faults.

    `known` leaves out what no engine can compute (unknown fields, partial designs, newer files).
    """
    if rng.random() < FIXTURE_SHARE and most >= 10 and not known:
        return fixtures_alone(rng)
    s = Sketch(rng, min(most, _rooms(rng)), known=known)
    draw_estate(s)
    draw_compute(s)
    draw_services(s)
    draw_guards(s)
    fill(s)
    inject(s)
    forget(s)
    draw_flows(s)
    data = s.data()
    while most >= 10 and not known and rng.random() < 0.5:
        data = add_fixture(rng, data)
    return data


def _rooms(rng: random.Random) -> int:
    """Return how many subnets: few in most designs, up to sixty in some."""
    share = rng.random()
    if share < 0.05:
        return rng.randint(1, 2)
    if share < 0.7:
        return rng.randint(3, 9)
    if share < 0.93:
        return rng.randint(10, 20)
    return rng.choice((rng.randint(21, MOST_SUBNETS), MOST_SUBNETS))


def random_design(rng: random.Random, most: int = MOST_SUBNETS, *, known: bool = False) -> Document:
    """Return a random design. Raises DocumentError if the generator made one that does not load."""
    return read_document(random_data(rng, most, known=known)).document


def design_of_seed(seed: int, most: int = MOST_SUBNETS) -> Document:
    """Return the design of a seed."""
    return random_design(random.Random(f"design {seed}"), most)


def seeds() -> st.SearchStrategy[int]:
    """Return seeds for `design_of_seed`."""
    return st.integers(0, 2**32 - 1)


def designs(most: int = 12) -> st.SearchStrategy[Document]:
    """Return random documents for Hypothesis; a smaller `most` is what it shrinks towards."""
    return st.builds(lambda size, seed: design_of_seed(seed, size), st.integers(1, most), seeds())


def design_data(most: int = 12) -> st.SearchStrategy[Plain]:
    """Return random designs as plain data."""
    return st.builds(
        lambda size, seed: random_data(random.Random(f"design {seed}"), size),
        st.integers(1, most),
        seeds(),
    )
