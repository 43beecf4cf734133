"""What all tests share: the flag that rewrites golden files, how hard hypothesis tries, the lighthouse."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from generator import pipeline
from generator.plan import Plan, plan
from generator.publish import ROOT, build
from tests.folders import LIGHTHOUSE

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


@pytest.fixture
def rewrite_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-golden"))


@pytest.fixture(scope="session")
def lighthouse() -> Plan:
    """The lighthouse dossier, checked and planned."""
    dossier, report = pipeline.check(LIGHTHOUSE)
    assert dossier is not None, report.as_text()
    return plan(dossier)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the dossier in `content`, built once."""
    folder = tmp_path_factory.mktemp("real") / "site"
    build(ROOT / "content", folder)
    return folder


@pytest.fixture(scope="session")
def lighthouse_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lighthouse site, built once."""
    folder = tmp_path_factory.mktemp("lighthouse") / "site"
    build(LIGHTHOUSE, folder)
    return folder
