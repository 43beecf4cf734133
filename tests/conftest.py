"""What all tests share: the flag that rewrites golden files, how hard hypothesis tries, the lighthouse."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from generator.build import build_site
from generator.planning.plan import Plan, plan
from generator.planning.resources import ROOT
from tests.folders import LIGHTHOUSE, checked

# HYPOTHESIS_PROFILE=slow tries much harder; the default keeps the whole run short.
settings.register_profile("fast", max_examples=150, deadline=None)
settings.register_profile(
    "slow", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-golden",
        action="store_true",
        help="write what the generator says now into the golden files, to be read in the diff",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no process of a run is left alone with it at the end."""
    items.sort(key=lambda item: item.path.name != "test_standards.py")


@pytest.fixture
def rewrite_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-golden"))


@pytest.fixture(scope="session")
def lighthouse() -> Plan:
    """The lighthouse dossier, checked and planned."""
    dossier = checked(LIGHTHOUSE)
    return plan(dossier)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the dossier in `content`, built once."""
    return _built_once(tmp_path_factory, "real", ROOT / "content")


@pytest.fixture(scope="session")
def lighthouse_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lighthouse site, built once."""
    return _built_once(tmp_path_factory, "lighthouse", LIGHTHOUSE)


def _built_once(factory: pytest.TempPathFactory, name: str, content: Path) -> Path:
    """Build a site for all the processes of a run: the first builds it, the others wait for it."""
    top = factory.getbasetemp()
    top = top.parent if "PYTEST_XDIST_WORKER" in os.environ else top
    folder = top / f"{name}-site"
    with (top / f"{name}-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            build_site(content, folder)
    return folder
