"""How provisions relate: which refers to which, as their records say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...model.fields import Ref
from ...model.prose import Prose
from ...model.provision import Provision
from ...model.record import leaves
from ...prose.marks import LinkMark
from .drawing import (
    NARROW,
    NOTHING,
    WIDE,
    Page,
    frame,
    key,
    number,
    picture,
    sample,
    table,
    tag,
    text,
)
from .lettering import width, wrap

FEWEST = 3
"""Fewer provisions that refer to each other need no picture."""
LINE = 15


def references(provisions: Sequence[Provision]) -> dict[str, set[str]]:
    """Return, for each provision, the others that its record refers to."""
    ids = {provision.id for provision in provisions}
    found: dict[str, set[str]] = {}
    for provision in provisions:
        targets: set[str] = set()
        for _, leaf in leaves(provision):
            if isinstance(leaf, Ref):
                targets.add(leaf.id)
            elif isinstance(leaf, Prose):
                targets |= {m.target for m in leaf.marked.marks if isinstance(m, LinkMark)}
        found[provision.id] = targets & ids - {provision.id}
    return found


def draw(page: Page, provisions: Sequence[Provision]) -> Markup:
    """Return the provisions in a column, tied by arcs; those without a tie are left out.

    The one that most others are tied to would hide all else, so that its ties are branches of one line
    at the other side.
    """
    to = references(provisions)
    tied = {origin for origin, found in to.items() if found}.union(*to.values())
    if len(tied) < FEWEST:
        return NOTHING
    web = _web([p for p in provisions if p.id in tied], to)
    id_ = page.fresh("relations")
    title = "Which provision refers to which"
    note = "As their pages here refer to each other. An arrow points to the provision referred to."
    keys = NOTHING
    if web.hub:
        hub = web.hub.short
        note += f" The line at the left leads to {hub}; the arcs at the right are all other references."
        words = {
            "to": f"refers to {hub}",
            "from": f"{hub} refers to it",
            "both": "each refers to the other",
        }
        keys = key((sample(*_branch(kind, 8, 8)), said) for kind, said in words.items())
    said = "; ".join(
        f"{row.short} refers to {', '.join(web.named(to[row.id]))}" for row in web.rows if to[row.id]
    )
    pictures = (
        _picture(page, web, id_, variant, size, title, f"A column of names tied by arcs. {said}.")
        for variant, size in (("wide", WIDE), ("narrow", NARROW))
    )
    rows = (
        (page.link(row.id, row.short), _links(page, web, to[row.id]), _links(page, web, web.origins(row)))
        for row in web.rows
    )
    foot = table(title, ("Provision", "Refers to", "Referred to by"), rows)
    return frame(id_, "relations", title, note, pictures, foot, keys=keys)


@dataclass(frozen=True)
class _Web:
    """The provisions that are tied, in the order of the rows, and their ties."""

    rows: Sequence[Provision]
    to: Mapping[str, set[str]]
    hub: Provision | None

    def named(self, ids: set[str]) -> list[str]:
        """Return the short names of some provisions, in the order of the rows."""
        return [row.short for row in self.rows if row.id in ids]

    def origins(self, row: Provision) -> set[str]:
        """Return what refers to a provision."""
        return {other.id for other in self.rows if row.id in self.to[other.id]}

    def pairs(self) -> Iterator[tuple[int, int, bool, bool]]:
        """Yield the ties beside those of the hub: two rows, whether the upper refers, and the lower."""
        for i, upper in enumerate(self.rows):
            for j, lower in enumerate(self.rows[i + 1 :], i + 1):
                down, up = lower.id in self.to[upper.id], upper.id in self.to[lower.id]
                if (down or up) and self.hub not in (upper, lower):
                    yield i, j, down, up

    def branch(self, row: Provision) -> str:
        """Return how a provision is tied to the hub: `to`, `from`, `both`, or not at all."""
        if self.hub is None or row is self.hub:
            return ""
        out, back = self.hub.id in self.to[row.id], row.id in self.to[self.hub.id]
        return "both" if out and back else "to" if out else "from" if back else ""

    def together(self, index: int) -> bool:
        """Return whether a row stands close below the one before: of one instrument, or each of its own."""
        held = Counter(row.instrument for row in self.rows)
        above, here = self.rows[index - 1].instrument, self.rows[index].instrument
        return index > (1 if self.hub else 0) and (above == here or held[above] == held[here] == 1)


def _web(provisions: Sequence[Provision], to: Mapping[str, set[str]]) -> _Web:
    """Put the hub first, where there is one, then the provisions of each instrument, the largest first.

    The hub is tied to at least half of the others; it is the most tied where there are several.
    """
    ties = {p.id: len(to[p.id] | {o.id for o in provisions if p.id in to[o.id]}) for p in provisions}
    most = max(provisions, key=lambda p: ties[p.id])
    hub = most if ties[most.id] >= (len(provisions) - 1) / 2 else None
    held = Counter(p.instrument for p in provisions)
    first = {p.instrument: i for i, p in reversed(list(enumerate(provisions)))}
    rows = sorted(provisions, key=lambda p: (p is not hub, -held[p.instrument], first[p.instrument]))
    return _Web(rows, to, hub)


def _links(page: Page, web: _Web, ids: set[str]) -> Markup:
    links = [page.link(row.id, row.short) for row in web.rows if row.id in ids]
    return Markup(", ").join(links) if links else Markup("none")


def _branch(kind: str, x: float, y: float) -> list[Markup]:
    """Return a branch with an arrow to the hub's line, from it, or both."""
    heads = f"M{number(x - 4)} {number(y - 3.5)}l-3.5 3.5l3.5 3.5" if kind in ("to", "both") else ""
    heads += f"M{number(x + 4)} {number(y - 3.5)}l3.5 3.5l-3.5 3.5" if kind in ("from", "both") else ""
    return [tag("path", class_="fig-tie", d=f"M{number(x - 8)} {number(y)}h16{heads}")]


def _picture(page: Page, web: _Web, id: str, variant: str, size: int, title: str, said: str) -> Markup:
    pairs = list(web.pairs())
    arced = {place for i, j, _, _ in pairs for place in (i, j)}
    left = 26 if web.hub else 0
    names = min(max(width(row.short) for row in web.rows) + 12, size * (0.66 if pairs else 1) - left)
    start = left + names
    drawn: list[Markup] = []
    middles: list[float] = []
    last = y = 4.0
    for index, row in enumerate(web.rows):
        y += 8 if index and not web.together(index) else 0
        told = wrap(row.short, names - 8)
        middle = y + 9 + (len(told) - 1) * LINE / 2
        middles.append(middle)
        x, class_ = (0, "fig-strong") if row is web.hub else (left, None)
        words = (text(x, y + 13 + i * LINE, line, class_) for i, line in enumerate(told))
        drawn.append(page.pointer(row.id, row.title, *words))
        if index in arced:
            end = x + max(width(line) for line in told) + 4
            drawn.append(
                tag("path", class_="fig-lead", d=f"M{number(end)} {number(middle)}H{number(start)}")
            )
        if branch := web.branch(row):
            drawn += _branch(branch, 13.5, middle)
            last = middle
        y += len(told) * LINE + 6
    if web.hub:
        drawn.append(tag("path", class_="fig-tie", d=f"M5 {number(middles[0] + 9)}V{number(last)}"))
    reach = max((middles[j] - middles[i] for i, j, _, _ in pairs), default=1.0)
    per = (size - start - 6) / reach
    drawn += [_arc(start, middles[i], middles[j], per, down, up) for i, j, down, up in pairs]
    return picture(id, variant, (size, y), title, said, *drawn, linked=True)


def _arc(x: float, upper: float, lower: float, per: float, down: bool, up: bool) -> Markup:
    """Return an arc between two names with its arrows, further out the further they stand apart."""
    out = max((lower - upper) * per, 14)
    # Its ends keep a little from the middle of a name, so that arrows from above and below part.
    path = f"M{number(x)} {number(upper + 2)}"
    path += f"A{number(out)} {number((lower - upper) / 2 - 2)} 0 0 1 {number(x)} {number(lower - 2)}"
    if down:
        path += "m5.5 -4l-5.5 4l6 2.2"
    if up:
        path += f"M{number(x + 5.5)} {number(upper + 6)}l-5.5 -4l6 -2.2"
    return tag("path", class_="fig-arrow", d=path)
