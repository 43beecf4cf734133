"""What the fuzzer runs: a text in, an exception out when something is not handled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.diagnostics import reporters
from generator.diagnostics.problem import Problem, Report
from generator.loading import yaml_reader
from generator.loading.loader import load
from generator.loading.validation import validate
from generator.model import KINDS
from generator.model.prose import Prose
from generator.model.record import leaves
from generator.planning.resources import ROOT
from generator.prose.sentences import grade, sentences
from generator.rendering.prose_html import plain, to_html
from tests.folders import LIGHTHOUSE
from tests.test_prose import Signs

_KINDS = list(KINDS.values())
_TAG = re.compile(r"</?([a-z]+)(?: [a-z]+=\"[^<>\"]*\")*>")
_MADE = {"p", "ul", "ol", "li", "em", "strong", "a", "sup", "small", "q", "span"}


def document(text: str) -> None:
    """Parse a file, and tell its problems."""
    told(yaml_reader.parse(text, "content/terms/x.yaml")[1])


def record(text: str) -> None:
    """Read a record of a kind that the first character chooses."""
    kind = _KINDS[ord(text[0]) % len(_KINDS)] if text else _KINDS[0]
    found, faults = yaml_reader.parse(text[1:], "content/terms/x.yaml")
    made, refusals = validate(found, "x", kind) if found.data else (None, [])
    assert made or faults or refusals
    told([*faults, *refusals])
    for _, leaf in leaves(made) if made else ():
        if isinstance(leaf, Prose):
            prose(leaf.text)


def prose(text: str) -> None:
    """Read a text with marks and write it as HTML, of which all elements are known."""
    block = Prose(text)
    block.marked.own_words()
    grade(sentences(block.marked, lambda mark: mark.words or mark.target))
    plain(block)
    rest = _TAG.sub(lambda tag: "" if tag[1] in _MADE else tag[0], str(to_html(block, Signs())))
    assert "<" not in rest, rest


def told(problems: list[Problem]) -> None:
    """Tell problems."""
    reporters.text(Report.from_problems(problems)).encode()
    assert all(problem.location.line > 0 and problem.message for problem in problems)


TARGETS: dict[str, Callable[[str], None]] = {"document": document, "record": record, "prose": prose}


def seeds(target: str, longest: int) -> Iterator[str]:
    """Yield what the fuzzer begins with: pieces of both dossiers, none longer than can be read quickly."""
    for content in (LIGHTHOUSE, ROOT / "content"):
        loaded = load(content)
        for made in loaded.records:
            text = loaded.documents[made.id].text
            if target == "document":
                yield text[:longest]
            elif target == "record":
                yield chr(33 + (_KINDS.index(type(made)) - 33) % len(_KINDS)) + text[: 2 * longest]
            else:
                yield from (leaf.text[:longest] for _, leaf in leaves(made) if isinstance(leaf, Prose))
