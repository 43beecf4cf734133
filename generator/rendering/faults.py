"""Exceptions to sentences, for the person who can do something about them."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from ..planning.resources import CODE, ROOT

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EMFILE, errno.ENFILE}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def explain(error: Exception) -> str:
    """Return what went wrong and what to do about it; empty for an error that nobody expected.

    Notes of the exception, which say what it has left as it was, stand between the two.
    """
    what, advice = _explained(error)
    notes = getattr(error, "__notes__", ())
    return " ".join(words for words in (what, *notes, advice) if words) if what else ""


def _explained(error: Exception) -> tuple[str, str]:
    match error:
        case TemplateNotFound():
            what = f"The template {error.name} is missing."
            return what, "It belongs to the program: restore it from the repository, or install again."
        case TemplateSyntaxError():
            return f"{_short(error.filename)}:{error.lineno}: {error.message}.", "Mend the template."
        case TemplateError():
            return f"{_template(error)}{error.message}.", "Mend the template, or what it is given."
        case MemoryError():
            return "There is too little memory.", "Close other programs, or allow this one more."
        case OSError():
            return _os_error(error)
    return "", ""


def _os_error(error: OSError) -> tuple[str, str]:
    reason = error.strerror or str(error)
    path = Path(str(error.filename)) if error.filename else None
    what = f"{reason}: {path}." if path else f"{reason}."
    if (
        path
        and path.is_absolute()
        and any(path.is_relative_to(part) for part in (CODE, ROOT / "templates"))
    ):
        return what, "The file belongs to the program: restore it from the repository, or install again."
    if error.errno in _FULL:
        return what, "Make room, or choose another place."
    if error.errno in _FORBIDDEN:
        return what, "See that you may write there, or choose another place."
    return what, ""


def _template(error: TemplateError) -> str:
    """Return the innermost template that an error passed through, with the line."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{_short(frame.filename)}:{frame.lineno}: " for frame in frames if ".html" in frame.filename]
    return places[-1] if places else ""


def _short(filename: str | None) -> str:
    """Return a file's path from the top of the project on, where it is in it."""
    path = Path(filename or "a template")
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
