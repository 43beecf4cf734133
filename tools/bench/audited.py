"""What the audit of the finished pages takes, which the other contestants do not have."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import median

_TIMED = """
import json, os, sys
from pathlib import Path
from generator.audit import audit
start = sum(os.times()[:4])
found = audit(Path(sys.argv[1]))
print(json.dumps([sum(os.times()[:4]) - start, len(found)]))
"""


def html_files(site: Path) -> list[Path]:
    """Return every page of a finished site."""
    return [path for path in site.rglob("*.html") if path.is_file()]


def audited(site: Path, runs: int) -> float:
    """Return the milliseconds of CPU that the audit of a finished site takes a page."""
    took = []
    for _ in range(runs):
        result = subprocess.run(
            [sys.executable, "-c", _TIMED, str(site)], capture_output=True, text=True, check=True
        )
        took.append(float(json.loads(result.stdout)[0]))
    return 1000 * median(took) / len(html_files(site))
