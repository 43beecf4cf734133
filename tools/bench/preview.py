"""Serves a corpus with each contestant, changes a record, and waits until every page shows the change."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from statistics import median

from tools.bench.contestants import Contestant
from tools.bench.measure import BenchError, changing
from tools.bench.records import Corpus
from tools.bench.timed import below

PATIENCE = 300.0
"""Seconds after which a server that still shows the old words has failed."""
PAUSE = 0.01
"""Seconds between two rounds of asking."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Previewed:
    """What a preview took, in seconds.

    Attributes:
        start: from the command to the first answer of the home page.
        served: from saving a record to the last page that shows the change, once for each change.
        cpu: what the server worked meanwhile.
    """

    start: float = 0.0
    served: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def median(self, name: str) -> float:
        """Return the median of the changes."""
        return float(median(getattr(self, name)))


def preview(corpus: Corpus, contestants: Iterable[Contestant], runs: int) -> dict[str, Previewed]:
    """Measure the previews of all contestants: all are running, and the changes are made in turn.

    Raises:
        BenchError: when a page does not show a change in time.
    """
    found: dict[str, Previewed] = defaultdict(Previewed)
    record = changing(corpus)
    addresses = corpus.showing(record.id)
    with ExitStack() as stack:
        servers: list[tuple[Contestant, _Server]] = []
        for contestant in contestants:
            contestant.clear()
            server = stack.enter_context(serving(contestant))
            found[contestant.name].start = server.wait([""], "")
            server.wait(addresses, record.title)
            servers.append((contestant, server))
        for number in range(runs + 1):
            title = f"{record.title}, told anew {number}"
            changed = corpus.retitled(record.id, title)
            for contestant, server in servers:
                before = server.cpu()
                contestant.put(changed, changed.records[record.id])
                took = server.wait(addresses, title)
                if number:  # the first change is not counted: what it reads and compiles stays for the next
                    found[contestant.name].served.append(took)
                    found[contestant.name].cpu.append(server.cpu() - before)
    for contestant, _ in servers:
        contestant.put(corpus, record)
    return found


class _Server:
    """A running preview."""

    def __init__(self, name: str, process: int, port: int) -> None:
        self.name = name
        self.process = process
        self.port = port

    def wait(self, addresses: Iterable[str], words: str) -> float:
        """Ask for pages until all hold some words; return how many seconds that took."""
        start = time.perf_counter()
        left = list(addresses)
        while left:
            left = [address for address in left if not self._shows(address, words)]
            if time.perf_counter() - start > PATIENCE:
                raise BenchError(f"{self.name}: {left} still do not show {words!r}")
            if left:
                time.sleep(PAUSE)
        return time.perf_counter() - start

    def _shows(self, address: str, words: str) -> bool:
        """Say whether the page at an address is there and holds some words."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            try:
                connection.request("GET", f"/{address}")
                answer = connection.getresponse()
                return answer.status == 200 and words in answer.read().decode()
            except (OSError, http.client.HTTPException):
                return False

    def cpu(self) -> float:
        """Return the seconds that the server and its processes have worked so far."""
        return sum(map(_worked, below(self.process)))


def _worked(process: int) -> float:
    """Return the CPU seconds of a process and of those it has waited for; see proc_pid_stat(5)."""
    try:
        with open(f"/proc/{process}/stat") as stat:  # noqa: PTH123
            fields = stat.read().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICKS


@contextmanager
def serving(contestant: Contestant) -> Iterator[_Server]:
    """Run a contestant's preview while the block runs."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (contestant.folder / "serve.log").open("w") as log:
        process = subprocess.Popen(
            contestant.serve(port), cwd=contestant.folder, env=contestant.environment(),
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        yield _Server(contestant.name, process.pid, port)
    finally:
        # A session of its own, so that its workers end with it.
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
