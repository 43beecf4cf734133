"""Work shared with a second process: the same comes of it as of work done alone.

Each case is a program of its own, as this one may have threads.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

CORES = len(os.sched_getaffinity(0))
BEGIN = """
import os, threading, time
from generator.cores import beside, shared
first = os.getpid()
def elsewhere():
    return os.getpid() != first
"""


def run(program: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", BEGIN + program]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def said(program: str) -> str:
    done = run(program)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 1000])
def test_what_is_made_can_be_had_in_the_order_of_the_items(count: int) -> None:
    assert (
        said(f"print(shared(lambda n: n * n, range({count})) == [n * n for n in range({count})])") == "True"
    )


@pytest.mark.skipif(CORES == 1, reason="there is one core")
def test_much_work_is_done_by_two_and_little_by_one() -> None:
    slow = "lambda n: (time.sleep(0.005), elsewhere())[1]"  # how much each gets the system decides
    assert 0 < int(said(f"print(sum(shared({slow}, range(200))))")) < 200
    assert said("print(sum(shared(lambda n: elsewhere(), range(20))))") == "0"


@pytest.mark.parametrize(
    "given",
    [
        "threading.Thread(target=threading.Event().wait, daemon=True).start()",
        "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})",
        "def no_more(): raise BlockingIOError(11, 'Resource temporarily unavailable')\nos.fork = no_more",
    ],
    ids=["another thread", "one core", "no more processes"],
)
def test_where_no_second_process_can_be_had_one_does_it_all(given: str) -> None:
    assert said(f"{given}\nprint(sum(shared(lambda n: elsewhere(), range(200))))") == "0"


def test_what_a_second_process_does_not_finish_is_done_here() -> None:
    work = "lambda n: os.kill(os.getpid(), 9) if elsewhere() and n > 150 else n"
    assert said(f"print(shared({work}, range(200)) == list(range(200)))") == "True"


@pytest.mark.parametrize("bad", [150, 151])
def test_an_error_is_that_of_the_work_and_told_once(bad: int) -> None:
    done = run(f"shared(lambda n: 1 / (n - {bad}), range(200))")
    assert done.returncode == 1
    assert done.stderr.count("Traceback") == 1
    assert "ZeroDivisionError" in done.stderr


def test_nothing_that_is_open_stays_open_in_the_second() -> None:
    program = """
import tempfile
lock = tempfile.TemporaryFile()
def work(n):
    try:
        os.fstat(lock.fileno())
    except OSError:
        return "closed"
    return "open"
print(*sorted(set(shared(work, range(200)))))
lock.close()
"""
    assert said(program) == ("closed open" if CORES > 1 else "open")


@pytest.mark.skipif(CORES == 1, reason="there is one core")
def test_one_thing_is_done_here_while_another_is_done_elsewhere() -> None:
    program = "print(beside(lambda: print(elsewhere(), flush=True), elsewhere))"
    assert said(program) == "False\nTrue"


@pytest.mark.parametrize("given", ["os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})", "pass"])
def test_both_things_are_done_whoever_does_them(given: str) -> None:
    there = "lambda: os.kill(os.getpid(), 9) if elsewhere() else 'there'"
    program = f"{given}\nprint(beside(lambda: print('here', flush=True), {there}))"
    assert said(program) == "here\nthere"


@pytest.mark.skipif(CORES == 1, reason="there is one core")
def test_no_process_is_left_behind() -> None:
    program = """
found = shared(lambda n: os.getpid(), range(200))
for process in set(found) - {first}:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        print("gone")
"""
    assert said(program) == "gone"
