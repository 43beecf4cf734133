"""The host that carries the pages, MkDocs: its plugin, its frame around a page, its preview."""

from __future__ import annotations

from pathlib import Path

CODE = Path(__file__).parents[1]
TEMPLATES = CODE.parent / "templates"
