"""What every test stands on: the same random designs on every run, unless asked otherwise.

A gate that fails by chance teaches people to run it again. Fresh seeds are for the campaigns, and
for `AKSDESIGNER_RANDOM=1 pytest ...`, which prints how to repeat what it finds.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("random", print_blob=True, deadline=None)
settings.load_profile("random" if os.environ.get("AKSDESIGNER_RANDOM") else "gate")
