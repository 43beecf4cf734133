"""What was measured, as tables of plain text: figures, their ratios, and the targets."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tools.bench.dossier import Real
from tools.bench.measure import STATES, Measured, Run
from tools.bench.preview import Previewed

OURS, HUGO, MKDOCS = "ours", "Hugo", "MkDocs"
FIGURES = {"wall": "wall s", "cpu": "CPU s", "largest": "largest MiB", "tree": "tree MiB"}


@dataclass
class Results:
    """All that was measured: builds and previews by size, and what only our own build has."""

    builds: dict[int, Mapping[str, Measured]] = field(default_factory=dict)
    previews: dict[int, Mapping[str, Previewed]] = field(default_factory=dict)
    audit: dict[int, float] = field(default_factory=dict)
    real: Real | None = None

    def ratio(self, size: int, state: str, figure: str, other: str) -> float | None:
        """Return ours divided by another contestant's, or None when either was not measured."""
        measured = self.builds.get(size, {})
        if OURS not in measured or other not in measured:
            return None
        return measured[OURS].median(state, figure) / measured[other].median(state, figure)

    def marginal(self, name: str, small: int, large: int, figure: str = "cpu") -> float | None:
        """Return the milliseconds that each further page takes between two sizes."""
        both = [self.builds.get(size, {}).get(name) for size in (small, large)]
        if both[0] is None or both[1] is None:
            return None
        less, more = (measured.median("cold", figure) for measured in both if measured)
        return 1000 * (more - less) / (large - small)


def of_size(results: Results, size: int) -> str:
    """Return the tables of one size: builds, bytes, previews."""
    measured = results.builds[size]
    rows = [["", "", *(f"{title:>24}" for title in FIGURES.values())]]
    for state in STATES:
        for name, found in measured.items():
            cells = [_figure(found.runs[state], figure, measured, state) for figure in FIGURES]
            rows.append([state if name == next(iter(measured)) else "", name, *cells])
    lines = [f"{size:,} records; median (least to most), and the ratio to Hugo", *_aligned(rows), ""]
    sizes = (f"{name} {m.size.raw:,.0f} ({m.size.gzipped:,.0f} gzipped)" for name, m in measured.items())
    lines.append("bytes of HTML a page: " + "; ".join(sizes))
    for name, seen in results.previews.get(size, {}).items():
        served = f"a change served in {seen.median('served'):.2f} s, CPU {seen.median('cpu'):.2f} s"
        lines.append(f"preview, {name}: first answer after {seen.start:.2f} s; {served}")
    if size in results.audit:
        lines.append(f"our audit of the finished pages: {results.audit[size]:.2f} ms of CPU a page")
    return "\n".join(lines) + "\n"


def _figure(runs: Sequence[Run], figure: str, measured: Mapping[str, Measured], state: str) -> str:
    values = sorted(getattr(run, figure) for run in runs)
    middle = Measured({state: list(runs)}).median(state, figure)
    words = (
        f"{middle:.2f} ({values[0]:.2f} to {values[-1]:.2f})"
        if figure in ("wall", "cpu")
        else f"{middle:.0f}"
    )
    if HUGO in measured:
        words += f" {middle / measured[HUGO].median(state, figure):6.2f}"
    return f"{words:>24}"


def growth(results: Results) -> str:
    """Return what each further page takes, from one size to the next, of each contestant."""
    sizes = sorted(results.builds)
    steps = list(itertools.pairwise(sizes))
    rows = [["", *(f"{a:,} to {b:,}" for a, b in steps)]]
    for name in (OURS, HUGO, MKDOCS):
        cells = [results.marginal(name, *step) for step in steps]
        if any(cell is not None for cell in cells):
            rows.append([name, *("-" if cell is None else f"{cell:.2f}" for cell in cells)])
    return "\n".join(["milliseconds of CPU for each further page, cold builds", *_aligned(rows)]) + "\n"


@dataclass(frozen=True, slots=True)
class Target:
    """One row of what is to be reached: the figure found, or None when it was not measured."""

    measure: str
    found: float | None
    most: float
    missing: str = "not measured"

    def cells(self) -> list[str]:
        """Return the row."""
        if self.found is None:
            return [self.measure, "-", f"{self.most:g}", self.missing]
        return [
            self.measure,
            f"{self.found:.2f}",
            f"{self.most:g}",
            "pass" if self.found <= self.most else "FAIL",
        ]


def targets(results: Results) -> Iterator[Target]:
    """Yield every row of the table of targets."""
    for size in (1_000, 5_000):
        for figure, name in (("cpu", "CPU"), ("wall", "wall")):
            row = f"cold build, {size:,} records, {name}, ours / "
            yield Target(row + HUGO, results.ratio(size, "cold", figure, HUGO), 1.0)
            yield Target(
                row + MKDOCS,
                results.ratio(size, "cold", figure, MKDOCS),
                {"cpu": 0.2, "wall": 0.14}[figure],
            )
    for size in (1_000, 5_000):
        for figure, name in (("cpu", "CPU"), ("wall", "wall")):
            row = f"warm build, nothing changed, {size:,} records, {name}, ours / Hugo"
            yield Target(row, results.ratio(size, "warm", figure, HUGO), 0.4)
    seen = results.previews.get(1_000, {})
    both = OURS in seen and HUGO in seen
    found = seen[OURS].median("served") / seen[HUGO].median("served") if both else None
    yield Target("one change served, 1,000 records, ours / Hugo's server", found, 0.5)
    large, small = results.marginal(OURS, 1_000, 10_000), results.marginal(OURS, 100, 1_000)
    found = large / small if large is not None and small else None
    yield Target("marginal cost a page, 1,000 to 10,000 / 100 to 1,000", found, 1.1)
    yield Target(
        "peak memory of all processes, 5,000 records, ours / Hugo",
        results.ratio(5_000, "cold", "tree", HUGO),
        1.0,
    )
    audit = results.audit[max(results.audit)] if results.audit else None
    yield Target("audit, ms of CPU a page", audit, 0.5)


def in_the_end(results: Results) -> str:
    """Return the table of targets, and the figures of the real dossier."""
    rows = [
        ["measure, as a ratio in one run", "found", "at most", ""],
        *(t.cells() for t in targets(results)),
    ]
    lines = _aligned(rows)
    if results.real:
        lines += ["", *_real(results.real, results)]
    return "\n".join(lines) + "\n"


def _real(real: Real, results: Results) -> Iterator[str]:
    yield f"the real dossier: {real.records} records, {real.pages} pages"
    for name, runs in (("check", real.check), ("cold build", real.build)):
        found = Measured({name: runs})
        wall, cpu = found.median(name, "wall"), found.median(name, "cpu")
        yield f"  {name}: {wall:.2f} s, CPU {cpu:.2f} s{_to_mkdocs(cpu, results, real.records)}"
    yield f"  one change under serve: {real.change:.2f} s"


def _to_mkdocs(cpu: float, results: Results, records: int) -> str:
    """Return the ratio of CPU a record to that of plain MkDocs with the corpus of the nearest size."""
    sizes = [size for size, found in results.builds.items() if MKDOCS in found]
    if not sizes:
        return ""
    size = min(sizes, key=lambda size: abs(size - records))
    theirs = results.builds[size][MKDOCS].median("cold", "cpu") / size
    return f", a record {cpu / records / theirs:.2f} of plain MkDocs at {size:,} records"


def _aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return rows with their cells in columns, the first as words, the rest as figures."""
    rows = [list(row) for row in rows]
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    return [
        "  ".join(
            c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
