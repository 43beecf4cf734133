"""Addresses outside the site, asked whether they still answer; what does not is kept as data for editors.

The result is `ledger/links.json` beside the content folder, one JSON object::

    {"version": 1, "checked": "2026-11-23", "asked": 312,
     "failed": [{"address": "https://example.org/a", "since": "2026-11-20", "reason": "404 Not Found"}]}

`since` is the day of the first check that failed, in a row without one that did not. While the same
addresses fail for the same reasons the file stays as it is, so that `checked` is the day of the last
check that found something else.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from ..diagnostics.catalogue.addresses import A03
from ..diagnostics.problem import Location, Problem
from ..dossier.dossier import Dossier
from ..model.source import Source
from . import files

VERSION = 1
# A host that asks who we are or turns programs away has the page still.
ACCEPTED = "200..=299,401,403,429"


class LinksError(Exception):
    """The addresses could not be asked; the message says why."""


@dataclass(frozen=True, slots=True)
class FailedLink:
    """An address that did not answer: since which day, and what was answered instead."""

    address: str
    since: str
    reason: str


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """The result of a check: its day, how many addresses were asked, and those that failed."""

    checked: str
    asked: int
    failed: tuple[FailedLink, ...]


def external(dossier: Dossier) -> list[str]:
    """Return the addresses outside the site that its pages lead to, sorted."""
    sources = dossier.of_kind(Source)
    printed = {s.address for s in sources if s.address_complete} | {s.archived for s in sources}
    return sorted(address for address in printed if address)


def check(addresses: list[str], today: str, former: LinkCheck | None = None) -> LinkCheck:
    """Ask every address with lychee, https://lychee.cli.rs.

    Args:
        addresses: what to ask.
        today: the day of the check.
        former: the result before, for how long an address has failed.

    Raises:
        LinksError: when lychee is missing or fails, or nothing answers at all.
    """
    program = Path(sys.executable).with_name("lychee")
    arguments = ["--no-progress", "--format", "json", "--accept", ACCEPTED, "--config", "/dev/null"]
    # As links of a page, one a line: in running text a full stop at the end of an address would be lost.
    page = "".join(f'<a href="{escape(address)}">\n' for address in addresses)
    try:
        with NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
            file.write(page)
            file.flush()
            done = subprocess.run(
                [program, *arguments, file.name], capture_output=True, text=True, check=False
            )
        answer = json.loads(done.stdout)
    except FileNotFoundError as error:
        raise LinksError("lychee is not installed: `make .venv/tests.done` installs it") from error
    except ValueError as error:
        raise LinksError(f"lychee says: {done.stderr.strip()}") from error
    failed = {
        addresses[found["span"]["line"] - 1]: _reason(found["status"])
        for outcome in ("error_map", "timeout_map")
        for found in (found for source in answer[outcome].values() for found in source)
    }
    if addresses and len(failed) == len(addresses):
        raise LinksError("no address answered at all; is this machine connected?")
    since = {link.address: link.since for link in former.failed} if former else {}
    links = (FailedLink(address, since.get(address, today), reason) for address, reason in failed.items())
    return LinkCheck(today, len(addresses), tuple(sorted(links, key=lambda link: link.address)))


def kept(content: Path) -> LinkCheck | None:
    """Return the result of the last check, or None when there was none.

    Raises:
        LinksError: when the file cannot be read; `problems` tells it beforehand.
    """
    path = content.absolute().parent / files.LINKS
    if not path.exists():
        return None
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        failed = tuple(FailedLink(**link) for link in told["failed"])
        return LinkCheck(told["checked"], told["asked"], failed)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LinksError(f"{path} is no result of a link check") from error


def keep(content: Path, result: LinkCheck) -> bool:
    """Write a result beside the content folder, unless it found what the last one found."""
    former = kept(content)
    if former and former.failed == result.failed:
        return False
    path = content.absolute().parent / files.LINKS
    path.parent.mkdir(exist_ok=True)
    told = {"version": VERSION} | asdict(result)
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return True


def problems(content: Path) -> Iterable[Problem]:
    """Yield a problem when the kept result cannot be read, as after a merge gone wrong."""
    try:
        kept(content)
    except LinksError:
        yield Problem(Location(files.LINKS.as_posix()), A03, "this is no result of `explainer links`")


def _reason(status: dict[str, Any]) -> str:
    words = str(status.get("details") or status.get("text") or "no answer")
    return words.removeprefix("Rejected status code: ")
