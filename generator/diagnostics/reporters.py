"""A report of problems in the forms that other programs read; what a person reads is `Report.as_text`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path, PurePath
from urllib.parse import quote

from .catalogue import CODES
from .problem import Location, Problem, Report

JSON_VERSION = 2
"""Raised when a key of the JSON form changes its meaning or goes; new keys do not raise it."""


def text(report: Report, folder: PurePath) -> str:
    """Return the report as a person reads it in a terminal; see `Report.as_text`."""
    return report.as_text()


def as_json(report: Report, folder: PurePath) -> str:
    """Return the report as JSON for other tools.

    It is one object of this shape::

        {"version": 2,
         "problems": [{"code": "S01", "title": "An unknown key", "fix": "Correct the key, ...",
                       "page": "https://example.org/editors/problems/s01/",
                       "path": "content/terms/wick.yaml", "line": 2, "column": 1, "width": 5,
                       "message": "...", "expected": "...", "nearest": "..."}]}

    Problems are in the order of files, lines and columns; all of them are errors. Lines and columns
    count from 1, columns and width in Unicode characters. `expected` and `nearest` may be empty.
    """
    problems = [
        {
            "code": problem.code.id,
            "title": problem.code.title,
            "fix": problem.code.fix,
            "page": report.site + problem.code.page,
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


def github(report: Report, folder: PurePath) -> str:
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
            "endColumn": _end(where),
            "title": f"{problem.code.id} {problem.code.title}",
        }
        named = ",".join(f"{key}={_escaped_property(str(value))}" for key, value in properties.items())
        lines.append(f"::error {named}::{_escaped(_told(problem, report.site))}\n")
    return "".join(lines)


def sarif(report: Report, folder: PurePath) -> str:
    """Return the report as SARIF, the form in which code hosts and editors take the findings of checkers.

    The form is the Static Analysis Results Interchange Format 2.1.0 with errata 01, an OASIS standard:
    https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Every code is a rule, also those
    that nothing in the report breaks, so that their meaning can be looked up.
    """
    places = {id_: index for index, id_ in enumerate(CODES)}
    rules = [
        {
            "id": code.id,
            "shortDescription": {"text": code.title},
            "fullDescription": {"text": code.meaning},
            "help": {"text": code.fix},
            **({"helpUri": report.site + code.page} if report.site else {}),
            "defaultConfiguration": {"level": "error"},
        }
        for code in CODES.values()
    ]
    results = [
        {
            "ruleId": problem.code.id,
            "ruleIndex": places[problem.code.id],
            "level": "error",
            "message": {"text": _told(problem, report.site)},
            "locations": [{"physicalLocation": _physical(problem, folder)}],
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


FORMATS: dict[str, Callable[[Report, PurePath], str]] = {
    "text": text,
    "github": github,
    "json": as_json,
    "sarif": sarif,
}
"""Each form by its name: takes the report, and the folder that its paths begin in."""


def folder_of(content: Path) -> Path:
    """Return the folder that a report's paths begin in, from where the command was given.

    That is the top of the repository in a workflow, where code hosts look for the paths.
    """
    folder, here = content.absolute().parent, Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _dump(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _path(problem: Problem, folder: PurePath) -> str:
    return (folder / problem.location.path).as_posix()


def _end(where: Location) -> int:
    """Return the column past the finding, no further than the end of its line."""
    end = where.column + where.width
    return max(where.column, min(end, len(where.text) + 1)) if where.text else end


def _told(problem: Problem, site: str) -> str:
    """Return a problem in words, without its place and the line it stands in."""
    return "\n".join([problem.message, *problem.advice(site)])


def _escaped(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(words: str) -> str:
    return _escaped(words).replace(":", "%3A").replace(",", "%2C")


def _physical(problem: Problem, folder: PurePath) -> dict[str, object]:
    where = problem.location
    region: dict[str, object] = {
        "startLine": where.line,
        "startColumn": where.column,
        "endColumn": _end(where),
    }
    if where.text:
        region["snippet"] = {"text": where.text[where.column - 1 : _end(where) - 1]}
    return {"artifactLocation": {"uri": quote(_path(problem, folder))}, "region": region}
