"""The words of the invented subject, as words.yaml lists them."""

from __future__ import annotations

from pathlib import Path

import yaml

_READ = yaml.load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)

LISTS: dict[str, list[str]] = {name: words for name, words in _READ.items() if isinstance(words, list)}
"""Lists of words and of forms with slots, by name."""
LISTS["places"] = [first + last for first in LISTS["place_first"] for last in LISTS["place_last"]]

DOCUMENTS: dict[str, str] = _READ["documents"]
"""The titles of sources, by their sort."""
SUMMARIES: dict[str, str] = _READ["summaries"]
"""The summaries of records, by their kind."""
