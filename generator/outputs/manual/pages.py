"""Which pages the manual has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...diagnostics.catalogue import CODES
from ...diagnostics.problem import Code
from ...model import KINDS
from ...model.record import Record
from ...planning import urls
from ...planning.plan import Anchor

MANUAL = Anchor("For editors", urls.MANUAL)
PROBLEMS = Anchor("Problems and their mends", urls.PROBLEMS)
DESK = Anchor("The desk", urls.TASKS)
GROWTH = Anchor("Larger dossiers, more readers", urls.GROWTH)


@dataclass(frozen=True, slots=True)
class EditorsPage:
    """One page for editors.

    Attributes:
        address: below the site's root, ending in a slash.
        title, description: for the window and the head of the page.
        template: the file below the templates folder.
        kind, code: the kind of record or the problem that it is about, if it is about one.
        example: what the check says in an example of the problem.
    """

    address: str
    title: str
    description: str
    template: str
    kind: type[Record] | None = None
    code: Code | None = None
    example: str = ""

    @property
    def anchor(self) -> Anchor:
        """The page's own title and address."""
        return Anchor(self.title, self.address)

    @property
    def trail(self) -> tuple[Anchor, ...]:
        """The pages above it, from the home page down."""
        above = (
            (Anchor("Home", urls.HOME), MANUAL, PROBLEMS)
            if self.code
            else (Anchor("Home", urls.HOME), MANUAL)
        )
        return above[:1] if self.address == MANUAL.address else above


def pages(templates: Path) -> dict[str, EditorsPage]:
    """Return every page for editors by its address.

    Args:
        templates: the folder of templates, where an example of each problem is kept.
    """
    found = [
        EditorsPage(
            MANUAL.address,
            MANUAL.title,
            "How to change this site: the first edit in five minutes, the marks, each kind of record.",
            "editors/manual.html",
        ),
        *(_kind(kind) for kind in KINDS.values()),
        EditorsPage(
            PROBLEMS.address,
            PROBLEMS.title,
            "Everything that the check can find in a file, what it means and how to mend it.",
            "editors/problems.html",
        ),
        *(_problem(code, templates) for code in CODES.values()),
        EditorsPage(
            DESK.address,
            DESK.title,
            "What waits for an editor, though nothing of it is wrong.",
            "editors/desk.html",
        ),
        EditorsPage(
            GROWTH.address,
            GROWTH.title,
            "What many more records take to build, how many dossiers are built, what many readers cost.",
            "editors/growth.html",
        ),
    ]
    return {page.address: page for page in found}


def _kind(kind: type[Record]) -> EditorsPage:
    said = (kind.__doc__ or "").split("\n")[0]
    title = f"Writing: {kind.kind}"
    return EditorsPage(urls.kind_page(kind), title, said, "editors/kind.html", kind=kind)


def _problem(code: Code, templates: Path) -> EditorsPage:
    example = (templates / "editors" / "examples" / f"{code.id}.txt").read_text(encoding="utf-8")
    title = f"{code.id}: {code.title}"
    return EditorsPage(
        urls.problem_page(code.id), title, code.meaning, "editors/problem.html", code=code, example=example
    )
