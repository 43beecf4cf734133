"""The whole flow, readable top to bottom."""

from __future__ import annotations

from pathlib import Path

from .diagnostics.problem import Report
from .dossier.dossier import Dossier
from .dossier.linker import link
from .ledger import address_history, link_check
from .loading.loader import Known, load
from .planning.plan import plan as plan
from .rules import check_all, reachability


def check_dossier(content: Path, known: Known | None = None) -> tuple[Dossier | None, Report]:
    """Read and check a content folder.

    Args:
        content: the folder.
        known: in a preview, the files as they were read before; it is brought up to date.

    Returns:
        The dossier, or None when there is any problem, so that nothing later sees bad data; and the
        report of all problems.
    """
    loaded = load(content, known)
    dossier, problems = link(loaded)
    if dossier:
        problems.extend(check_all(dossier))
    if dossier and not loaded.problems:
        problems.extend(reachability.unreachable(dossier))
    if dossier and not loaded.problems and not problems:
        # Only a sound dossier can be planned, and only a plan shows where addresses lead.
        problems.extend(address_history.check(plan(dossier, address_history.kept(content)), content))
    problems.extend(link_check.problems(content))
    report = Report.of([*loaded.problems, *problems], loaded.site)
    return (None if report else dossier), report
