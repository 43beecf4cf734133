"""A command run where no network is: a namespace of the kernel's with a loopback that is down.

The kernel counts there what any process of the command sends, and what it would have sent had there been
a way: https://www.kernel.org/doc/html/latest/networking/snmp_counter.html.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

_SENT = ("IpOutRequests", "IpOutNoRoutes", "Ip6OutRequests", "Ip6OutNoRoutes")
_SCRIPT = '"$@" >&2; code=$?; cat /proc/net/snmp6 /proc/net/snmp; exit $code'
_NAMESPACE = ["unshare", "--net", *([] if os.geteuid() == 0 else ["--map-root-user"]), "--"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command without a network went.

    Attributes:
        code: its exit code.
        said: what it printed.
        asked: how often it tried to send something.
    """

    code: int
    said: str
    asked: int


def possible() -> bool:
    """Tell whether this system lets us make such a namespace."""
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*_NAMESPACE, "true"], capture_output=True, check=False).returncode == 0


def run(*command: str | Path) -> Outcome:
    """Run a command without a network."""
    done = subprocess.run(
        [*_NAMESPACE, "sh", "-c", _SCRIPT, "sh", *map(str, command)],
        capture_output=True,
        text=True,
        check=False,
    )
    counted = _counted(done.stdout)
    return Outcome(done.returncode, done.stderr, sum(counted.get(name, 0) for name in _SENT))


def _counted(told: str) -> dict[str, int]:
    """Read the kernel's counters: of IPv6 a line each, of IPv4 a line of names before one of figures."""
    found = {}
    names: list[str] = []
    for line in told.splitlines():
        first, *others = line.split()
        if not first.endswith(":"):
            found[first] = int(others[0])
        elif not others[0].lstrip("-").isdigit():
            names = [first.rstrip(":") + name for name in others]
        else:
            found |= dict(zip(names, map(int, others), strict=True))
    return found
