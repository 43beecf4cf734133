"""Edits as people and their programs make them, sound and unsound, at random and the same for a seed."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from generator.authoring import rename
from generator.authoring.ids import Refused
from generator.check import check_dossier
from generator.diagnostics import reporters
from tests.folders import dossier, write

TERM = """\
title: Damper {0}
summary: Plate {0} dims the lamp.
reviewed: 2026-11-01
related: [keeper, spare-lamp]
"""
BRANCHES = ("one", "two")


class Editor:
    """One who edits a content folder in a git repository with two branches.

    Attributes:
        content: the folder.
        made: how many edits of each name were made.
        kept: how many files have come to differ, and were sound.
    """

    def __init__(self, top: Path, seed: int) -> None:
        self.content = dossier(top)
        self.made: Counter[str] = Counter()
        self.kept = 0
        self._random = random.Random(seed)
        self._number = 0
        self._edits: dict[Callable[[], None], int] = {
            self._reword: 10,
            self._renumber: 5,
            self._save_as_it_is: 4,
            self._save_in_two_halves: 4,
            self._save_beside_and_move: 6,
            self._cut_off: 4,
            self._empty: 1,
            self._spoil: 3,
            self._create: 4,
            self._litter: 2,
            self._move: 3,
            self._rename: 2,
            self._delete: 4,
            self._delete_folder: 1,
            self._mend: 12,
        }
        self._branch()
        self._sound = self._read()

    def _branch(self) -> None:
        """Keep the folder as one branch, and another that has more, fewer and other records."""
        self._git("init", "--quiet", f"--initial-branch={BRANCHES[0]}")
        for branch in BRANCHES:
            self._git("checkout", "--quiet", "-B", branch)
            if branch == BRANCHES[1]:
                rename.rename(self.content, "wick", "cotton-wick")
                write(self.content, {"terms/damper.yaml": TERM.format("No. 1")})
                path = self.content / "events/great-storm.yaml"
                path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title: As told, ", 1))
            self._git("add", "--all")
            self._git(
                "-c", "user.name=Ada", "-c", "user.email=ada@lamp.example", "commit", "--quiet", "-m", "All"
            )
        report = check_dossier(self.content).report
        assert not report, reporters.text(report)

    def _git(self, *arguments: str) -> None:
        subprocess.run(["git", "-C", str(self.content.parent), *arguments], check=True)

    def edit(self, count: int) -> None:
        """Make some edits in a row, at times with a pause in which others see the folder half done."""
        for _ in range(count):
            edit = self._random.choices(list(self._edits), list(self._edits.values()))[0]
            edit()
            self._count(edit.__name__)
            if self._random.random() < 0.1:
                time.sleep(self._random.random() / 2)

    def burst(self, count: int) -> None:
        """Save files over and over without a pause, as a program that replaces words everywhere."""
        for _ in range(count):
            self._random.choice([self._reword, self._save_as_it_is, self._save_beside_and_move])()
            self._count("burst")

    def swap_branches(self) -> None:
        """Check out the other branch; what was not committed is lost."""
        self._git("checkout", "--quiet", "--force", self._random.choice(BRANCHES))
        self._git("clean", "-fdq")
        self._count("swap_branches")
        self._sound = self._read()

    def mend(self) -> None:
        """Put back what is not sound as it was when all was; what was then not there is deleted."""
        while (report := check_dossier(self.content).report) and (changed := self._changed()):
            told = {problem.location.path.partition("/")[2] for problem in report}
            missing = {name for name in changed if not (self.content / name).exists()}
            self._put_back((changed & (told | missing)) or changed)
        self.kept += len(self._changed())
        self._sound = self._read()

    def _count(self, name: str) -> None:
        self.made[name.strip("_")] += 1

    def _read(self) -> dict[str, bytes]:
        paths = (path for path in self.content.rglob("*") if path.is_file())
        return {path.relative_to(self.content).as_posix(): path.read_bytes() for path in paths}

    def _changed(self) -> set[str]:
        """Return the files that are not as they were when all was sound."""
        now = self._read()
        return {name for name in {*now, *self._sound} if now.get(name) != self._sound.get(name)}

    def _put_back(self, names: set[str]) -> None:
        for name in sorted(names):
            if name in self._sound:
                write(self.content, {name: self._sound[name]})
            else:
                (self.content / name).unlink(missing_ok=True)
            self._count("mend")

    def _any(self) -> Path:
        return self._random.choice(sorted(self.content.rglob("*.yaml")))

    def _replace(self, path: Path, old: bytes, new: bytes) -> None:
        path.write_bytes(path.read_bytes().replace(old, new, 1))

    def _new(self) -> str:
        self._number += 1
        return f"made-{self._number}"

    def _reword(self) -> None:
        path = self._any()
        start = self._random.choice([b"title: ", b"summary: "])
        self._replace(path, start, start + self._random.choice([b"Once ", b"So ", b"Then & now "]))

    def _renumber(self) -> None:
        self._replace(self._any(), b"reviewed: 2026-11-0", b"reviewed: 2026-10-0")

    def _save_as_it_is(self) -> None:
        path = self._any()
        path.write_bytes(path.read_bytes())

    def _save_in_two_halves(self) -> None:
        path = self._any()
        text = path.read_bytes()
        with path.open("wb") as file:
            file.write(text[: len(text) // 2])
            file.flush()
            time.sleep(self._random.random() / 20)
            file.write(text[len(text) // 2 :])

    def _save_beside_and_move(self) -> None:
        """As vim and many others save: no reader ever sees half a file."""
        path = self._any()
        beside = path.with_name(f".{path.name}.swp")
        beside.write_bytes(path.read_bytes().replace(b"title: ", b"title: Now ", 1))
        beside.replace(path)

    def _cut_off(self) -> None:
        path = self._any()
        text = path.read_bytes()
        path.write_bytes(text[: self._random.randrange(len(text) + 1)])

    def _empty(self) -> None:
        self._any().write_bytes(b"")

    def _spoil(self) -> None:
        path = self._any()
        text = path.read_bytes()
        at = self._random.randrange(len(text) + 1)
        noise = self._random.choice(
            [b"\xff\xfe", b"<<<<<<< one\n", b"\t", b"[[nobody]]", b": - {", b"\0", b"<h1>"]
        )
        path.write_bytes(text[:at] + noise + text[at:])

    def _create(self) -> None:
        name = self._new()
        write(self.content, {f"terms/{name}.yaml": TERM.format(f"No. {self._number}")})

    def _litter(self) -> None:
        name = self._random.choice(
            ["notes.txt", "terms/Wick copy.yaml", "terms/wick.yaml~", "new/a.yaml", ".x"]
        )
        write(self.content, {name: "?"})

    def _move(self) -> None:
        """Give a file another name, perhaps in another folder, without a word to those who refer to it."""
        path = self._any()
        folder = self._random.choice([path.parent, self._any().parent])
        path.rename(folder / f"{self._new()}.yaml")

    def _rename(self) -> None:
        """Give a record another name as the command does it, if the folder is sound enough for that."""
        path = self._any()
        try:
            rename.rename(self.content, path.stem, self._new())
        except Refused:
            path.touch()

    def _delete(self) -> None:
        self._any().unlink()

    def _delete_folder(self) -> None:
        folder = self._any().parent
        if folder != self.content:
            shutil.rmtree(folder)

    def _mend(self) -> None:
        """Put back one file, of those that are not as they were when all was sound."""
        if changed := sorted(self._changed()):
            self._put_back({self._random.choice(changed)})
            self.made["mend"] -= 1  # the caller counts it
