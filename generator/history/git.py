"""The git repository that holds a content folder: its commits, and the files in each.

All is read with git's own plumbing and nothing is written: no checkout, no index. `git archive` would
be shorter, but it obeys `.gitattributes`, which leave files out, change their bytes and run filters.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

SYMBOLIC_LINK = "120000"
"""The mode of a symbolic link, https://git-scm.com/docs/git-fast-import#_filemodify."""


class HistoryError(Exception):
    """The history cannot be read; the message says why and what would help."""


@dataclass(frozen=True)
class Repository:
    """A git repository with a work tree.

    Attributes:
        top: the top folder of the work tree.
    """

    top: Path

    @classmethod
    def containing(cls, folder: Path) -> Repository:
        """Return the repository that a folder belongs to.

        Raises:
            HistoryError: when it belongs to none, or git is not installed or refuses to read it.
        """
        top = _git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n")
        return cls(Path(top))

    def commit(self, name: str) -> str:
        """Return the full hash of the commit that a hash, branch, tag or other name stands for.

        Raises:
            HistoryError: when there is none of that name.
        """
        try:
            full = _git(
                self.top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
            )
        except HistoryError as error:
            raise HistoryError(
                f"There is no commit `{name}` here. Name a commit, branch or tag; a shallow clone gets"
                " its older commits by `git fetch --unshallow`."
            ) from error
        return full.decode().strip()

    def clean_commit(self, paths: Iterable[Path]) -> str | None:
        """Return the checked-out commit, or None when a file at one of the paths differs from it.

        Paths outside the repository and files that git ignores do not count.
        """
        top = self.top.resolve()
        inside = [path for path in map(Path.resolve, paths) if path.is_relative_to(top)]
        existing = [path for path in inside if path.exists()]
        try:
            _git(top, "ls-files", "--error-unmatch", "--", *map(str, existing))
            changed = _git(top, "status", "--porcelain", "--untracked-files=all", "--", *map(str, inside))
            return None if changed else self.commit("HEAD")
        except HistoryError:
            return None

    def extract(self, commit: str, folder: Path, into: Path) -> bool:
        """Write the files that a folder of the work tree had in a commit, unchanged to the byte.

        Symbolic links are written as links, whatever they point to; nothing is written through one.

        Args:
            commit: a full hash.
            folder: a folder of the work tree; it need not exist now.
            into: where to write; created when the folder had files in that commit.

        Returns:
            Whether the folder had any file in that commit.

        Raises:
            HistoryError: when the commit cannot be read, or its files cannot be written: some of them
                were never fetched, or their names lead out of the folder.
        """
        inside = folder.resolve().relative_to(self.top.resolve()).as_posix()
        listing = os.fsdecode(_git(self.top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", inside))
        entries = [entry.partition("\t") for entry in listing.split("\0") if entry]
        blobs = [
            (mode == SYMBOLIC_LINK, PurePosixPath(name).relative_to(inside), digest)
            for (mode, kind, digest), name in ((meta.split(), name) for meta, _, name in entries)
            if kind == "blob"
        ]
        blobs.sort()  # links last
        try:
            for (is_link, name, _), content in zip(
                blobs, self._contents(digest for _, _, digest in blobs), strict=True
            ):
                if ".." in name.parts:
                    raise HistoryError(f"Commit {commit} has a file named {name}, outside of its folder.")
                path = into / name
                path.parent.mkdir(parents=True, exist_ok=True)
                if is_link:
                    path.symlink_to(os.fsdecode(content))
                else:
                    path.write_bytes(content)
        except OSError as error:
            raise HistoryError(f"The files of commit {commit} cannot be written: {error}.") from error
        return bool(blobs)

    def _contents(self, digests: Iterable[str]) -> Iterator[bytes]:
        """Yield the contents of blobs, read from git in one go."""
        output = _git(self.top, "cat-file", "--batch", stdin="".join(f"{digest}\n" for digest in digests))
        position = 0
        while position < len(output):
            end = output.index(b"\n", position)
            size = output[position:end].split()[-1]
            if not size.isdigit():
                raise HistoryError(
                    "Some files of that commit were never fetched: run `git fetch --refetch`."
                )
            yield output[end + 1 : end + 1 + int(size)]
            position = end + 1 + int(size) + 1


def _git(folder: Path, *arguments: str, stdin: str = "") -> bytes:
    # A hook sets variables that would lead git to another repository or index than the folder's.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        process = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=stdin.encode(),
            capture_output=True,
            env=inherited | {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
            check=False,
        )
    except FileNotFoundError as error:
        raise HistoryError("git is not installed; versions of the content are kept by it.") from error
    if process.returncode:
        reason = process.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise HistoryError(f"git cannot read the history: {reason}")
    return process.stdout
