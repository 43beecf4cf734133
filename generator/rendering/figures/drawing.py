"""What every figure is drawn with: escaped elements, marks told apart by form, and the frame around."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from ...model.record import Record

NOTHING = Markup("")
NARROW, WIDE = 320, 720
"""The widths a picture is drawn in; the style sheet shows the one that fits its place."""

_EMPTY = frozenset({"path", "rect", "line", "circle", "use"})


@dataclass
class Page:
    """The page a figure stands on.

    Attributes:
        records: every record by id, for names.
        href: the way from this page to a record, or to a part of it.
    """

    records: Mapping[str, Record]
    href: Callable[[str, str], str]
    _drawn: Counter[str] = field(default_factory=Counter)

    def fresh(self, name: str) -> str:
        """Return an id that no other figure of the page has; no record's begins with an underscore."""
        self._drawn[name] += 1
        return f"_figure-{name}" + (f"-{self._drawn[name]}" if self._drawn[name] > 1 else "")

    def link(self, id: str, words: object, part: str = "") -> Markup:
        """Return a link to a record outside of a picture, as for a table."""
        return tag("a", words, href=self.href(id, part))

    def pointer(self, id: str, hint: str, *inside: Markup, part: str = "") -> Markup:
        """Return a link within a picture.

        The same link stands in the table or list beside, so this one is no further stop of the Tab key.
        """
        return tag("a", tag("title", hint), *inside, href=self.href(id, part), tabindex="-1")


def tag(name: str, /, *inside: object, **attributes: object) -> Markup:
    """Return an element with everything in it escaped that is not markup already.

    Attributes are written in their order; `class_` and `text_anchor` lose what Python needs, and an
    attribute that is None is left out.

    >>> tag("text", "a < b", class_="note", x=1.50)
    Markup('<text class="note" x="1.5">a &lt; b</text>')
    """
    start = f"<{name}"
    for key, value in attributes.items():
        if value is not None:
            written = number(value) if isinstance(value, float) else value
            attribute = "viewBox" if key == "viewbox" else key.rstrip("_").replace("_", "-")
            start += f' {attribute}="{escape(written)}"'
    if name in _EMPTY and not inside:
        return Markup(f"{start}/>")
    return Markup(f"{start}>{''.join(map(escape, inside))}</{name}>")


def number(value: float) -> str:
    """Return a length with one decimal at most, the same on every machine.

    >>> number(12.04), number(-0.01), number(3.25)
    ('12', '0', '3.2')
    """
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def text(x: float, y: float, words: object, class_: str | None = None, anchor: str | None = None) -> Markup:
    """Return one line of words; the anchor is `middle` or `end` where it is not the start."""
    return tag("text", words, x=float(x), y=float(y), class_=class_, text_anchor=anchor)


def lines(x: float, y: float, words: Sequence[str], step: float, class_: str | None = None) -> Markup:
    """Return several lines of words, one below the other."""
    rows = (tag("tspan", line, x=float(x), y=float(y + i * step)) for i, line in enumerate(words))
    return tag("text", Markup(" ").join(rows), class_=class_)


def mark(form: str, x: float, y: float, r: float, class_: str) -> Markup:
    """Return a mark of one of the forms of `FORMS`, about a middle."""
    return tag("path", class_=class_, d=FORMS[form](x, y, r))


def _path(*points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "z"


def _disc(x: float, y: float, r: float) -> str:
    return f"M{number(x - r)} {number(y)}a{number(r)} {number(r)} 0 1 1 0 .01z"


FORMS: dict[str, Callable[[float, float, float], str]] = {
    "disc": _disc,
    "square": lambda x, y, r: _path(
        (x - r * 0.9, y - r * 0.9),
        (x + r * 0.9, y - r * 0.9),
        (x + r * 0.9, y + r * 0.9),
        (x - r * 0.9, y + r * 0.9),
    ),
    "triangle": lambda x, y, r: _path((x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)),
    "diamond": lambda x, y, r: _path(
        (x, y - r * 1.15), (x + r * 1.15, y), (x, y + r * 1.15), (x - r * 1.15, y)
    ),
    "half": lambda x, y, r: (
        f"M{number(x)} {number(y - r)}a{number(r)} {number(r)} 0 0 0 0 {number(2 * r)}z"
    ),
    "bar": lambda x, y, r: _path(
        (x - r, y - r * 0.4), (x + r, y - r * 0.4), (x + r, y + r * 0.4), (x - r, y + r * 0.4)
    ),
    "cross": lambda x, y, r: (
        f"M{number(x - r)} {number(y - r)}l{number(2 * r)} {number(2 * r)}"
        f"m0 {number(-2 * r)}l{number(-2 * r)} {number(2 * r)}"
    ),
}
"""Marks by name: each a path about a middle, told apart by form alone."""


def sample(*inside: Markup, wide: bool = False) -> Markup:
    """Return a small picture for a key: what a mark looks like, 16 by 16 units or twice as wide."""
    return tag(
        "svg", *inside, viewbox=f"0 0 {32 if wide else 16} 16", class_="fig-sample", aria_hidden="true"
    )


def key(entries: Iterable[tuple[Markup, object]]) -> Markup:
    """Return the key of a figure: each mark with what it means."""
    return tag(
        "ul", *(tag("li", drawn, " ", tag("span", words)) for drawn, words in entries), class_="fig-key"
    )


def picture(
    id: str,
    variant: str,
    size: tuple[float, float],
    title: str,
    said: str,
    *inside: Markup,
    linked: bool = False,
) -> Markup:
    """Return one picture with its name and its description in words.

    Args:
        id: of the figure.
        variant: `wide` or `narrow` where the style sheet chooses between two, else `only`.
        size: width and height in the picture's units.
        title: its name.
        said: what it shows, in words.
        inside: what is drawn.
        linked: whether links stand in it; a picture that is one image to assistive technology has none.
    """
    names = f"{id}-{variant}-title", f"{id}-{variant}-said"
    return tag(
        "svg",
        tag("title", title, id=names[0]),
        tag("desc", said, id=names[1]),
        *inside,
        class_=f"fig-{variant}",
        viewbox=f"0 0 {number(size[0])} {number(size[1])}",
        role="group" if linked else "img",
        aria_labelledby=" ".join(names),
    )


def frame(
    id: str,
    kind: str,
    title: str,
    note: object,
    pictures: Iterable[Markup],
    foot: Markup = NOTHING,
    *,
    keys: Markup = NOTHING,
) -> Markup:
    """Return a figure: its caption with the key, its pictures, and what stands below them.

    Figures hold no words that the page does not have, so the search leaves them out.
    """
    caption = tag(
        "figcaption",
        tag("span", title, class_="fig-title"),
        tag("span", note, class_="fig-note") if note else NOTHING,
        keys,
    )
    below = tag("div", foot, class_="fig-foot") if foot else NOTHING
    return tag(
        "figure", caption, *pictures, below, id=id, class_=f"fig fig-{kind}", data_search_exclude=""
    ) + Markup("\n")


def table(
    caption: str, head: Sequence[object], rows: Iterable[Sequence[object]], figures: int = 0
) -> Markup:
    """Return the table behind a figure, folded away; the last `figures` columns hold numbers."""
    numeric = [i >= len(head) - figures for i in range(len(head))]
    top = tag(
        "tr",
        *(
            tag("th", words, scope="col", class_="figure" if n else None)
            for words, n in zip(head, numeric, strict=True)
        ),
    )
    body = (
        tag(
            "tr",
            tag("th", row[0], scope="row"),
            *(
                tag("td", cell, class_="figure" if n else None)
                for cell, n in zip(row[1:], numeric[1:], strict=True)
            ),
        )
        for row in rows
    )
    return tag(
        "details",
        tag("summary", "The picture as a table"),
        tag(
            "div",
            tag("table", tag("caption", caption), tag("thead", top), tag("tbody", *body)),
            class_="table",
            role="region",
            aria_label=caption,
            tabindex="0",
        ),
        class_="fig-table",
    )


def below(anchor: str, words: str) -> Markup:
    """Return the way to the table or list on the page that holds what the picture shows."""
    return tag("p", tag("a", words, href=f"#{anchor}"))
