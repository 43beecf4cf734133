"""Pages joined to one, for print: ids kept apart, links within it, headings below those of the whole."""

from __future__ import annotations

import re
from collections.abc import Collection

from markupsafe import Markup, escape

from generator.fragments import IN_TAG, start, without
from generator.model import KINDS
from generator.model.reference import Source
from generator.plan import Plan, PlannedPage, lasting, target

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
_NAMING = re.compile(f' (id|for|headers|aria-(?:labelledby|describedby|controls)|href)="([^"]*)"{IN_TAG}')
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


def section(address: str, page: str, plan: Plan, joined: Collection[str]) -> str:
    """Return a page as a section of the whole, with the id that `place` gives.

    Args:
        address: where the page is published.
        page: its fragment, as `generator.fragments` says.
        plan: all pages.
        joined: the addresses of those that are joined; links to all others lead to the published site.
    """

    def renamed(naming: re.Match[str]) -> str:
        name, value = naming.groups()
        if name == "href":
            return f' href="{escape(_way(address, Markup(value).unescape(), plan, joined))}"'
        return f' {name}="{" ".join(place(address, id_) for id_ in value.split())}"'

    html = without(page, _LEFT_OUT)
    html = _HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + LEVELS_BELOW}", html)
    html = _NAMING.sub(renamed, html)
    html = _WITHIN.sub(lambda within: f"url(#{place(address, within[1])})", html)
    return f'<section id="{place(address)}">{html}</section>'


def _way(address: str, way: str, plan: Plan, joined: Collection[str]) -> str:
    if ":" in way.partition("#")[0]:
        return way  # to another host
    to, _, part = target(address, way).partition("#")
    if to in joined:
        return f"#{place(to, part)}"
    shown = plan.pages.get(to)
    if shown and isinstance(shown.record, Source):
        return f"#{place(to)}"
    return lasting(plan, to) + (f"#{part}" if part else "")
