"""What other programs say of the finished pages: the Nu HTML checker and Lighthouse."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from tests.chromium import QUIET

NODE = Path(sys.executable).with_name("node")
MODULES = Path(__file__).parent / "node_modules"
LEAST = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 97}
"""The scores of Lighthouse to reach, each as the median of five runs."""


def nu(site: Path) -> list[str]:
    """Return the errors of the Nu HTML checker in all pages of a site."""
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-Xss8m", "-jar", str(jar), "--errors-only", "--skip-non-html", str(site)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode and not answer.stderr:
        raise RuntimeError(f"the Nu checker ended with {answer.returncode}")
    return answer.stderr.splitlines()


ATTEMPTS = 3
"""How often Lighthouse is started for one run: now and then its browser does not come up."""


def lighthouse(address: str, runs: int) -> dict[str, float]:
    """Return the scores of a page with Lighthouse's own telephone: by category, the median of the runs.

    Once more than half of the runs reach every score, the others cannot take the median below: they are
    spared, and the lowest of those that reached it is returned.

    Raises:
        RuntimeError: when Lighthouse cannot open the page.
    """
    command = [
        str(NODE),
        str(MODULES / "lighthouse" / "cli" / "index.js"),
        address,
        "--quiet",
        "--output=json",
    ]
    flags = f"--chrome-flags=--headless=new {' '.join(QUIET)}"
    surroundings = os.environ | {"CHROME_PATH": "/usr/bin/chromium"}
    scores: dict[str, list[float]] = defaultdict(list)
    most = runs // 2 + 1
    for _ in range(runs):
        for _attempt in range(ATTEMPTS):
            answer = subprocess.run([*command, flags], capture_output=True, text=True, env=surroundings)
            if answer.returncode == 0:
                break
        else:
            raise RuntimeError(f"Lighthouse could not open {address}:\n{answer.stderr}")
        for name, category in json.loads(answer.stdout)["categories"].items():
            scores[name].append(round(100 * category["score"]))
        if all(sum(score >= LEAST[name] for score in found) >= most for name, found in scores.items()):
            break
    return {name: sorted(found, reverse=True)[most - 1] for name, found in scores.items()}
