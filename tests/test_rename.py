"""`explainer rename`: the id changes wherever it is an id, and nothing else in any file does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator import cli
from generator.authoring.ids import Refused
from generator.authoring.rename import rename
from generator.check import check_dossier
from generator.diagnostics import reporters
from generator.dossier.dossier import Dossier
from generator.loading.loader import load
from tests.folders import LIGHTHOUSE, checked, dossier, lighthouse_file, write

Files = dict[str, bytes]
ONE_OF_EACH_KIND = sorted(min(folder.iterdir()).stem for folder in LIGHTHOUSE.iterdir() if folder.is_dir())
NEW = "quite-another-name"


def _files(content: Path) -> Files:
    return {p.relative_to(content).as_posix(): p.read_bytes() for p in content.rglob("*") if p.is_file()}


def _without_formerly(files: Mapping[str, bytes]) -> Files:
    """Return files without the lines under the key `formerly`, as the lighthouse writes them."""
    return {
        name: re.sub(rb"^formerly: \[.*\]\n", b"", text, flags=re.MULTILINE) for name, text in files.items()
    }


@pytest.mark.parametrize("old", ONE_OF_EACH_KIND)
def test_every_reference_is_taken_along_and_back_again(old: str, tmp_path: Path) -> None:
    content = dossier(tmp_path)
    before, was = _files(content), _linked(content)
    rename(content, old, NEW)
    now = _linked(content)
    assert old not in now.documents
    assert now.records[NEW].formerly == (*was.records[old].formerly, old)
    assert _counted(now.references) == {
        NEW if r == old else r: n for r, n in _counted(was.references).items()
    }
    assert _counted(now.backlinks) == {
        NEW if r == old else r: n for r, n in _counted(was.backlinks).items()
    }
    assert _counted(now.uses) == {NEW if r == old else r: n for r, n in _counted(was.uses).items()}
    rename(content, NEW, old)
    _linked(content)
    assert _without_formerly(_files(content)) == _without_formerly(before)
    assert sorted(tmp_path.iterdir()) == [content]


def _linked(content: Path) -> Dossier:
    return checked(content)


def _counted(found: Mapping[str, tuple[object, ...]]) -> dict[str, int]:
    return {record: len(references) for record, references in found.items()}


def test_the_command_names_the_files_it_changed(tmp_path: Path) -> None:
    content = dossier(tmp_path)
    result = CliRunner().invoke(cli.main, ["rename", "charter", "lamp-charter", "--content", str(content)])
    assert result.exit_code == 0
    first, *rest = result.output.splitlines()
    assert first == f"`charter` is now `lamp-charter`: {content}/sources/lamp-charter.yaml"
    assert rest
    assert all(
        re.fullmatch(rf"  changed: {re.escape(str(content))}/(\w+/)?[\w-]+\.yaml", line) for line in rest
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("wik", "another", "there is no record `wik`; did you mean `wick`?"),
        ("Wick", "another", "there is no record `Wick`; did you mean `wick`?"),
        ("wick", "keeper", "`keeper` is the id of content/terms/keeper.yaml already"),
        ("wick", "wick", "`wick` is the id of content/terms/wick.yaml already"),
        ("wick", "Lamp Wick", "did you mean `lamp-wick`?"),
        ("wick", "../wick", "did you mean `wick`?"),
        ("dossier", "another", "the dossier's own record is always `dossier`"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changed(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    content = dossier(tmp_path)
    before = _files(content)
    result = CliRunner().invoke(cli.main, ["rename", old, new, "--content", str(content)])
    assert result.exit_code == 1
    assert result.output.endswith(f"{said}\n")
    assert _files(content) == before


def test_a_former_id_of_another_record_is_refused(tmp_path: Path) -> None:
    content = dossier(tmp_path)
    rename(content, "wick", "lamp-wick")
    with pytest.raises(Refused, match="`wick` is a former id of `lamp-wick`, and its address leads there"):
        rename(content, "keeper", "wick")


def test_with_a_file_that_cannot_be_read_nothing_is_changed(tmp_path: Path) -> None:
    content = dossier(tmp_path, {"terms/damper.yaml": "title: Damper: [[wick]]\n"})
    before = _files(content)
    with pytest.raises(Refused, match="mend first what `explainer check` names"):
        rename(content, "wick", "lamp-wick")
    assert _files(content) == before


# --- Hostile places. `old` is renamed to `new`; each file as it was and as it must be.

TERM = "title: Damper\nsummary: A plate.\nreviewed: 2026-11-01\n"
PLACES: Mapping[str, tuple[str, str]] = {
    "field": ("related: [old, older, old-old]", "related: [new, older, old-old]"),
    "field with a part": ('related: ["old#old"]', 'related: ["new#old"]'),
    "field over lines": (
        "related:\n  -   old   # old\n  - 'old'",
        "related:\n  -   new   # old\n  - 'new'",
    ),
    "comment": ("# [[old]] @old old\nrelated: [old] # old", "# [[old]] @old old\nrelated: [new] # old"),
    "sources": ('sources: [old, "old, old page"]', 'sources: [new, "new, old page"]'),
    "link": (
        "body: An old [[old]], [[old|old words]], [[old#old]], [[ old ]], [[older]], [[old-old]] [editors]",
        "body: An old [[new]], [[new|old words]], [[new#old]], [[ new ]], [[older]], [[old-old]] [editors]",
    ),
    "citation": (
        "body: 'Old. [@old, old 1; @older, old; @old] Old. [reported: @old]'",
        "body: 'Old. [@new, old 1; @older, old; @new] Old. [reported: @new]'",
    ),
    "quotation": ("body: It says “[[old]] is old”. [@old]", "body: It says “[[old]] is old”. [@new]"),
    "escapes": (
        r'body: "\x6fld [[\x6f\u006c\U00000064]] [[old|\"old\"\\]] \x20[@\x6fld]"',
        r'body: "\x6fld [[new]] [[new|\"old\"\\]] \x20[@new]"',
    ),
    "broken by an escaped line end": (
        'body: "[[ol\\\n   d|it]] [editors]"',
        'body: "[[new|it]] [editors]"',
    ),
    "single quotes": ("body: 'It''s [[old|old''s]] [editors]'", "body: 'It''s [[new|old''s]] [editors]'"),
    "plain over lines": (
        "body: An old\n  [[old]]\n\n  and [[old|old\n  old]] [editors]",
        "body: An old\n  [[new]]\n\n  and [[new|old\n  old]] [editors]",
    ),
    "folded": (
        "body: >2-  # old\n    old [[old]]\n   old\n\n  [[old|old]] [editors]\nrelated: [old]",
        "body: >2-  # old\n    old [[new]]\n   old\n\n  [[new|old]] [editors]\nrelated: [new]",
    ),
    "literal": (
        "body: |+\n  old # old [[old]]\n  - old [@old,\n    old]\n\nrelated:\n- old\n",
        "body: |+\n  old # old [[new]]\n  - old [@new,\n    old]\n\nrelated:\n- new\n",
    ),
    "beyond the first plane": (
        "body: 𝔬𝔩𝔡 😀 [[old]] é [[old]] [editors]",
        "body: 𝔬𝔩𝔡 😀 [[new]] é [[new]] [editors]",
    ),
    "key in quotes": ('"related": ["old"]', '"related": ["new"]'),
}


def _hostile(tmp_path: Path, text: str) -> tuple[Path, Path]:
    content = dossier(tmp_path, {"terms/damper.yaml": text.encode()})
    source = (content / "sources/handbook.yaml").read_bytes()
    (content / "sources/old.yaml").write_bytes(
        source + b"sections: [{id: old, heading: Old, body: Old.}]\n"
    )
    return content, content / "terms/damper.yaml"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("place", PLACES)
def test_only_what_is_the_id_is_changed(place: str, line_end: str, tmp_path: Path) -> None:
    before, after = ((TERM + text).replace("\n", line_end) for text in PLACES[place])
    content, path = _hostile(tmp_path, before)
    assert not load(content).problems
    rename(content, "old", "new")
    assert path.read_bytes() == after.encode()


FORMERLY: Mapping[str, tuple[str, str]] = {
    "none": (TERM, TERM + "formerly: [old]\n"),
    "none, without a last line end": (TERM.rstrip(), TERM + "formerly: [old]"),
    "none, and a comment": (
        TERM.rstrip() + "  # today\n# end\n",
        TERM.rstrip() + "  # today\nformerly: [old]\n# end\n",
    ),
    "none, indented": (
        "  title: A\n  reviewed: '2026-11-01'\n  summary: A.\n",
        "  title: A\n  reviewed: '2026-11-01'\n  formerly: [old]\n  summary: A.\n",
    ),
    "none, in braces": (
        "{title: A, summary: A., reviewed: 2026-11-01}",
        "{formerly: [old], title: A, summary: A., reviewed: 2026-11-01}",
    ),
    "empty": (TERM + "formerly: [ ]  # none\n", TERM + "formerly: [old ]  # none\n"),
    "brackets": (TERM + "formerly: [older, 'oldest',]\n", TERM + "formerly: [older, 'oldest', old,]\n"),
    "lines": (
        TERM + "formerly:\n  - older  # was\n  - oldest  # too\naliases: [A]\n",
        TERM + "formerly:\n  - older  # was\n  - oldest  # too\n  - old\naliases: [A]\n",
    ),
    "lines without a margin": (TERM + "formerly:\n- older", TERM + "formerly:\n- older\n- old"),
    "the new one": (TERM + "formerly: [older, new]\n", TERM + "formerly: [older, old]\n"),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("place", FORMERLY)
def test_the_old_id_is_kept_under_formerly(place: str, line_end: str, tmp_path: Path) -> None:
    before, after = (text.replace("\n", line_end) for text in FORMERLY[place])
    if line_end == "\r\n" and "\n" not in FORMERLY[place][0]:
        after = FORMERLY[place][1]
    content = dossier(tmp_path, {"terms/old.yaml": before.encode()})
    assert not load(content).problems
    rename(content, "old", "new")
    assert (content / "terms/new.yaml").read_bytes() == after.encode()
    assert not (content / "terms/old.yaml").exists()
    report = check_dossier(content).report
    assert [reporters.problem_text(problem) for problem in report if problem.code.id == "L06"] == []


WORDS = st.sampled_from(
    [
        "old",
        "older",
        "[[old]]",
        "[[old|an old one]]",
        "[[older]]",
        "[@old, old page]",
        "it's",
        "é",
        "😀",
        "#old",
        "old:",
    ]
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder with the dossier's own record and nothing else."""
    content = tmp_path_factory.mktemp("small") / "content"
    write(content, {"dossier.yaml": lighthouse_file("dossier.yaml"), "terms/damper.yaml": TERM})
    return content


@given(
    words=st.lists(WORDS, min_size=1, max_size=30),
    gap=st.sampled_from([" ", "\n", "\n\n"]),
    style=st.sampled_from([None, "'", '"', "|", ">"]),
    width=st.integers(20, 60),
)
def test_however_a_text_is_written_its_meaning_changes_by_the_id_alone(
    small: Path, words: list[str], gap: str, style: str | None, width: int
) -> None:
    body = gap.join(["Text", *words, "[editors]"])
    written = TERM + yaml.dump({"body": body}, default_style=style, width=width)
    (small / "terms/new.yaml").unlink(missing_ok=True)
    write(small, {"terms/old.yaml": TERM, "terms/damper.yaml": written})
    rename(small, "old", "new")
    after = (small / "terms/damper.yaml").read_text(encoding="utf-8")
    meant = body.replace("[[old]]", "[[new]]").replace("[[old|", "[[new|").replace("[@old,", "[@new,")
    assert yaml.safe_load(after)["body"] == meant
    if "\\" not in written:
        assert after.replace("[[new", "[[old").replace("[@new", "[@old") == written


# --- All or nothing


@pytest.mark.parametrize("fails_at", range(1, 8))
def test_when_a_file_cannot_be_put_in_place_all_are_as_they_were(
    fails_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = dossier(tmp_path)
    before = _files(content)
    original, calls = Path.rename, 0

    def fails(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == fails_at:
            raise OSError(28, "No space left on device", str(self))
        return original(self, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(Refused, match=r"^nothing is changed: /.+: No space"):
        rename(content, "charter", "lamp-charter")
    monkeypatch.undo()
    assert _files(content) == before
    assert sorted(tmp_path.iterdir()) == [content]


def test_when_interrupted_all_files_are_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = dossier(tmp_path)
    before = _files(content)
    original, calls = Path.rename, 0

    def interrupted(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise KeyboardInterrupt
        return original(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        rename(content, "charter", "lamp-charter")
    monkeypatch.undo()
    assert _files(content) == before
