"""Hostile content: dossiers in which many fields at once hold an attack, checked and built for real.

A value is a case when a problem with a code is told on its lines, or when the whole site was built with
it and every page was looked at. What a rule withholds because of another value is not counted.
"""

from __future__ import annotations

import copy
import json
import os
import re
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import click
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from generator.build import build_site
from generator.check import check_dossier
from generator.diagnostics import reporters
from generator.diagnostics.problem import Report
from generator.model import KINDS
from generator.model.field_path import FieldPath
from tests.folders import LIGHTHOUSE
from tools.hardening.allowed import against
from tools.hardening.attacks import texts
from tools.hardening.fields import Field, Value, lighthouse, put, text_fields
from tools.hardening.opened import opened
from tools.hardening.table import Row

MOST_IN_A_RECORD = 6
AT_LEAST = 10_000
IN_A_BATCH = 4
OPENED = 10
"""The pages of one batch of so many are opened in the browser."""
TOP = "https://lighthouses.example/"
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


# What a value adds that is in order after all: how to tell of a weakness, and the page at a former address.
_IN_ORDER = re.compile(r"\.well-known/security\.txt|[a-z]+/[a-z0-9-]+/index\.html")


@dataclass(frozen=True, slots=True)
class Hostile:
    """A hostile value: the record and the field that hold it, how it is written, and the text."""

    id: str
    field: Field
    style: str
    text: str


@dataclass
class Outcome:
    """What came of hostile values.

    Attributes:
        refused: how many each code has refused.
        shown: how many stand in a site that was built and looked at.
        fields: the fields tried, as `kind.way.to.it`.
        exceptions: what was not handled.
        astray: files changed outside the output.
        harmful: what may not stand in a page, or in what is told of a problem.
        ran: what a browser did on opening the pages that it should not, such as run a script of theirs.
    opened: how many pages it opened.
    """

    refused: Counter[str] = field(default_factory=Counter)
    shown: int = 0
    fields: set[str] = field(default_factory=set)
    exceptions: list[str] = field(default_factory=list)
    astray: list[str] = field(default_factory=list)
    harmful: list[str] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)
    opened: int = 0

    @property
    def cases(self) -> int:
        """How many values were refused or shown."""
        return self.shown + self.refused.total()

    def add(self, other: Outcome) -> None:
        """Add what came of others."""
        self.refused += other.refused
        self.shown += other.shown
        self.fields |= other.fields
        self.opened += other.opened
        for name in ("exceptions", "astray", "harmful", "ran"):
            getattr(self, name).extend(getattr(other, name))


@st.composite
def dossiers(draw: st.DrawFn) -> list[Hostile]:
    """Return hostile values for the records of the lighthouse dossier, a few for each."""
    found = []
    for id_, (kind, _) in lighthouse().items():
        fields = draw(
            st.lists(
                st.sampled_from(text_fields(kind)), min_size=2, max_size=MOST_IN_A_RECORD, unique_by=_apart
            )
        )
        for place in fields:
            style = draw(st.sampled_from(("as it is", "escaped", "block")))
            found.append(Hostile(id_, place, style, draw(fitting(place.sort))))
    return found


def _apart(place: Field) -> str:
    return str(place.place[0])


def fitting(sort: str) -> st.SearchStrategy[str]:
    """Return hostile texts, most of them in the form that a field of some sort asks for."""
    attack = texts()
    tame = attack.map(_tame)
    match sort:
        case "prose":
            return st.one_of(attack, tame.map("{} [editors]".format), tame.map("A {} [@handbook]".format))
        case "sentence":
            return st.one_of(attack, tame.map("{}.".format))
        case "address":
            return st.one_of(attack, tame.map("https://lighthouses.example/{}".format))
        case "citation":
            return st.one_of(attack, tame.map("handbook, {}".format))
        case "words":
            return st.one_of(attack, tame, tame)
    return attack


def _tame(text: str) -> str:
    """Return a text without what is refused in every field, so that the rest of it reaches a page."""
    return " ".join(_CONTROL.sub("", text).replace('"', "'").split()) or "x"


def attack(values: list[Hostile], room: Path, *, browser: bool = False) -> Outcome:
    """Check a dossier with hostile values, build what is not refused, and look at all of it.

    Args:
        values: the hostile values.
        room: an empty folder to work in.
        browser: whether a browser opens the pages that hold them.
    """
    outcome = Outcome()
    content = room / "content"
    shutil.copytree(LIGHTHOUSE, content)
    (room / "beside.txt").write_text("beside", encoding="utf-8")
    left = values
    try:
        while True:
            lines = {id_: _write(content, id_, left) for id_ in lighthouse()}
            report = check_dossier(content).report
            if not report:
                break
            _read(report, outcome)
            left = _remaining(report, left, lines, outcome)
        if left:
            _build(content, room, left, outcome)
    except Exception:
        outcome.exceptions.append(f"{traceback.format_exc()}{left!r}"[-20_000:])
    if browser and outcome.shown:
        outcome.ran, outcome.opened = opened(room / "site")
    return outcome


def batch(number: int, dossiers_in_it: int = IN_A_BATCH, *, browser: bool = False) -> Outcome:
    """Attack with some dossiers, others for each number and the same for one."""
    outcome = Outcome()

    @seed(number)
    @settings(
        max_examples=dossiers_in_it,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(dossiers())
    def run(values: list[Hostile]) -> None:
        with tempfile.TemporaryDirectory() as room:
            # Of a batch one site is opened; each holds other attacks.
            outcome.add(attack(values, Path(room), browser=browser and not outcome.opened))

    run()
    return outcome


def rows(quick: bool) -> list[Row]:
    """Attack with dossiers until there are as many cases as are asked for, on every core."""
    outcome = Outcome()
    number = 0
    cores = os.cpu_count() or 1
    with ProcessPoolExecutor(cores) as pool:
        while outcome.cases < (AT_LEAST // 50 if quick else AT_LEAST):
            numbers = range(number, number + cores)
            for found in pool.map(_of_table, numbers):
                outcome.add(found)
            number += cores
            print(f"{outcome.cases} cases", file=sys.stderr, flush=True)
    for name in ("exceptions", "astray", "harmful", "ran"):
        for fault in sorted(set(getattr(outcome, name))):
            print(f"{name}: {fault}", file=sys.stderr)
    every = sum(len(text_fields(kind)) for kind in KINDS.values())
    bad = [len(faults) for faults in (outcome.ran, outcome.exceptions, outcome.astray, outcome.harmful)]
    return [
        Row(
            "hostile cases built, scripts run, unhandled exceptions, files outside the output",
            f"{AT_LEAST:,} at least; 0; 0; 0",
            f"{outcome.cases:,}; {bad[0]}; {bad[1]}; {bad[2]}",
            outcome.cases >= AT_LEAST and not any(bad[:3]),
        ),
        Row(
            "of them refused with a code, shown on pages; text fields; pages opened in Chromium",
            "-",
            f"{outcome.refused.total():,}, {outcome.shown:,}; "
            f"{len(outcome.fields)} of {every}; {outcome.opened}",
            True,
        ),
        Row("elements, attributes and addresses that may not stand there", "0", str(bad[3]), not bad[3]),
    ]


def _of_table(number: int) -> Outcome:
    return batch(number, browser=number % OPENED == 0)


def _name(id_: str) -> str:
    folder = lighthouse()[id_][0].folder
    return f"{folder}/{id_}.yaml" if folder else f"{id_}.yaml"


def _read(report: Report, outcome: Outcome) -> None:
    """Read a report in every form, as a person, a host and another program would."""
    for name, form in reporters.REPORTERS.items():
        text = form(report)
        text.encode()
        if found := _CONTROL.search(text.replace("\t", " ")):
            outcome.harmful.append(f"U+{ord(found[0]):04X} in a report as {name}: {text[:200]!r}")
        if name == "text" and re.search(r"^[ \t]*::", text, re.MULTILINE):
            outcome.harmful.append(f"a command to the host in a report: {text[:200]!r}")
    for problem in report:
        where = problem.location
        if not problem.code.id or where.line < 1 or where.column < 1 or "\n" in problem.message:
            outcome.harmful.append(f"a problem without a place or on several lines: {problem!r}")


def _remaining(
    report: Report, left: list[Hostile], lines: dict[str, dict[Hostile, range]], outcome: Outcome
) -> list[Hostile]:
    """Return the values without those that a problem is about; never all that were there."""
    told = {(p.location.path.partition("/")[2], p.location.line): p.code.id for p in report}
    gone: set[int] = set()
    for value in left:
        name = _name(value.id)
        codes = [told[name, line] for line in lines[value.id][value] if (name, line) in told]
        if codes:
            outcome.refused[codes[0]] += 1
            outcome.fields.add(_called(value))
            gone.add(id(value))
    if not gone:
        # What is told stands elsewhere: another value has taken away a link, or refuses a name.
        files = {name for name, _ in told}
        gone = {id(v) for v in left if _name(v.id) in files} or {id(v) for v in left}
    if not gone:
        raise AssertionError(f"refused without a hostile value: {reporters.text(report)}")
    return [value for value in left if id(value) not in gone]


def _called(value: Hostile) -> str:
    return ".".join(map(str, (lighthouse()[value.id][0].kind, *value.field.place)))


def _build(content: Path, room: Path, left: list[Hostile], outcome: Outcome) -> None:
    before = _files(room)
    site = room / "site"
    try:
        build_site(content, site)
    except click.ClickException as error:
        outcome.harmful.append(f"built with an error: {error.format_message()} {left!r}"[:5000])
        return
    after = {name: what for name, what in _files(room).items() if not name.startswith("site/")}
    after.pop(".site.lock", None)
    outcome.astray += sorted({name for name, _ in before.items() ^ after.items()})
    made = set(_files(site))
    outcome.astray += sorted(_expected() - made)
    outcome.astray += sorted(name for name in made - _expected() if not _IN_ORDER.fullmatch(name))
    for path in site.rglob("*.html"):
        where = TOP + path.relative_to(site).as_posix().removesuffix("index.html")
        found = set(against(path.read_text(encoding="utf-8"), where, TOP))
        outcome.harmful += [f"{where}: {fault}" for fault in sorted(found)]
    for path in site.rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    outcome.shown += len(left)
    outcome.fields |= {_called(value) for value in left}


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in folder.rglob("*")
        if not path.is_dir() and "search" not in path.parts
    }


@cache
def _expected() -> frozenset[str]:
    """Return the names of the files of the site without any hostile value."""
    with tempfile.TemporaryDirectory() as room:
        build_site(LIGHTHOUSE, Path(room) / "site")
        return frozenset(_files(Path(room) / "site"))


def _write(content: Path, id_: str, values: list[Hostile]) -> dict[Hostile, range]:
    """Write a record with its hostile values; return the lines of each."""
    kind, data = lighthouse()[id_]
    data = copy.deepcopy(data)
    own = [value for value in values if value.id == id_]
    for value in own:
        put(kind, data, value.field.place, value.text)
    lines: list[str] = []
    found: dict[Hostile, range] = {}
    styles = {value.field.place: value for value in own}
    for place, first, last in _emit(data, (), "", styles, lines):
        if place in styles:
            found[styles[place]] = range(first, last + 1)
    (content / _name(id_)).write_bytes("".join(lines).encode("utf-8", "surrogatepass"))
    return found


def _emit(
    value: Value, place: FieldPath, lead: str, styles: dict[FieldPath, Hostile],
    lines: list[str],
) -> Iterator[tuple[FieldPath, int, int]]:  # fmt: skip
    """Write data as YAML; yield the place of each text with its first and last line."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for step, item in items:
        sign = f"{lead}{step}:" if isinstance(value, dict) else f"{lead}-"
        way = (*place, step)
        first = len(lines) + 1
        if isinstance(item, dict | list) and item:
            lines.append(f"{sign}\n")
            yield from _emit(item, way, f"{lead}  ", styles, lines)
            continue
        style = styles[way].style if way in styles else "as it is"
        if style == "block" and isinstance(value, dict) and isinstance(item, str):
            lines.append(f"{sign} |2-\n")
            # An indented block may hold anything; its lines are indented by two more than the key's.
            lines.extend(f"{lead}  {line}\n" for line in item.split("\n"))
        else:
            lines.append(f"{sign} {_quoted(item, style)}\n")
        yield way, first, len(lines)


def _quoted(value: Value, style: str) -> str:
    """Write a value in double quotes, its unusual characters as they are or escaped."""
    if not isinstance(value, str):
        return json.dumps(value)
    if style == "escaped":
        return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in value) + '"'
    return json.dumps(value, ensure_ascii=False)
