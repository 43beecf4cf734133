"""The content as it is now, and the files of its site, each made when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..check import CheckCache, check_dossier
from ..mkdocs_frame import MkDocsFrame, load_frame
from ..outputs import OUTPUTS
from ..planning import urls
from ..planning.plan import Plan
from ..planning.resources import TEMPLATES
from ..planning.site import OutputFile, PageParts, Site
from ..rendering.renderer import Renderer, problems_page
from .overlay import Overlay


@dataclass
class Edition:
    """A content folder as it was when it was read.

    Attributes:
        content: the content folder.
        settings: MkDocs' settings, `mkdocs.yml`.
        report: the problems of the content.
        help_url: returns the address of the page about a code.
    """

    content: Path
    settings: Path
    _cache: CheckCache = field(default_factory=CheckCache)
    _former: Edition | None = None

    def __post_init__(self) -> None:
        checked = check_dossier(self.content, self._cache)
        self.report, self.help_url = checked.report, checked.help_url
        former = self._former
        self._former = None
        self._plan: Plan | None = checked.plan or (former._plan if former else None)
        same_frame = former and _shape(former._plan) == _shape(self._plan)
        self._frame: MkDocsFrame = (
            former._frame if former and same_frame else load_frame(self.settings, self.content, self._plan)
        )

    def next(self) -> Edition:
        """Read the content again; files that hold the same text are not read again."""
        return Edition(self.content, self.settings, self._cache, self)

    def has(self, path: str) -> bool:
        """Return whether the site has a file, without making it."""
        return self._named(path) is not None

    def file(self, path: str) -> bytes | None:
        """Return the bytes of a file of the site; None if there is none."""
        if self._plan is None and path == urls.path(urls.HOME):
            return self._frame.page(urls.HOME, None, self._nothing()).encode()
        found = self._named(path)
        return found.write() if found else None

    def not_found(self) -> bytes:
        """Return the page for what is not found."""
        return self._frame.not_found().encode()

    @cached_property
    def _site(self) -> Site | None:
        if self._plan is None:
            return None
        renderer = Renderer(self._plan, TEMPLATES)
        overlay = Overlay(renderer, self._plan, self.report, self.content.parent, TEMPLATES)
        return Site(self._plan, self.content, overlay, OUTPUTS, self._frame)

    @cached_property
    def _files(self) -> dict[str, OutputFile]:
        """Every file whose name is known before it is made."""
        if self._site is None:
            return {path: OutputFile(path, source.read_bytes) for path, source in self._frame.assets()}
        outputs = [output for output in OUTPUTS if not output.folder]
        return {file.path: file for output in outputs for file in output.files(self._site)}

    @cached_property
    def _late_files(self) -> dict[str, OutputFile]:
        """The files whose names are known only once every page is rendered."""
        assert self._site
        outputs = [output for output in OUTPUTS if output.folder]
        return {file.path: file for output in outputs for file in output.files(self._site)}

    def _named(self, path: str) -> OutputFile | None:
        is_late = any(output.folder and path.startswith(output.folder) for output in OUTPUTS)
        return (self._late_files if is_late and self._site else self._files).get(path)

    def _nothing(self) -> PageParts:
        title = "No page can be shown yet"
        problems = problems_page(self.report, TEMPLATES)
        return PageParts(title, "", f"<h1>{title}</h1>{problems}", "")


def _shape(planned: Plan | None) -> object:
    """Return what of a plan shapes the frame of every page."""
    return planned and (planned.dossier.front, planned.chapters)
