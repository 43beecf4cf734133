"""What the check takes grows as the content does: four times as much takes about four times the work.

Work is counted in calls of functions, which are the same in every run, and not in time. What is left out
of a count is the same for a small dossier and a large one: the lighthouse with two of what is counted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType

import pytest

from generator.check import check_dossier
from tests.folders import dossier, lighthouse_file
from tools.bench.corpus import corpus
from tools.bench.ours import write as write_corpus

SMALL, TIMES = 50, 4
MOST = 1.25
"""How many times more than in proportion the work may be: names fall together, maps grow by doubling."""

HEAD = "summary: A plate.\nreviewed: 2026-11-01\n"


def _records(number: int) -> dict[str, str]:
    """Return records each of which refers to the next."""
    return {
        f"terms/damper-{i}.yaml": f"title: Damper {i}\n{HEAD}related: [damper-{(i + 1) % number}, wick]\n"
        for i in range(number)
    }


def _one_text(line: Callable[[int], str]) -> Callable[[int], dict[str, str]]:
    """Return what makes a record with one text of many lines."""

    def files(number: int) -> dict[str, str]:
        lines = "".join(f"  {line(i)}\n" for i in range(number))
        return {"terms/damper.yaml": f"title: Damper\n{HEAD}related: [wick, keeper]\nbody: |\n{lines}"}

    return files


def _former(number: int) -> dict[str, str]:
    former = ", ".join(f"snuffer-{i}" for i in range(number))
    return {"terms/damper.yaml": f"title: Damper\n{HEAD}related: [wick, keeper]\nformerly: [{former}]\n"}


def _former_of_each(number: int) -> dict[str, str]:
    return {name: f"{text}formerly: [was-{i}]\n" for i, (name, text) in enumerate(_records(number).items())}


def _unknown(number: int) -> dict[str, str]:
    unknown = ", ".join(f"no-{i:03}" for i in range(number))
    return {"terms/damper.yaml": f"title: Damper\n{HEAD}related: [{unknown}]\n"}


def _unknown_of_each(number: int) -> dict[str, str]:
    return {name: text.replace("wick", f"wcik-{name[13:-5]}") for name, text in _records(number).items()}


def _unproven(number: int) -> dict[str, str]:
    kept = "".join(f"- words: A lamp of glass {i} burnt\n  place: page {i}\n" for i in range(number))
    source = f"{lighthouse_file('sources/handbook.yaml')}excerpts:\n{kept}"
    return {"sources/handbook.yaml": source, **_one_text(_misquoted)(number)}


def _misquoted(number: int) -> str:
    return f"It says “a lamp of glass {number} burns”. [@handbook]"


SHAPES: Mapping[str, Callable[[int], dict[str, str]]] = {
    "records": _records,
    "links": _one_text(lambda i: f"The [[wick|flame {i}]] burns. [@handbook]"),
    "mentions": _one_text(lambda i: f"The wick and the keeper {i} burn. [@handbook]"),
    "citations": _one_text(lambda i: f"It burns {i}. [@handbook]"),
    "quotations": _one_text(lambda i: f"It says “lamp {i}” of it. [@handbook]"),
    "emphasis": _one_text(lambda i: f"It *burns* {i} and **shines**. [@handbook]"),
    "links to nothing": _one_text(lambda i: f"See [[no-{i:03}]]. [@handbook]"),
    "former ids of one": _former,
    "former ids of many": _former_of_each,
    "unproven quotations": _unproven,
    "unknown ids of one": _unknown,
    "unknown ids of many": _unknown_of_each,
}


def _calls(content: Path) -> int:
    """Return how many functions the check of a folder of content calls, those written in C among them."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    former = sys.getprofile()
    sys.setprofile(note)
    try:
        check_dossier(content)
    finally:
        sys.setprofile(former)
    return count


@pytest.mark.parametrize("files", SHAPES.values(), ids=SHAPES)
def test_more_of_a_kind_takes_work_in_proportion(
    files: Callable[[int], dict[str, str]], tmp_path: Path
) -> None:
    _calls(dossier(tmp_path / "warm", files(2)))
    least = _calls(dossier(tmp_path / "least", files(2)))
    small = _calls(dossier(tmp_path / "small", files(SMALL))) - least
    large = _calls(dossier(tmp_path / "large", files(SMALL * TIMES))) - least
    assert large <= MOST * TIMES * small


def test_whole_dossiers_take_work_in_proportion(tmp_path: Path) -> None:
    counts = []
    for size in (SMALL, SMALL * TIMES):
        write_corpus(corpus(size), tmp_path / str(size))
        counts.append(_calls(tmp_path / str(size)))
    assert counts[1] <= MOST * TIMES * counts[0]
