"""What a published site holds, and what it was made from: `manifest.json` at its top.

The file is one JSON object::

    {"version": 1,
     "commit": "ba2afdc65c1a...",
     "packages": {"explainer": "0.1.0", "jinja2": "3.1.6"},
     "files": {"404.html": "9f86d081884c7d65..."}}

`commit` is the one that content, templates and generator were checked out from, or null where git does
not know it or one of them differs from it; `packages` are the generator and what it directly rests
on; `files` are all but the manifest itself, each with its SHA-256. Nothing in it tells when or where it
was written, so that two checkouts of one commit make the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

from generator.history import HistoryError, Repository

NAME = "manifest.json"
VERSION = 1
PACKAGE = "explainer"


class ManifestError(Exception):
    """A folder has no manifest that can be read."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A folder checked against its manifest.

    Attributes:
        commit: what it was made from; empty when not known.
        whole: how many files are as they were published.
        missing, changed, extra: the files that are not.
    """

    commit: str
    whole: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    extra: tuple[str, ...]

    def as_text(self) -> str:
        """Return a line for each file that is not as it was published, and one that counts."""
        groups = {"missing": self.missing, "changed": self.changed, "extra": self.extra}
        lines = [f"{what}: {name}" for what, names in groups.items() for name in names]
        wrong = ", ".join(f"{len(names)} {what}" for what, names in groups.items() if names)
        made = f"made from commit {self.commit}" if self.commit else "made from no known commit"
        lines.append(f"{self.whole} files as published, {wrong or 'none other'}; {made}")
        return "\n".join(lines) + "\n"

    def __bool__(self) -> bool:
        return not (self.missing or self.changed or self.extra)


def write(site: Path, made_from: Iterable[Path]) -> None:
    """Write the manifest of a finished site.

    Args:
        site: the site's folder.
        made_from: the files and folders that shape the site, the content folder first.
    """
    inputs = list(made_from)
    shape = {
        "version": VERSION,
        "commit": _commit(inputs),
        "packages": _packages(),
        "files": {name: _digest(site / name) for name in _names(site)},
    }
    (site / NAME).write_text(json.dumps(shape, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def verify(folder: Path) -> Verified:
    """Check a deployed folder against the manifest in it.

    Raises:
        ManifestError: when there is none, or it cannot be read.
    """
    manifest = _read(folder / NAME)
    published, found = manifest["files"], set(_names(folder))
    kept = found & published.keys()
    changed = sorted(name for name in kept if _digest(folder / name) != published[name])
    return Verified(
        manifest["commit"] or "",
        len(kept) - len(changed),
        tuple(sorted(published.keys() - found)),
        tuple(changed),
        tuple(sorted(found - published.keys())),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ManifestError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ManifestError(f"{path} is no JSON: {error}") from error
    if not isinstance(manifest, dict) or manifest.get("version") != VERSION:
        raise ManifestError(f"{path} is no manifest of version {VERSION}")
    if not isinstance(manifest.get("files"), dict):
        raise ManifestError(f"{path} lists no files")
    return manifest | {"commit": manifest.get("commit")}


def _names(folder: Path) -> list[str]:
    """Return every file below a folder but the manifest at its top, in an order that does not vary."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    return sorted(name for name in found if name != NAME)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _commit(inputs: list[Path]) -> str | None:
    try:
        return Repository.around(inputs[0].absolute().parent).clean_commit(inputs)
    except HistoryError:
        return None


def _packages() -> dict[str, str]:
    """Return the versions of the generator and of the packages that it names as its own."""
    required = [line for line in metadata.requires(PACKAGE) or () if "extra ==" not in line]
    names = [PACKAGE, *(re.split(r"[^\w.-]", line, maxsplit=1)[0].lower() for line in required)]
    return {name: metadata.version(name) for name in names}
