"""A content folder to a checked dossier, or to a report of what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .diagnostics.problem import Report
from .dossier.dossier import Dossier
from .dossier.linker import link
from .ledger import address_history, link_check
from .loading.loader import Known, load
from .planning import urls
from .planning.plan import Plan, plan
from .rules import check_all, reachability


@dataclass(frozen=True)
class CheckResult:
    """What a check gives.

    Attributes:
        dossier: the records, linked; None when there is any problem, so that nothing later sees bad data.
        plan: the pages of the dossier; None when there is no dossier.
        report: all problems.
        site_url: the address of the site's root, ending in a slash; empty when it is not known.
    """

    dossier: Dossier | None
    plan: Plan | None
    report: Report
    site_url: str = ""

    def help_url(self, code_id: str) -> str:
        """Return the full address of the manual's page about a code; empty when the site's is not known."""
        return self.site_url + urls.problem_page(code_id) if self.site_url else ""


def check_dossier(content: Path, known: Known | None = None) -> CheckResult:
    """Read and check a content folder.

    Args:
        content: the folder.
        known: in a preview, the files as they were read before; it is brought up to date.
    """
    loaded = load(content, known)
    dossier, problems = link(loaded)
    planned: Plan | None = None
    if dossier:
        problems.extend(check_all(dossier))
    if dossier and not loaded.problems:
        problems.extend(reachability.unreachable(dossier))
    if dossier and not loaded.problems and not problems:
        # Only a sound dossier can be planned, and only a plan shows where addresses lead.
        planned = plan(dossier, address_history.kept(content))
        problems.extend(address_history.check(planned, content))
    problems.extend(link_check.problems(content))
    report = Report.from_problems([*loaded.problems, *problems])
    if report:
        return CheckResult(None, None, report, loaded.site_url)
    return CheckResult(dossier, planned, report, loaded.site_url)
