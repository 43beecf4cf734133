"""What changes for the reader between two versions of the content: commits, or the files as they are."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator import cli
from generator.history.git import HistoryError, Repository
from generator.history.reporters import MOST, SHOWN
from tests.folders import dossier, lighthouse_file, write

WICK = "terms/wick.yaml"
STORM = "events/great-storm.yaml"
DAMPER = """\
title: Damper
summary: A plate that dims the lamp.
reviewed: 2026-11-01
body: |
  - A damper dims the light of a [[wick]]. [@handbook]
related: [wick]
"""


class Checkout:
    """A git repository with the lighthouse dossier in its first commit."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.content = dossier(top)
        self.git("init", "--quiet", "--initial-branch=main")
        self.first = self.commit()

    def git(self, *arguments: str, given: str = "") -> str:
        quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        named = ["-c", "user.name=Ada", "-c", "user.email=ada@lighthouses.example"]
        done = subprocess.run(
            ["git", *named, *arguments],
            cwd=self.top,
            env=os.environ | quiet,
            input=given,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def edit(self, files: Mapping[str, str | bytes] | None = None, without: Iterable[str] = ()) -> None:
        write(self.content, files or {})
        for name in without:
            (self.content / name).unlink()

    def commit(self, files: Mapping[str, str | bytes] | None = None, without: Iterable[str] = ()) -> str:
        self.edit(files, without)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=Change")
        return self.git("rev-parse", "HEAD")

    def diff(self, *arguments: str) -> Result:
        return CliRunner().invoke(cli.main, ["diff", "--content", str(self.content), *arguments])

    def told(self, *arguments: str) -> dict[str, Any]:
        """Return the difference as its JSON form tells it."""
        told: dict[str, Any] = json.loads(self.diff(*arguments, "--format", "json").stdout)
        return told


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def _changes(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [(c["change"], (c["after"] or c["before"])["id"]) for c in told["records"]]


def test_nothing_changed_is_said_so(checkout: Checkout) -> None:
    result = checkout.diff("HEAD")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"What changes for the reader from {checkout.first[:12]} to the working tree",
        "",
        "  records: no change",
        "  statements: no change",
        "  addresses: no change",
    ]


def test_a_record_added_comes_with_its_statements_citations_and_address(checkout: Checkout) -> None:
    checkout.edit({"terms/damper.yaml": DAMPER})
    told = checkout.told("HEAD")
    assert _changes(told) == [("added", "damper")]
    assert told["records"][0]["before"] is None
    assert told["records"][0]["after"] == {"id": "damper", "kind": "term", "title": "Damper"}
    after = {"words": "A damper dims the light of a Wick <or> snuff.", "citation": "handbook"}
    assert told["records"][0]["statements"] == [{"change": "added", "before": None, "after": after}]
    assert told["addresses"] == [{"change": "added", "address": "terms/damper/", "now": ""}]


def test_a_record_removed_comes_with_what_is_lost(checkout: Checkout) -> None:
    second = checkout.commit({"terms/damper.yaml": DAMPER})
    told = checkout.told(second, checkout.first)
    assert _changes(told) == [("removed", "damper")]
    assert [s["change"] for s in told["records"][0]["statements"]] == ["lost"]
    assert told["addresses"] == [{"change": "gone", "address": "terms/damper/", "now": ""}]
    assert "/terms/damper/ leads nowhere now" in checkout.diff(second, checkout.first).stdout


def test_a_corrected_date_is_told_with_its_place_in_the_record(checkout: Checkout) -> None:
    checkout.edit({STORM: lighthouse_file(STORM, ("until: 1907-03-03", "until: 1907-03-04"))})
    told = checkout.told("HEAD")
    assert _changes(told) == [("changed", "great-storm")]
    fields = [{"field": "until", "before": "1907-03-03", "after": "1907-03-04"}]
    assert told["records"][0]["fields"] == fields
    assert told["records"][0]["statements"] == []
    assert "  until: 1907-03-03 → 1907-03-04" in checkout.diff("HEAD").stdout


def test_an_item_put_into_a_list_is_the_only_change_of_it(checkout: Checkout) -> None:
    before = DAMPER + "aliases: [plate, shutter, slide]\n"
    checkout.commit({"terms/damper.yaml": before})
    checkout.edit({"terms/damper.yaml": before.replace("plate, s", "plate, flap, s")})
    fields = [{"field": "aliases 2", "before": "", "after": "flap"}]
    assert checkout.told("HEAD")["records"][0]["fields"] == fields


def test_a_statement_is_changed_by_its_words_or_by_its_citation_and_told_once(checkout: Checkout) -> None:
    body = "One lamp shone. [@handbook]\n\n  Two lamps were dark all night. [@charter, Article 9(3)]\n"
    checkout.commit({"terms/damper.yaml": DAMPER.replace("related", f"  \n  {body}related")})
    changed = body.replace("One lamp shone. [@handbook]", "One lamp shone. [reported: @keepers-blog]")
    changed = changed.replace("dark all night", "dark all day")
    checkout.edit({"terms/damper.yaml": DAMPER.replace("related", f"  \n  {changed}related")})
    statements = checkout.told("HEAD")["records"][0]["statements"]
    assert statements == [
        {
            "change": "changed",
            "before": {"words": "One lamp shone.", "citation": "handbook"},
            "after": {"words": "One lamp shone.", "citation": "reported: keepers-blog"},
        },
        {
            "change": "changed",
            "before": {"words": "Two lamps were dark all night.", "citation": "charter, Article 9(3)"},
            "after": {"words": "Two lamps were dark all day.", "citation": "charter, Article 9(3)"},
        },
    ]


def test_another_statement_in_the_place_of_one_is_lost_and_added(checkout: Checkout) -> None:
    checkout.commit({"terms/damper.yaml": DAMPER})
    other = DAMPER.replace("A damper dims the light of a [[wick]].", "Brass was dear then.")
    checkout.edit({"terms/damper.yaml": other})
    statements = checkout.told("HEAD")["records"][0]["statements"]
    assert [s["change"] for s in statements] == ["lost", "added"]


def test_a_statement_moved_within_its_record_is_no_change(checkout: Checkout) -> None:
    two = DAMPER.replace("related", "  - It is of brass. [@handbook]\nrelated")
    lines = two.splitlines(keepends=True)
    checkout.commit({"terms/damper.yaml": two})
    checkout.edit({"terms/damper.yaml": "".join([*lines[:4], lines[5], lines[4], lines[6]])})
    assert checkout.told("HEAD")["records"] == []


def test_a_renamed_record_is_one_record_whose_address_has_moved(checkout: Checkout) -> None:
    checkout.commit({"terms/damper.yaml": DAMPER})
    checkout.edit({"terms/dimmer.yaml": DAMPER + "formerly: [damper]\n"}, without=["terms/damper.yaml"])
    told = checkout.told("HEAD")
    assert _changes(told) == [("changed", "dimmer")]
    assert told["records"][0]["before"]["id"] == "damper"
    assert told["records"][0]["statements"] == []
    assert told["addresses"] == [
        {"change": "moved", "address": "terms/damper/", "now": "terms/dimmer/"},
        {"change": "added", "address": "terms/dimmer/", "now": ""},
    ]
    assert "/terms/damper/ has moved; a redirect leads to /terms/dimmer/" in checkout.diff("HEAD").stdout


def test_those_who_refer_to_a_renamed_record_are_not_changed_by_that(checkout: Checkout) -> None:
    old = {"sources/manual.yaml": lighthouse_file("sources/handbook.yaml"), "terms/damper.yaml": DAMPER}
    term = DAMPER.replace("@handbook", "@manual, p. 2") + "sources: ['manual, p. 3']\n"
    flap = DAMPER.replace("[[wick]]", "[[damper|that]]").replace("[wick]", "[damper]")
    checkout.commit(old | {"terms/damper.yaml": term, "terms/flap.yaml": flap})
    checkout.edit(
        {
            "sources/guide.yaml": old["sources/manual.yaml"] + "formerly: [manual]\n",
            "terms/dimmer.yaml": term.replace("manual", "guide") + "formerly: [damper]\n",
            "terms/flap.yaml": flap.replace("[damper", "[dimmer"),
        },
        without=["sources/manual.yaml", "terms/damper.yaml"],
    )
    told = checkout.told("HEAD")
    assert _changes(told) == [("changed", "guide"), ("changed", "dimmer")]
    assert [[f["field"] for f in record["fields"]] for record in told["records"]] == [["address"]] * 2
    assert [record["statements"] for record in told["records"]] == [[], []]


def test_a_record_moved_to_another_kind_is_redirected_once_its_address_is_kept(checkout: Checkout) -> None:
    page = DAMPER.replace("body: |\n  - ", "body: |\n  ")
    checkout.commit({"terms/damper.yaml": page})
    checkout.edit({"pages/damper.yaml": page}, without=["terms/damper.yaml"])
    gone = {"change": "gone", "address": "terms/damper/", "now": ""}
    assert gone in checkout.told("HEAD")["addresses"]
    write(checkout.top, {"ledger/addresses.txt": "terms/damper/\n"})
    moved = {"change": "moved", "address": "terms/damper/", "now": "pages/damper/"}
    assert moved in checkout.told("HEAD")["addresses"]


def test_a_redirect_that_no_longer_stands_is_an_address_gone(checkout: Checkout) -> None:
    checkout.commit({"terms/dimmer.yaml": DAMPER + "formerly: [damper]\n"})
    checkout.edit({"terms/dimmer.yaml": DAMPER})
    gone = {"change": "gone", "address": "terms/damper/", "now": ""}
    assert checkout.told("HEAD")["addresses"] == [gone]


def test_two_commits_are_compared_whatever_the_work_tree_holds(checkout: Checkout) -> None:
    second = checkout.commit({"terms/damper.yaml": DAMPER})
    checkout.edit({WICK: "nonsense", "terms/damper.yaml": DAMPER.replace("plate", "sheet")})
    assert _changes(checkout.told(checkout.first, second)) == [("added", "damper")]
    assert _changes(checkout.told("HEAD~1", "main")) == [("added", "damper")]


def test_it_leaves_the_work_tree_the_index_and_the_commits_alone(checkout: Checkout) -> None:
    checkout.commit({"terms/damper.yaml": DAMPER})
    checkout.edit({"terms/damper.yaml": DAMPER.replace("plate", "sheet")})
    before = checkout.git("status", "--porcelain=v2", "--branch")
    index = (checkout.top / ".git/index").read_bytes()
    checkout.diff("HEAD~1", "HEAD")
    checkout.diff("HEAD")
    assert checkout.git("status", "--porcelain=v2", "--branch") == before
    assert (checkout.top / ".git/index").read_bytes() == index


def test_a_hook_of_git_may_call_it(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index.lock")
    assert checkout.diff("HEAD").exit_code == 0


@pytest.mark.parametrize("side", ["before", "after"])
def test_broken_content_on_one_side_is_told_and_the_rest_is_compared(side: str, checkout: Checkout) -> None:
    storm = lighthouse_file(STORM, ("until: 1907-03-03", "until: 1907-03-04"))
    sound = lighthouse_file(WICK)
    broken = {WICK: f"{sound}nonsense: x\n"}
    place = f"content/{WICK}:{len(sound.splitlines()) + 1}:1:"
    first = checkout.commit(broken if side == "before" else {})
    second = checkout.commit({STORM: storm, WICK: sound} | (broken if side == "after" else {}))
    told = checkout.told(first, second)
    assert told[side]["problems"] == [f"{place} S01 the key `nonsense` is unknown here"]
    assert told["unread"] == ["content/terms/wick.yaml"]
    assert _changes(told) == [("changed", "great-storm")]
    assert told["addresses"] == []
    result = checkout.diff(first, second)
    name = (first if side == "before" else second)[:12]
    assert result.exit_code == 1
    assert f"The content of {name} has 1 problem; of addresses, only those of records" in result.stdout
    assert f"{place} S01" in result.stdout
    assert "Not compared, for they cannot be read: content/terms/wick.yaml" in result.stdout


def test_a_version_without_the_dossiers_own_record_is_still_compared(checkout: Checkout) -> None:
    checkout.commit({"dossier.yaml": "title: [\n"})
    checkout.edit({"terms/damper.yaml": DAMPER})
    told = checkout.told("HEAD")
    assert _changes(told) == [("added", "damper")]
    assert told["unread"] == ["content/dossier.yaml"]


def test_many_problems_are_counted_and_the_first_are_told(checkout: Checkout) -> None:
    checkout.commit({f"terms/t{number:02}.yaml": "x: y\n" for number in range(15)})
    told = checkout.diff("HEAD").stdout
    count = len(checkout.told("HEAD")["before"]["problems"])
    assert told.count("\n  content/") == 2 * MOST
    assert told.count(f"\n  and {count - MOST} more\n") == 2


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "", "HEAD:content", "main..main"])
def test_a_name_that_is_no_commit_is_wrong_use(name: str, checkout: Checkout) -> None:
    result = checkout.diff("--", name)
    assert result.exit_code == 2
    assert f"There is no commit `{name}` here." in result.stderr


def test_a_commit_without_the_content_is_wrong_use(checkout: Checkout) -> None:
    checkout.git("rm", "-r", "--quiet", "--cached", "content")
    checkout.git("commit", "--quiet", "--allow-empty", "--message=None")
    result = checkout.diff("HEAD")
    assert result.exit_code == 2
    assert "There is no content/ in commit HEAD." in result.stderr


def test_a_folder_outside_any_repository_is_wrong_use(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli.main, ["diff", "HEAD", "--content", str(dossier(tmp_path))])
    assert result.exit_code == 2
    assert "not a git repository" in result.stderr


def test_a_machine_without_git_is_told_what_is_missing(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    result = checkout.diff("HEAD")
    assert result.exit_code == 2
    assert "git is not installed" in result.stderr


def test_markdown_shows_the_signs_of_the_content_as_they_are(checkout: Checkout) -> None:
    loud = DAMPER.replace("title: Damper", "title: <b>Damper</b> *of* [brass](x) `tube`")
    checkout.edit({"terms/damper.yaml": loud})
    told = checkout.diff("HEAD", "--format", "markdown").stdout
    title = r"Term “&lt;b&gt;Damper&lt;/b&gt; \*of\* \[brass\](x) \`tube\`”"
    assert f"#### Added: {title} (`terms/damper`)" in told
    statement = r"A damper dims the light of a Wick &lt;or&gt; snuff. \[handbook\]"
    assert f"- **added**: {statement}\n" in told
    assert "- `/terms/damper/` is new\n" in told


def test_text_shows_a_changed_statement_before_and_after(checkout: Checkout) -> None:
    checkout.commit({"terms/damper.yaml": DAMPER})
    checkout.edit({"terms/damper.yaml": DAMPER.replace("dims the light", "dims the whole light")})
    told = checkout.diff("HEAD").stdout
    assert "Changed: Term “Damper” (terms/damper)\n" in told
    assert "  ~ A damper dims the light of a Wick <or> snuff. [handbook]\n" in told
    assert "  → A damper dims the whole light of a Wick <or> snuff. [handbook]\n" in told


def test_a_long_value_is_cut_around_what_differs(checkout: Checkout) -> None:
    name = "texts/charter-9-3-en.yaml"
    text = lighthouse_file(name)
    added = "\n".join(f"  Sentence {number} of the added words." for number in range(90))
    long = f"{text}{added}\n"
    checkout.commit({name: long})
    checkout.edit({name: long.replace("Sentence 45 of", "Sentence 45, of")})
    line = next(line for line in checkout.diff("HEAD").stdout.splitlines() if "Sentence 45," in line)
    assert "Sentence 45 of" in line
    assert len(line) < 2 * SHOWN + 40


def test_files_come_out_of_a_commit_as_they_were_to_the_byte(checkout: Checkout, tmp_path: Path) -> None:
    attributes = b"*.yaml text eol=crlf export-subst filter=shout\nempty.yaml export-ignore\n"
    write(checkout.top, {".gitattributes": attributes, "content/.gitattributes": attributes})
    odd = {
        ".gitattributes": attributes,
        "terms/crlf.yaml": b"a\r\nb\n",
        "terms/lf.yaml": b"a\nb $Format:%H$\n",
        "terms/b \u00fc.yaml": b"\xff\n",
        "terms/empty.yaml": b"",
    }
    write(checkout.content, odd)
    (checkout.content / "terms/link.yaml").symlink_to("wick.yaml")
    (checkout.content / "terms/out.yaml").symlink_to("/etc/passwd")
    for name in odd:
        blob = checkout.git("hash-object", "-w", "--no-filters", f"content/{name}")
        checkout.git("update-index", "--add", "--cacheinfo", f"100644,{blob},content/{name}")
    checkout.git("add", ".gitattributes", "content/terms/link.yaml", "content/terms/out.yaml")
    checkout.git("commit", "--quiet", "--message=Odd")
    checkout.git("config", "filter.shout.smudge", "tr a-z A-Z")
    repository = Repository.containing(checkout.content)
    into = tmp_path / "out"
    assert repository.extract(repository.commit("HEAD"), checkout.content, into)
    assert {name: (into / name).read_bytes() for name in odd} == odd
    assert (into / "terms/link.yaml").readlink() == Path("wick.yaml")
    assert (into / "terms/out.yaml").readlink() == Path("/etc/passwd")
    assert not repository.extract(repository.commit("HEAD"), checkout.top / "nowhere", tmp_path / "none")


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ([("tree", "..")], "has a file named ../x.yaml, outside of its folder"),
        ([("blob", "a"), ("tree", "a")], "cannot be written"),
        ([("link", "a"), ("tree", "a")], "cannot be written"),
    ],
)
def test_a_forged_commit_writes_nothing_outside_of_its_folder(
    entries: list[tuple[str, str]], reason: str, checkout: Checkout, tmp_path: Path
) -> None:
    """Git's own commands refuse such names, and a repository from elsewhere may hold them."""

    def tree(line: str) -> str:
        return checkout.git("mktree", given=line)

    blob = checkout.git("hash-object", "-w", "--stdin", given=str(tmp_path))
    inner = tree(f"100644 blob {blob}\tx.yaml")
    lines = {
        "blob": f"100644 blob {blob}",
        "link": f"120000 blob {blob}",
        "tree": f"040000 tree {inner}",
    }
    content = tree("".join(f"{lines[kind]}\t{name}\n" for kind, name in entries))
    top = tree(f"040000 tree {content}\tcontent\n")
    commit = checkout.git("commit-tree", top, "-m", "Forged")
    into = tmp_path / "deep/into"
    with pytest.raises(HistoryError, match=re.escape(reason)):
        Repository.containing(checkout.content).extract(commit, checkout.content, into)
    assert list(tmp_path.rglob("x.yaml")) in ([], [into / "a/x.yaml"])


def test_a_commit_is_known_as_long_as_nothing_differs_from_it(checkout: Checkout) -> None:
    repository = Repository.containing(checkout.content)
    assert repository.clean_commit([checkout.content]) == checkout.first
    write(checkout.top, {"notes.txt": "no part of the site\n"})
    assert repository.clean_commit([checkout.content, Path("/nowhere")]) == checkout.first
    write(checkout.content, {"terms/damper.yaml": DAMPER})
    assert repository.clean_commit([checkout.content]) is None


def test_a_repository_without_a_commit_has_none(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    repository = Repository.containing(tmp_path)
    assert repository.clean_commit([tmp_path]) is None
    with pytest.raises(HistoryError, match="no commit `HEAD`"):
        repository.commit("HEAD")
