"""Pictures made from the data: records in, SVG out, one figure a module.

A figure is drawn at build time, to the byte the same every time, without scripts and without colours of
its own: it has classes, and the style sheet says what they look like in either scheme, in print and with
the reader's own colours. Nothing is told by colour alone. Where there is nothing to show, or less than
a reader needs a picture for, a figure is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import SimpleNamespace

from markupsafe import Markup

from ...model.record import Record
from . import answers, groups, hemicycle, outcomes, relations, standing, timeline, votes_compared
from .drawing import Page

FIGURES: dict[str, Callable[..., Markup]] = {
    "answers": answers.draw,
    "groups": groups.draw,
    "hemicycle": hemicycle.draw,
    "outcomes": outcomes.draw,
    "relations": relations.draw,
    "standing": standing.draw,
    "timeline": timeline.draw,
    "votes_compared": votes_compared.draw,
}
"""Every figure by the name that templates call it."""


def on_page(records: Mapping[str, Record], href: Callable[[str, str], str]) -> SimpleNamespace:
    """Return the figures as one page draws them.

    Args:
        records: every record by id.
        href: the way from the page to a record, or to a part of it.
    """
    page = Page(records, href)
    return SimpleNamespace(**{name: partial(draw, page) for name, draw in FIGURES.items()})
