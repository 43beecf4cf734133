"""How this machine reaches packages: its mirrors, proxies and certificates, taken from its own settings.

Places on its own disk are left out, certificates apart: a fresh machine would not have them. Settings that
say which packages to install, rather than where from, are left out too, and so are passwords.
"""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

RELEASE = "bookworm"
APT_TARGETS = "$(ORIGIN) $(RELEASE) $(COMPONENT) $(REPO_URI)"
"""The fields in which `apt-get indextargets --format` names its sources."""

PIP = {"index-url", "extra-index-url", "trusted-host", "proxy", "cert", "timeout", "default-timeout"}
NPM = {"registry", "cafile", "proxy", "https-proxy", "noproxy", "strict-ssl"}
_PIP_FILES = ("/etc/xdg/pip/pip.conf", "/etc/pip.conf", "~/.pip/pip.conf", "~/.config/pip/pip.conf")
_NPM_FILES = ("/usr/etc/npmrc", "/usr/local/etc/npmrc", "/etc/npmrc", "~/.npmrc")
_AUTHORITIES = Path("/usr/local/share/ca-certificates")
_APT_SETTING = re.compile(r'^(?P<name>Acquire::(?:https?|Check-)\S*) "(?P<value>[^"]+)";$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that another Debian takes over.

    Attributes:
        sources: Debian's own packages, as lines of apt's sources.list; none where this machine has none.
        apt: settings for apt.conf.
        environment: variables that pip, npm and others read.
        certificates: the files that the settings name, and those of authorities added on this machine.
    """

    sources: tuple[str, ...]
    apt: str
    environment: Mapping[str, str]
    certificates: tuple[Path, ...]

    @property
    def mirror(self) -> str | None:
        """The address that the release comes from; None for Debian's default."""
        return next((line.split()[1] for line in self.sources if line.split()[2] == RELEASE), None)

    @classmethod
    def of_this_machine(cls, targets: str, configuration: str, variables: Mapping[str, str]) -> Self:
        """Read the settings.

        Args:
            targets: the output of `apt-get indextargets` in the format APT_TARGETS.
            configuration: the output of `apt-config dump`.
            variables: the environment.
        """
        apt = {m["name"]: portable(m["value"]) for m in _APT_SETTING.finditer(configuration)}
        pip = pip_settings(_texts(_PIP_FILES))
        environment = pip | npm_settings(_texts(_NPM_FILES)) | environment_settings(variables)
        named = [Path(v) for v in (*apt.values(), *environment.values()) if _is_certificate(v)]
        return cls(
            debian_sources(targets),
            "".join(f'{name} "{value}";\n' for name, value in apt.items() if value),
            environment,
            tuple(dict.fromkeys([*named, *sorted(_AUTHORITIES.rglob("*.crt"))])),
        )


def debian_sources(targets: str) -> tuple[str, ...]:
    """Return the sources of Debian's own packages among apt's, for sources.list."""
    rows = (line.split() for line in targets.splitlines())
    lines = (
        f"deb {row[3]} {row[1]} {row[2]}"
        for row in rows
        if len(row) == 4 and row[0] == "Debian" and row[1].startswith(RELEASE) and row[2] == "main"
    )
    return tuple(dict.fromkeys(lines))


def pip_settings(texts: Iterable[str]) -> dict[str, str]:
    """Return what pip's configuration files set, as environment variables; later files win."""
    found: dict[str, str] = {}
    for text in texts:
        parser = configparser.RawConfigParser(strict=False)
        parser.read_string(text)
        for section in ("global", "install"):
            found.update(parser[section] if parser.has_section(section) else {})
    return _variables("PIP", PIP, found)


def npm_settings(texts: Iterable[str]) -> dict[str, str]:
    """Return what npm's configuration files set, as environment variables; later files win."""
    lines = (line.partition("=") for text in texts for line in text.splitlines())
    return _variables("NPM_CONFIG", NPM, {name.strip(): value.strip(" \"'") for name, _, value in lines})


def environment_settings(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the environment variables that name mirrors, proxies or certificates."""
    pip = {n[4:].lower(): v for n, v in variables.items() if n.startswith("PIP_")}
    npm = {n[11:].lower(): v for n, v in variables.items() if n.upper().startswith("NPM_CONFIG_")}
    others = {n: v for n, v in variables.items() if n.lower().endswith("_proxy") or _is_certificate(v)}
    return others | _variables("PIP", PIP, pip) | _variables("NPM_CONFIG", NPM, npm)


def _variables(prefix: str, names: set[str], found: Mapping[str, str]) -> dict[str, str]:
    """Return the settings with one of the names as environment variables."""
    settings = {name.replace("_", "-"): portable(value) for name, value in found.items()}
    return {
        f"{prefix}_{name}".replace("-", "_").upper(): value
        for name, value in settings.items()
        if name in names and value
    }


def portable(value: str) -> str:
    """Return a setting without the places on this machine's disk, certificates apart.

    >>> portable("https://mirror.example/simple file:///srv/wheels /srv/wheels")
    'https://mirror.example/simple'
    """
    local = ("file:", "/", "./", "../", "~")
    return " ".join(word for word in value.split() if not word.startswith(local) or _is_certificate(word))


def _is_certificate(value: str) -> bool:
    """Tell whether a value is the path of a file of certificates, without a private key."""
    if not value.startswith("/"):
        return False
    with suppress(OSError):
        path = Path(value)
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        return "-----BEGIN CERTIFICATE-----" in text and "PRIVATE KEY-----" not in text
    return False


def _texts(names: Iterable[str]) -> list[str]:
    paths = [Path(name).expanduser() for name in names]
    return [path.read_text(encoding="utf-8") for path in paths if path.is_file()]
