"""The figures: what each shows is all of the data and nothing else, in words too, and safe to publish."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import accumulate, pairwise
from math import cos, sin
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from generator.model.actor import Actor
from generator.model.event import Event
from generator.model.invocation import Invocation
from generator.model.provision import Provision
from generator.model.recommendation import OUTCOMES, Recommendation
from generator.model.record import Record
from generator.model.resolution import Resolution
from generator.model.response import FORMS, Response
from generator.model.state import State
from generator.model.vote import Vote
from generator.planning.plan import Plan
from generator.planning.resources import ROOT
from generator.rendering.figures import (
    FIGURES,
    answers,
    drawing,
    hemicycle,
    on_page,
    relations,
    standing,
    timescale,
)
from generator.rendering.figures.drawing import NARROW, WIDE, Page
from generator.rendering.figures.lettering import width, wrap
from tests.folders import LIGHTHOUSE

HOSTILE = "<script>alert(1)</script> & ‘a’ <b onclick=x> ]]> --> 'q'"
ASSETS = ROOT / "templates" / "theme" / "assets"

# --- Records, made short


def made(kind: type[Any], id: str, **fields: object) -> Any:  # noqa: ANN401 - each test knows the kind
    base = {"title": id, "summary": "A summary.", "reviewed": "2020-01-01", "sources": ("s, p. 1",)}
    return kind.model_validate(base | {"id": id} | fields)


def event(id: str, when: str, strand: str = "storm", **fields: object) -> Event:
    found: Event = made(Event, id, when={"of": "began", "date": when}, strand=strand, **fields)
    return found


def vote(counts: Sequence[tuple[int, int, int]], id: str = "v", **fields: object) -> Vote:
    """Return a vote of groups `g0`, `g1` and so on, given by for, against and abstained."""
    sums = [sum(column) for column in zip(*counts, strict=True)] or [0, 0, 0]
    groups = tuple(
        {"group": f"g{i}", "for": f, "against": a, "abstained": n} for i, (f, a, n) in enumerate(counts)
    )
    total = dict(zip(("for", "against", "abstained"), sums, strict=True))
    held = {"of": "held", "date": "1907-03-20"}
    rest = {"resolution": "r", "subject": id, "held": held, "result": "adopted", "total": total}
    found: Vote = made(Vote, id, groups=groups, **(rest | fields))
    return found


def state(id: str, column: int, **fields: object) -> State:
    tile = {"column": column, "row": 1}
    found: State = made(State, id, **({"code": id[:2].upper(), "joined_year": 1900, "tile": tile} | fields))
    return found


def provision(id: str, *related: str, **fields: object) -> Provision:
    names = {"instrument": "Charter", "number": id, "short": f"Art. {id}"}
    found: Provision = made(Provision, id, related=related, **(names | fields))
    return found


def recommendation(number: int, outcome: str, paragraphs: tuple[str, ...] = ()) -> Recommendation:
    follow_up = {"outcome": outcome, "as_of": "2020-01-01", "account": "None. [editors]"}
    found: Recommendation = made(
        Recommendation, f"rec-{number}", resolution="r", number=number, verb="asks", addressees=("a",),
        paragraphs=paragraphs, asks="Much. [editors]", follow_up=follow_up,
    )  # fmt: skip
    return found


RESOLUTION: Resolution = made(
    Resolution,
    "r",
    body_of="b",
    about="p",
    reference="R 1",
    official="s",
    stages=({"of": "adopted", "date": "1907-03-20"},),
    paragraphs=({"id": "paragraph-1", "number": "1"}, {"id": "paragraph-2", "number": "2"}),
)
INVOCATION: Invocation = made(
    Invocation, "i", provision="p", state="asker", dates_of=({"of": "invoked", "date": "1907-03-04"},)
)


def page(*records: Record, groups: int = 0) -> Page:
    actors = [made(Actor, f"g{i}", actor_kind="group", short=f"G{i}") for i in range(groups)]
    known = {record.id: record for record in (RESOLUTION, INVOCATION, *actors, *records)}
    return Page(known, lambda to, part: f"../{to}/" + (f"#{part}" if part else ""))


def tree(markup: Markup) -> etree._Element:
    """Return a figure as a tree; what is no XML at all is refused."""
    assert isinstance(markup, Markup)
    return etree.fromstring(f"<page>{markup}</page>")


def found(top: etree._Element, query: str) -> list[Any]:
    result = top.xpath(query)
    assert isinstance(result, list)
    return result


def pictures(top: etree._Element) -> list[etree._Element]:
    return found(top, ".//svg[@role]")


def hrefs(picture: etree._Element) -> list[str]:
    return [str(href) for href in found(picture, ".//a/@href")]


def words(top: etree._Element) -> str:
    return " ".join("".join(str(piece) for piece in top.itertext()).split())


# --- Every figure, on both dossiers


def every(plan: Plan) -> dict[str, Markup]:
    """Return every figure of a dossier, each on a page of its own."""
    dossier = plan.dossier
    front = dossier.front

    def figures() -> Any:  # noqa: ANN401 - a namespace of the figures
        return on_page(dossier.records, lambda to, part: f"/{to}#{part}")

    votes = dossier.of_kind(Vote)
    states = dossier.of_kind(State)
    drawn = {
        "answers": figures().answers(states, dossier.of_kind(Response), "t"),
        "outcomes": figures().outcomes(dossier.of_kind(Recommendation), "t"),
        "relations": figures().relations(dossier.of_kind(Provision)),
        "standing": figures().standing(states, dossier.of_kind(Invocation), front.alliance, "t"),
        "timeline": figures().timeline(dossier.of_kind(Event), front.strands, "t"),
        "votes_compared": figures().votes_compared(votes, "t"),
    }
    drawn |= {f"groups of {v.id}": figures().groups(v, "t") for v in votes}
    drawn |= {f"hemicycle of {v.id}": figures().hemicycle(v, "t") for v in votes}
    return {name: markup for name, markup in drawn.items() if markup}


@pytest.fixture(scope="module")
def drawn(lighthouse: Plan) -> dict[str, Markup]:
    return every(lighthouse) | {"relations of three": relations.draw(page(), THREE)}


THREE = (provision("a", "b", "c"), provision("b", "a"), provision("c"))


def test_the_lighthouse_has_every_figure_but_one(drawn: dict[str, Markup]) -> None:
    # Two provisions that refer to each other need no picture.
    assert {name.partition(" of ")[0] for name in drawn} == set(FIGURES)
    assert "relations" not in drawn


def test_every_picture_says_in_words_what_it_shows(drawn: dict[str, Markup]) -> None:
    for name, markup in drawn.items():
        top = tree(markup)
        assert words(found(top, ".//figcaption")[0]), name
        assert pictures(top), name
        for picture in pictures(top):
            named = [
                words(found(top, f'.//*[@id="{name_}"]')[0])
                for name_ in str(picture.get("aria-labelledby")).split()
            ]
            assert all(named), name
            assert len(named) == 2, name
            assert [child.tag for child in picture][:2] == ["title", "desc"]


def test_a_picture_with_links_is_no_single_image(drawn: dict[str, Markup]) -> None:
    for name, markup in drawn.items():
        for picture in pictures(tree(markup)):
            assert picture.get("role") == ("group" if hrefs(picture) else "img"), name


def test_what_is_no_picture_of_its_own_is_hidden(drawn: dict[str, Markup]) -> None:
    for markup in drawn.values():
        assert found(tree(markup), ".//svg[not(@role) and not(@aria-hidden='true')]") == []


def test_links_in_pictures_are_no_stops_of_the_tab_key_and_have_names(drawn: dict[str, Markup]) -> None:
    for name, markup in drawn.items():
        for link in found(tree(markup), ".//svg//a"):
            assert link.get("tabindex") == "-1", name
            assert words(link[0]), name


def test_every_figure_leads_to_its_table_or_holds_it(drawn: dict[str, Markup]) -> None:
    for name, markup in drawn.items():
        top = tree(markup)
        assert found(top, './/a[@href="#t"]') or found(top, ".//details//table//th"), name


def test_ids_are_unique_when_a_figure_stands_twice_on_a_page(lighthouse: Plan) -> None:
    figures = on_page(lighthouse.dossier.records, lambda to, part: to)
    final = lighthouse.dossier.of_kind(Vote)[0]
    twice = figures.hemicycle(final, "t") + figures.hemicycle(final, "t")
    twice += figures.groups(final, "t") + figures.groups(final, "t")
    ids = found(tree(twice), ".//@id")
    assert len(ids) == len(set(ids)) > 6
    assert all(str(found_).startswith("_") for found_ in ids), "no record's part has such an id"


def test_a_figure_carries_classes_and_no_style_and_no_script(drawn: dict[str, Markup]) -> None:
    for name, markup in drawn.items():
        for element in tree(markup).iter():
            assert element.tag not in {"style", "script", "foreignObject", "image"}, name
            assert [k for k in map(str, element.attrib) if k == "style" or k.startswith("on")] == [], name


def test_every_class_of_a_figure_is_known_to_the_style_sheet(drawn: dict[str, Markup]) -> None:
    known = set(re.findall(r"\.(fig[\w-]*)", (ASSETS / "figures.css").read_text(encoding="utf-8")))
    # Names of figures and of tiles that look as all others do.
    plain = {"fig-answers", "fig-groups", "fig-votes", "fig-standing", "fig-outcomes", "fig-relations"}
    plain |= {"fig-then", "fig-now", "fig-out"}
    for markup in drawn.values():
        used = {word for value in found(tree(markup), ".//@class") for word in str(value).split()}
        assert {word for word in used if word.startswith("fig")} - known - plain == set()


def test_the_same_data_give_the_same_bytes_in_every_run() -> None:
    code = (
        "from tests.test_figures import every\n"
        "from tests.folders import LIGHTHOUSE\n"
        "from generator.loading.loader import load\n"
        "from generator.dossier.linker import link\n"
        "from generator.planning.plan import plan\n"
        "from tests.test_figures import THREE, page, relations\n"
        "dossier, _ = link(load(LIGHTHOUSE))\n"
        "print(every(plan(dossier)), relations.draw(page(), THREE))"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
        )
        for seed in ("1", "2")
    ]
    first, second = (run.communicate()[0] for run in runs)
    assert first == second
    assert len(first) > 10_000


def test_where_there_is_nothing_to_show_nothing_is_drawn() -> None:
    empty = page()
    figures = on_page(empty.records, empty.href)
    assert figures.timeline((), ("storm",), "t") == ""
    assert figures.hemicycle(vote([]), "t") == ""
    assert figures.hemicycle(vote([(0, 0, 0)]), "t") == ""
    assert figures.groups(vote([(1, 0, 0)]), "t") == ""
    assert figures.votes_compared((vote([(1, 0, 0)]),), "t") == ""
    assert figures.standing((state("a", 1), state("b", 2)), (), None, "t") == ""
    assert figures.answers((state("a", 1), state("b", 2)), (), "t") == ""
    assert figures.relations(THREE[:2]) == ""
    assert figures.outcomes((), "t") == ""


def hostile(drawer: Callable[[], Markup]) -> None:
    markup = drawer()
    top = tree(markup)
    assert "<script" not in markup.replace("&lt;script", "")
    assert "onclick=x>" not in markup
    assert HOSTILE.split()[0] in words(top)


def test_words_of_records_cannot_become_markup() -> None:
    wicked = [
        state(name, i, title=HOSTILE, code="<&", standing_short=HOSTILE) for i, name in enumerate("ab", 1)
    ]
    many = made(Actor, "g0", actor_kind="group", title=HOSTILE, short=HOSTILE)
    asked = recommendation(1, "done", ("paragraph-1",)).model_copy(update={"title": HOSTILE})
    answer = made(Response, "x", invocation="i", state="a", found="nothing")
    other = made(Response, "y", invocation="i", state="b", found="nothing")
    split = vote([(1, 1, 1), (2, 0, 0)], subject=HOSTILE)
    known = page(many, made(Actor, "g1", actor_kind="group"))
    hostile(
        lambda: FIGURES["timeline"](page(), [event("e", "1907", HOSTILE, title=HOSTILE)], [HOSTILE], "t")
    )
    hostile(lambda: FIGURES["hemicycle"](known, split, "t"))
    hostile(lambda: FIGURES["groups"](known, split, "t"))
    hostile(lambda: FIGURES["votes_compared"](known, [split, split], "t"))
    hostile(lambda: FIGURES["standing"](page(), wicked, (INVOCATION,), HOSTILE, "t"))
    hostile(lambda: FIGURES["answers"](page(), wicked, (answer, other), "t"))
    hostile(lambda: FIGURES["outcomes"](page(), [asked], "t"))
    named = [p.model_copy(update={"short": HOSTILE, "title": HOSTILE}) for p in THREE]
    hostile(lambda: FIGURES["relations"](page(), named))


# --- Votes

COUNTS = st.tuples(*[st.integers(0, 60)] * 3)


def seats(picture: etree._Element, position: str) -> list[tuple[float, float]]:
    paths = found(picture, f'.//path[@class="fig-seats fig-{position}"]/@d')
    points = re.findall(r"M([\d.]+) ([\d.]+)h", "".join(map(str, paths)))
    return [(float(x), float(y)) for x, y in points]


@given(st.lists(COUNTS, min_size=1, max_size=9))
def test_every_vote_is_one_seat(counts: list[tuple[int, int, int]]) -> None:
    cast = vote(counts)
    top = tree(hemicycle.draw(page(groups=len(counts)), cast, "t"))
    if not cast.total.voting:
        assert words(top) == ""
        return
    wide, narrow = pictures(top)
    assert len(seats(wide, "for")) == cast.total.for_
    assert len(seats(wide, "against")) == cast.total.against
    assert len(seats(wide, "abstained")) == cast.total.abstained
    assert len(seats(wide, "inside")) == cast.total.abstained, "a ring is a disc with a hole"
    assert found(narrow, ".//use/@href") == [f"#{id_}" for id_ in found(wide, "./g/@id")], "the same seats"


@given(st.integers(1, 900))
def test_seats_stand_apart_within_the_half_circle(count: int) -> None:
    placed, apart = hemicycle.seats(count)
    assert len(placed) == count
    assert all(hemicycle.HOLE < seat.distance <= 1 for seat in placed)
    points = [(-s.distance * cos(s.angle), -s.distance * sin(s.angle)) for s in placed]
    assert all(-1 <= x <= 1 and -1 <= y <= 1e-9 for x, y in points)
    if count <= 200:  # all pairs of more take long
        nearest = min(
            (
                ((x - u) ** 2 + (y - v) ** 2) ** 0.5
                for i, (x, y) in enumerate(points)
                for u, v in points[:i]
            ),
            default=1.0,
        )
        assert nearest >= apart - 1e-9


def test_groups_stand_from_the_most_in_favour_to_the_most_against() -> None:
    cast = vote([(0, 9, 1), (9, 1, 0), (0, 0, 0), (3, 3, 3)])
    assert [row.group.id for row in hemicycle.order(cast)] == ["g1", "g3", "g0"]


def test_a_vote_without_groups_is_drawn_by_position_alone() -> None:
    cast = vote([(3, 2, 0)]).model_copy(update={"groups": ()})
    top = tree(hemicycle.draw(page(), cast))
    assert len(seats(pictures(top)[0], "for")) == 3
    assert "Groups" not in words(top)


@given(st.lists(COUNTS.filter(any), min_size=2, max_size=9))
def test_the_bars_of_the_groups_are_as_long_as_their_votes(counts: list[tuple[int, int, int]]) -> None:
    top = tree(FIGURES["groups"](page(groups=len(counts)), vote(counts), "t"))
    for picture in pictures(top):
        for position, column in zip(
            ("for", "against", "abstained"), zip(*counts, strict=True), strict=True
        ):
            bars = found(picture, f'.//rect[@class="fig-bar fig-{position}"]')
            assert len(bars) == sum(1 for count in column if count)
        for i in range(len(counts)):
            assert f"G{i}" in words(picture)


def test_seats_whose_members_did_not_vote_are_told() -> None:
    cast = vote([(5, 1, 0), (1, 1, 1)])
    rows = (cast.groups[0].model_copy(update={"seats": 10}), cast.groups[1])
    top = tree(FIGURES["groups"](page(groups=2), cast.model_copy(update={"groups": rows}), "t"))
    assert "4 did not vote" in words(top)
    assert len(found(pictures(top)[0], './/rect[contains(@class, "fig-absent")]')) == 1


def test_votes_are_compared_in_the_order_in_which_they_were_held() -> None:
    late = vote([(1, 0, 0)], "late", time="12:30")
    early = vote([(0, 1, 0)], "early", time="12:05", result="rejected")
    top = tree(FIGURES["votes_compared"](page(groups=1), (late, early), "t"))
    for picture in pictures(top):
        assert hrefs(picture) == ["../early/", "../late/"]
    assert "rejected" in words(top)


# --- Time

DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))
PARTIAL = st.tuples(DAYS, st.sampled_from([4, 7, 10])).map(lambda pair: pair[0].isoformat()[: pair[1]])


@given(st.lists(DAYS.map(date.toordinal), min_size=1, max_size=80))
def test_time_is_divided_into_few_pieces_that_hold_every_day(days: list[int]) -> None:
    found = timescale.pieces(days)
    assert 1 <= len(found) <= timescale.MOST_PIECES
    assert found[0][0] == min(days)
    assert found[-1][1] == max(days)
    assert all(a[1] < b[0] for a, b in pairwise(found))
    assert all(sum(first <= day <= last for first, last in found) == 1 for day in days)


def test_a_crowd_of_events_has_a_piece_of_its_own() -> None:
    years = [date(y, 1, 1).toordinal() for y in range(1850, 2000, 10)]
    crowd = [date(1907, 3, d).toordinal() for d in range(1, 15)]
    first, last = timescale.pieces([*years, *crowd])[1]
    assert (date.fromordinal(int(first)), date.fromordinal(int(last))) == (
        date(1907, 3, 1),
        date(1907, 3, 14),
    )


@given(st.lists(DAYS.map(date.toordinal), min_size=1, max_size=60))
@example([718798, 718280])
def test_a_scale_keeps_the_order_of_days(days: list[int]) -> None:
    line = timescale.scale(days, 8, 712, 14)
    places = [line.x(day) for day in sorted(days)]
    assert places == sorted(places)
    assert all(8 <= x <= 712 for x in places)
    for piece in line.pieces:
        ticks = piece.ticks()
        assert all(piece.left <= x <= piece.right for x, _, _ in ticks)
        # A day of the year may come again once its year has been marked, as on any calendar.
        years = accumulate(words.isdigit() for _, _, words in ticks)
        marks = [(year, words) for year, (_, _, words) in zip(years, ticks, strict=True)]
        assert len(set(marks)) == len(marks)


@given(st.lists(st.tuples(PARTIAL, st.sampled_from(["storm", "answers"]), st.booleans()), max_size=30))
def test_every_event_stands_once_in_its_strand(items: list[tuple[str, str, bool]]) -> None:
    events = [
        event(f"e-{i}", when, strand, title=f"Event {i} of some length", until="2200" if long else None)
        for i, (when, strand, long) in enumerate(items)
    ]
    top = tree(FIGURES["timeline"](page(), events, ("storm", "answers"), "t"))
    for picture in pictures(top):
        narrow = picture.get("class") == "fig-narrow"
        for lane in found(picture, './/g[@class="fig-lane"]'):
            of_strand = [e.id for e in events if e.strand == lane.get("data-strand")]
            expected = [f"#_event-{one}" if narrow else f"../{one}/" for one in of_strand]
            assert sorted(hrefs(lane)) == sorted(expected)
        assert len(hrefs(picture)) == len(events)


@given(st.lists(st.tuples(PARTIAL, st.integers(1, 60)), min_size=1, max_size=30))
def test_no_words_of_the_timeline_run_into_others_or_out_of_it(items: list[tuple[str, int]]) -> None:
    events = [event(f"e-{i}", when, title="x" * length) for i, (when, length) in enumerate(items)]
    wide = pictures(tree(FIGURES["timeline"](page(), events, ("storm",), "t")))[0]
    lines: dict[str, list[tuple[float, float]]] = {}
    for text in found(wide, ".//a/text"):
        x, room = float(text.get("x")), width(text.text)
        left = x - room if text.get("text-anchor") == "end" else x
        if len(text.text) < 40:  # one word that is longer than the picture cannot be helped
            assert left >= -1
            assert left + room <= WIDE + 1
        lines.setdefault(text.get("y"), []).append((left, left + room))
    for places in lines.values():
        assert all(a[1] <= b[0] for a, b in pairwise(sorted(places)))


def test_a_date_that_is_not_exact_is_drawn_as_what_it_may_be() -> None:
    events = [event("e", "1907-03"), event("f", "1907-03-02"), event("g", "1907-05-01")]
    wide = pictures(tree(FIGURES["timeline"](page(), events, ("storm",), "t")))[0]
    assert len(found(wide, './/path[@class="fig-vague"]')) == 1


# --- Maps of tiles


def test_the_alliance_and_special_positions_are_those_of_the_day() -> None:
    states = (
        state("old", 1, alliance_year=1899),
        state("new", 2, alliance_year=1950),
        state("quiet", 3, standing_short="no lamps", standing_ended="1950"),
        state("gone", 4, left="1910-01-01", standing_short="no lamps"),
        state("late", 5, joined_year=1950),
    )
    then, now = pictures(tree(standing.draw(page(), states, (INVOCATION,), "Ring", "t")))
    assert hrefs(then) == ["../old/", "../new/", "../quiet/", "../gone/"]
    assert words(then[1]) == (
        "A map of tiles. 1 of 4 States are in Ring; not in it: new, quiet, gone; no lamps: quiet, gone."
    )
    assert hrefs(now) == ["../old/", "../new/", "../quiet/", "../gone/", "../late/"]
    assert words(now[1]) == "A map of tiles. 2 of 4 States are in Ring; not in it: quiet, late."
    assert len(found(now, './/rect[contains(@class, "fig-gone")]')) == 1


def test_without_an_invocation_there_is_no_then() -> None:
    states = (state("a", 1, alliance_year=1900), state("b", 2))
    (only,) = pictures(tree(standing.draw(page(), states, (), "Ring", "t")))
    assert str(only.get("aria-labelledby")).startswith("_figure-standing-now")


def response(of: str, *forms: tuple[str, str], found: str = "answer") -> Response:
    parts = tuple({"what": f, "form": f, "new": n, "sources": ("s, p. 1",)} for f, n in forms)
    made_: Response = made(
        Response, f"{of}-answer", invocation="i", state=of, found=found, contributions=parts
    )
    return made_


def test_every_answer_is_a_tile_and_what_was_not_found_is_shown() -> None:
    states = [state(name, i) for i, name in enumerate(("asker", "a", "b", "c", "d", "e"), 1)]
    given = (
        response("a", ("naval", "planned"), ("naval", "new"), ("statement", "new")),
        response("b", ("statement", "new")),
        response("c", found="nothing"),
        response("d"),
    )
    top = tree(answers.draw(page(), states, given, "t"))
    for picture in pictures(top):
        assert sorted(hrefs(picture)) == [
            "../a-answer/",
            "../asker/",
            *(f"../{name}-answer/" for name in "bcd"),
        ]
        classes = [c.removeprefix("fig-tile fig-") for c in found(picture, ".//rect/@class")]
        assert classes == ["given", "words", "nothing", "unsaid", "asked"]
    assert "1 gave, offered or decided help; 1 made a statement of support only; 1 answered" in words(top)
    assert "asker had asked." in words(top)
    assert "c: nothing found" in words(top)


def test_a_state_without_a_tile_is_named_beside_the_map() -> None:
    states = [state("a", 1), state("b", 2), state("c", 3, tile=None)]
    top = tree(answers.draw(page(), states, [response(s.id, found="nothing") for s in states], "t"))
    assert "Not on the map: c." in words(top)


def test_the_kinds_of_help_have_short_names_and_special_positions_have_marks() -> None:
    assert set(answers.SHORT) == set(FORMS)
    assert all(width(name, 11.5) <= 72 for name in answers.SHORT.values()), "a tile has room for them"
    assert set(standing.MARKS) <= set(drawing.FORMS)


# --- Ties and flows


def test_provisions_refer_to_each_other_as_their_records_do() -> None:
    prose = "It follows from [[a]] and [[b|the other]], says [[a]]. [editors]"
    pair = (provision("a", "b", "s"), provision("b"), provision("c", body=prose))
    assert relations.references(pair) == {"a": {"b"}, "b": set(), "c": {"a", "b"}}


def test_the_table_behind_the_ties_holds_each_of_them_twice() -> None:
    top = tree(relations.draw(page(), THREE))
    rows = [[words(cell) for cell in row] for row in found(top, ".//tbody/tr")]
    assert rows == [
        ["Art. a", "Art. b, Art. c", "Art. b"],
        ["Art. b", "Art. a", "Art. a"],
        ["Art. c", "none", "Art. a"],
    ]


def test_the_most_tied_provision_is_a_line_and_all_other_ties_are_arcs() -> None:
    web = [
        provision("hub"),
        *(provision(f"p{i}", "hub", f"p{(i + 1) % 4}") for i in range(4)),
        provision("x"),
    ]
    for picture in pictures(tree(relations.draw(page(), web))):
        assert hrefs(picture)[0] == "../hub/"
        assert sorted(hrefs(picture)) == ["../hub/", *(f"../p{i}/" for i in range(4))], (
            "without x, not tied"
        )
        assert len(found(picture, './/path[@class="fig-arrow"]')) == 4
        assert len(found(picture, './/path[@class="fig-tie"]')) == 4 + 1


@given(st.lists(st.tuples(st.sampled_from(list(OUTCOMES)), st.integers(0, 3)), min_size=1, max_size=15))
def test_every_recommendation_leads_from_its_paragraphs_to_its_outcome(
    items: list[tuple[str, int]],
) -> None:
    parts = [(), ("paragraph-1",), ("paragraph-2",), ("paragraph-1", "paragraph-2")]
    asked = [recommendation(i, outcome, parts[p]) for i, (outcome, p) in enumerate(items, 1)]
    for picture in pictures(tree(FIGURES["outcomes"](page(), asked, "t"))):
        links = hrefs(picture)
        assert sorted(link for link in links if "#" not in link) == sorted(f"../{r.id}/" for r in asked)
        assert {link for link in links if "#" in link} == {
            f"../r/#{a}" for r in asked for a in r.paragraphs
        }
        flows = len(found(picture, './/path[starts-with(@class, "fig-flow")]'))
        incoming = sum(len(r.paragraphs) or 1 for r in asked)
        assert flows == incoming + (len(asked) if picture.get("class") == "fig-wide" else 0)


# --- Words and colours


@given(st.text(max_size=80), st.floats(20, 400))
def test_broken_words_are_the_same_words(text: str, room: float) -> None:
    lines = wrap(text, room)
    assert " ".join(lines).split() == text.split()
    assert all(width(line) <= room for line in lines if " " in line)


def test_pictures_are_as_wide_as_the_style_sheet_takes_them_for(drawn: dict[str, Markup]) -> None:
    widths = {
        "fig-wide": str(WIDE),
        "fig-narrow": str(NARROW),
        "fig-then": str(NARROW),
        "fig-now": str(NARROW),
    }
    for name, markup in drawn.items():
        for picture in pictures(tree(markup)):
            assert str(picture.get("viewBox")).split()[2] == widths[str(picture.get("class"))], name


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(names: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the light and dark value of custom properties, followed to where they are set."""
    files = ((ASSETS / name).read_text(encoding="utf-8") for name in ("frame.css", "figures.css"))
    css = "".join(text.partition("@media (forced-colors")[0] for text in files)
    values: dict[str, str] = {}
    for name, value in re.findall(r"--([\w-]+): ([^;]+);", css):
        values.setdefault(name, value)

    def follow(name: str) -> tuple[str, str]:
        reference = re.fullmatch(r"var\(--([\w-]+)\)", values[name])
        if reference:
            return follow(reference[1])
        pair = re.fullmatch(r"light-dark\((#\w{6}), (#\w{6})\)", values[name])
        assert pair, f"--{name}: {values[name]}"
        return pair[1], pair[2]

    return {name: follow(name) for name in names}


MEANINGFUL = ("fig-for", "fig-against", "fig-abstained", "fig-accent", "fig-edge")
GROUNDS = ("fig-ground", "fig-panel")


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_what_carries_meaning_stands_out_from_its_ground(scheme: int) -> None:
    found = colours([*MEANINGFUL, *GROUNDS, "fig-on", "fig-ink", "fig-soft"])
    for name in MEANINGFUL:
        for ground in GROUNDS:
            assert contrast(found[name][scheme], found[ground][scheme]) >= 3, (name, ground)
    for name in ("fig-ink", "fig-soft"):
        for ground in GROUNDS:
            assert contrast(found[name][scheme], found[ground][scheme]) >= 4.5, (name, ground)
    assert contrast(found["fig-on"][scheme], found["fig-accent"][scheme]) >= 4.5


@pytest.mark.parametrize("content", [ROOT / "content", LIGHTHOUSE], ids=["the dossier", "the lighthouse"])
def test_every_state_has_a_tile_of_its_own(content: Path) -> None:
    files = sorted((content / "states").glob("*.yaml"))
    tiles = [re.findall(r"^tile: (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE) for file in files]
    assert [file.name for file, found in zip(files, tiles, strict=True) if len(found) != 1] == []
    assert len({found[0] for found in tiles}) == len(files)
