"""The git repository that a content folder lies in: its commits, and the files of each.

Everything is read with git's own plumbing and nothing is written: no checkout, no index, no network.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

LINK = "120000"
"""The mode of a symbolic link, https://git-scm.com/docs/git-fast-import#_filemodify."""


class HistoryError(Exception):
    """What was asked of the history cannot be had; the message says why and what would help."""


@dataclass(frozen=True)
class Repository:
    """A git repository with a work tree.

    Attributes:
        top: the top folder of the work tree.
    """

    top: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """Find the repository that a folder lies in.

        Raises:
            HistoryError: when it lies in none, or git is not installed or refuses to read it.
        """
        top = _git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n")
        return cls(Path(top))

    def commit(self, name: str) -> str:
        """Return the full hash of the commit that a hash, branch, tag or other name stands for.

        Raises:
            HistoryError: when there is none of that name.
        """
        try:
            found = _git(
                self.top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
            )
        except HistoryError as error:
            raise HistoryError(
                f"There is no commit `{name}` here. Name a commit, branch or tag; a shallow clone gets"
                " its older commits by `git fetch --unshallow`."
            ) from error
        return found.decode().strip()

    def clean_commit(self, paths: Iterable[Path]) -> str | None:
        """Return the checked-out commit, or None when a file at one of the paths is not as it is there.

        Paths outside the repository are not looked at, nor are files that git ignores.
        """
        top = self.top.resolve()
        inside = [path for path in map(Path.resolve, paths) if path.is_relative_to(top)]
        standing = [path for path in inside if path.exists()]
        try:
            _git(top, "ls-files", "--error-unmatch", "--", *map(str, standing))
            changed = _git(top, "status", "--porcelain", "--untracked-files=all", "--", *map(str, inside))
            return None if changed else self.commit("HEAD")
        except HistoryError:
            return None

    def extract(self, commit: str, folder: Path, into: Path) -> bool:
        """Write the files that a folder of the work tree held in a commit, as they were, to the byte.

        Args:
            commit: a full hash.
            folder: a folder of the work tree; it need not exist now.
            into: where to write; made anew.

        Returns:
            Whether the folder held any file in that commit.
        """
        inside = folder.resolve().relative_to(self.top.resolve()).as_posix()
        listed = os.fsdecode(_git(self.top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", inside))
        found = [
            (*meta.split(), name)
            for meta, _, name in (e.partition("\t") for e in listed.split("\0"))
            if meta
        ]
        # Links come last, so that nothing is written through one.
        blobs = sorted((mode == LINK, name, blob) for mode, kind, blob, name in found if kind == "blob")
        contents = self._contents(blob for _, _, blob in blobs)
        for (is_link, name, _), content in zip(blobs, contents, strict=True):
            path = into / PurePosixPath(name).relative_to(inside)
            path.parent.mkdir(parents=True, exist_ok=True)
            if is_link:
                path.symlink_to(os.fsdecode(content))
            else:
                path.write_bytes(content)
        return bool(blobs)

    def _contents(self, blobs: Iterable[str]) -> list[bytes]:
        """Return the contents of blobs, asked of git in one go."""
        asked = "".join(f"{blob}\n" for blob in blobs).encode()
        answer = _git(self.top, "cat-file", "--batch", feed=asked)
        contents, at = [], 0
        while at < len(answer):
            end = answer.index(b"\n", at)
            size = answer[at:end].split()[-1]
            if not size.isdigit():
                raise HistoryError(
                    "Some files of that commit were never fetched: run `git fetch --refetch`."
                )
            contents.append(answer[end + 1 : end + 1 + int(size)])
            at = end + 1 + int(size) + 1
        return contents


def _git(folder: Path, *arguments: str, feed: bytes = b"") -> bytes:
    # A hook sets variables that would lead git to another repository or index than the folder's.
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = ours | {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=feed,
            capture_output=True,
            env=environment,
            check=False,
        )
    except FileNotFoundError as error:
        raise HistoryError("git is not installed; versions of the content are kept by it.") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise HistoryError(f"git cannot tell: {said}")
    return done.stdout
