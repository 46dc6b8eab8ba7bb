"""FIXES: every fix by the code it answers. Each topic keeps its own tuple."""

from __future__ import annotations

from aksdesigner.repair.address.catalogue import ADDRESS_FIXES
from aksdesigner.repair.candidate import Fix

FIXES: dict[str, Fix] = {fix.CODE: fix for fix in (*ADDRESS_FIXES,)}
