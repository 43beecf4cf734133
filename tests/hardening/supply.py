"""What we depend on: what is known against it, whether all is pinned, what a build asks for."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

from generator.publish import ROOT
from tests.dependencies import advisories, locks, offline
from tests.folders import LIGHTHOUSE
from tests.hardening.table import Row

EXPLAINER = Path(sys.executable).with_name("explainer")


def rows(quick: bool) -> list[Row]:
    """Return the three lines of the table; the quick share builds the small dossier."""
    answer = advisories.known()
    packages = locks.everything()
    loose = [package for package in packages if not package.pinned]
    known = "0 in a database of the last 31 days"
    return [
        Row(
            "known vulnerabilities",
            known,
            advisories.told(answer),
            answer.recent(date.today()) and not answer.found,
        ),
        Row("unpinned dependencies", "0", f"{len(loose)} of {len(packages)}", not loose),
        _requests(LIGHTHOUSE if quick else ROOT / "content"),
    ]


def _requests(content: Path) -> Row:
    measure = "requests during a build"
    if not offline.possible():
        return Row(measure, "0", "not measured: no network namespaces here", False)
    with tempfile.TemporaryDirectory() as room:
        outcome = offline.run(EXPLAINER, "build", "--content", content, "--site", Path(room, "site"))
    failed = "" if outcome.code == 0 else f", and the build failed: {outcome.said}"
    return Row(measure, "0", f"{outcome.asked}{failed}", outcome.asked == 0 and outcome.code == 0)
