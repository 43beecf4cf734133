"""A coverage-guided fuzzer of what reads content, in a process of its own for each target.

It mutates pieces of both dossiers with atheris, https://github.com/google/atheris, and stops at the first
exception that is not handled, at a text that takes longer than `SLOWEST` seconds, and when more memory is
used than `MOST_MEMORY`. A text that it finds is kept in `tools/hardening/findings`, called after its
target, where `tests/test_hostile.py` tries it in every run.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.hardening.table import Row

RUNS = {"document": 1_400_000, "record": 150_000, "prose": 460_000}
AT_LEAST = 2_000_000
SHARE = 1000
"""With `quick` one run is done of so many."""
SLOWEST = 1200
"""Seconds by the clock on the wall; many, because the machine may have stopped the fuzzer meanwhile."""
MOST_MEMORY = 2048
"""Mebibytes."""
LONGEST = 80
FINDINGS = Path(__file__).with_name("findings")
_DONE = re.compile(r"^stat::number_of_executed_units: +(\d+)$", re.MULTILINE)
TOKENS = (
    "[[", "]]", "[@", "]", "|", "#", "“", "”", "*", "**", "_", "\\", "&#", "&lt;", "<a ", "<!--", "{:",
    "[editors]", "[reported: @", "@handbook", "[[wick]]", "- ", "1. ", "\n\n", "title: ", "summary: ",
    "reviewed: 2026-11-01", ": ", "? ", "!!", "!!python/object:x", "&a ", "*a", "<<: ", "|2-", ">+", "---",
    "...", "%YAML 1.1", "'", '"', "\\x00", "\\ud800", "{", "}", "[", ",", "0o7", "1:30", ".inf", "\t",
    "\u202e", "\x85", "\u2028", "\ufeff", "\u0301", "\ue000",
)  # fmt: skip
"""What the mutations put in."""


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """What came of a target: how often it was run, and how it ended where that was not well."""

    target: str
    runs: int
    failure: str


def fuzz(target: str, runs: int, folder: Path) -> Fuzzed:
    """Fuzz one target in an empty folder, where what it finds is left."""
    command = [sys.executable, "-m", "tools.hardening.fuzzer", target, str(runs), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    told = done.stdout + done.stderr
    counted = _DONE.search(told)
    return Fuzzed(target, int(counted[1]) if counted else 0, told[-3000:] if done.returncode else "")


def rows(quick: bool) -> list[Row]:
    """Fuzz all targets at once."""
    with tempfile.TemporaryDirectory() as room, ThreadPoolExecutor(len(RUNS)) as pool:
        runs = {target: count // (SHARE if quick else 1) for target, count in RUNS.items()}
        found = list(pool.map(lambda t: fuzz(t, runs[t], Path(room) / t), runs))
        failed = [fuzzed for fuzzed in found if fuzzed.failure]
        for fuzzed in failed:
            print(f"{fuzzed.target}: {fuzzed.failure}", file=sys.stderr)
            for path in (Path(room) / fuzzed.target).glob("found-*"):
                FINDINGS.mkdir(exist_ok=True)
                (FINDINGS / f"{fuzzed.target}-{path.name[-12:]}").write_bytes(path.read_bytes())
    count = sum(fuzzed.runs for fuzzed in found)
    measure = "fuzzer executions without an unhandled exception, last run"
    value = f"{count:,}" + (f", {len(failed)} targets stopped" if failed else "")
    return [Row(measure, f"{AT_LEAST:,} at least", value, count >= AT_LEAST and not failed)]


def main() -> None:
    """Fuzz one target: its name, how often, and an empty folder are the arguments."""
    import atheris

    with atheris.instrument_imports(include=["generator"]):
        from tools.hardening import targets
    target, runs, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    for number, text in enumerate(targets.seeds(target, LONGEST)):
        (corpus / str(number)).write_text(text, encoding="utf-8")
    words = ["".join(f"\\x{byte:02x}" for byte in token.encode()) for token in TOKENS]
    (folder / "tokens").write_text("".join(f'"{word}"\n' for word in words), encoding="utf-8")
    run = targets.TARGETS[target]
    options = {
        "runs": runs,
        "max_len": 2 * LONGEST,
        "timeout": SLOWEST,
        "rss_limit_mb": MOST_MEMORY,
        "dict": folder / "tokens",
        "artifact_prefix": f"{folder}/found-",
        "print_final_stats": 1,
    }
    arguments = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup([sys.argv[0], *arguments, str(corpus)], lambda data: run(data.decode("utf-8", "ignore")))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
