"""Who is measured: each writes a corpus as its own source, builds it and serves it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from generator.outputs.search_index import PAGES_IN_FILE, folded
from tools.bench import hugo, ours
from tools.bench.records import Corpus, Record

ROOT = Path(__file__).parents[2]
BENCH = Path(__file__).parent / ".venv"
"""Where Hugo and plain MkDocs are installed, apart from the generator."""

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


class Contestant(ABC):
    """One builder of sites, in a folder of its own."""

    name: str
    index: str
    """The file of its search index, below the site's folder."""
    largest = 10_000
    """The largest corpus it is measured with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def write(self, corpus: Corpus) -> None:
        """Write the whole source."""

    @abstractmethod
    def put(self, corpus: Corpus, record: Record) -> None:
        """Write the source of one record."""

    @property
    @abstractmethod
    def site(self) -> Path:
        """Where the site is built."""

    @property
    @abstractmethod
    def build(self) -> list[str]:
        """The command that builds the site."""

    @abstractmethod
    def serve(self, port: int) -> list[str]:
        """Return the command that serves a preview."""

    def caches(self) -> Iterator[Path]:
        """Yield what it keeps between builds, beside the site."""
        yield from ()

    def clear(self) -> None:
        """Delete the site and all that was kept from earlier builds."""
        for path in (self.site, *self.caches()):
            shutil.rmtree(path, ignore_errors=True)

    def searched(self) -> dict[str, set[str]]:
        """Return the words by which its search finds each page, by the page's address."""
        found: dict[str, set[str]] = defaultdict(set)
        for entry in json.loads((self.site / self.index).read_text(encoding="utf-8"))["docs"]:
            address = entry["location"].partition("#")[0].lstrip("/")
            found[address].update(folded(f"{entry['title']} {entry['text']}"))
        return found

    def environment(self) -> dict[str, str]:
        """Return the environment of its commands; Python keeps in it what it has compiled, as by itself."""
        return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Ours(Contestant):
    """The generator of this repository: every rule, the sanitizer and the audit on."""

    name = "ours"
    index = "search/index.json"

    def write(self, corpus: Corpus) -> None:
        ours.write(corpus, self.folder / "content")

    def put(self, corpus: Corpus, record: Record) -> None:
        ours.put(record, self.folder / "content")

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def build(self) -> list[str]:
        return [*self.command, "build", *self._content, "--site", str(self.site)]

    def serve(self, port: int) -> list[str]:
        return [*self.command, "serve", *self._content, "--port", str(port)]

    def searched(self) -> dict[str, set[str]]:
        folder = self.site / "search"
        read = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
        addresses: list[str] = []
        while (name := f"pages-{len(addresses) // PAGES_IN_FILE}") in read and len(
            addresses
        ) % PAGES_IN_FILE == 0:
            addresses += (page[0] for page in read[name])
        # Each part of a page has a number of its own.
        parts = read["index"]["parts"]
        of_part = [address for address, count in zip(addresses, parts, strict=True) for _ in range(count)]
        found: dict[str, set[str]] = defaultdict(set)
        for name, group in read.items():
            if name.startswith("words-"):
                for word, postings in group["words"].items():
                    for part in postings[::2]:
                        found[of_part[part]].add(word)
        return found

    @property
    def command(self) -> list[str]:
        """How the generator is started."""
        return [str(Path(sys.executable).with_name("explainer"))]

    @property
    def _content(self) -> list[str]:
        return ["--content", str(self.folder / "content")]


class Hugo(Contestant):
    """Hugo, with templates of the same layout; backlinks are found once a build."""

    name = "Hugo"
    index = "search_index.json"

    def write(self, corpus: Corpus) -> None:
        hugo.write(corpus, self.folder)

    def put(self, corpus: Corpus, record: Record) -> None:
        hugo.put(corpus, record, self.folder)

    @property
    def site(self) -> Path:
        return self.folder / "public"

    @property
    def build(self) -> list[str]:
        return [self._binary(), "--quiet", *self._where]

    def serve(self, port: int) -> list[str]:
        # Without --disableFastRender it makes only pages anew that a browser has visited.
        return [self._binary(), "server", "--disableFastRender", "--port", str(port), *self._where]

    @property
    def _where(self) -> list[str]:
        return ["--source", str(self.folder), "--cacheDir", str(self.folder / ".cache")]

    @classmethod
    def version(cls) -> str:
        """Return the name and version of the program."""
        told = subprocess.run([cls._binary(), "version"], capture_output=True, text=True, check=True)
        return "Hugo " + told.stdout.split()[1].partition("-")[0]

    @staticmethod
    def _binary() -> str:
        """Return the program itself: the package's command is Python, which would be measured too."""
        return str(next(BENCH.glob("lib/python*/site-packages/hugo/binaries/hugo*")))

    def caches(self) -> Iterator[Path]:
        yield self.folder / ".cache"
        yield self.folder / "resources"


class Material(Contestant):
    """Plain MkDocs with Material's own theme and search; mkdocs-gen-files writes pages from the records."""

    name = "MkDocs"
    index = "search/search_index.json"
    largest = 5_000

    def write(self, corpus: Corpus) -> None:
        shutil.copytree(Path(__file__).parent / "material", self.folder, dirs_exist_ok=True)
        (self.folder / "docs").mkdir(exist_ok=True)
        ours.write(corpus, self.folder / "content")

    def put(self, corpus: Corpus, record: Record) -> None:
        ours.put(record, self.folder / "content")

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def build(self) -> list[str]:
        return [self._command, "build", "--quiet", "--config-file", self._settings]

    def serve(self, port: int) -> list[str]:
        return [self._command, "serve", "--config-file", self._settings, "--dev-addr", f"127.0.0.1:{port}"]

    @property
    def _command(self) -> str:
        return str(BENCH / "bin/mkdocs")

    @property
    def _settings(self) -> str:
        return str(self.folder / "mkdocs.yml")

    def environment(self) -> dict[str, str]:
        return super().environment() | QUIET


CONTESTANTS = {kind.name: kind for kind in (Ours, Hugo, Material)}
