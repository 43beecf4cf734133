"""A content folder as it is, or as it was in a commit, read for comparison."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..diagnostics.problem import Report
from ..dossier.linker import link
from ..ledger import files, ledger
from ..loading import formats
from ..loading.loader import load
from ..loading.source_map import Document
from ..model.record import Record
from ..planning import urls
from ..planning.plan import plan, record_url
from ..prose.marks import LinkMark
from ..rules.chapters import each_kind_is_in_one_chapter
from ..rules.rule import Context
from .git import HistoryError, Repository

WORKING = "the working tree"


@dataclass(frozen=True)
class Version:
    """What could be read of one version of the content.

    Attributes:
        name: how it is told: a commit's short hash, or the working tree.
        records: the records that could be read, by id.
        documents: the file behind each id, also of those that could not.
        addresses: of every page, or only of the records' own pages where the content is broken.
        redirects: each former address with the one that it leads to.
        report: what hinders reading, linking or planning the content; it is whole when nothing does.
        renamed: for records that have another id in the version compared with, that id. Giving a record
            another id changes nothing for those who refer to it.
    """

    name: str
    records: Mapping[str, Record]
    documents: Mapping[str, Document]
    addresses: frozenset[str]
    redirects: Mapping[str, str]
    report: Report
    renamed: Mapping[str, str] = field(default_factory=dict)

    def shown(self, mark: LinkMark) -> str:
        """Return the words that a cross-link shows."""
        target = self.records.get(mark.target)
        if mark.words or target is None:
            return mark.words or mark.target
        return target.parts().get(mark.part) or target.called()


def read(content: Path, name: str = WORKING) -> Version:
    """Read the version that a folder holds now, whole or broken.

    Of the rules only the one that a plan needs is asked: what was published before a rule was published.
    """
    loaded = load(content)
    dossier, problems = link(loaded)
    notes = ledger.read(content)
    if dossier and not loaded.problems and not problems:
        problems.extend(each_kind_is_in_one_chapter.check(Context(dossier, notes), {}))
    report = Report.from_problems([*loaded.problems, *problems])
    records = {record.id: record for record in loaded.records}
    if dossier and not report:
        planned = plan(dossier, notes.history.addresses)
        return Version(name, records, loaded.documents, frozenset(planned.pages), planned.redirects, report)
    addresses = frozenset(map(record_url, loaded.records))
    moved = {
        urls.record_page(type(record), former): record_url(record)
        for record in loaded.records
        for former in record.formerly
    }
    return Version(name, records, loaded.documents, addresses, moved, report)


def read_commit(content: Path, commit: str) -> Version:
    """Read the version that a content folder held in a commit, with the list of addresses beside it.

    Content of an older format is brought to the current one, so that only what was changed by hand differs.

    Args:
        content: the folder in the work tree.
        commit: a hash, branch, tag or other name git knows.

    Raises:
        HistoryError: when the folder lies in no repository, or the commit or the folder in it is missing.
    """
    repository = Repository.containing(content.absolute().parent)
    full = repository.commit(commit)
    noted = (content.absolute().parent / files.ADDRESSES).parent
    with tempfile.TemporaryDirectory(prefix="explainer-") as folder:
        top = Path(folder)
        if not repository.extract(full, content, top / content.name):
            raise HistoryError(f"There is no {content.name}/ in commit {commit}.")
        repository.extract(full, noted, top / noted.name)
        for path, text in formats.upgrade(top / content.name).texts.items():
            path.write_text(text, encoding="utf-8", newline="")
        return read(top / content.name, full[:12])
