"""What we depend on: what is known against it, whether all is pinned, what a build asks for."""

from __future__ import annotations

import re
import sys
import tempfile
from datetime import date
from pathlib import Path

from generator.planning.resources import ROOT
from tests.folders import LIGHTHOUSE
from tools.dependencies import advisories, locks, offline
from tools.hardening.table import Row

EXPLAINER = Path(sys.executable).with_name("explainer")


def rows(quick: bool) -> list[Row]:
    """Return the three lines of the table; the quick share builds the small dossier."""
    answer = advisories.known()
    packages = locks.everything()
    used = _used()
    loose = sum(not package.pinned for package in packages)
    loose += sum(not re.search(r"@([0-9a-f]{40}|sha256:[0-9a-f]{64})$", name) for name in used)
    known = "0 in a database of the last 31 days"
    return [
        Row(
            "known vulnerabilities",
            known,
            advisories.told(answer),
            answer.recent(date.today()) and not answer.found,
        ),
        Row(
            "unpinned packages, actions, images", "0", f"{loose} of {len(packages) + len(used)}", not loose
        ),
        _requests(LIGHTHOUSE if quick else ROOT / "content"),
    ]


def _used() -> set[str]:
    """Return the actions and images that the workflows name."""
    workflows = [ROOT / ".gitlab-ci.yml", *(ROOT / ".github/workflows").glob("*.yml")]
    texts = (path.read_text(encoding="utf-8") for path in workflows)
    return {name for text in texts for name in re.findall(r"(?:uses|image): (\S+)", text)}


def _requests(content: Path) -> Row:
    measure = "requests during a build"
    if not offline.possible():
        return Row(measure, "0", "not measured: no network namespaces here", False)
    with tempfile.TemporaryDirectory() as room:
        outcome = offline.run(EXPLAINER, "build", "--content", content, "--site", Path(room, "site"))
    failed = "" if outcome.code == 0 else f", and the build failed: {outcome.said}"
    return Row(measure, "0", f"{outcome.asked}{failed}", outcome.asked == 0 and outcome.code == 0)
