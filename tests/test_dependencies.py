"""What we depend on: little, for a reason, pinned, under licences that allow it, and not while building."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from generator.planning.resources import ROOT
from tests.folders import LIGHTHOUSE, write
from tools.dependencies import advisories, offline
from tools.dependencies.licences import TOLD, is_allowed, licence
from tools.dependencies.locks import NODE, PYTHON, SITE, Package, direct, everything, python
from tools.dependencies.sbom import ASSETS, bill

BY_HAND = [ROOT / "Makefile", ROOT / ".gitlab-ci.yml", *(ROOT / ".github/workflows").glob("*.yml")]


class TestTheLocks:
    def test_pin_every_package_by_the_digests_of_its_files(self) -> None:
        assert len(everything()) > 200
        assert [package for package in everything() if not package.pinned] == []

    def test_hold_what_we_ask_for(self) -> None:
        assert set(direct()) - {package.name.lower() for package in everything()} == set()

    @pytest.mark.parametrize("lock", [*PYTHON, *NODE], ids=lambda path: path.relative_to(ROOT).as_posix())
    def test_name_no_place_to_fetch_from(self, lock: Path) -> None:
        assert not re.search(r"https?://|file:|git\+|--(extra-)?index-url|\"resolved\"", _locked(lock))

    @pytest.mark.parametrize("line", ["lamp", "lamp==1", "lamp>=1 \\\n    --hash=sha256:aa", "./lamp"])
    def test_a_line_that_pins_nothing_is_seen(self, line: str, tmp_path: Path) -> None:
        lock = tmp_path / "requirements.lock"
        lock.write_text(f"# from nowhere\n{line}\nwick==2 \\\n    --hash=sha256:bb\n    # via lamp\n")
        assert [package.pinned for package in python(lock)] == [False, True]


def _locked(lock: Path) -> str:
    """Return what a lock says, without the remarks and what packages tell of their makers."""
    text = lock.read_text(encoding="utf-8")
    if lock in NODE:
        return re.sub(r'"funding": (\{[^}]*\}|\[[^\]]*\]|".*")', "", text)
    return re.sub(r"^ *#.*", "", text, flags=re.MULTILINE)


def test_everything_that_we_ask_for_has_its_reason() -> None:
    assert len(direct()) > 30
    assert [name for name, reason in direct().items() if not reason] == []


def test_making_the_site_takes_few_packages() -> None:
    """A new one is a decision: raise the number with its reason in pyproject.toml."""
    assert len(list(python(SITE))) <= 41


def test_everything_is_installed_from_the_locks() -> None:
    commands = [line for path in BY_HAND for line in path.read_text(encoding="utf-8").splitlines()]
    pip = [line for line in commands if re.search(r"\bpip install\b", line)]
    assert len(pip) == 4
    for line in pip:
        assert "--require-hashes" in line or "--no-deps --no-build-isolation --editable ." in line
    npm = [line for line in commands if re.search(r"\bnpm (ci|i|install|exec)\b|\bnpx\b", line)]
    assert [line.split()[:2] for line in npm] == [["$(BIN)/npm", "ci"]]
    assert all("--ignore-scripts" in line for line in npm)


class TestLicences:
    def test_of_all_packages_are_known_and_allowed(self) -> None:
        found = {package.name: licence(package) for package in everything()}
        assert {name: told for name, told in found.items() if not told or not is_allowed(told)} == {}

    def test_are_told_by_hand_only_where_the_package_does_not(self) -> None:
        assert set(TOLD) - {package.name for package in everything()} == set()

    @pytest.mark.parametrize(
        ("expression", "allowed"),
        [
            ("MIT", True),
            ("GPL-3.0-only", False),
            ("GPL-3.0-only OR MIT", True),
            ("MIT AND GPL-3.0-only", False),
            ("(MIT AND ISC) OR SSPL-1.0", True),
        ],
    )
    def test_of_a_choice_one_must_be_allowed(self, expression: str, allowed: bool) -> None:
        assert is_allowed(expression) == allowed


@pytest.fixture(scope="module")
def told() -> str:
    return bill()


class TestTheBillOfMaterials:
    def test_is_valid_by_its_schema(self, told: str) -> None:
        assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(told) is None

    def test_names_every_package_with_licence_and_digests(self, told: str) -> None:
        named = {c["bom-ref"]: c for c in json.loads(told)["components"]}
        packages = [c for ref, c in named.items() if ref.startswith("pkg:")]
        assert len(packages) == len(everything())
        assert all(c["licenses"] and c["hashes"] for c in packages)

    def test_names_what_the_site_carries(self, told: str) -> None:
        named = {c["name"]: c for c in json.loads(told)["components"] if c["bom-ref"].startswith("site/")}
        files = {p.relative_to(ASSETS.parent).as_posix() for p in ASSETS.rglob("*.*") if p.suffix != ".txt"}
        assert named.keys() == files | {"Material Design Icons"}
        faces = [c for name, c in named.items() if name.endswith(".woff2")]
        assert {c["licenses"][0]["expression"] for c in faces} == {"OFL-1.1"}
        assert {c["scope"] for c in named.values()} == {"required"}

    def test_is_the_same_each_time(self, told: str) -> None:
        assert bill() == told


def _advisory(**affected: object) -> str:
    named = {"package": {"ecosystem": "PyPI", "name": "lamp-oil"}, **affected}
    record = {"id": "LAMP-1", "modified": "2026-11-20T00:00:00Z", "affected": [named]}
    return json.dumps(record)


def _range(*events: tuple[str, str]) -> list[dict[str, object]]:
    return [{"type": "ECOSYSTEM", "events": [{kind: value} for kind, value in events]}]


class TestAdvisories:
    """As https://ossf.github.io/osv-schema/#evaluation has it."""

    def known(self, folder: Path, advisory: str, version: str = "1.10") -> advisories.Known:
        write(folder, {"2026/LAMP-1.json": advisory})
        ours = Package("PyPI", "lamp_oil", version, (), "", SITE)
        return advisories.known(folder, [ours])

    @pytest.mark.parametrize(
        ("affected", "hit"),
        [
            ({"versions": ["1.9", "1.10"]}, True),
            ({"versions": ["1.9"]}, False),
            ({"ranges": _range(("introduced", "0"))}, True),
            ({"ranges": _range(("introduced", "0"), ("fixed", "1.10"))}, False),
            ({"ranges": _range(("introduced", "0"), ("fixed", "1.11"))}, True),
            ({"ranges": _range(("introduced", "1.2"), ("last_affected", "1.10"))}, True),
            ({"ranges": _range(("introduced", "0"), ("fixed", "1.2"), ("introduced", "1.9"))}, True),
            ({"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]}, False),
        ],
    )
    def test_are_read_by_versions_and_ranges(
        self, affected: dict[str, object], hit: bool, tmp_path: Path
    ) -> None:
        found = self.known(tmp_path, _advisory(**affected)).found
        assert [name for _, name in found] == (["LAMP-1"] if hit else [])

    def test_that_were_withdrawn_count_no_more(self, tmp_path: Path) -> None:
        advisory = _advisory(versions=["1.10"]).replace('"id"', '"withdrawn": "2026-11-21T00:00:00Z", "id"')
        assert self.known(tmp_path, advisory).found == []

    def test_of_npm_are_compared_as_its_versions_are(self, tmp_path: Path) -> None:
        events = [{"introduced": "0"}, {"fixed": "2.0.0"}]
        affected = {
            "package": {"ecosystem": "npm", "name": "@league/lamp"},
            "ranges": [{"type": "SEMVER", "events": events}],
        }
        record = {"id": "LAMP-2", "modified": "2026-11-20T00:00:00Z", "affected": [affected]}
        write(tmp_path, {"LAMP-2.json": json.dumps(record)})
        ours = [
            Package("npm", "@league/lamp", version, (), "", NODE[0])
            for version in ("1.9.9", "2.0.0-rc.1", "2.0.0", "10.0.0")
        ]
        found = advisories.known(tmp_path, ours).found
        assert [package.version for package, _ in found] == ["1.9.9", "2.0.0-rc.1"]

    def test_that_are_old_show_nothing(self, tmp_path: Path) -> None:
        answer = self.known(tmp_path, _advisory(versions=[]))
        assert answer.recent(date(2026, 12, 1))
        assert not answer.recent(date(2027, 2, 1))

    def test_that_are_not_there_show_nothing(self, tmp_path: Path) -> None:
        answer = advisories.known(tmp_path / "nowhere", [])
        assert not answer.recent(date(2026, 12, 1))
        assert advisories.told(answer).startswith("no database of advisories")


@pytest.mark.skipif(not offline.possible(), reason="this system makes no network namespaces")
class TestWithoutANetwork:
    def test_a_build_asks_for_nothing(self, tmp_path: Path) -> None:
        explainer = Path(sys.executable).with_name("explainer")
        outcome = offline.run(explainer, "build", "--content", LIGHTHOUSE, "--site", tmp_path / "site")
        assert (outcome.code, outcome.asked) == (0, 0), outcome.said
        assert "end of life" not in outcome.said, "the theme's notice is for whoever runs mkdocs itself"
        assert (tmp_path / "site/index.html").exists()

    def test_what_asks_is_seen(self) -> None:
        asking = "import socket; socket.create_connection(('192.0.2.1', 80))"
        assert offline.run(sys.executable, "-c", asking).asked > 0


class TestTheEndOfTheTheme:
    """What .github/DECISIONS.md says of it."""

    DECISIONS = (ROOT / ".github/DECISIONS.md").read_text(encoding="utf-8")

    def test_is_planned_for_the_day_that_is_announced(self) -> None:
        """The notice is Material's own; when it names another day, the decision is to be made anew."""
        notice = Path(sys.prefix).glob("lib/python*/site-packages/material/templates/__init__.py")
        announced = re.search(r"end of life on (\w+ \d+, \d{4})", next(notice).read_text(encoding="utf-8"))
        assert announced
        assert announced[1] == "May 5, 2027"
        assert "5 May 2027" in self.DECISIONS

    def test_concerns_no_reader(self, lighthouse_site: Path) -> None:
        """No script and no stylesheet of the theme is published, so no weakness of them is."""
        published = {p.relative_to(lighthouse_site).as_posix() for p in lighthouse_site.rglob("*.[jc]s*")}
        loaded = {name for name in published if name.endswith((".js", ".css"))}
        assert loaded == {f"assets/{p.name}" for p in ASSETS.iterdir() if p.suffix in (".js", ".css")}
