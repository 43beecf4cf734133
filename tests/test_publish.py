"""A site published all or nothing, the same bytes every time, with a manifest, at addresses that stay."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click import ClickException
from click.testing import CliRunner

from generator import build, cli
from generator.check import check_dossier
from generator.diagnostics import reporters
from generator.ledger import address_history
from generator.planning.plan import Plan, plan
from generator.planning.resources import ROOT
from generator.publishing import checksums, manifest, swap
from tests.folders import checked, dossier, lighthouse_file, write
from tools.hardening.digests import repository

PATIENCE = 60.0
FORMER = "pages/wick/"
DAMPER = (
    "title: Damper\nsummary: A plate that dims the lamp.\nreviewed: 2026-11-01\nrelated: [wick, keeper]\n"
)


def _command(content: Path, site: Path) -> list[str]:
    return [sys.executable, "-m", "generator", "build", "--content", str(content), "--site", str(site)]


def _build(content: Path, site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(_command(content, site), cwd=ROOT, capture_output=True, text=True, check=False)


@contextmanager
def _running(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program, and kill it at the end."""
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.kill()


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.001)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lighthouse dossier's site, built once; it had a page at another address before."""
    folder = tmp_path_factory.mktemp("built")
    write(folder, {"ledger/addresses.txt": f"{FORMER}\n"})
    done = _build(dossier(folder), folder / "site")
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A former site, and beside it a changed dossier to build."""
    shutil.copytree(built, tmp_path / "site")
    wick = lighthouse_file("terms/wick.yaml", ("The part of a lamp that burns", "What burns in a lamp"))
    dossier(tmp_path, {"terms/wick.yaml": wick})
    return tmp_path / "site"


class TestManifest:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        write(tmp_path, {"index.html": "home", "a/index.html": "a", "a/manifest.json": "{}"})
        manifest.write(tmp_path, [tmp_path])
        return tmp_path

    def test_a_folder_as_published_is_whole(self, folder: Path) -> None:
        found = manifest.verify(folder)
        assert found
        assert found.as_text() == "4 files as published, no differences; built from no known commit\n"

    def test_missing_changed_and_extra_files_are_told(self, folder: Path) -> None:
        write(folder, {"index.html": "hone", "b.html": ""})
        (folder / "a/index.html").unlink()
        found = manifest.verify(folder)
        assert not found
        assert found.as_text().splitlines()[:3] == [
            "missing: a/index.html",
            "changed: index.html",
            "extra: b.html",
        ]

    def test_it_names_the_packages_behind_the_site(self, built: Path) -> None:
        content = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
        assert content.keys() == {"version", "commit", "made_from", "packages"}
        assert content["version"] == 2
        assert {"explainer", "jinja2", "mkdocs", "nh3"} <= content["packages"].keys()

    def test_every_other_file_has_a_checksum(self, built: Path) -> None:
        files = {p.relative_to(built).as_posix() for p in built.rglob("*") if p.is_file()}
        assert checksums.read(built).keys() == files - {"SHA256SUMS"}

    def test_a_changed_manifest_is_reported(self, folder: Path) -> None:
        text = (folder / "manifest.json").read_text(encoding="utf-8")
        write(folder, {"manifest.json": f"{text}\n"})
        assert manifest.verify(folder).changed == ("manifest.json",)

    def test_what_lies_beside_records_does_not_matter_and_is_not_read(self, tmp_path: Path) -> None:
        site, content = tmp_path / "site", tmp_path / "content"
        write(site, {"index.html": "home"})
        write(content, {"wick.yaml": "title: Wick"})
        manifest.write(site, [content])
        write(content, {".wick.yaml.swp": "?", "__pycache__/a.pyc": "?"})
        (content / ".#wick.yaml").symlink_to("ada@lamp.1")
        (content / "endless.yaml").symlink_to("/dev/zero")
        (content / "around").symlink_to(content)
        os.mkfifo(content / "waits.yaml")
        assert manifest.stands(site, [content])
        write(content, {"wick.yaml": "title: Wicks"})
        assert not manifest.stands(site, [content])

    def test_the_command_succeeds_on_a_whole_folder_and_fails_on_another(self, folder: Path) -> None:
        run = CliRunner().invoke
        assert run(cli.main, ["verify", str(folder)]).exit_code == 0
        write(folder, {"index.html": "hone"})
        result = run(cli.main, ["verify", str(folder)])
        assert (result.exit_code, result.stdout.splitlines()[0]) == (1, "changed: index.html")

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            (None, "cannot be read"),
            ("{", "is not JSON"),
            ("[]", "is not a manifest of version 2"),
            ('{"version": 1, "files": {}}', "is not a manifest of version 2"),
        ],
    )
    def test_a_folder_without_a_manifest_is_wrong_use(
        self, text: str | None, told: str, folder: Path
    ) -> None:
        (folder / "manifest.json").unlink()
        write(folder, {} if text is None else {"manifest.json": text})
        result = CliRunner().invoke(cli.main, ["verify", str(folder)])
        assert result.exit_code == 2
        assert told in result.stderr


class TestChecksums:
    NAMES = (
        "a b.html",
        "back\\slash",
        "line\nbreak",
        "return\r",
        "é.html",
        "*star",
        " blank ",
        "\udcff.html",
    )

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        for name in self.NAMES:
            (tmp_path / name).write_bytes(os.fsencode(name))
        write(tmp_path, {"deep/SHA256SUMS": ""})
        checksums.write(tmp_path)
        return tmp_path

    def _coreutils(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["sha256sum", *arguments], cwd=folder, capture_output=True, check=False)

    def test_are_those_of_coreutils(self, folder: Path) -> None:
        names = sorted([*self.NAMES, "deep/SHA256SUMS"])
        assert (folder / "SHA256SUMS").read_bytes() == self._coreutils(folder, "--", *names).stdout

    def test_are_checked_by_coreutils(self, folder: Path) -> None:
        check = ("--check", "--strict", "--quiet", "SHA256SUMS")
        done = self._coreutils(folder, *check)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
        (folder / "line\nbreak").write_bytes(b"changed")
        (folder / "é.html").unlink()
        assert self._coreutils(folder, *check).returncode == 1

    def test_of_a_whole_site_are_checked_by_coreutils(self, built: Path) -> None:
        done = self._coreutils(built, "--check", "--strict", "--quiet", "SHA256SUMS")
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")

    def test_are_read_as_they_were_written(self, folder: Path) -> None:
        digests = {name: checksums.file_digest(folder / name) for name in checksums.file_names(folder)}
        assert len(digests) == len(self.NAMES) + 1
        assert checksums.read(folder) == digests

    @pytest.mark.parametrize("line", ["", "abc  a.html", f"{'a' * 64}  ", f"{'a' * 64} a.html", "<<<<"])
    def test_a_line_that_is_no_checksum_is_reported(self, line: str, folder: Path) -> None:
        lines = (folder / "SHA256SUMS").read_bytes().splitlines(keepends=True)
        (folder / "SHA256SUMS").write_bytes(lines[0] + line.encode() + b"\n" + b"".join(lines[1:]))
        with pytest.raises(ValueError, match="line 2 is no checksum"):
            checksums.read(folder)

    def test_a_site_without_them_is_wrong_use(self, built: Path, tmp_path: Path) -> None:
        shutil.copytree(built, tmp_path / "site")
        for text, reason in [("nonsense\n", "line 1 is no checksum"), (None, "No such file")]:
            (tmp_path / "site/SHA256SUMS").unlink()
            write(tmp_path, {} if text is None else {"site/SHA256SUMS": text})
            result = CliRunner().invoke(cli.main, ["verify", str(tmp_path / "site")])
            assert result.exit_code == 2
            assert reason in result.stderr

    def test_a_name_that_leads_out_of_the_folder_is_not_read(self, folder: Path) -> None:
        manifest.write(folder, [folder])
        outside = folder.with_name("outside.txt")
        outside.write_text("", encoding="utf-8")
        with (folder / "SHA256SUMS").open("a", encoding="utf-8") as file:
            file.write(f"{checksums.file_digest(outside)}  ../outside.txt\n")
        assert manifest.verify(folder).missing == ("../outside.txt",)


def _fill(folder: Path, mark: str) -> None:
    folder.mkdir()
    write(folder, {f"{number}.html": mark for number in range(20)})


def _marks(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in folder.iterdir()]


SWAPPER = """
import itertools, sys
from pathlib import Path
from generator.publishing import swap
place = Path(sys.argv[1])
for number in itertools.count():
    with swap.workshop(place) as room:
        (room / "fresh").mkdir()
        for name in range(20):
            (room / f"fresh/{name}.html").write_text(f"{number} ")
        swap.put(room / "fresh", place)
"""


HOLDER = """
import sys, time
from pathlib import Path
from generator.publishing import swap
place = Path(sys.argv[1])
with swap.workshop(place):
    place.with_name("inside").touch()
    time.sleep(3600)
"""


class TestSwap:
    def test_the_first_folder_is_put_in_place(self, tmp_path: Path) -> None:
        with swap.workshop(tmp_path / "deep/site") as room:
            _fill(room / "fresh", "a")
            swap.put(room / "fresh", tmp_path / "deep/site")
        assert set(_marks(tmp_path / "deep/site")) == {"a"}

    @pytest.mark.parametrize("able", [True, False], ids=["in one step", "in two"])
    def test_a_folder_takes_the_place_of_another_and_nothing_is_left(
        self, able: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if not able:
            monkeypatch.setattr(swap, "_exchange", lambda *_: False)
        for mark in "ab":
            with swap.workshop(tmp_path / "site") as room:
                _fill(room / "fresh", mark)
                swap.put(room / "fresh", tmp_path / "site")
        assert set(_marks(tmp_path / "site")) == {"b"}
        assert {path.name for path in tmp_path.iterdir()} == {"site", ".site.lock"}

    def test_a_run_killed_between_two_steps_is_made_good_by_the_next(self, tmp_path: Path) -> None:
        _fill(tmp_path / "site", "a")
        (tmp_path / ".site.building").mkdir()
        (tmp_path / "site").rename(tmp_path / ".site.building/previous")
        with swap.workshop(tmp_path / "site"):
            assert set(_marks(tmp_path / "site")) == {"a"}

    def test_readers_never_miss_a_file_while_folders_change_places(self, tmp_path: Path) -> None:
        site = tmp_path / "site"
        _fill(site, "a")
        _fill(tmp_path / "fresh", "b")
        done = threading.Event()

        def exchange() -> None:
            for _ in range(500):
                swap.put(tmp_path / "fresh", site)
            done.set()

        thread = threading.Thread(target=exchange)
        thread.start()
        while not done.is_set():
            assert (site / "7.html").read_text(encoding="utf-8") in {"a", "b"}
        thread.join()

    def test_a_kill_at_any_moment_leaves_a_whole_folder(self, tmp_path: Path) -> None:
        moments = random.Random(7)
        for number in range(12):
            site = tmp_path / f"site-{number}"
            with _running(sys.executable, "-c", SWAPPER, str(site)):
                _wait(site.exists)
                time.sleep(moments.random() / 50)
            assert len(_marks(site)) == 20
            assert len(set(_marks(site))) == 1
            with swap.workshop(site) as room:
                assert list(room.iterdir()) == []

    def test_a_second_run_is_told_of_the_first_and_a_killed_one_is_not_in_the_way(
        self, tmp_path: Path
    ) -> None:
        site = tmp_path / "site"
        with _running(sys.executable, "-c", HOLDER, str(site)) as process:
            _wait((tmp_path / "inside").exists)
            with pytest.raises(swap.BusyError, match=f"process {process.pid}"), swap.workshop(site):
                pass
            assert (tmp_path / ".site.building").exists()
        with swap.workshop(site) as room:
            assert list(room.iterdir()) == []

    def test_a_file_system_that_refuses_is_told(self, tmp_path: Path) -> None:
        _fill(tmp_path / "site", "a")
        with pytest.raises(FileNotFoundError):
            swap.put(tmp_path / "nothing", tmp_path / "site")
        assert set(_marks(tmp_path / "site")) == {"a"}


class TestBuild:
    def test_it_puts_the_new_site_in_the_place_of_the_former_and_leaves_nothing_of_killed_builds(
        self, site: Path
    ) -> None:
        write(site.parent, {".site.building/fresh/half.html": "<h1", ".site.lock": "process 1"})
        done = _build(site.parent / "content", site)
        assert (done.returncode, done.stderr) == (0, "")
        assert "What burns in a lamp" in (site / "terms/wick/index.html").read_text(encoding="utf-8")
        assert manifest.verify(site)
        assert {p.name for p in site.parent.iterdir()} == {"site", ".site.lock", "content"}

    def test_what_is_as_it_would_be_built_is_left_as_it_is(self, site: Path) -> None:
        content = site.parent / "content"
        assert build.build_site(content, site)
        assert not build.build_site(content, site)
        for changed in (site / "terms/wick/index.html", content / "terms/wick.yaml"):
            changed.write_text(
                changed.read_text(encoding="utf-8").replace("burns", "glows"), encoding="utf-8"
            )
            assert build.build_site(content, site)
            assert manifest.verify(site)
            assert not build.build_site(content, site)
        assert "What glows in a lamp" in (site / "terms/wick/index.html").read_text(encoding="utf-8")

    def test_content_with_a_problem_leaves_the_former_site(self, site: Path, built: Path) -> None:
        write(site.parent / "content", {"terms/wick.yaml": "title: Wick\n"})
        done = _build(site.parent / "content", site)
        assert done.returncode == 1
        assert "S02" in done.stderr
        assert (site / "SHA256SUMS").read_bytes() == (built / "SHA256SUMS").read_bytes()
        assert manifest.verify(site)

    def test_a_file_too_large_for_the_system_is_told_and_the_former_site_stays(
        self, site: Path, built: Path
    ) -> None:
        done = subprocess.run(
            _command(site.parent / "content", site),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)),
        )
        assert done.returncode == 1
        assert "File too large" in done.stderr
        assert f"{site} is as it was." in done.stderr
        assert "Traceback" not in done.stderr
        assert (site / "SHA256SUMS").read_bytes() == (built / "SHA256SUMS").read_bytes()
        assert manifest.verify(site)
        assert not (site.parent / ".site.building").exists()

    def test_a_full_disk_is_told_and_the_former_site_stays(self, site: Path) -> None:
        """On a small disk of the test's own, in a mount namespace that ends with it."""
        size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
        script = (
            'mount -t tmpfs -o size="$1" none "$2" && cp -r "$3" "$2/site" && cd "$4" &&'
            ' { "$0" -m generator build --content "$5" --site "$2/site"; echo "exit $?";'
            ' "$0" -m generator verify "$2/site"; ls -A "$2"; }'
        )
        disk = site.parent / "disk"
        disk.mkdir()
        private = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, sys.executable]
        arguments = [str(int(size * 1.6)), str(disk), str(site), str(ROOT), str(site.parent / "content")]
        done = subprocess.run([*private, *arguments], capture_output=True, text=True, check=False)
        if "exit" not in done.stdout:
            pytest.skip(f"no mount of its own: {done.stderr}")
        assert "exit 1\n" in done.stdout
        assert "No space left on device" in done.stderr
        assert f"{disk}/site is as it was." in done.stderr
        assert "Traceback" not in done.stderr
        assert "files as published, no differences" in done.stdout
        assert done.stdout.endswith(".site.lock\nsite\n")

    def test_a_file_saved_meanwhile_leaves_the_former_site(
        self, site: Path, built: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def save(content: Path, fresh: Path) -> None:
            write(fresh, {"index.html": "made from both"})
            write(content, {"terms/.keeper.yaml.swp": "by an editor", "terms/wick.yaml": "title: Wick\n"})

        monkeypatch.setattr(build, "render_site", save)
        with pytest.raises(ClickException, match=r"content/terms/wick\.yaml was saved while"):
            build.build_site(site.parent / "content", site)
        assert (site / "SHA256SUMS").read_bytes() == (built / "SHA256SUMS").read_bytes()

    def test_too_little_memory_is_told_and_the_former_site_stays(
        self, site: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def give_up(*_: object) -> None:
            raise MemoryError

        monkeypatch.setattr(build, "render_site", give_up)
        result = CliRunner().invoke(
            cli.main, ["build", "--content", str(site.parent / "content"), "--site", str(site)]
        )
        assert f"too little memory. {site} is as it was" in result.stderr
        assert not (site.parent / ".site.building").exists()

    def test_where_nothing_has_to_be_built_neither_mkdocs_nor_the_kinds_of_record_are_read_in(
        self, site: Path
    ) -> None:
        code = (
            "import sys; from pathlib import Path; from generator.cli import main\n"
            "try: main(['build', *sys.argv[1:]])\n"
            "except SystemExit as end: print(end.code, {'mkdocs', 'pydantic', 'lxml'} & set(sys.modules))"
        )
        command = [
            sys.executable,
            "-c",
            code,
            "--content",
            str(site.parent / "content"),
            "--site",
            str(site),
        ]
        build.build_site(site.parent / "content", site)
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        assert done.stdout.endswith(", as it would be built now\n0 set()\n"), done.stdout

    def test_two_at_once_do_not_harm_each_other(self, site: Path) -> None:
        command = _command(site.parent / "content", site)
        with _running(*command) as first:
            _wait((site.parent / ".site.building/fresh").exists)
            first.send_signal(signal.SIGSTOP)
            second = _build(site.parent / "content", site)
            first.send_signal(signal.SIGCONT)
            assert first.wait() == 0
        assert second.returncode == 1
        assert f"Another build of {site} is under way (process {first.pid})." in second.stderr
        assert manifest.verify(site)

    def test_a_folder_that_is_no_site_is_not_replaced(self, tmp_path: Path) -> None:
        write(tmp_path, {"papers/letter.txt": "Dear keeper"})
        folders = ["--content", str(dossier(tmp_path)), "--site", str(tmp_path / "papers")]
        result = CliRunner().invoke(cli.main, ["build", *folders])
        assert result.exit_code == 1
        assert "holds something that is no site" in result.stderr
        assert (tmp_path / "papers/letter.txt").exists()


ELSEWHERE = """
import datetime, os, sys, time_machine
os.umask(0o077)
with time_machine.travel(datetime.datetime(2040, 2, 29, 23, 59, tzinfo=datetime.timezone.utc)):
    from generator.cli import main
    sys.argv = ["explainer", "build"]
    main()
"""


def test_builds_of_one_commit_are_the_same_to_the_byte(tmp_path: Path) -> None:
    """In other folders, on other days, in other time zones, locales and orders of sets."""
    one, other = repository(tmp_path / "one"), tmp_path / "αν other place" / "two"
    subprocess.run(["git", "clone", "--quiet", one, other], check=True)

    here = os.environ | {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
    there = os.environ | {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}
    plain = [sys.executable, "-m", "generator", "build"]
    first = subprocess.Popen(plain, cwd=one, env=here)
    second = subprocess.Popen([sys.executable, "-c", ELSEWHERE], cwd=other, env=there)
    assert (first.wait(), second.wait()) == (0, 0)

    files = {p.relative_to(one): p.read_bytes() for p in (one / "site").rglob("*") if p.is_file()}
    assert files == {
        p.relative_to(other): p.read_bytes() for p in (other / "site").rglob("*") if p.is_file()
    }
    assert Path("site/sitemap.xml.gz") in files
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=one, capture_output=True, text=True, check=True)
    assert json.loads(files[Path("site/manifest.json")])["commit"] == head.stdout.strip()


def _planned(content: Path) -> Plan:
    found = checked(content)
    return plan(found, address_history.read(content).addresses)


class TestAddresses:
    def test_the_list_is_kept_sorted_once_each_and_only_grows(self, tmp_path: Path) -> None:
        content = dossier(tmp_path)
        added = address_history.add(_planned(content), content)
        assert "terms/wick/" in added
        assert "" not in added, "the home page is always there"
        assert address_history.add(_planned(content), content) == []
        write(content, {"terms/damper.yaml": DAMPER})
        assert address_history.add(_planned(content), content) == ["terms/damper/"]
        lines = (tmp_path / "ledger/addresses.txt").read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if not line.startswith("#")] == sorted([*added, "terms/damper/"])

    def _problems(self, content: Path) -> list[str]:
        return [reporters.headline(p) for p in check_dossier(content).report]

    def test_an_address_that_is_gone_is_a_problem_until_a_record_takes_its_place(
        self, tmp_path: Path
    ) -> None:
        content = dossier(tmp_path)
        write(tmp_path, {"ledger/addresses.txt": "# kept\nterms/snuffer/\nterms/wick/\n"})
        gone = "ledger/addresses.txt:2:1: A01 `terms/snuffer/` was published once, and now there is no page"
        assert self._problems(content) == [gone]
        wick = lighthouse_file("terms/wick.yaml") + "formerly: [snuffer]\n"
        write(content, {"terms/wick.yaml": wick})
        assert self._problems(content) == []
        assert _planned(content).redirects["terms/snuffer/"] == "terms/wick/"

    def test_a_record_withdrawn_may_lead_to_the_home_page_or_to_another_kind(self, tmp_path: Path) -> None:
        content = dossier(tmp_path)
        write(tmp_path, {"ledger/addresses.txt": "events/fire/\nterms/snuffer/\n"})
        front = lighthouse_file("dossier.yaml") + "formerly: [snuffer]\n"
        write(content, {"dossier.yaml": front})
        write(content, {"terms/wick.yaml": lighthouse_file("terms/wick.yaml") + "formerly: [fire]\n"})
        assert _planned(content).redirects.items() >= {
            ("terms/snuffer/", ""),
            ("events/fire/", "terms/wick/"),
        }
        assert self._problems(content) == []

    def test_a_record_moved_to_another_kind_is_found_by_its_id(self, tmp_path: Path) -> None:
        content = dossier(tmp_path)
        write(tmp_path, {"ledger/addresses.txt": "pages/wick/\n"})
        assert _planned(content).redirects["pages/wick/"] == "terms/wick/"
        assert self._problems(content) == []

    def test_a_redirect_of_the_list_is_a_page_that_leads_on(self, built: Path) -> None:
        page = (built / FORMER / "index.html").read_text(encoding="utf-8")
        assert 'content="0; url=../../terms/wick/"' in page

    def test_the_command_adds_what_is_new(self, tmp_path: Path) -> None:
        content = dossier(tmp_path)
        run = CliRunner().invoke
        printed = run(cli.main, ["addresses", "--content", str(content)]).stdout.splitlines()
        assert "terms/wick/" in printed
        result = run(cli.main, ["addresses", "--keep", "--content", str(content)])
        assert result.stdout == f"{len(printed) - 1} addresses are new in ledger/addresses.txt\n"
        assert address_history.read(content).addresses.keys() == set(printed) - {""}
