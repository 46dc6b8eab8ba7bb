"""Benchmarks: `python -m tests.bench [engine|overlap|objects|growth|findings|canvas|all] [--quick]`.

Machines are shared and noisy: both sides of a ratio are measured in one run, by turns, and the
figure is the median of the rounds' ratios. Nothing here asserts a time; a target that is missed is
printed as missed. `--quick` takes small sizes and few rounds, to see that everything runs.
"""

from __future__ import annotations

import argparse
import importlib

NAMES = ("engine", "overlap", "objects", "growth", "findings", "canvas")


def main() -> None:
    """Run the benchmarks that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("name", nargs="?", default="growth", choices=[*NAMES, "all"])
    parser.add_argument("--quick", action="store_true", help="small sizes, few rounds")
    options = parser.parse_args()
    for name in NAMES if options.name == "all" else (options.name,):
        module = importlib.import_module(f"tests.bench.{name}")
        if name in ("growth", "findings"):
            module.main((2, 4)) if options.quick else module.main()
        else:
            module.main(quick=options.quick)


if __name__ == "__main__":
    main()
