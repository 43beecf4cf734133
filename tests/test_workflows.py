"""The workflows: lint-free, pinned, with few rights, and made of the commands that a person types."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from generator import cli
from generator.planning.resources import ROOT
from tests.folders import dossier, lighthouse_file, write

PROGRAMS = Path(sys.executable).parent
GITHUB = sorted((ROOT / ".github/workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
IMAGE = re.compile(r"debian:12@sha256:[0-9a-f]{64}")
# Keys of .gitlab-ci.yml that are no job, https://docs.gitlab.com/ci/yaml/#global-keywords.
GLOBAL = {"default"}


def _read(path: Path) -> dict[Any, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def _jobs(path: Path) -> dict[str, dict[str, Any]]:
    found = _read(path)
    return {k: v for k, v in found.items() if k not in GLOBAL} if path == GITLAB else found["jobs"]


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_is_a_workflow_for_changes_one_for_publishing_and_one_for_the_night() -> None:
    triggers = {path.stem: set(dict.fromkeys(_read(path)[True])) for path in GITHUB if path.stem != "check"}
    assert triggers == {
        "publish": {"push", "workflow_dispatch"},
        "nightly": {"schedule", "workflow_dispatch"},
    }
    assert _read(ROOT / ".github/workflows/check.yml")[True] == "pull_request"
    assert _jobs(GITLAB).keys() == {"check", "pages", "advisories", "ledger"}


def test_actionlint_finds_nothing() -> None:
    _run(str(PROGRAMS / "actionlint"), *map(str, GITHUB))


def test_zizmor_finds_nothing() -> None:
    _run(str(PROGRAMS / "zizmor"), "--offline", "--no-progress", "--persona", "auditor", ".github")


def test_github_workflows_are_valid_by_their_schema() -> None:
    _run(
        str(PROGRAMS / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows", *map(str, GITHUB)
    )


def test_the_gitlab_pipeline_is_valid_by_its_schema() -> None:
    schema = ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"]
    _run(str(PROGRAMS / "check-jsonschema"), *schema, str(GITLAB))


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.stem)
def test_every_action_is_of_the_forge_itself_and_pinned_by_its_commit(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


def test_what_begins_with_a_dot_is_published_too() -> None:
    """As `.well-known/` does; both actions leave it out unless told: what `explainer verify` would miss."""
    for name in ("check", "publish"):
        text = (ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
        assert text.count("/upload-") == text.count("include-hidden-files: true") == 1


def test_one_action_is_pinned_to_one_commit_everywhere() -> None:
    used = {line for path in GITHUB for line in re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))}
    assert len({line.partition("@")[0] for line in used}) == len(used)


def test_images_are_pinned_by_their_digest() -> None:
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))
    images = {_read(GITLAB)["default"]["image"], container["image"]}
    assert len(images) == 1, "the pipeline and the editor's container are one system"
    assert IMAGE.fullmatch(images.pop())


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.stem)
def test_each_job_has_the_rights_it_needs_and_no_other(path: Path) -> None:
    needed = {
        ("check", "check"): {"contents": "read"},
        ("publish", "build"): {"contents": "read"},
        ("publish", "deploy"): {"pages": "write", "id-token": "write"},
        ("nightly", "advisories"): {"contents": "read"},
        ("nightly", "ledger"): {"contents": "read"},
        ("nightly", "propose"): {"contents": "write", "pull-requests": "write"},
    }
    assert _read(path)["permissions"] == {}
    for name, job in _jobs(path).items():
        assert job["permissions"] == needed[path.stem, name]


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.stem)
def test_a_job_that_may_change_something_runs_nothing_of_ours_and_of_those_we_depend_on(path: Path) -> None:
    """Neither content nor code, of a pull request or of a package, is ever run with the right to write."""
    for job in _jobs(path).values():
        if "write" in job["permissions"].values():
            lines = [line for step in job["steps"] for line in step.get("run", "").splitlines()]
            assert {re.split(r"[ =]", line)[0] for line in lines} <= {"git", "gh", "test", "origin", "open"}


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.stem)
def test_no_secret_is_within_reach_and_no_token_is_left_in_the_checkout(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def _scripts() -> Iterator[tuple[str, str]]:
    """Yield every script of the workflows, with the name of its job."""
    for path in GITHUB:
        for name, job in _jobs(path).items():
            for step in job["steps"]:
                if "run" in step:
                    yield f"{path.stem} {name}", step["run"]
    for name, job in _jobs(GITLAB).items():
        yield f"gitlab {name}", "\n".join(job["script"])


@pytest.mark.parametrize(("job", "script"), list(_scripts()))
def test_scripts_are_made_of_commands_that_exist(job: str, script: str) -> None:
    for line in script.splitlines():
        program, *arguments = shlex.split(re.split(r" (?:\||>|&&) ?", line)[0])
        if program == "make":
            _run("make", "--dry-run", *arguments)
        elif program == ".venv/bin/explainer":
            name, *options = arguments
            command = cli.main.get_command(click.Context(cli.main), name)
            assert command, name
            command.make_context(name, options)
        else:
            assert program in ("git", "gh", "test") or re.match(r"[a-z]+=", program)


def test_what_github_and_gitlab_run_is_the_same() -> None:
    def commands(jobs: list[str]) -> list[str]:
        lines = [line for job, script in _scripts() if job in jobs for line in script.splitlines()]
        told = [re.split(r" (?:--format|--site|\||>)", line)[0] for line in lines if line[0] in "m."]
        return sorted(line.split(" 'HEAD^1'")[0].split(' "$CI')[0] for line in told)

    pairs = {
        "check check": "gitlab check",
        "publish build": "gitlab pages",
        "nightly advisories": "gitlab advisories",
        "nightly ledger": "gitlab ledger",
    }
    for here, there in pairs.items():
        assert commands([here]) == commands([there])


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A clone with a change on top, in which the workflows' own scripts can be run."""
    bare, top = tmp_path / "origin.git", tmp_path / "checkout"
    top.mkdir()
    content = dossier(top)
    write(top, {"Makefile": ".venv/%.done: ;\ntest: ;\n", ".gitignore": "/.venv\n/site\n/public\n"})
    (top / ".venv").symlink_to(PROGRAMS.parent)
    _git(top, "init", "--quiet", "--initial-branch=main")
    _commit(top)
    wick = lighthouse_file("terms/wick.yaml", ("The part of a lamp that burns", "What burns in a lamp"))
    write(content, {"terms/wick.yaml": wick})
    _commit(top)
    shutil.copytree(top / ".git", bare)
    _git(bare, "config", "core.bare", "true")
    _git(bare, "config", "receive.advertisePushOptions", "true")
    # The forge's own program notes what it is asked for; the first pull request is open after that.
    forge = tmp_path / "programs/gh"
    write(
        tmp_path,
        {"programs/gh": f'#!/bin/sh\n[ "$2" = list ] && cat {tmp_path}/asked 2>&1 | grep -c create\n'},
    )
    with forge.open("a", encoding="utf-8") as script:
        script.write(f'echo "$@" >> {tmp_path}/asked\n')
    forge.chmod(0o755)
    for address in (
        "https://x-access-token:t@github.com/ada/lighthouses.git",
        "https://gitlab-ci-token:t@gitlab.example/ada/lighthouses.git",
    ):
        _git(top, "config", "--add", f"url.{bare.as_uri()}.insteadOf", address)
    return top


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _commit(top: Path) -> None:
    _git(top, "add", "--all")
    named = ["-c", "user.name=Ada", "-c", "user.email=ada@lighthouses.example"]
    _git(top, *named, "commit", "--quiet", "--message=Change")


def _act(top: Path, job: str) -> str:
    """Run the scripts of a job as its forge does, and return what they print."""
    environment = {
        "GITHUB_STEP_SUMMARY": str(top / "summary.md"),
        "GITHUB_REPOSITORY": "ada/lighthouses",
        "TOKEN": "t",
        "CI_JOB_TOKEN": "t",
        "CI_SERVER_HOST": "gitlab.example",
        "CI_PROJECT_PATH": "ada/lighthouses",
        "GH_TOKEN": "t",
        "BRANCH": "nightly",
        "PATH": f"{top.parent / 'programs'}:{os.environ['PATH']}",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": _git(top, "rev-parse", "HEAD~1"),
    }
    printed = ""
    for name, script in _scripts():
        if name == job:
            done = subprocess.run(
                ["bash", "-e", "-o", "pipefail", "-c", script],
                cwd=top,
                env=os.environ | environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
            printed += done.stdout
    return printed


@pytest.mark.parametrize("job", ["check check", "gitlab check"])
def test_a_change_is_built_and_told(job: str, checkout: Path) -> None:
    printed = _act(checkout, job)
    assert "The site is in site/" in printed
    told = (checkout / "diff.md").read_text(encoding="utf-8")
    assert "#### Changed: Term" in told
    if job == "check check":
        assert (checkout / "summary.md").read_text(encoding="utf-8") == told


@pytest.mark.parametrize(("job", "site"), [("publish build", "site"), ("gitlab pages", "public")])
def test_the_main_branch_is_built_where_the_forge_looks_for_it(job: str, site: str, checkout: Path) -> None:
    _act(checkout, job)
    manifest = json.loads((checkout / site / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["commit"] == _git(checkout, "rev-parse", "HEAD")


@pytest.mark.parametrize("jobs", [["nightly ledger", "nightly propose"], ["gitlab ledger"]])
def test_the_night_proposes_what_it_found_once_and_leaves_main_alone(
    jobs: list[str], checkout: Path
) -> None:
    origin = checkout.parent / "origin.git"
    main = _git(origin, "rev-parse", "main")
    for job in jobs:
        _act(checkout, job)
    pushed = _git(origin, "show", "--name-only", "--format=", "nightly").splitlines()
    assert pushed == ["ledger/addresses.txt", "ledger/links.json"]
    first = _git(origin, "rev-parse", "nightly")
    assert _git(origin, "rev-parse", "nightly~1") == main == _git(origin, "rev-parse", "main")

    for _ in range(2):  # the nights after, until it is merged: the same addresses fail, since the same day
        again = checkout.parent / "again"
        shutil.rmtree(again, ignore_errors=True)
        shutil.copytree(checkout, again, symlinks=True)
        _git(again, "reset", "--hard", "--quiet", main)
        _git(again, "branch", "--delete", "--force", "nightly")
        for job in jobs:
            _act(again, job)
        assert _git(origin, "rev-parse", "nightly") == first
    if "nightly propose" in jobs:
        asked = (checkout.parent / "asked").read_text(encoding="utf-8")
        assert asked.count("pr create --head nightly --fill") == 1


def test_hooks_are_valid_and_pass_on_sound_content_and_stop_broken_content(checkout: Path) -> None:
    shutil.copy(ROOT / ".pre-commit-config.yaml", checkout)
    shutil.copy(ROOT / "pyproject.toml", checkout)
    _git(checkout, "add", "--all")
    environment = os.environ | {"PRE_COMMIT_HOME": str(checkout.parent / "hooks")}

    def hooks() -> subprocess.CompletedProcess[str]:
        command = [str(PROGRAMS / "pre-commit"), "run", "--all-files"]
        return subprocess.run(
            command, cwd=checkout, env=environment, capture_output=True, text=True, check=False
        )

    assert hooks().returncode == 0, hooks().stdout
    write(checkout / "content", {"terms/wick.yaml": "title: Wick\n"})
    broken = hooks()
    assert broken.returncode == 1
    assert "content/terms/wick.yaml:1:1: S02" in broken.stdout


def test_the_editors_container_makes_the_environment_and_starts_the_preview() -> None:
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))
    assert container["onCreateCommand"] == " && ".join(_read(GITLAB)["default"]["before_script"])
    assert container["updateContentCommand"] == "make .venv/site.done"
    assert container["postAttachCommand"] == ".venv/bin/explainer serve"
    assert container["forwardPorts"] == [8000]
    recommended = json.loads((ROOT / ".vscode/extensions.json").read_text(encoding="utf-8"))
    assert container["customizations"]["vscode"]["extensions"] == recommended["recommendations"]
