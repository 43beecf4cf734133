"""A site whose pages are rendered without a frame."""

from __future__ import annotations

from pathlib import Path

from generator.outputs import OUTPUTS
from generator.planning.plan import Plan
from generator.planning.resources import TEMPLATES
from generator.planning.site import FramedPage, PageParts, Site
from generator.rendering.renderer import Renderer
from tests.folders import LIGHTHOUSE


class Pages:
    """The pages of a plan, each rendered when it is asked for."""

    def __init__(self, plan: Plan, templates: Path = TEMPLATES) -> None:
        self.plan = plan
        outputs = [output for output in OUTPUTS if output.name not in ("theme files", "search index")]
        site = Site(plan, LIGHTHOUSE, Renderer(plan, templates), tuple(outputs))
        self.framed: dict[str, FramedPage] = {
            file.page.url: file.page for file in site.files() if file.page
        }

    def parts(self, url: str) -> PageParts:
        """Return what a page puts into the frame."""
        return self.framed[url].parts()
