"""What is known against the versions that are locked: `make advisories`.

Advisories are read from a folder of records in the form that all databases of them share, whatever their
order in it: https://ossf.github.io/osv-schema/. So the audit needs no registry and works without a network
once the folder is there. (pip-audit and `npm audit` ask their registries each time, and where PyPI does not
answer pip-audit calls a package free of findings.) A database is only as good as it is young: it is told
until when it reaches, and one older than a month shows nothing.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from packaging.version import Version

from generator.planning.resources import ROOT
from tools.dependencies.locks import Package, everything

FOLDER = Path(os.environ.get("ADVISORIES", ROOT / ".cache/advisories"))
MOST_AGE = timedelta(days=31)
_UNREAD = re.compile(r'"?ecosystem"?: *"?(?:PyPI|npm)\b')


@dataclass(frozen=True, slots=True)
class Known:
    """What a database knows.

    Attributes:
        until: the day of its youngest record, or nothing where there is no database.
        records: how many it has for packages of ours, of any version, by ecosystem.
        found: each package of ours that one is about, with the record's id.
    """

    until: date | None
    records: dict[str, int]
    found: list[tuple[Package, str]]

    def recent(self, today: date) -> bool:
        """Tell whether the database is young enough to show anything."""
        return self.until is not None and today - self.until <= MOST_AGE


def known(folder: Path = FOLDER, packages: Iterable[Package] | None = None) -> Known:
    """Look every package up in a folder of advisories."""
    ours: dict[tuple[str, str], list[Package]] = defaultdict(list)
    for package in everything() if packages is None else packages:
        ours[package.ecosystem, _plain(package)].append(package)
    until: date | None = None
    records: dict[str, int] = defaultdict(int)
    found = set()
    for record in _records(folder):
        until = max(until or date.min, date.fromisoformat(str(record["modified"])[:10]))
        for affected in record.get("affected", ()) if "withdrawn" not in record else ():
            named = affected.get("package", {})
            for package in ours.get((named.get("ecosystem"), str(named.get("name")).lower()), ()):
                records[package.ecosystem] += 1
                if _affects(affected, package):
                    found.add((package, str(record["id"])))
    return Known(
        until, dict(records), sorted(found, key=lambda pair: (pair[0].name, pair[0].version, pair[1]))
    )


def _plain(package: Package) -> str:
    return package.name.lower().replace("_", "-")


def _records(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the records on packages of Python and npm."""
    for path in sorted(folder.rglob("*.json")) + sorted(folder.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if _UNREAD.search(text):
            found = json.loads(text) if path.suffix == ".json" else yaml.load(text, yaml.CSafeLoader)
            if isinstance(found, dict) and "modified" in found:
                yield found


def _affects(affected: dict[str, Any], package: Package) -> bool:
    """Evaluate a record as https://ossf.github.io/osv-schema/#evaluation says."""
    order = Version if package.ecosystem == "PyPI" else _semantic
    if package.version in affected.get("versions", ()):
        return True
    ranges = (r["events"] for r in affected.get("ranges", ()) if r["type"] in ("ECOSYSTEM", "SEMVER"))
    return any(_within(events, package.version, order) for events in ranges)


def _within(events: Iterable[dict[str, str]], version: str, order: Callable[[str], Any]) -> bool:
    """Tell whether a version lies in one of the spans that events open and close."""
    spans = [(order(value), kind) for event in events for kind, value in event.items() if kind != "limit"]
    mine, inside = order(version), False
    for at, kind in sorted(spans, key=lambda span: span[0]):
        if kind == "introduced" and mine >= at:
            inside = True
        elif (kind == "fixed" and mine >= at) or (kind == "last_affected" and mine > at):
            inside = False
    return inside


def _semantic(version: str) -> tuple[tuple[int, ...], bool, str]:
    """Return what semantic versions are sorted by: https://semver.org/#spec-item-11, without builds."""
    numbers, _, before = version.partition("+")[0].partition("-")
    found = [int(number) for number in numbers.split(".")]
    return tuple(found + [0] * (3 - len(found))), not before, before


def main() -> None:
    """Print what is known; exit with 1 where anything is, and 2 where nothing can be told."""
    answer = known()
    for package, name in answer.found:
        print(f"{package.lock.relative_to(ROOT)}: {package.name} {package.version}: {name}")
    print(told(answer))
    if answer.found:
        sys.exit(1)
    sys.exit(0 if answer.recent(date.today()) else 2)


def told(answer: Known) -> str:
    """Return an answer in a line."""
    if answer.until is None:
        return "no database of advisories here; `make advisories` fetches one"
    read = " and ".join(f"{count} for {name}" for name, count in sorted(answer.records.items())) or "none"
    return f"{len(answer.found)} known; advisories on our packages: {read}; until {answer.until}"


if __name__ == "__main__":
    main()
