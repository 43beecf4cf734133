"""`make hardening`: attacks the generator and prints one table of what held.

Each part is a module of this folder with `rows(quick)`, which does its part of the work and returns its
lines of the table. `--quick` does a share of it, too small to reach the counts.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from tools.hardening import digests, faults, fuzzer, hostile, kills, storm, supply
from tools.hardening.table import Row, as_text

PARTS: list[Callable[[bool], list[Row]]] = [
    hostile.rows,
    fuzzer.rows,
    kills.rows,
    faults.rows,
    storm.rows,
    digests.rows,
    supply.rows,
]
"""The parts, in the order of the table: `hostile.rows` and the like."""


def main() -> None:
    """Run all parts, print the table, and exit with 1 where a measure is not reached."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="a share of each part")
    quick = options.parse_args().quick
    found: list[Row] = []
    for part in PARTS:
        print(f"{part.__module__} ...", file=sys.stderr, flush=True)
        found += part(quick)
    print(as_text(found))
    sys.exit(not all(row.reached for row in found))


if __name__ == "__main__":
    main()
