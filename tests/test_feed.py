"""The feed holds what RFC 4287 asks of one, and the pages reviewed last."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from generator.outputs.feed import LENGTH, NAMESPACE, feed
from generator.planning.plan import Plan

TOP = "https://lighthouses.example/"
ATOM = f"{{{NAMESPACE}}}"


@pytest.fixture
def tree(lighthouse: Plan) -> etree._Element:
    return etree.fromstring(feed(lighthouse))


def texts(tree: etree._Element, path: str) -> list[str]:
    return [str(element.text) for element in tree.iterfind(path.replace("/", f"/{ATOM}"))]


def test_it_has_what_a_feed_must_have(tree: etree._Element, lighthouse: Plan) -> None:
    assert tree.tag == f"{ATOM}feed"
    assert texts(tree, "./id") == [TOP]
    assert texts(tree, "./title") == [lighthouse.dossier.front.title]
    assert texts(tree, "./author/name") == [lighthouse.dossier.front.title]
    assert [link.get("href") for link in tree.iterfind(f"{ATOM}link")] == [f"{TOP}feed.xml", TOP]


def test_each_entry_is_the_page_of_a_record(tree: etree._Element, lighthouse: Plan) -> None:
    entries = list(tree.iterfind(f"{ATOM}entry"))
    records = [page for page in lighthouse.pages.values() if page.record and page.address]
    assert len(entries) == min(LENGTH, len(records))
    for entry in entries:
        (url,) = texts(entry, "./id")
        page = lighthouse.pages[url.removeprefix(TOP)]
        assert texts(entry, "./title") == [page.title]
        assert texts(entry, "./summary") == [page.description]
        assert [link.get("href") for link in entry.iterfind(f"{ATOM}link")] == [url]


def test_the_latest_review_comes_first_and_dates_the_feed(tree: etree._Element) -> None:
    times = texts(tree, "./entry/updated")
    assert times == sorted(times, reverse=True)
    assert texts(tree, "./updated") == times[:1]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", time) for time in times)
