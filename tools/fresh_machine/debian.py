"""A bare Debian in a temporary folder, made by debootstrap.

All that runs in it has mounts and processes of its own, in namespaces of the kernel's. They end with the
command, however that ends; so nothing is mounted below the folder when it is removed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tools.fresh_machine.settings import APT_TARGETS, RELEASE, Settings

PACKAGES = ("ca-certificates", "git", "make", "python3")
_SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_ENTER = """
set -e
mount --bind "$1" "$1"
cd "$1"
mount -t proc proc proc
mount --rbind /sys sys
mount --rbind /dev dev
mount -t tmpfs tmpfs dev/shm
pivot_root . .
umount -l .
sh -c "$2"
exit
"""
"""Makes a folder the root of the mounts: below chroot the kernel lets nobody make a namespace, as tests do.

It does not end in the command: the shell stays process 1 and takes care of orphans.
"""


@dataclass(frozen=True, slots=True)
class Debian:
    """A Debian that commands can be run in.

    Attributes:
        root: its folder.
        environment: the variables that commands see.
    """

    root: Path
    environment: Mapping[str, str]

    @contextmanager
    def running(self, line: str) -> Iterator[subprocess.Popen[str]]:
        """Run a line of shell; whatever still runs of it at the end is killed."""
        with _isolated(["sh", "-c", _ENTER, "sh", str(self.root), line], self.environment) as process:
            yield process

    def run(self, line: str) -> bool:
        """Run a line of shell to its end, show what it prints, and tell whether it succeeded."""
        with self.running(line) as process:
            return show(process) == 0


@contextmanager
def bare_debian() -> Iterator[Debian]:
    """Make a Debian with this machine's package settings; it is removed afterwards.

    Raises:
        SystemExit: when the Debian cannot be made.
        subprocess.CalledProcessError: when a command on this machine fails.
    """
    settings = _prepare_host()
    with tempfile.TemporaryDirectory(prefix="bare-debian-") as folder:
        root = Path(folder, "root")  # debootstrap lets every user read it, unlike the folder
        command = [
            "debootstrap",
            "--variant=minbase",
            f"--include={','.join(PACKAGES)}",
            RELEASE,
            str(root),
        ]
        with _isolated([*command, *filter(None, [settings.mirror])], os.environ) as process:
            if show(process):
                raise SystemExit("debootstrap cannot make the bare Debian.")
        _configure(root, settings)
        environment = {"HOME": "/root", "PATH": _SYSTEM_PATH, **settings.environment}
        debian = Debian(root, environment)
        if not debian.run("update-ca-certificates"):
            raise SystemExit("The certificates cannot be installed in the bare Debian.")
        yield debian


def _prepare_host() -> Settings:
    """Install debootstrap, and read the package settings."""
    install = ["apt-get", "install", "--yes", "--no-install-recommends", "debootstrap"]
    for command in (["apt-get", "update"], [*install, "debian-archive-keyring"]):
        subprocess.run(command, check=True)
    asked = ["apt-get", "indextargets", "--format", APT_TARGETS, "Created-By: Packages"]
    return Settings.of_this_machine(_output(asked), _output(["apt-config", "dump"]), os.environ)


def _output(command: list[str]) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _configure(root: Path, settings: Settings) -> None:
    """Write the settings into a Debian, and keep its packages from starting services."""
    if settings.sources:
        (root / "etc/apt/sources.list").write_text("\n".join(settings.sources) + "\n", encoding="utf-8")
    (root / "etc/apt/apt.conf.d/90host").write_text(settings.apt, encoding="utf-8")
    for path in (Path("/etc/hosts"), Path("/etc/resolv.conf"), *settings.certificates):
        copy = root / path.relative_to("/")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    # https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt: 101 forbids the action.
    policy = root / "usr/sbin/policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
    policy.chmod(0o755)


@contextmanager
def _isolated(command: list[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Run a command with mounts and processes of its own; what it prints is to be read from its stdout."""
    namespaces = ["unshare", "--mount", "--pid", "--fork", "--mount-proc", "--"]
    with subprocess.Popen(
        [*namespaces, *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            # The group holds process 1 of the namespace, and the kernel ends all others with that one.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            assert process.stdout is not None
            process.stdout.read()  # until the last of them has closed it


def show(process: subprocess.Popen[str]) -> int:
    """Print what a process prints until it ends, and return its exit code."""
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
    return process.wait()
