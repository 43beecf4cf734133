"""Where the generator's own files are: its code, the templates, MkDocs' settings."""

from __future__ import annotations

from pathlib import Path

CODE = Path(__file__).parents[1]
ROOT = CODE.parent
TEMPLATES = ROOT / "templates"
SETTINGS = ROOT / "mkdocs.yml"
