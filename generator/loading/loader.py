"""A content folder to records: every file read, every schema problem noted, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..diagnostics.catalogue.files import F01, F02, F03, F04, F05
from ..diagnostics.catalogue.yaml import Y14
from ..diagnostics.problem import Location, Problem, nearest
from ..diagnostics.visible_text import visible
from ..model import KINDS
from ..model.dossier import Front
from ..model.record import Record
from ..prose.marks import ID, LONGEST_ID, suggested
from . import file_text, formats, yaml_reader
from .file_stamps import LEFT_BY_PROGRAMS
from .record_files import DOSSIER_FILE
from .source_map import Document
from .validation import fields, validate

DEEPEST = 2
"""Folders are of kinds; of one within those the files are told, of deeper ones the folder."""
# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file#naming-conventions
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")


@dataclass(frozen=True)
class Loaded:
    """What could be read of a content folder.

    Attributes:
        records: every record that is in order by itself.
        fragments: of records that are not, the fields that are, so that what these refer to can be
            checked in the same run.
        documents: the file behind each id.
        problems: every problem met on the way.
    """

    records: tuple[Record, ...] = ()
    fragments: dict[str, dict[str, object]] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def site_url(self) -> str:
        """The address of the site's root as the dossier's file gives it; empty when it is not in order.

        It stands in every message, where anything else would reach the terminal of whoever reads it.
        """
        name = Path(DOSSIER_FILE).stem
        front = [record for record in self.records if isinstance(record, Front)]
        address = front[0].address if front else self.fragments.get(name, {}).get("address")
        return f"{address.rstrip('/')}/" if isinstance(address, str) and visible(address) == address else ""


@dataclass(frozen=True, slots=True)
class Read:
    """What one file holds.

    Attributes:
        document: its text, data and places.
        record: the record that it is, when it is in order by itself.
        fragment: the fields that are in order, when the record is not.
        problems: what is wrong with the file alone.
    """

    document: Document
    record: Record | None = None
    fragment: dict[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


Known = dict[str, Read]
"""Files that were read before, by the names messages call them."""


def load(content: Path, known: Known | None = None) -> Loaded:
    """Read every file below `content`; file names in problems begin with the folder's own name.

    A record with a problem is left out; its id is still known through `documents`. Of a dossier in another
    format no record is read: every key that has changed would be a problem.

    Args:
        content: the folder.
        known: files read before, which is brought up to date: one that holds the same text gives the
            same record.
    """
    if other_format := formats.check(content):
        return Loaded(problems=(other_format,))
    known = {} if known is None else known
    before = known.copy()
    known.clear()
    records: list[Record] = []
    fragments: dict[str, dict[str, object]] = {}
    found: dict[str, Document] = {}
    problems: list[Problem] = []
    folders = {cls.folder: cls for cls in KINDS.values()}
    for path, name in _files(content):
        kind = folders.get(path.parent.relative_to(content).as_posix().removeprefix("."))
        problem = _misplaced(path, name, kind, folders)
        if problem:
            problems.append(problem)
            continue
        assert kind is not None
        read = _read(path, name, kind, before.get(name))
        problems.extend(read.problems)
        if read.document.text:
            known[name] = read
        if path.stem in found:
            message = f"`{path.stem}` is also the id of {found[path.stem].path}"
            problems.append(Problem(read.document.at(0), F05, message))
            continue
        found[path.stem] = read.document
        if read.record:
            records.append(read.record)
        elif read.fragment:
            fragments[path.stem] = read.fragment
    if not (content / DOSSIER_FILE).is_file():
        where = Location(f"{content.name}/{DOSSIER_FILE}")
        problems.append(Problem(where, F04, f"there is no {DOSSIER_FILE}"))
    return Loaded(tuple(records), fragments, found, tuple(problems))


def _read(path: Path, name: str, kind: type[Record], before: Read | None) -> Read:
    text, faults = file_text.read(path, name)
    if faults:
        return Read(Document(name, text), problems=tuple(faults))
    if before and before.document.text == text:
        return before
    document, faults = yaml_reader.parse(text, name)
    if not document.data:
        return Read(document, problems=tuple(faults))
    record, refusals = validate(document, path.stem, kind)
    fragment = {} if record else fields(document, kind)
    return Read(document, record, fragment, (*faults, *refusals))


def _files(content: Path) -> Iterator[tuple[Path, str]]:
    """Yield every file and its name in messages, in an order that does not depend on the disk.

    What text editors and desktops leave beside a file while it is being edited is passed over. Of a link
    to a folder, which could lead anywhere, and of one deep below where none should be, there is the name;
    so there is of one that may not be read.
    """
    paths: list[Path] = []
    waiting = [content] if content.is_dir() else []
    while waiting:
        folder = waiting.pop()
        try:
            inside = list(folder.iterdir())
        except OSError:
            if folder != content and folder.exists():  # it has not gone meanwhile
                paths.append(folder)
            continue
        for path in inside:
            if path.is_dir():
                deep = path.is_symlink() or len(path.relative_to(content).parts) > DEEPEST
                (paths if deep else waiting).append(path)
            elif not LEFT_BY_PROGRAMS.fullmatch(path.name):
                paths.append(path)
    for path in sorted(paths, key=lambda p: p.relative_to(content).as_posix()):
        yield path, f"{content.name}/{path.relative_to(content).as_posix()}"


def _misplaced(
    path: Path, name: str, kind: type[Record] | None, folders: dict[str, type[Record]]
) -> Problem | None:
    where = Location(name)
    if path.name in folders and path.is_dir() and not path.is_symlink():
        return Problem(where, Y14, "the folder cannot be read", "a folder that you may read")
    if kind is None:
        folder = name.split("/", 1)[1].rpartition("/")[0]
        known = [f for f in folders if f]
        message = f"`{folder}` is no folder of records"
        return Problem(where, F01, message, f"one of {', '.join(known)}", nearest(folder, known))
    if path.suffix != ".yaml" or (kind is Front and path.name != DOSSIER_FILE):
        message = f"`{path.name}` is no record"
        if path.suffix == ".yaml":
            return Problem(where, F02, message, f"{DOSSIER_FILE}, or a file in the folder of its kind")
        return Problem(where, F02, message, nearest=f"{path.stem}.yaml" if path.suffix == ".yml" else "")
    if not ID.fullmatch(path.stem) or len(path.stem) > LONGEST_ID:
        long = len(path.stem) > LONGEST_ID
        message = f"an id of {len(path.stem)} characters" if long else f"`{path.stem}` is no id"
        expected = f"small letters a to z, digits and single hyphens, {LONGEST_ID} characters at most"
        near = suggested(path.stem)
        return Problem(where, F03, message, expected, f"{near}.yaml" if near else "")
    if _DEVICE.fullmatch(path.stem):
        message = f"`{path.stem}` is the name of a device on Windows, where the file could not be kept"
        return Problem(where, F03, message, nearest=f"{path.stem}-1.yaml")
    return None
