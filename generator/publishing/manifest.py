"""What a published site holds, and what it was made from: `manifest.json` at its top.

The file is one JSON object::

    {"version": 1,
     "commit": "ba2afdc65c1a...",
     "made_from": "60303ae22b998861...",
     "packages": {"explainer": "0.1.0", "jinja2": "3.1.6"},
     "files": {"404.html": "9f86d081884c7d65..."}}

`commit` is the one that content, templates and generator were checked out from, or null where git does
not know it or one of them differs from it; `made_from` is the SHA-256 of all that shapes the site: those
files, Python, and every package that the generator rests on; `packages` are the generator and what it
directly rests on; `files` are all but the manifest itself, each with its SHA-256. Nothing in it tells when
or where it was written, so that two checkouts of one commit make the same bytes.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from platform import python_version
from stat import S_ISREG
from typing import Any

from pydantic_core import to_json

from ..history.git import HistoryError, Repository
from ..loading.file_stamps import names, stamps

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
    files = {name: _digest(site / name) for name in _names(site)}
    shape = _shape(list(made_from)) | {"files": files}
    (site / NAME).write_bytes(to_json(dict(sorted(shape.items())), indent=1) + b"\n")


def stands(site: Path, made_from: Iterable[Path]) -> bool:
    """Return whether a site is, file by file, what would be built now.

    Args:
        site: the site's folder.
        made_from: what `write` was given.
    """
    try:
        manifest = _read(site / NAME)
        as_now = manifest.items() >= _shape(list(made_from)).items()
        return as_now and bool(verify(site))
    except (ManifestError, OSError):
        return False


def _shape(inputs: list[Path]) -> dict[str, Any]:
    """Return what a manifest says of how its site was made."""
    return {
        "version": VERSION,
        "commit": _commit(inputs),
        "made_from": digest(inputs),
        "packages": _packages(),
    }


def digest(inputs: Iterable[Path]) -> str:
    """Return the digest of all that shapes a site, wherever its files lie."""
    found = sha256(repr((python_version(), _beneath(PACKAGE))).encode())
    for place in inputs:
        for path, *_ in stamps(place):
            # What is no plain file may have no end, and no site is made from it.
            if S_ISREG(os.lstat(path).st_mode):
                name = Path(os.path.relpath(path, place.parent)).as_posix()
                found.update(f"{name}\0{_digest(path)}\0".encode(errors="surrogateescape"))
    return found.hexdigest()


@cache
def _beneath(package: str) -> list[str]:
    """Return a package and all that it rests on here, each with its version."""
    found: dict[str, str] = {}
    waiting = [package]
    while waiting:
        name = waiting.pop()
        with suppress(metadata.PackageNotFoundError):  # one for another system
            if name not in found:
                found[name] = metadata.version(name)
                waiting += _required(name)
    return sorted(f"{name} {version}" for name, version in found.items())


def _required(package: str) -> list[str]:
    """Return the names of the packages that one rests on, without those for its extras."""
    required = [line for line in metadata.requires(package) or () if "extra ==" not in line]
    return [re.split(r"[^\w.-]", line, maxsplit=1)[0].lower() for line in required]


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
    return [name for name in names(folder) if name != NAME]


def _digest(path: str | Path) -> str:
    return sha256(Path(path).read_bytes()).hexdigest()


def _commit(inputs: list[Path]) -> str | None:
    try:
        return Repository.containing(inputs[0].absolute().parent).clean_commit(inputs)
    except HistoryError:
        return None


def _packages() -> dict[str, str]:
    """Return the versions of the generator and of the packages that it names as its own."""
    return {name: metadata.version(name) for name in sorted((PACKAGE, *_required(PACKAGE)))}
