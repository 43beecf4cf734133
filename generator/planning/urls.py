"""The addresses of the site. No other module knows how they are written.

The address of a page is relative to the site's root and has no leading slash: `events/landing/`. The home
page's is empty. A page is published as the file that `path` gives.
"""

from __future__ import annotations

import re
from posixpath import normpath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

if TYPE_CHECKING:
    from ..model.record import Record

HOME = ""
PRINT = "print/"
"""The page that joins all others, to be printed."""
REPORT = "report/"
"""The page of figures about the content."""
MANUAL = "editors/"
PROBLEMS = f"{MANUAL}problems/"
TASKS = f"{MANUAL}desk/"
GROWTH = f"{MANUAL}growth/"

SITEMAP = "sitemap.xml"
NOT_FOUND = "404.html"

_PAGE = re.compile(r"(?:[a-z0-9][a-z0-9._-]*/)+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def record_page(kind: type[Record], id: str) -> str:
    """Return the address of a record's page; the dossier's own record is the home page."""
    return f"{kind.folder}/{id}/" if kind.folder else HOME


def index_page(kind: type[Record]) -> str:
    """Return the address of the page that lists the records of a kind."""
    return f"{kind.folder}/"


def kind_page(kind: type[Record]) -> str:
    """Return the address of the manual's page about a kind of record."""
    return f"{MANUAL}kinds/{kind.kind}/"


def problem_page(code: str) -> str:
    """Return the address of the manual's page about a problem.

    >>> problem_page("Y03")
    'editors/problems/y03/'
    """
    return f"{PROBLEMS}{code.lower()}/"


def is_page(text: str) -> bool:
    """Return whether a text can be the address of a page other than the home page."""
    return bool(_PAGE.fullmatch(text))


def record_id(url: str) -> str:
    """Return the id that the address of a record's page ends in.

    >>> record_id("events/landing/")
    'landing'
    """
    return url.rstrip("/").rpartition("/")[2]


def parent(url: str) -> str:
    """Return the folder that holds a page; pages of one folder have the same links to other folders.

    >>> parent("events/landing/"), parent("events/")
    ('events', '')
    """
    return url.rstrip("/").rpartition("/")[0]


def slug(url: str) -> str:
    """Return the address of a page as one word of letters, digits, dots and hyphens.

    >>> slug("events/landing/"), slug("")
    ('events-landing', 'home')
    """
    return url.strip("/").replace("/", "-") or "home"


def path(url: str) -> str:
    """Return the file that a page is published as, relative to the site's root.

    >>> path("events/landing/"), path("")
    ('events/landing/index.html', 'index.html')
    """
    return f"{url}index.html" if not url or url.endswith("/") else url


def href(origin: str, target: str) -> str:
    """Return the relative link from the page at one address to another address, so that the site may move.

    >>> href("events/landing/", "terms/tide/#high")
    '../../terms/tide/#high'
    """
    url, _, fragment = target.partition("#")
    if url == origin:
        return f"#{fragment}" if fragment else url.rpartition("/")[2] or "./"
    link = "../" * origin.count("/") + url or "./"
    return f"{link}#{fragment}" if fragment else link


def resolve(origin: str, link: str) -> str:
    """Return the address that a relative link on a page leads to: the inverse of `href`.

    >>> resolve("events/landing/", "../../terms/tide/#high")
    'terms/tide/#high'
    """
    url, sign, fragment = link.partition("#")
    steps = origin.split("/")[:-1]
    *folders, last = url.split("/")
    for step in folders:
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    if not url:
        return f"{origin}{sign}{fragment}"
    return "/".join([*steps, last]) + sign + fragment


def is_external(link: str) -> bool:
    """Return whether a link leads to another host, or is none of the web's."""
    return bool(_SCHEME.match(link))


def linked_path(origin: str, link: str, root: str = "/") -> str:
    """Return the file, relative to the site's root, that a link asks a host for.

    Args:
        origin: the file that holds the link, relative to the site's root.
        link: a link that is not external.
        root: the path of the site on its host; see `root_path`.

    >>> linked_path("events/index.html", "../terms/#tide")
    'terms/index.html'
    >>> linked_path("404.html", "/here/terms/", "/here/")
    'terms/index.html'
    """
    way = unquote(link.partition("#")[0].partition("?")[0])
    if not way:
        return origin
    if way.startswith("/"):
        absolute = normpath(way)
        if not f"{absolute}/".startswith(root):
            return absolute
        file = absolute[len(root) :]
    else:
        file = normpath(f"{origin.rpartition('/')[0]}/{way}").lstrip("/")
        file = "" if file == "." else file
    if not file:
        return "index.html"
    return f"{file}/index.html" if way.endswith(("/", "/.", "/..")) or way in (".", "..") else file


def absolute_url(site: str, url: str) -> str:
    """Return the full address at which a page is published.

    >>> absolute_url("https://lighthouses.example", "events/landing/")
    'https://lighthouses.example/events/landing/'
    """
    return f"{site.rstrip('/')}/{url}"


def root_path(site: str) -> str:
    """Return the path of a site on its host, which ends in `/`.

    Everything is quoted that has a meaning in a host's configuration: the address comes from the content.

    >>> root_path("https://lighthouses.example"), root_path("https://lighthouses.example/a;b")
    ('/', '/a%3Bb/')
    """
    return quote(urlsplit(site).path, safe="/").rstrip("/") + "/"
