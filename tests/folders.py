"""Content folders to run the generator on, made from the lighthouse dossier and a few other files."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.check import check_dossier
from generator.diagnostics import reporters
from generator.dossier.dossier import Dossier

LIGHTHOUSE = Path(__file__).parent / "lighthouse" / "content"


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files, given by their names below the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def dossier(
    into: Path,
    files: Mapping[str, str | bytes] | None = None,
    *,
    overlay: Path | None = None,
    without: Iterable[str] = (),
) -> Path:
    """Copy the lighthouse dossier to `into/content`, lay other files over it and return the folder."""
    content = into / "content"
    shutil.copytree(LIGHTHOUSE, content)
    if overlay is not None and overlay.is_dir():
        shutil.copytree(overlay, content, dirs_exist_ok=True)
    write(content, files or {})
    for name in without:
        (content / name).unlink()
    return content


def checked(content: Path) -> Dossier:
    """Return the dossier of a content folder that has no problems."""
    result = check_dossier(content)
    assert result.dossier is not None, reporters.text(result.report)
    return result.dossier


def lighthouse_file(name: str, *changes: tuple[str, str]) -> str:
    """Return a file of the lighthouse dossier with a few words changed, each found exactly once."""
    text = (LIGHTHOUSE / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, f"{name} holds {old!r} {text.count(old)} times"
        text = text.replace(old, new)
    return text


def changed(text: str, change: str) -> str:
    """Return a text with lines changed: `- ` takes a line away, `+ ` adds one, two spaces keep one.

    A line `@@` parts one place from the next; the lines of each must stand in the text exactly once.
    """
    for place in change.split("\n@@\n"):
        lines = place.strip("\n").split("\n")
        old = "".join(f"\n{line[2:]}" for line in lines if line[:2] != "+ ") + "\n"
        new = "".join(f"\n{line[2:]}" for line in lines if line[:2] != "- ") + "\n"
        text = f"\n{text}"
        assert text.count(old) == 1, f"found {text.count(old)} times: {old}"
        text = text.replace(old, new)[1:]
    return text


def change(path: Path, pattern: str, new: str) -> None:
    """Put words in the place of the first that match."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, new, text, count=1, flags=re.MULTILINE), encoding="utf-8")
