"""The corpora of `make bench`: the same for a seed, sound, and whole for every contestant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.folders import checked
from tools.bench import minimum, table
from tools.bench.contestants import CONTESTANTS, Contestant
from tools.bench.corpus import corpus
from tools.bench.measure import STATES, Measured, Run, changing
from tools.bench.records import Corpus

SIZE = 100


@pytest.fixture(scope="module")
def made() -> Corpus:
    return corpus(SIZE)


@pytest.fixture(scope="module")
def written(made: Corpus, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Contestant]:
    contestants: dict[str, Contestant] = {
        name: kind(tmp_path_factory.mktemp(name)) for name, kind in CONTESTANTS.items()
    }
    for contestant in contestants.values():
        contestant.write(made)
    return contestants


def text_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".yaml", ".md")
    }


def test_a_corpus_has_as_many_records_as_asked_of_several_kinds(made: Corpus) -> None:
    assert len(made.records) == SIZE
    assert len({record.kind.name for record in made.records.values()}) == 9


def test_one_seed_makes_one_corpus_and_another_seed_another(made: Corpus) -> None:
    assert corpus(SIZE).records == made.records
    assert corpus(SIZE, seed=2).records != made.records


def test_a_record_says_about_250_words(made: Corpus) -> None:
    pieces = [p for record in made.records.values() for block in record.prose for p in block.pieces]
    words = sum(len((p if isinstance(p, str) else p.words).split()) for p in pieces)
    assert 230 < words / SIZE < 270


def test_our_check_finds_no_problem_in_it(written: dict[str, Contestant]) -> None:
    assert len(checked(written["ours"].folder / "content").records) == SIZE + 1


@pytest.mark.parametrize("name", CONTESTANTS)
def test_every_contestant_is_given_every_record(
    name: str, made: Corpus, written: dict[str, Contestant]
) -> None:
    source = text_of(written[name].folder / "content")
    for record in made.records.values():
        found = [text for path, text in source.items() if path.startswith(record.address.rstrip("/") + ".")]
        assert len(found) == 1
        assert record.title in found[0]
        for block in record.prose:
            assert all(piece in found[0] for piece in block.pieces if isinstance(piece, str))


@pytest.mark.parametrize("name", CONTESTANTS)
def test_a_change_is_written_to_one_file(name: str, made: Corpus, written: dict[str, Contestant]) -> None:
    contestant = written[name]
    before = text_of(contestant.folder)
    record = changing(made)
    changed = made.retitled(record.id, f"{record.title}, told anew")
    contestant.put(changed, changed.records[record.id])
    after = text_of(contestant.folder)
    contestant.put(made, record)
    assert [path for path in before if before[path] != after[path]] == [
        path for path in before if path.startswith(f"content/{record.address.rstrip('/')}.")
    ]
    assert text_of(contestant.folder) == before


def test_the_pages_that_show_a_title_are_its_own_its_links_both_ways_and_its_index(made: Corpus) -> None:
    record = changing(made)
    shown = made.showing(record.id)
    assert shown[0] == record.address
    assert shown[-1] == "events/"
    assert {made.records[link.target].address for link in record.links()} <= set(shown)
    assert len(shown) > 5


def test_a_target_passes_fails_or_says_that_it_was_not_measured() -> None:
    def took(seconds: float) -> Measured:
        return Measured({state: [Run(seconds, seconds, 90.0, 90.0)] for state in STATES})

    results = table.Results({1_000: {"ours": took(2.0), "Hugo": took(4.0), "MkDocs": took(5.0)}})
    rows = {target.measure: target.cells()[1:] for target in table.targets(results)}
    assert rows["cold build, 1,000 records, CPU, ours / Hugo"] == ["0.50", "1", "pass"]
    assert rows["cold build, 1,000 records, CPU, ours / MkDocs"] == ["0.40", "0.2", "FAIL"]
    assert rows["cold build, 5,000 records, CPU, ours / Hugo"] == ["-", "1", "not measured"]


def test_the_minimum_by_hand_holds_what_the_page_holds_of_its_record(lighthouse_site: Path) -> None:
    page = (lighthouse_site / minimum.PAGE).read_text(encoding="utf-8")
    kept, by_hand = minimum.content(page), minimum.by_hand()
    assert minimum.words(by_hand) == minimum.words(kept)
    assert minimum.ways(by_hand) == minimum.ways(kept)


def test_the_parts_that_the_minimum_lacks_are_on_the_page(lighthouse_site: Path) -> None:
    page = (lighthouse_site / minimum.PAGE).read_text(encoding="utf-8")
    assert [name for name, plain, packed in minimum.parts(page) if plain <= 0 or packed <= 0] == []
