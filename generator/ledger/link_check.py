"""Whether the addresses outside the site still answer; editors see those that do not.

The result is `ledger/links.json` beside the content folder, one JSON object::

    {"version": 1, "checked": "2026-11-23", "asked": 312,
     "failed": [{"address": "https://example.org/a", "since": "2026-11-20", "reason": "404 Not Found"}]}

`since` is the day since which every check of the address has failed. While the same addresses fail for
the same reasons the file stays as it is, so `checked` is the day on which the result last changed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from ..dossier.dossier import Dossier
from ..model.source import Source
from . import files

VERSION = 1
# A host that asks for a login or refuses programs still has the page.
ACCEPTED = "200..=299,401,403,429"


class LinkCheckError(Exception):
    """The addresses could not be checked, or the result cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class FailedLink:
    """An address that fails: since which day, and what its host answers instead."""

    address: str
    since: str
    reason: str


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """The result of a check: its day, how many addresses it asked, and those that failed."""

    checked: str
    asked: int
    failed: tuple[FailedLink, ...]


def external_addresses(dossier: Dossier) -> list[str]:
    """Return the addresses outside the site that its pages lead to, sorted."""
    sources = dossier.of_kind(Source)
    printed = {s.address for s in sources if s.address_complete} | {s.archived for s in sources}
    return sorted(address for address in printed if address)


def check(addresses: list[str], today: str, former: LinkCheck | None = None) -> LinkCheck:
    """Ask every address with lychee, https://lychee.cli.rs.

    Args:
        addresses: the addresses.
        today: the day of the check.
        former: the result of the check before, which says since when an address has failed.

    Raises:
        LinkCheckError: when lychee is missing or fails, or nothing answers at all.
    """
    program = Path(sys.executable).with_name("lychee")
    arguments = ["--no-progress", "--format", "json", "--accept", ACCEPTED, "--config", "/dev/null"]
    # As links of a page, one a line: in running text lychee drops a full stop at the end of an address.
    page = "".join(f'<a href="{escape(address)}">\n' for address in addresses)
    try:
        with NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
            file.write(page)
            file.flush()
            run = subprocess.run(
                [program, *arguments, file.name], capture_output=True, text=True, check=False
            )
        answer = json.loads(run.stdout)
    except FileNotFoundError as error:
        raise LinkCheckError("lychee is not installed: `make .venv/tests.done` installs it") from error
    except ValueError as error:
        raise LinkCheckError(f"lychee says: {run.stderr.strip()}") from error
    failed = {
        addresses[failure["span"]["line"] - 1]: _reason(failure["status"])
        for outcome in ("error_map", "timeout_map")
        for failures in answer[outcome].values()
        for failure in failures
    }
    if addresses and len(failed) == len(addresses):
        raise LinkCheckError("no address answered at all; is this machine connected?")
    since = {link.address: link.since for link in former.failed} if former else {}
    links = (FailedLink(address, since.get(address, today), reason) for address, reason in failed.items())
    return LinkCheck(today, len(addresses), tuple(sorted(links, key=lambda link: link.address)))


def read(content: Path) -> LinkCheck | None:
    """Return the result of the last check, or None when there was none.

    Raises:
        LinkCheckError: when the file is damaged; rule A03 reports that beforehand.
    """
    path = content.absolute().parent / files.LINKS
    if not path.exists():
        return None
    try:
        result = json.loads(path.read_text(encoding="utf-8"))
        failed = tuple(FailedLink(**link) for link in result["failed"])
        return LinkCheck(result["checked"], result["asked"], failed)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LinkCheckError(f"{path} is no result of a link check") from error


def write(content: Path, result: LinkCheck) -> bool:
    """Write a result, unless the last one has the same failures; return whether it was written."""
    former = read(content)
    if former and former.failed == result.failed:
        return False
    path = content.absolute().parent / files.LINKS
    path.parent.mkdir(exist_ok=True)
    shape = {"version": VERSION} | asdict(result)
    path.write_text(json.dumps(shape, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return True


def _reason(status: dict[str, Any]) -> str:
    words = str(status.get("details") or status.get("text") or "no answer")
    return words.removeprefix("Rejected status code: ")
