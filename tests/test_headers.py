"""What the site is served with: by real hosts, with the files made for them; and what it leaves behind."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.loading.loader import load
from generator.model.dossier import Front
from generator.outputs import hosting_files, security_txt
from generator.planning import urls
from generator.planning.resources import ROOT
from tests.chromium import chromium
from tests.folders import dossier, lighthouse_file
from tests.test_cli import run
from tools.audit.measures import DESKTOP, opened

NGINX = """
daemon off; pid {room}/pid; error_log stderr;
events {{ }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {room}; proxy_temp_path {room}; fastcgi_temp_path {room};
  uwsgi_temp_path {room}; scgi_temp_path {room};
  server {{ listen 127.0.0.1:{port}; root {site}; charset utf-8;
{told}
  }}
}}
"""
APACHE = """
ServerRoot {room}
ServerName localhost
PidFile pid
Listen 127.0.0.1:{port}
ErrorLog /dev/stderr
Mutex file:{room}
User www-data
{modules}
TypesConfig /etc/mime.types
AddType font/woff2 .woff2
DocumentRoot {site}
<Directory {site}>
  AllowOverride All
  Require all granted
</Directory>
"""
MODULES = ("mpm_event", "authz_core", "dir", "mime", "headers")
CADDY = """
{{
\tadmin off
\tauto_https off
}}
http://127.0.0.1:{port} {{
\troot * {site}
\tfile_server
{told}
}}
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Host:
    """A host that serves the lighthouse site."""

    name: str
    port: int
    site: Path

    def get(self, path: str, **asked: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in asked.items()})
            answer = connection.getresponse()
            names = [name for name, _ in answer.getheaders()]
            assert len(names) == len({name.lower() for name in names}), "a header stands there twice"
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()


@contextmanager
def _running(name: str, site: Path, room: Path) -> Iterator[Host]:
    """Serve a site with a real host, with what the command prints or the files in the site."""
    programs = {"nginx": "nginx", "apache": "apache2", "caddy": "caddy"}
    program = shutil.which(programs[name], path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        pytest.skip(f"{name} is not installed; `make .venv/tests.done` does it")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    modules = "\n".join(f"LoadModule {m}_module /usr/lib/apache2/modules/mod_{m}.so" for m in MODULES)
    told = hosting_files.FORMS[name]("/")
    form, command = {
        "nginx": (NGINX, [program, "-e", "stderr", "-c"]),
        "apache": (APACHE, [program, "-D", "FOREGROUND", "-f"]),
        "caddy": (CADDY, [program, "run", "--adapter", "caddyfile", "--config"]),
    }[name]
    settings = room / "settings"
    settings.write_text(form.format(room=room, port=port, site=site, told=told, modules=modules))
    complaints = room / "complaints"
    with complaints.open("w") as stream:
        process = subprocess.Popen([*command, str(settings)], stdout=stream, stderr=stream)
        try:
            for _ in range(200):
                with socket.socket() as asked:
                    if asked.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert process.poll() is None, complaints.read_text()
                time.sleep(0.05)
            else:
                pytest.fail(complaints.read_text())
            yield Host(name, port, site)
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture(scope="module")
def readable_site(lighthouse_site: Path) -> Iterator[Path]:
    """The site where a host that gives up its rights can still read it."""
    folder = Path("/var/tmp") / f"explainer-served-{time.monotonic_ns()}"
    shutil.copytree(lighthouse_site, folder)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module", params=["nginx", "apache", "caddy"])
def host(
    request: pytest.FixtureRequest, readable_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Host]:
    with _running(request.param, readable_site, tmp_path_factory.mktemp(request.param)) as running:
        yield running


class TestARealHost:
    def test_serves_every_file_with_the_policy(self, host: Host) -> None:
        files = [p for p in host.site.rglob("*") if p.is_file() and not p.name.startswith((".", "_"))]
        assert len(files) > 100
        for path in files:
            answer = host.get("/" + path.relative_to(host.site).as_posix())
            assert (answer.status, answer.body) == (200, path.read_bytes())
            assert hosting_files.HEADERS.items() <= answer.headers.items()
            lasting = path.parent == host.site / hosting_files.LASTING.rstrip("/")
            assert answer.headers["Cache-Control"] == (
                hosting_files.KEPT if lasting else hosting_files.ASKED_ANEW
            )

    def test_answers_for_what_is_missing_with_the_sites_own_page(self, host: Host) -> None:
        for path in ("/no-such-page/", f"/{hosting_files.LASTING}gone.woff2"):
            answer = host.get(path)
            assert (answer.status, answer.body) == (404, (host.site / "404.html").read_bytes())
            assert hosting_files.HEADERS.items() <= answer.headers.items()
            assert answer.headers["Cache-Control"] == hosting_files.ASKED_ANEW

    def test_sends_an_unchanged_page_no_second_time(self, host: Host) -> None:
        first = host.get("/")
        again = host.get("/", If_None_Match=first.headers["ETag" if "ETag" in first.headers else "Etag"])
        assert (again.status, again.body) == (304, b"")

    def test_tells_what_each_file_is(self, host: Host) -> None:
        """Nothing is guessed from the content, so a file must be called what it is."""
        kinds: dict[str, str | tuple[str, ...]] = {
            "/": "text/html",
            "/assets/content.css": "text/css",
            "/assets/notes.js": ("text/javascript", "application/javascript"),
            "/assets/emblem.svg": "image/svg+xml",
            "/manifest.json": "application/json",
        }
        for path, kind in kinds.items():
            assert host.get(path).headers["Content-Type"].startswith(kind)

    def test_sets_no_cookie(self, host: Host) -> None:
        assert "Set-Cookie" not in host.get("/").headers


def _rules(text: str) -> dict[str, dict[str, str]]:
    """Read `_headers`: a path, then the headers of what it covers, indented."""
    found: dict[str, dict[str, str]] = {}
    for line in filter(None, text.splitlines()):
        if line[0] == "/":
            rule = found.setdefault(line, {})
        else:
            name, _, value = line.strip().partition(": ")
            rule[name] = value
    return found


def test_netlify_and_cloudflare_find_the_same_policy_in_the_site(lighthouse_site: Path) -> None:
    rules = _rules((lighthouse_site / "_headers").read_text(encoding="utf-8"))
    assert rules == {"/*": hosting_files.HEADERS, "/assets/fonts/*": {"Cache-Control": hosting_files.KEPT}}


@pytest.mark.parametrize("host", hosting_files.FORMS)
def test_the_command_prints_what_a_host_needs(host: str, tmp_path: Path) -> None:
    result = run("headers", host, "--content", dossier(tmp_path))
    assert (result.exit_code, result.stdout) == (0, hosting_files.FORMS[host]("/"))


@pytest.mark.parametrize("form", hosting_files.FORMS.values())
def test_an_address_from_the_content_cannot_say_anything_to_a_host(form: Callable[[str], str]) -> None:
    top = urls.root_path("https://lighthouses.example/a;return 301 x;$uri#'(b)/")
    assert re.fullmatch(r"[A-Za-z0-9/%._~-]+", top)
    assert form(top).replace(top, "/") == form("/")


@pytest.mark.parametrize("path", sorted((ROOT / "templates/theme" / hosting_files.LASTING).glob("*.woff2")))
def test_a_file_that_browsers_keep_for_good_carries_its_digest(path: Path) -> None:
    assert path.suffixes[-2] == "." + sha256(path.read_bytes()).hexdigest()[:8]


class TestSecurityTxt:
    """As https://www.rfc-editor.org/rfc/rfc9116 has it."""

    def front(self, tmp_path: Path, *changes: tuple[str, str]) -> Front:
        text = lighthouse_file("dossier.yaml", *changes)
        loaded = load(dossier(tmp_path, {"dossier.yaml": text}))
        return next(record for record in loaded.records if isinstance(record, Front))

    def test_names_whom_to_tell_and_how_long_that_holds(self, lighthouse_site: Path) -> None:
        lines = (lighthouse_site / security_txt.NAME).read_text(encoding="utf-8").splitlines()
        fields = dict(line.split(": ", 1) for line in lines)
        assert list(fields) == ["Contact", "Expires", "Preferred-Languages", "Canonical"]
        assert fields["Contact"] == "mailto:keeper@lighthouses.example"
        assert fields["Canonical"] == "https://lighthouses.example/.well-known/security.txt"
        reviewed = date(2026, 11, 1)
        assert 0 < (date.fromisoformat(fields["Expires"].removesuffix("T00:00:00Z")) - reviewed).days < 365

    def test_is_not_made_without_a_contact(self, tmp_path: Path) -> None:
        front = self.front(tmp_path, ("contact: mailto:keeper@lighthouses.example\n", ""))
        assert security_txt.security_txt(front) == ""

    def test_is_not_made_where_nobody_looks_for_it(self, tmp_path: Path) -> None:
        front = self.front(tmp_path, ("//lighthouses.example/\n", "//lighthouses.example/league/\n"))
        assert security_txt.security_txt(front) == ""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


STORED = """async () => ({
  local: {...localStorage},
  session: {...sessionStorage},
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": {}, "session": {}, "databases": 0, "caches": 0, "workers": 0}


@pytest.mark.browser
@pytest.mark.parametrize("host", ["nginx"], indirect=True)
def test_a_walk_through_the_site_leaves_nothing_but_the_choice_of_scheme(
    browser: Browser, host: Host
) -> None:
    """What content/pages/privacy.yaml promises, from a host that serves the site with the policy."""
    top = f"http://127.0.0.1:{host.port}/"
    with opened(browser, DESKTOP) as (page, watch):
        page.goto(top)
        page.get_by_role("button", name="Search").click()
        page.get_by_role("textbox", name="Search this site").fill("lamp")
        expect(page.locator(".search__page").first).to_be_visible()
        page.locator(".search__page").first.click()
        page.goto(f"{top}votes/final-vote/")
        page.locator(".fig-controls input").first.fill("a")
        page.goto(f"{top}events/")
        page.goto(f"{top}no-such-page/")
        assert page.evaluate(STORED) == NOTHING

        page.get_by_role("button", name="Dark scheme").click()
        page.goto(top)
        assert page.evaluate(STORED) == NOTHING | {"local": {"scheme": "dark"}}
        page.get_by_role("button", name="Dark scheme").click()
        assert page.evaluate(STORED) == NOTHING

        assert page.context.cookies() == []
        assert watch.foreign(top) == []
        assert [told for told in watch.complaints if "404" not in told] == []
