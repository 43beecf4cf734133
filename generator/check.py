"""A content folder to a checked dossier, or to a report of what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from .diagnostics.problem import Problem, Report
from .dossier.dossier import Dossier
from .dossier.linker import link
from .ledger import ledger
from .loading.loader import Known, load
from .planning import urls
from .planning.plan import Plan
from .rules import RULES
from .rules.rule import Context, Needs, RuleResults


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


@dataclass
class CheckCache:
    """What a preview keeps from one check to the next.

    Attributes:
        files: the files as they were read.
        rule_results: what rules found in single records.
    """

    files: Known = field(default_factory=dict)
    rule_results: RuleResults = field(default_factory=dict)


def check_dossier(content: Path, cache: CheckCache | None = None) -> CheckResult:
    """Read and check a content folder.

    Args:
        content: the folder.
        cache: in a preview, what the last check gave; it is brought up to date.
    """
    cache = cache or CheckCache()
    loaded = load(content, cache.files)
    dossier, problems = link(loaded)
    problems = [*loaded.problems, *problems]
    if dossier is None:
        return CheckResult(None, None, Report.from_problems(problems), loaded.site_url)

    context = Context(dossier, ledger.read(content))
    problems += _run(context, Needs.LINKED, cache)
    if not loaded.problems:
        problems += _run(context, Needs.COMPLETE, cache)
    if not problems:
        problems += _run(context, Needs.SOUND, cache)
    if problems:
        return CheckResult(None, None, Report.from_problems(problems), loaded.site_url)
    return CheckResult(dossier, context.plan, Report(), loaded.site_url)


def _run(context: Context, needs: Needs, cache: CheckCache) -> list[Problem]:
    """Return what the rules find that need just this much."""
    rules = [rule for rule in RULES if rule.needs is needs]
    return [problem for rule in rules for problem in rule.check(context, cache.rule_results)]
