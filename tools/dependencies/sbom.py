"""The bill of materials, in CycloneDX: `make sbom` writes it.

It names every package of the locks, with its licence and the digests of its files, and what the site itself
carries: faces, scripts, stylesheets, icons. A package is `required` where making the site takes it, else
`excluded`, for tests and measurements only. It holds no time and no chance, so that one checkout makes the
same bytes. (npm's own `npm sbom` refuses a package that asks for the `latest` of another, as one of ours
does, and pip has no such command; so both are read from the locks.)

https://cyclonedx.org/docs/1.6/json/
"""

from __future__ import annotations

import json
import sys
import tomllib
import uuid
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from generator.planning.resources import ROOT
from tools.dependencies.licences import licence
from tools.dependencies.locks import SITE, Package, direct, everything

ASSETS = ROOT / "templates/theme/assets"
FACES = ("OFL-1.1", "@fontsource-variable/source-serif-4 and source-sans-3 5.3.0, cut down and renamed")
OURS = ("MIT", "")
_ALGORITHMS = {"sha256": HashAlgorithm.SHA_256, "sha512": HashAlgorithm.SHA_512}


def bill() -> str:
    """Return the bill of materials of this checkout as JSON."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bom = Bom(components=[*map(_package, everything()), *_carried()])
    ours = bom.metadata.component = Component(
        name=project["name"],
        version=project["version"],
        type=ComponentType.APPLICATION,
        bom_ref=project["name"],
        description=project["description"],
        licenses=[LicenseExpression(project["license"])],
    )
    asked = direct()
    bom.register_dependency(ours, [found for found in bom.components if found.name in asked])
    told = json.loads(JsonV1Dot6(bom).output_as_string())
    del told["metadata"]["timestamp"]
    told["serialNumber"] = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(told["components"])).urn
    return json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _package(package: Package) -> Component:
    kind = {"PyPI": "pypi", "npm": "npm"}[package.ecosystem]
    space, _, name = package.name.rpartition("/")
    purl = PackageURL(kind, space or None, name, package.version)
    hashes = (digest.split(":") for digest in package.hashes)
    return Component(
        name=package.name,
        version=package.version,
        bom_ref=str(purl),
        purl=purl,
        scope=ComponentScope.REQUIRED if package.lock == SITE else ComponentScope.EXCLUDED,
        licenses=[LicenseExpression(licence(package))],
        hashes=[HashType(alg=_ALGORITHMS[algorithm], content=content) for algorithm, content in hashes],
        properties=[Property(name="explainer:lock", value=package.lock.relative_to(ROOT).as_posix())],
    )


def _carried() -> Iterator[Component]:
    """Yield what the published site carries."""
    for path in sorted(ASSETS.rglob("*.*")):
        if path.suffix != ".txt":
            yield _file(path, *(FACES if path.suffix == ".woff2" else OURS))
    yield Component(
        name="Material Design Icons",
        type=ComponentType.LIBRARY,
        bom_ref="site/icons",
        scope=ComponentScope.REQUIRED,
        description="a few icons in the frame of every page, as mkdocs-material carries them",
        licenses=[LicenseExpression("Apache-2.0")],
    )


def _file(path: Path, expression: str, made_from: str) -> Component:
    name = path.relative_to(ASSETS.parent).as_posix()
    digest = sha256(path.read_bytes()).hexdigest()
    return Component(
        name=name,
        type=ComponentType.FILE,
        bom_ref=f"site/{name}",
        scope=ComponentScope.REQUIRED,
        description=f"made from {made_from}" if made_from else None,
        licenses=[LicenseExpression(expression)],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
    )


if __name__ == "__main__":
    sys.stdout.write(bill())
