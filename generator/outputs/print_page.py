"""Pages joined to one, for print: ids kept apart, links within it, headings below those of the whole."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from ..fragments import IN_TAG, start, without
from ..model import KINDS
from ..model.source import Source
from ..planning.plan import Plan, PlannedPage, lasting, target

LEVELS_BELOW = 2
"""The whole has a heading of its own and one for each chapter; a page's first is the next."""
_LEFT_OUT = re.compile(
    "|".join(
        (
            start("nav|script|footer"),
            start("a", 'class="headerlink"'),
            start('(?![^<>]*class="[^"]*sources)[a-z]+', "data-search-exclude"),
            start("h[1-6]", 'id="_referred-to-by'),
        )
    )
)
_HEADING = re.compile(r"(</?h)([1-4])(?=[\s>])")
_OWN = re.compile(f'( id="| href="#)(?=[^"]){IN_TAG}')
_NAMING = re.compile(
    f' (for|headers|aria-(?:labelledby|describedby|controls)|href)="((?!#.)[^"]*)"{IN_TAG}'
)
_WITHIN = re.compile(rf"url\(#([^)]+)\){IN_TAG}")


def members(plan: Plan) -> list[PlannedPage]:
    """Return the pages that are joined, in the order of the chapters; sources stand in a list instead."""
    found: list[str] = [plan.dossier.front.id]
    for chapter in plan.dossier.front.chapters:
        found += [chapter.lead.id] if chapter.lead else []
        for kind in chapter.kinds:
            if kind != Source.kind:
                found += [record.id for record in plan.dossier.of_kind(KINDS[kind])]
    return [plan.pages[plan.address_of(id_)] for id_ in dict.fromkeys(found)]


def place(address: str, part: str = "") -> str:
    """Return the id that a page, or a part of it, has in the whole."""
    page = "p-" + (address.strip("/").replace("/", "-") or "home")
    return f"{page}--{part}" if part else page


class Whole:
    """The page that joins others: what becomes of them in it."""

    def __init__(self, plan: Plan) -> None:
        """Begin with the pages of a plan."""
        self._plan = plan
        self._joined = {page.address for page in members(plan)}
        self._from_root: dict[str, str] = {}

    def section(self, address: str, page: str) -> str:
        """Return a page as a section of the whole, with the id that `place` gives; empty if not joined.

        Args:
            address: where the page is published.
            page: its fragment, as `generator.fragments` says.
        """
        if address not in self._joined:
            return ""
        up = "../" * address.count("/")
        own = place(address)

        def renamed(naming: re.Match[str]) -> str:
            name, value = naming.groups()
            if name != "href":
                return f' {name}="{" ".join(f"{own}--{id_}" for id_ in value.split())}"'
            if not up or not value.startswith(up):
                return f' href="{self._way(address, value)}"'
            way = value[len(up) :]
            if way not in self._from_root:
                self._from_root[way] = self._way("", way)
            return f' href="{self._from_root[way]}"'

        html = without(page, _LEFT_OUT)
        html = _HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + LEVELS_BELOW}", html)
        html = _OWN.sub(rf"\g<1>{own}--", html)
        html = _NAMING.sub(renamed, html)
        html = _WITHIN.sub(lambda within: f"url(#{own}--{within[1]})", html)
        return f'<section id="{own}">{html}</section>'

    def _way(self, address: str, value: str) -> Markup:
        """Return where a link leads in the whole: within it, or to the published site."""
        way = Markup(value).unescape()
        if ":" in way.partition("#")[0]:
            return escape(way)  # to another host
        to, _, part = target(address, way).partition("#")
        shown = self._plan.pages.get(to)
        if to in self._joined:
            return escape(f"#{place(to, part)}")
        if shown and isinstance(shown.record, Source):
            return escape(f"#{place(to)}")
        return escape(lasting(self._plan, to) + (f"#{part}" if part else ""))
