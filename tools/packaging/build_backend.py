"""Builds the package: setuptools, with the folder `generator` named `mkdocs_explainer` in the wheel.

`generator` is the name in a checkout, and so in an editable install, for the tests and for mypy. Installed
beside other packages it would be too common a name. setuptools can rename a folder too (`package-dir`), but
then an editable install has the other name as well; .github/DECISIONS.md says what that breaks.

The hooks are those of https://peps.python.org/pep-0517/ and https://peps.python.org/pep-0660/. There is
no `prepare_metadata_for_build_wheel`, because setuptools would answer it with the entry points of a
checkout, and none that asks for further requirements: pyproject.toml names them all.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from setuptools import build_meta
from setuptools.build_meta import build_editable, build_sdist, prepare_metadata_for_build_editable

__all__ = ["build_editable", "build_sdist", "build_wheel", "prepare_metadata_for_build_editable"]

CHECKOUT_NAME = "generator"
WHEEL_NAME = "mkdocs_explainer"
METADATA = ("README.md", "LICENSE")
"""Files that pyproject.toml names and setuptools reads."""


def build_wheel(
    wheel_directory: str,
    config_settings: Mapping[str, Any] | None = None,
    metadata_directory: str | None = None,
) -> str:
    """Build the wheel from a copy of the source tree in which the package has its other name.

    Args:
        wheel_directory: where the wheel goes.
        config_settings: settings of the build front end, for setuptools.
        metadata_directory: unused, because no metadata is prepared.

    Returns:
        The wheel's file name.
    """
    source, target = Path.cwd(), Path(wheel_directory).absolute()
    project = (source / "pyproject.toml").read_text(encoding="utf-8")
    with TemporaryDirectory() as folder, chdir(folder):
        shutil.copytree(source / CHECKOUT_NAME, WHEEL_NAME, ignore=shutil.ignore_patterns("__pycache__"))
        for file in METADATA:
            shutil.copy2(source / file, file)
        renamed = re.sub(rf'(?<="){CHECKOUT_NAME}\b', WHEEL_NAME, project)
        Path("pyproject.toml").write_text(renamed, encoding="utf-8")
        return str(build_meta.build_wheel(str(target), config_settings))
