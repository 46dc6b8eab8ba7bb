"""OPERATIONS_FIXES: the fixes of this topic, in the order of their codes."""

from __future__ import annotations

from aksdesigner.repair.candidate import Fix
from aksdesigner.repair.operations import (
    regulated_pool_shares_subnet,
)

OPERATIONS_FIXES: tuple[Fix, ...] = (regulated_pool_shares_subnet,)
