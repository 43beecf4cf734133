"""The packages that the lock files name.

pip's: https://pip.pypa.io/en/stable/topics/secure-installs/#hash-checking-mode; npm's, version 3:
https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.planning.resources import ROOT

SITE = ROOT / "requirements.lock"
"""What making the site takes; each other lock holds what only tests or measurements use."""
PYTHON = (SITE, ROOT / "requirements-tests.lock", ROOT / "requirements-bench.lock")
NODE = (ROOT / "tests/npm/package-lock.json", ROOT / "tools/audit/package-lock.json")

_BLOCK = re.compile(r"^(?=\S)(?!#)(?:.*\\\n)*.*", re.MULTILINE)
_PINNED = re.compile(r"(?P<name>[\w.-]+)==(?P<version>\S+)(?: ; [^\\]+)?(?P<hashes>(?: \\\n +--hash=\S+)*)")


@dataclass(frozen=True, slots=True)
class Package:
    """A package as a lock pins it.

    Attributes:
        ecosystem: `PyPI` or `npm`, as advisories call them.
        name: as the registry writes it in addresses.
        version: the one version.
        hashes: its files, each as the algorithm, a colon and the digest in hexadecimal digits.
        licence: as the lock tells it; only npm's does.
        lock: the file that names it.
    """

    ecosystem: str
    name: str
    version: str
    hashes: tuple[str, ...]
    licence: str
    lock: Path

    @property
    def pinned(self) -> bool:
        """Whether only the very files that were locked can be installed."""
        return bool(self.hashes) and all(h.startswith(("sha256:", "sha512:")) for h in self.hashes)


def python(lock: Path) -> Iterator[Package]:
    """Yield the packages of a lock of pip's; a line that pins nothing is one without version and hashes."""
    for block in _BLOCK.findall(lock.read_text(encoding="utf-8")):
        found = _PINNED.fullmatch(block.strip())
        if found is None:
            yield Package("PyPI", block.split("\n")[0], "", (), "", lock)
            continue
        hashes = tuple(re.findall(r"--hash=(\S+)", found["hashes"]))
        yield Package("PyPI", found["name"], found["version"], hashes, "", lock)


def node(lock: Path) -> Iterator[Package]:
    """Yield the packages of a lock of npm's."""
    for place, told in json.loads(lock.read_text(encoding="utf-8"))["packages"].items():
        if place:
            name = place.rpartition("node_modules/")[2]
            hashes = tuple(_hexadecimal(digest) for digest in told.get("integrity", "").split())
            yield Package("npm", name, told["version"], hashes, told.get("license", ""), lock)


def _hexadecimal(digest: str) -> str:
    """Return a digest of npm's, in base 64, as pip writes it: https://www.w3.org/TR/SRI/."""
    algorithm, _, encoded = digest.partition("-")
    return f"{algorithm}:{base64.b64decode(encoded).hex()}"


def direct() -> dict[str, str]:
    """Return what we ask for ourselves, with the reason given beside it, empty where there is none.

    The names are as locks write them. The reasons stand as comments in pyproject.toml, and below `//` in
    package.json, which npm leaves to people: https://docs.npmjs.com/cli/v11/configuring-npm/package-json.
    """
    line = re.compile(r'^ +"(?P<name>[\w.-]+)[^"]*", *(?:# (?P<reason>\S.*))?$', re.MULTILINE)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[project.scripts]")[0]
    reasons = {found["name"].lower(): found["reason"] or "" for found in line.finditer(project)}
    for lock in NODE:
        asked = json.loads(lock.with_name("package.json").read_text(encoding="utf-8"))
        reasons |= {name: asked.get("//", {}).get(name, "") for name in asked["dependencies"]}
    return reasons


def everything() -> list[Package]:
    """Return every package of all locks once, what the site is made with first."""
    found = [package for lock in PYTHON for package in python(lock)]
    found += [package for lock in NODE for package in node(lock)]
    once = {(p.ecosystem, p.name, p.version): p for p in reversed(found)}
    return sorted(once.values(), key=lambda p: (p.lock != SITE, p.ecosystem, p.name, p.version))
