"""The shape of the generator: who may import whom, how long a module is, and that it knows no dossier."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GENERATOR = ROOT / "generator"
TEMPLATES = ROOT / "templates"

EVERYTHING = {"*"}

# Each room of the house and the rooms it may use: the table of the design, section 2. A folder is one
# room, whose modules may use each other. Rooms not built yet stand here too.
MAY_IMPORT: dict[str, set[str]] = {
    "problems": set(),
    "documents": {"problems"},
    "model": {"problems"},
    "load": {"documents", "model", "problems"},
    "link": {"load", "documents", "model", "problems"},
    "rules": {"model", "link", "problems"},
    "prose": {"model"},
    "plan": {"link", "model", "problems"},
    "render": {"plan", "prose", "link", "model"},
    "figures": {"model"},
    "datasets": {"link", "plan", "model"},
    "hosts": {"plan", "render"},
    "audit": {"problems"},
    "pipeline": EVERYTHING,
    "cli": EVERYTHING,
    "__main__": {"cli"},
    "__init__": set(),
}

# What building the house has taught, beyond the table of the design.
LEARNED: dict[str, set[str]] = {
    "positions": {"problems"},  # where each value of a file stands; half of documents
    "characters": {"positions", "problems"},  # bytes to text; half of documents too
    "syntax": set(),  # what the reader of YAML complains of, in an editor's words
    "documents": {"characters", "positions", "syntax"},
    "schema": {"model"},  # what load names as allowed keys, and editors' programs complete
    "validate": {"model", "positions", "problems", "schema"},  # one document to a record; half of load
    "load": {"characters", "stamps", "validate", "positions"},
    "link": {"positions"},
    "sentences": {"model"},  # how hard a text is to read
    "mentions": set(),  # where a text says one of many names
    "rules": {"cores", "made", "mentions", "positions", "sentences"},
    "report": {"link", "model", "rules"},  # the content in figures
    "formats": {"problems"},  # reports of problems for other programs
    # What editors ask for: a fresh record, another id, a record with its references, a sentence's place.
    "ids": {"load", "model", "problems"},
    "fresh": {"ids", "load", "model", "problems", "rules", "schema"},
    "edits": {"positions"},  # changes to a file that leave all else in it as it is
    "rename": {"documents", "edits", "ids", "link", "load", "model", "positions"},
    "desk": {"link", "links", "model", "problems", "prose"},  # what waits for an editor
    "show": {"ids", "link", "load", "model", "problems"},
    "where": {"link", "model", "problems"},
    "reach": {"link", "model", "problems"},  # what no reader could find; the last step of linking
    "fragments": set(),  # what our templates write, read by patterns
    "seen": {"fragments"},  # what a finished page shows; half of audit
    "audit": {"cores", "seen", "stamps"},
    "joined": {"fragments", "plan", "model"},  # pages joined to one, for print
    "described": {"plan", "prose", "link", "model"},  # what a page says of itself to machines
    "notes": {"plan", "model", "rules"},  # the marks of a page, written; half of what render was
    # The manual for editors: its pages, the keys of each kind, and examples that the tests run.
    "editors": {"model", "plan", "problems"},
    "keys": {"model", "schema"},
    "recipes": {"edits", "model", "positions", "schema"},
    "manual": {"edits", "link", "model", "positions", "recipes"},
    "filters": set(),  # what templates do to words; half of what render was
    "environment": {"filters", "model"},  # how templates are read
    "made": {"link", "model"},  # what a page was made from, so that it is made again when that has changed
    "notation": {"link", "model"},
    # The pages of problems, of the content in figures and for editors; what a page says of itself.
    "render": {"notes", "problems", "report", "rules", "figures", "joined", "described"}
    | {"desk", "editors", "environment", "fresh", "filters", "keys", "manual", "notation"},
    "cache": {"made"},  # pages of the last build, on the disk
    # Every page made once, or taken from before: what a build and a preview share.
    "pages": {"cache", "joined", "made", "plan", "render", "rules", "search"},
    "preview": {"problems", "render"},  # problems in the pages that they are about
    # The content as it is now, and its pages: what a build and each step of a preview begin with.
    "edition": {"pipeline", "plan", "render", "preview", "search", "editors", "desk", "links", "load"}
    | {"cache", "contact", "cores", "headers", "made", "pages", "problems", "published", "rules"},
    "hosts": {
        "audit",
        "cache",
        "cores",
        "edition",
        "ledger",
        "search",
        "stamps",
    },  # MkDocs starts the build
    "publish": {"hosts", "ledger", "manifest", "stamps", "swap"},  # a finished site in place of the former
    "history": set(),  # what git knows
    "links": {"ledger", "link", "model", "problems"},  # the last check of external addresses
    "search": {"fragments"},  # what of the finished pages is sought, and by which words
    "manifest": {"history", "stamps"},  # what a published folder holds
    "headers": set(),  # what hosts should serve the site with
    "contact": {"model"},  # whom to tell of its weaknesses
    "published": {"ledger", "plan", "problems"},  # addresses that must not break
    "stamps": set(),  # which file was saved meanwhile
    "ledger": set(),  # the names of the files in which machines note something
    "commands": EVERYTHING,  # what a person types, each with what it rests on
    "cores": set(),  # work shared with a second process
    "swap": set(),  # a finished site in the place of the former
    # What changes for the reader between two versions of the content.
    "diff": {"history", "ledger", "link", "load", "model", "plan", "positions"}
    | {"problems", "prose", "published", "rules"},
}

# Packages that only these rooms may use.
ONLY: dict[str, set[str]] = {
    "jinja2": {"environment", "render", "hosts"},
    "mkdocs": {"hosts"},
    "material": {"hosts"},
    "yaml": {"documents", "syntax"},
    "markdown_it": {"prose"},
    "nh3": {"prose"},
    "pyphen": {"sentences"},
}

MODULES = sorted(path.relative_to(GENERATOR).as_posix() for path in GENERATOR.rglob("*.py"))


def _room(module: str) -> str:
    return module.partition("/")[0].removesuffix(".py")


def _imports(module: str) -> Iterator[tuple[int, str]]:
    """Yield the line and full name of everything a module imports, wherever in it."""
    tree = ast.parse((GENERATOR / module).read_text(encoding="utf-8"))
    package = ["generator", *module.split("/")[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_its_place_in_the_table(module: str) -> None:
    assert _room(module) in MAY_IMPORT | LEARNED


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_the_table_allows(module: str) -> None:
    room = _room(module)
    allowed = MAY_IMPORT.get(room, set()) | LEARNED.get(room, set()) | {room}
    if allowed >= EVERYTHING:
        return
    found = {
        f"line {line}: {name}"
        for line, name in _imports(module)
        if name.split(".")[0] == "generator" and [*name.split("."), ""][1] not in allowed
    }
    assert found == set()


@pytest.mark.parametrize("module", MODULES)
def test_a_package_is_used_by_the_one_room_that_knows_it(module: str) -> None:
    found = {
        f"line {line}: {name}"
        for line, name in _imports(module)
        if _room(module) not in ONLY.get(name.split(".")[0], {_room(module)})
    }
    assert found == set()


def test_the_table_has_no_circle() -> None:
    """The rooms can be put in an order in which each uses only those before it."""
    waiting = {
        room: MAY_IMPORT.get(room, set()) | LEARNED.get(room, set())
        for room in MAY_IMPORT | LEARNED
        if room not in {"pipeline", "cli", "commands", "__main__", "hosts", "publish"}
    }
    while waiting:
        free = {room for room, uses in waiting.items() if not uses & set(waiting)}
        assert free, waiting
        waiting = {room: uses for room, uses in waiting.items() if room not in free}


MOST_LINES = 320


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_short_enough_to_be_read_at_once(module: str) -> None:
    lines = (GENERATOR / module).read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    assert [m for m in MODULES if re.search(r"(^|/)(utils?|helpers?|misc)(\.py|/)", m)] == []


# Names of the dossier in `content`. The list of languages in which a text may be is no such name.
DOSSIER = re.compile(r"42\(7\)|42\.7|\bfrance\b|\bfrench\b|hollande|mogherini|mutual defence", re.I)
LANGUAGES = re.compile(r'"fr": "French"')

TEXTS = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in (GENERATOR, TEMPLATES)
    for path in folder.rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
)


@pytest.mark.parametrize("name", TEXTS)
def test_neither_generator_nor_templates_name_the_dossier(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8", errors="replace")
    text = LANGUAGES.sub("", text)
    assert [line for line in text.splitlines() if DOSSIER.search(line)] == []
    assert not DOSSIER.search(name)
