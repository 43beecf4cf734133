"""External addresses, asked whether they still answer; here by a server of the test's own."""

from __future__ import annotations

import http.server
import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from generator import cli
from generator.check import check_dossier
from generator.ledger import link_check
from generator.ledger.link_check import FailedLink, LinkCheck, LinkCheckError
from tests.folders import checked, dossier, lighthouse_file, write

ANSWERS = {"/here": 200, "/moved": 301, "/gone": 404, "/broken": 500, "/locked": 403}
ASKED: list[str] = []


class _Answering(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # the base class's name
        ASKED.append(self.path)
        code = ANSWERS.get(self.path, 200)
        self.send_response(code)
        if code == 301:
            self.send_header("Location", "/here")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


@pytest.fixture(scope="module")
def top() -> Iterator[str]:
    """The address of a server that answers as `ANSWERS` says."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answering) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_what_does_not_answer_has_failed(top: str) -> None:
    result = link_check.check([f"{top}/here", f"{top}/gone", f"{top}/moved", f"{top}/locked"], "2026-11-23")
    assert (result.checked, result.asked) == ("2026-11-23", 4)
    assert result.failed == (FailedLink(f"{top}/gone", "2026-11-23", "404 Not Found"),)


@pytest.mark.parametrize(
    "path", ["/at?a=(b)&c=d", "/end.", "/%C3%A9(1)", "/a,b;c", "/x'y", "/(open", "/a!", "/a?b=c:", "/ü"]
)
def test_an_address_is_asked_for_as_it_is_written(path: str, top: str) -> None:
    link_check.check([f"{top}{path}", f"{top}/gone"], "2026-11-23")
    assert quote(path, safe="/%?&=():;,.'!") in ASKED


def test_a_failure_is_dated_by_the_first_check_in_a_row_that_met_it(top: str) -> None:
    addresses = [f"{top}/here", f"{top}/gone", f"{top}/broken"]
    first = LinkCheck("2026-11-20", 3, (FailedLink(f"{top}/gone", "2026-11-18", "410 Gone"),))
    assert [
        (link.address, link.since) for link in link_check.check(addresses, "2026-11-23", first).failed
    ] == [
        (f"{top}/broken", "2026-11-23"),
        (f"{top}/gone", "2026-11-18"),
    ]


def test_when_nothing_answers_the_fault_is_on_this_side(top: str) -> None:
    with pytest.raises(LinkCheckError, match="no address answered at all"):
        link_check.check([f"{top}/gone"], "2026-11-23")


def test_no_address_needs_no_answer() -> None:
    assert link_check.check([], "2026-11-23") == LinkCheck("2026-11-23", 0, ())


def test_a_machine_without_lychee_is_told_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(LinkCheckError, match="lychee is not installed"):
        link_check.check([], "2026-11-23")


def test_a_result_is_kept_and_left_alone_while_nothing_else_is_found(tmp_path: Path) -> None:
    content = tmp_path / "content"
    first = LinkCheck("2026-11-20", 3, (FailedLink("https://a.example/ü", "2026-11-18", "404"),))
    assert link_check.read(content) is None
    assert link_check.write(content, first)
    assert link_check.read(content) == first
    assert not link_check.write(content, LinkCheck("2026-11-21", 4, first.failed))
    assert link_check.read(content) == first
    assert link_check.write(content, LinkCheck("2026-11-22", 4, ()))
    assert json.loads((tmp_path / "ledger/links.json").read_text(encoding="utf-8")) == {
        "version": 1,
        "checked": "2026-11-22",
        "asked": 4,
        "failed": [],
    }


def test_the_command_asks_what_the_pages_lead_to_and_keeps_the_result(top: str, tmp_path: Path) -> None:
    name = "sources/handbook.yaml"
    source = lighthouse_file(name) + f"address: {top}/here\narchived: {top}/gone\n"
    content = dossier(tmp_path, {name: source})
    found = check_dossier(content).dossier
    assert found
    assert {f"{top}/here", f"{top}/gone"} <= set(link_check.external_addresses(found))
    result = CliRunner().invoke(cli.main, ["links", "--content", str(content)])
    assert result.exit_code == 0, result.output
    assert f"{top}/gone\n  404 Not Found; since " in result.stdout
    assert result.stdout.endswith("ledger/links.json is written\n")
    kept = link_check.read(content)
    assert kept
    assert [link.address for link in kept.failed] == [f"{top}/gone"]
    again = CliRunner().invoke(cli.main, ["links", "--content", str(content)])
    assert "is written" not in again.stdout


def test_a_shortened_address_is_not_asked(tmp_path: Path) -> None:
    name = "sources/handbook.yaml"
    source = lighthouse_file(name) + "address: https://short.example/\naddress_complete: false\n"
    found = checked(dossier(tmp_path, {name: source}))
    assert "https://short.example/" not in link_check.external_addresses(found)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"failed": [1]}', '{"failed": []}', "<<<<<<< HEAD"])
def test_a_kept_result_that_cannot_be_read_is_a_problem(text: str, tmp_path: Path) -> None:
    write(tmp_path, {"ledger/links.json": text})
    content = dossier(tmp_path)
    assert [problem.code.id for problem in check_dossier(content).report] == ["A03"]
    with pytest.raises(LinkCheckError, match="is no result of a link check"):
        link_check.read(tmp_path / "content")
