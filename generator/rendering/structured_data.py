"""What a page says of itself to machines: schema.org's words for it, and how to cite it.

The types and properties are those of https://schema.org; a page that tests someone's sentence follows
https://developers.google.com/search/docs/appearance/structured-data/factcheck as far as it names fields.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model.claim import Claim
from ..model.dossier import Front
from ..model.event import Event
from ..model.provision import Provision
from ..model.question import Question
from ..model.source import Source
from ..model.term import Term
from ..planning import urls
from ..planning.plan import Plan, PlannedPage
from .prose_html import plain

Described = dict[str, object]


def described(plan: Plan, page: PlannedPage) -> list[Described]:
    """Describe a page for search engines, as JSON-LD.

    Returns:
        The trail that leads to it, if any, and the page itself.
    """
    found = [_trail(plan, page)] if page.trail else []
    return [*found, {"@context": "https://schema.org", **_page(plan, page)}]


def _trail(plan: Plan, page: PlannedPage) -> Described:
    steps = [
        {
            "@type": "ListItem",
            "position": number,
            "name": step.title,
            "item": plan.absolute_url(step.address),
        }
        for number, step in enumerate([*page.trail, page.anchor], start=1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps}


def _page(plan: Plan, page: PlannedPage) -> Described:
    front = plan.dossier.front
    site = {"@type": "WebSite", "name": front.title, "url": plan.absolute_url("")}
    common: Described = {
        "name": page.title,
        "description": page.description,
        "url": plan.absolute_url(page.address),
        "inLanguage": "en",
        "dateModified": page.reviewed,
    }
    publisher = {"@type": "Organization", "name": front.title, "url": plan.absolute_url("")}
    match page.record:
        case None:
            return {"@type": "CollectionPage", **common, "isPartOf": site}
        case Front():
            return {"@type": "WebSite", **common}
        case Claim() as claim:
            source = plan.dossier.records[claim.made_in.id]
            assert isinstance(source, Source)
            appearance: Described = {"@type": "CreativeWork", "headline": source.title}
            if source.address and source.address_complete:
                appearance["url"] = source.address
            claimed = {
                "@type": "Claim",
                "text": claim.quotation,
                "author": {"@type": "Organization", "name": source.publisher},
                "appearance": appearance,
            }
            return {
                "@type": "ClaimReview",
                **common,
                "datePublished": page.reviewed,
                "author": publisher,
                "claimReviewed": claim.quotation,
                "itemReviewed": claimed,
                "reviewRating": {"@type": "Rating", "alternateName": claim.verdict},
            }
        case Question() as question:
            answer = {"@type": "Answer", "text": plain(question.answer)}
            asked = {"@type": "Question", "name": question.title, "acceptedAnswer": answer}
            return {"@type": "QAPage", **common, "isPartOf": site, "mainEntity": asked}
        case Term():
            return {"@type": "DefinedTerm", **common}
        case Provision() as provision:
            about: Described = {
                "@type": "Legislation",
                "name": f"{provision.instrument}, {provision.number}",
            }
        case Event() as event:
            about = {"@type": "Event", "name": event.title, "startDate": event.when.date}
        case _:
            about = {"@type": "Thing", "name": page.record.title}
    return {
        "@type": "Article",
        **common,
        "headline": page.title,
        "isPartOf": site,
        "publisher": publisher,
        "author": publisher,
        "about": about,
    }


@dataclass(frozen=True, slots=True)
class HowToCite:
    """How to cite a page: in plain words, as BibTeX and as RIS."""

    plain: str
    bibtex: str
    ris: str


def how_to_cite(plan: Plan, page: PlannedPage) -> HowToCite:
    """Return how to cite a page, dated by its review.

    BibTeX as in https://www.bibtex.org/Format/, RIS as in
    https://en.wikipedia.org/wiki/RIS_(file_format).
    """
    site, address, day = plan.dossier.front.title, plan.absolute_url(page.address), page.reviewed
    key = urls.slug(page.address)
    words = f"“{page.title}”, {site}, reviewed {day}, {address}"
    title = _tex(page.title)
    bibtex = (
        f"@misc{{{key},\n  title = {{{{{title}}}}},\n  howpublished = {{{_tex(site)}}},\n"
        f"  year = {{{day[:4]}}},\n  note = {{Reviewed {day}}},\n  url = {{{address}}}\n}}"
    )
    fields = {"TY": "ELEC", "TI": page.title, "T2": site, "PY": day[:4], "DA": day.replace("-", "/")}
    ris = "\n".join(f"{tag}  - {value}" for tag, value in {**fields, "UR": address, "ER": ""}.items())
    return HowToCite(words, bibtex, ris)


# Braces are written by name, because BibTeX counts them also behind a backslash.
_TEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_"}
    | {"{": r"{\textbraceleft}", "}": r"{\textbraceright}", "\\": r"{\textbackslash}"}
    | {"~": r"{\textasciitilde}", "^": r"{\textasciicircum}"}
)


def _tex(words: str) -> str:
    return words.translate(_TEX)
