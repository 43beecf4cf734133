"""`make fresh`: runs both commands of the README on a bare Debian 12, and prints how long each took.

debootstrap makes the Debian, with Python, git, make and the usual certificates. The project is cloned from
the commit that is checked out here; changes that are not committed are left out. All of it takes root, some
4 GB in the folder for temporary files (TMPDIR) and a quarter of an hour.
"""

from __future__ import annotations

import argparse
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.fresh_machine.debian import Debian, bare_debian

PROJECT = Path(__file__).parents[2]
_CLONE = "root/project"
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Result:
    """How a command went."""

    command: str
    seconds: float
    passed: bool

    def __str__(self) -> str:
        """Return a line of the table."""
        minutes, seconds = divmod(round(self.seconds), 60)
        return f"{self.command:<12}{minutes:>3} min {seconds:02} s   {'pass' if self.passed else 'FAIL'}"


def make_site(debian: Debian) -> bool:
    """Run `make site` until it serves, and tell whether the home page is there."""
    with debian.running(f"cd /{_CLONE} && make site") as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            if found := re.search(r"Serving on (http\S+)", line):
                return _is_home_page(found[1], debian.root / _CLONE / "site/index.html")
    return False


def _is_home_page(address: str, built: Path) -> bool:
    """Tell whether an address answers with the page that was built, by its title."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(address, timeout=60) as answer:
        served = _TITLE.search(answer.read().decode())
    expected = _TITLE.search(built.read_text(encoding="utf-8"))
    return served is not None and expected is not None and served[1] == expected[1]


def make_test(debian: Debian) -> bool:
    """Run `make test`, and tell whether it succeeded."""
    return debian.run(f"cd /{_CLONE} && make test")


COMMANDS: dict[str, Callable[[Debian], bool]] = {"site": make_site, "test": make_test}


def main() -> None:
    """Run the commands, print the table, and exit with 1 where one failed."""
    options = argparse.ArgumentParser(prog="make fresh", description=__doc__)
    options.add_argument("--only", choices=COMMANDS, help="one of the commands; both where none is named")
    asked = options.parse_args()
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _: sys.exit(128 + number))
    results = []
    with bare_debian() as debian:
        clone = ["git", "clone", "--quiet", "--no-hardlinks", str(PROJECT), str(debian.root / _CLONE)]
        subprocess.run(clone, check=True)
        for name in [asked.only] if asked.only else COMMANDS:
            started = time.monotonic()
            passed = COMMANDS[name](debian)
            results.append(Result(f"make {name}", time.monotonic() - started, passed))
    print("\nOn a bare Debian 12:", *results, sep="\n")
    sys.exit(not all(result.passed for result in results))


if __name__ == "__main__":
    main()
