"""What the site should be served with: one policy, written as each common host reads it.

A page may run the site's own scripts and load the site's own files, and nothing else; it tells nobody where
its reader comes from, and may not be framed. (Transport security is asked of this host alone, as the others
of its domain are not ours to speak for.) A file whose name carries a digest of it never changes and is kept
by browsers for good; all else may be kept too, but is asked for anew, which costs little while it is
unchanged: so nobody reads a corrected page late. The forms are those of

- `_headers`: https://developers.cloudflare.com/pages/configuration/headers/ and
  https://docs.netlify.com/manage/routing/headers/. Both hosts revalidate pages by themselves, and join what
  two rules say of one header, so no rule says it of pages;
- `.htaccess`: https://httpd.apache.org/docs/2.4/mod/mod_headers.html;
- nginx: https://nginx.org/en/docs/http/ngx_http_headers_module.html, for the `server` block. A block within
  it that has an `add_header` of its own loses these, so they hold no such block;
- Caddy: https://caddyserver.com/docs/caddyfile/directives/header, for the block of the site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..planning import urls
from ..planning.site import Output, OutputFile, Site

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
"""What a page may do at the most: https://www.w3.org/TR/CSP3/."""

REFUSED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
"""What no page of ours will ever ask a reader for: https://www.w3.org/TR/permissions-policy/."""

HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in REFUSED),
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
"""What every answer carries."""

LASTING = "assets/fonts/"
"""Where the files are whose names carry a digest."""
KEPT = "public, max-age=31536000, immutable"
ASKED_ANEW = "no-cache"


def netlify(top: str) -> str:
    """Return the headers as Netlify, Cloudflare Pages and their like read them, as `_headers`.

    Args:
        top: the path of the site on its host, as `planning.urls.root_path` gives it.
    """
    lines = [f"{top}*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    return "\n".join([*lines, "", f"{top}{LASTING}*", f"  Cache-Control: {KEPT}", ""])


def apache(top: str) -> str:
    """Return the headers and the page for what is missing as Apache reads them, as `.htaccess`."""
    lines = [
        f"ErrorDocument 404 {top}404.html",
        "<IfModule mod_headers.c>",
        *(f'  Header always set {name} "{value}"' for name, value in HEADERS.items()),
        f'  Header always set Cache-Control "{ASKED_ANEW}"',
        f'  Header always set Cache-Control "{KEPT}" "expr=%{{REQUEST_URI}} =~ m#^{top}{LASTING}#"',
        "</IfModule>",
        "",
    ]
    return "\n".join(lines)


def nginx(top: str) -> str:
    """Return the headers and the page for what is missing as lines of nginx's `server` block."""
    lines = [
        f"error_page 404 {top}404.html;",
        f'set $caching "{ASKED_ANEW}";',
        f'if ($uri ~ "^{top}{LASTING}") {{ set $caching "{KEPT}"; }}',
        "add_header Cache-Control $caching always;",
        *(f'add_header {name} "{value}" always;' for name, value in HEADERS.items()),
        "",
    ]
    return "\n".join(lines)


def caddy(top: str) -> str:
    """Return the headers and the page for what is missing as lines of the site's block of a Caddyfile."""
    lines = [
        "header {",
        *(f'\t{name} "{value}"' for name, value in HEADERS.items()),
        "}",
        f"@lasting path {top}{LASTING}*",
        f'header @lasting Cache-Control "{KEPT}"',
        f"@others not path {top}{LASTING}*",
        f'header @others Cache-Control "{ASKED_ANEW}"',
        "handle_errors {",
        f'\theader Cache-Control "{ASKED_ANEW}"',
        "\t@missing expression {err.status_code} == 404",
        f"\trewrite @missing {top}404.html",
        "\tfile_server",
        "}",
        "",
    ]
    return "\n".join(lines)


FORMS: dict[str, Callable[[str], str]] = {
    "netlify": netlify,
    "apache": apache,
    "nginx": nginx,
    "caddy": caddy,
}
"""The forms by the names of their hosts."""


def files(site: Site) -> Iterator[OutputFile]:
    """Yield the files that hosts read in the folder of the site itself."""
    root = urls.root_path(site.plan.dossier.front.address)
    yield OutputFile("_headers", lambda: netlify(root).encode())
    yield OutputFile(".htaccess", lambda: apache(root).encode())


OUTPUT = Output("hosting files", files, with_our_frame=True)
