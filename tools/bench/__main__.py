"""Measures all contestants and prints what they took: `make bench`."""

from __future__ import annotations

import os
import platform
import signal
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import click

from tools.bench import table
from tools.bench.audited import audited
from tools.bench.contestants import CONTESTANTS, Contestant, Hugo, Ours
from tools.bench.corpus import SEED, corpus
from tools.bench.dossier import real
from tools.bench.measure import BenchError, measure
from tools.bench.preview import preview

PREVIEWED = 1_000
"""The previews are measured with corpora up to this size."""


@click.command()
@click.option("--runs", default=3, show_default=True, type=click.IntRange(1), help="Runs of each build.")
@click.option("--with", "names", multiple=True, type=click.Choice(list(CONTESTANTS)), help="Only these.")
@click.argument("sizes", nargs=-1, type=click.IntRange(50, 10_000))
def main(runs: int, names: tuple[str, ...], sizes: tuple[int, ...]) -> None:
    """Build corpora of SIZES records with every contestant; exit with 1 when one made a faulty site."""
    # Ended from outside it still ends the servers it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    print(_machine())
    try:
        results = _measured(sorted(set(sizes)), [CONTESTANTS[name] for name in names or CONTESTANTS], runs)
    except BenchError as error:
        raise click.ClickException(str(error)) from error
    print(table.growth(results))
    print(table.in_the_end(results))


def _measured(sizes: list[int], kinds: list[type[Contestant]], runs: int) -> table.Results:
    results = table.Results()
    for size in sizes:
        records = corpus(size)
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            contestants = [kind(Path(folder) / kind.name) for kind in kinds if size <= kind.largest]
            results.builds[size] = measure(records, contestants, runs)
            for ours in (c for c in contestants if isinstance(c, Ours)):
                results.audit[size] = audited(ours.site, runs)
            if size <= PREVIEWED:
                results.previews[size] = preview(records, contestants, runs)
        print(table.of_size(results, size), flush=True)
    if Ours in kinds:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            results.real = real(Path(folder), runs)
    return results


def _machine() -> str:
    """Return on what is measured, and with which versions."""
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    programs = f"MkDocs {version('mkdocs')}, Material {version('mkdocs-material')}, {Hugo.version()}"
    python = f"Python {platform.python_version()}"
    return f"{os.cpu_count()} processors, load {load}; {python}, {programs}; seed {SEED}\n"


if __name__ == "__main__":
    main()
