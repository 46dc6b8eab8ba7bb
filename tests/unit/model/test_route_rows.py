"""Routes as plain numbers: equal ones are one object, kept only as long as somebody has it."""

from __future__ import annotations

import gc
import pickle

from aksdesigner.model.kinds.route_table import RouteRows, RouteTable


def _table(prefix: str) -> RouteTable:
    rows = [
        {"name": "a", "prefix": prefix, "nextHopType": "VirtualAppliance", "nextHopIp": "10.0.0.4"},
        {"name": "tag", "prefix": "tag:Storage", "nextHopType": "Internet"},
    ]
    return RouteTable.model_validate({"name": "rt", "routes": rows})


def test_tables_with_equal_routes_share_their_numbers() -> None:
    one, other = _table("10.1.0.0/16"), _table("10.1.0.0/16")
    assert one.rows is other.rows
    assert one.rows.rows == ((10 << 24 | 1 << 16, 16, 4, "VirtualAppliance", 10 << 24 | 4, 4),)
    assert pickle.loads(pickle.dumps(one.rows)) is one.rows


def test_numbers_that_nobody_has_are_forgotten() -> None:
    known = RouteRows._known
    rows = _table("10.77.0.0/16").rows.rows
    gc.collect()
    assert rows not in known
    again = RouteRows(rows)
    assert known[rows]() is again


def test_a_route_read_before_keeps_its_numbers_in_a_longer_table() -> None:
    table = _table("10.1.0.0/16")
    row = table.routes[0].row
    more = {"name": "b", "prefix": "10.2.0.0/16", "nextHopType": "None"}
    longer = table.with_changes(routes=[*table.routes, more])
    assert longer.routes[0].row is row
    assert longer.rows.rows[0] is row
