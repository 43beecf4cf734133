"""The forms in which a report is printed: for a person, for a pull request on GitHub, for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Protocol
from urllib.parse import quote

from .catalogue import CODES
from .problem import Location, Problem, Report

JSON_VERSION = 2
"""Raised when a key of the JSON form changes its meaning or goes; new keys do not raise it."""

HelpUrl = Callable[[str], str]
"""Gives the URL of the page about a code, by the code's id; empty when it is not known."""


_HERE = PurePath()


class Reporter(Protocol):
    """Prints a report in one form."""

    def __call__(self, report: Report, help_url: HelpUrl = ..., folder: PurePath = ..., /) -> str:
        """Return the report as text.

        Args:
            report: the problems.
            help_url: gives the page about each code; none is named without it.
            folder: what the paths of the problems are relative to; the current folder without it.
        """
        ...


def no_help(code_id: str) -> str:
    """Return no URL: the reporter's `help_url` where the address of the site is not known."""
    return ""


def text(report: Report, help_url: HelpUrl = no_help, folder: PurePath = _HERE) -> str:
    """Return the report for a person at a terminal: every problem, and a last line that counts them.

    The paths stay as the messages name them, below the folder that the content folder is in.
    """
    if not report:
        return "no problems\n"
    files = len({problem.location.path for problem in report})
    count = len(report.problems)
    total = f"{count} problem{'s'[: count != 1]} in {files} file{'s'[: files != 1]}"
    return "\n\n".join([*(problem_text(problem, help_url) for problem in report), total]) + "\n"


def headline(problem: Problem) -> str:
    """Return a problem on one line: its place, its code and its message."""
    where = problem.location
    return f"{where.path}:{where.line}:{where.column}: {problem.code.id} {problem.message}"


def problem_text(problem: Problem, help_url: HelpUrl = no_help) -> str:
    """Return a problem for a person: its headline, its line, what helps; no line break at the end."""
    where = problem.location
    lines = [headline(problem)]
    if where.text.strip():
        # A tab of the line is repeated below it, or the carets would point elsewhere.
        indent = "".join("\t" if c == "\t" else " " for c in where.text[: where.column - 1])
        rest = max(1, len(where.text) - where.column + 1)
        lines.append(f"{where.line:>5} | {where.text}")
        lines.append(f"{' ' * 5} | {indent}{'^' * max(1, min(where.width, rest))}")
    return "\n".join([*lines, *(f"      = {words}" for words in _advice(problem, help_url))])


def as_json(report: Report, help_url: HelpUrl = no_help, folder: PurePath = _HERE) -> str:
    """Return the report as JSON for other tools.

    It is one object of this shape::

        {"version": 2,
         "problems": [{"code": "S01", "title": "An unknown key", "fix": "Correct the key, ...",
                       "page": "https://example.org/editors/problems/s01/",
                       "path": "content/terms/wick.yaml", "line": 2, "column": 1, "width": 5,
                       "message": "...", "expected": "...", "nearest": "..."}]}

    Problems are in the order of files, lines and columns; all of them are errors. Lines and columns
    count from 1, columns and width in Unicode characters. `page`, `expected` and `nearest` may be empty.
    """
    problems = [
        {
            "code": problem.code.id,
            "title": problem.code.title,
            "fix": problem.code.fix,
            "page": help_url(problem.code.id),
            "path": _path(problem, folder),
            "line": problem.location.line,
            "column": problem.location.column,
            "width": problem.location.width,
            "message": problem.message,
            "expected": problem.expected,
            "nearest": problem.nearest,
        }
        for problem in report
    ]
    return _dump({"version": JSON_VERSION, "problems": problems})


def github(report: Report, help_url: HelpUrl = no_help, folder: PurePath = _HERE) -> str:
    """Return the report as workflow commands, which GitHub shows on the lines of a pull request.

    The form is that of
    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
    with the escapes of https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts.
    """
    lines = []
    for problem in report:
        where = problem.location
        properties = {
            "file": _path(problem, folder),
            "line": where.line,
            "endLine": where.line,
            "col": where.column,
            "endColumn": _end_column(where),
            "title": f"{problem.code.id} {problem.code.title}",
        }
        named = ",".join(f"{key}={_escaped_property(str(value))}" for key, value in properties.items())
        lines.append(f"::error {named}::{_escaped(_message(problem, help_url))}\n")
    return "".join(lines)


def sarif(report: Report, help_url: HelpUrl = no_help, folder: PurePath = _HERE) -> str:
    """Return the report as SARIF, the form in which code hosts and editors take the results of checkers.

    The form is the Static Analysis Results Interchange Format 2.1.0 with errata 01, an OASIS standard:
    https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Every code is a rule, also those
    that nothing in the report breaks, so that their meaning can be looked up.
    """
    index_of = {id_: index for index, id_ in enumerate(CODES)}
    rules = [
        {
            "id": code.id,
            "shortDescription": {"text": code.title},
            "fullDescription": {"text": code.meaning},
            "help": {"text": code.fix},
            **({"helpUri": url} if (url := help_url(code.id)) else {}),
            "defaultConfiguration": {"level": "error"},
        }
        for code in CODES.values()
    ]
    results = [
        {
            "ruleId": problem.code.id,
            "ruleIndex": index_of[problem.code.id],
            "level": "error",
            "message": {"text": _message(problem, help_url)},
            "locations": [{"physicalLocation": _physical_location(problem, folder)}],
        }
        for problem in report
    ]
    run = {
        "tool": {"driver": {"name": "explainer", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return _dump({"$schema": schema, "version": "2.1.0", "runs": [run]})


REPORTERS: dict[str, Reporter] = {"text": text, "github": github, "json": as_json, "sarif": sarif}
"""Every form by its name on the command line."""


def path_prefix(content: Path) -> Path:
    """Return the folder that the paths of a report are relative to, from where the command was given.

    In a workflow that is the top of the repository, from where code hosts resolve paths.
    """
    folder, here = content.absolute().parent, Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _dump(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _path(problem: Problem, folder: PurePath) -> str:
    return (folder / problem.location.path).as_posix()


def _end_column(where: Location) -> int:
    """Return the column past the problem, no further than the end of its line."""
    end = where.column + where.width
    return max(where.column, min(end, len(where.text) + 1)) if where.text else end


def _advice(problem: Problem, help_url: HelpUrl) -> tuple[str, ...]:
    """Return what helps to fix a problem: what was expected, the nearest answer, what to do, a page."""
    expected = f"expected {problem.expected}" if problem.expected else ""
    near = f"did you mean `{problem.nearest}`?" if problem.nearest else ""
    url = help_url(problem.code.id)
    see = f"see {url}" if url else ""
    return tuple(words for words in (expected, near, problem.code.fix, see) if words)


def _message(problem: Problem, help_url: HelpUrl) -> str:
    """Return a problem in words, without its place and the line it is in."""
    return "\n".join([problem.message, *_advice(problem, help_url)])


def _escaped(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(words: str) -> str:
    return _escaped(words).replace(":", "%3A").replace(",", "%2C")


def _physical_location(problem: Problem, folder: PurePath) -> dict[str, object]:
    where = problem.location
    region: dict[str, object] = {
        "startLine": where.line,
        "startColumn": where.column,
        "endColumn": _end_column(where),
    }
    if where.text:
        region["snippet"] = {"text": where.text[where.column - 1 : _end_column(where) - 1]}
    return {"artifactLocation": {"uri": quote(_path(problem, folder))}, "region": region}
