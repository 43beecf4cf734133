"""`manifest.json`: what a published site was built from. `SHA256SUMS` beside it lists the files.

The file is one JSON object::

    {"version": 2,
     "commit": "ba2afdc65c1a...",
     "made_from": "60303ae22b998861...",
     "packages": {"explainer": "0.1.0", "jinja2": "3.1.6"}}

`commit` is the one that content, templates and generator were checked out from, or null where git does
not know it or one of them differs from it. `made_from` is the SHA-256 of everything that shapes the site:
those files, Python, and every package that the generator depends on. `packages` are the generator and its
direct dependencies. Nothing in it depends on when or where it was written, so that two checkouts of one
commit give the same bytes.
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
from ..loading.file_stamps import stamps
from . import checksums

NAME = "manifest.json"
VERSION = 2
PACKAGE = "explainer"


class ManifestError(Exception):
    """A folder has no manifest or no checksums that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Verification:
    """A folder compared with its checksums; true when nothing differs.

    Attributes:
        commit: what the site was built from; empty when not known.
        unchanged: how many files are as published.
        missing, changed, extra: the names of the files that are not.
    """

    commit: str
    unchanged: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    extra: tuple[str, ...]

    def as_text(self) -> str:
        """Return a line for each file that differs, and a summary."""
        differences = {"missing": self.missing, "changed": self.changed, "extra": self.extra}
        lines = [f"{kind}: {name}" for kind, names in differences.items() for name in names]
        counts = ", ".join(f"{len(names)} {kind}" for kind, names in differences.items() if names)
        origin = f"built from commit {self.commit}" if self.commit else "built from no known commit"
        lines.append(f"{self.unchanged} files as published, {counts or 'no differences'}; {origin}")
        return "\n".join(lines) + "\n"

    def __bool__(self) -> bool:
        return not (self.missing or self.changed or self.extra)


def write(site: Path, made_from: Iterable[Path]) -> None:
    """Write the manifest of a finished site, and then its checksums.

    Args:
        site: the site's folder.
        made_from: the files and folders that shape the site, the content folder first.
    """
    manifest = _describe(list(made_from))
    (site / NAME).write_bytes(to_json(dict(sorted(manifest.items())), indent=1) + b"\n")
    checksums.write(site)


def stands(site: Path, made_from: Iterable[Path]) -> bool:
    """Return whether a site is, file by file, what would be built now.

    Args:
        site: the site's folder.
        made_from: the same paths as for `write`.
    """
    try:
        return _read(site / NAME) == _describe(list(made_from)) and bool(verify(site))
    except (ManifestError, OSError):
        return False


def verify(folder: Path) -> Verification:
    """Compare a deployed folder with its checksums.

    Raises:
        ManifestError: when manifest or checksums are missing, or cannot be read.
    """
    manifest = _read(folder / NAME)
    try:
        published = checksums.read(folder)
    except OSError as error:
        raise ManifestError(f"{folder / checksums.NAME} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ManifestError(f"{folder / checksums.NAME} cannot be read: {error}") from error
    existing = set(checksums.file_names(folder))
    common = existing & published.keys()
    changed = sorted(name for name in common if checksums.file_digest(folder / name) != published[name])
    return Verification(
        manifest.get("commit") or "",
        len(common) - len(changed),
        tuple(sorted(published.keys() - existing)),
        tuple(changed),
        tuple(sorted(existing - published.keys())),
    )


def digest(inputs: Iterable[Path]) -> str:
    """Return the digest of everything that shapes a site, wherever its files are.

    Args:
        inputs: files and folders.
    """
    total = sha256(repr((python_version(), _dependencies(PACKAGE))).encode())
    for place in inputs:
        for path, *_ in stamps(place):
            # Only plain files shape a site; another kind, as a device, may have no end.
            if S_ISREG(os.lstat(path).st_mode):
                name = Path(os.path.relpath(path, place.parent)).as_posix()
                content = checksums.file_digest(Path(path))
                total.update(f"{name}\0{content}\0".encode(errors="surrogateescape"))
    return total.hexdigest()


def _describe(inputs: list[Path]) -> dict[str, Any]:
    """Return what the manifest of a site built from these files says."""
    return {
        "version": VERSION,
        "commit": _commit(inputs),
        "made_from": digest(inputs),
        "packages": {name: metadata.version(name) for name in sorted((PACKAGE, *_required(PACKAGE)))},
    }


def _read(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ManifestError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ManifestError(f"{path} is not JSON: {error}") from error
    if not isinstance(manifest, dict) or manifest.get("version") != VERSION:
        raise ManifestError(f"{path} is not a manifest of version {VERSION}")
    return manifest


def _commit(inputs: list[Path]) -> str | None:
    try:
        return Repository.containing(inputs[0].absolute().parent).clean_commit(inputs)
    except HistoryError:
        return None


@cache
def _dependencies(package: str) -> list[str]:
    """Return a package and all that it depends on here, each with its version."""
    versions: dict[str, str] = {}
    waiting = [package]
    while waiting:
        name = waiting.pop()
        with suppress(metadata.PackageNotFoundError):  # one for another system
            if name not in versions:
                versions[name] = metadata.version(name)
                waiting += _required(name)
    return sorted(f"{name} {version}" for name, version in versions.items())


def _required(package: str) -> list[str]:
    """Return the names of the packages that one depends on, without those of its extras."""
    required = [line for line in metadata.requires(package) or () if "extra ==" not in line]
    return [re.split(r"[^\w.-]", line, maxsplit=1)[0].lower() for line in required]
