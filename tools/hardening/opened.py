"""Chromium on pages built from hostile content, under the strict policy: what they should not do."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Dialog, Page

from tests.chromium import chromium, served
from tools.audit.measures import Watch
from tools.audit.written import WHOLE, addresses

ALIKE = ("editors/", "404.html")
"""Pages that hold nothing of the content."""
HARMED = "window.harmed !== undefined || frames.length > 0"
"""What every attack tries to bring about, beside requests and dialogs."""


def opened(site: Path) -> tuple[list[str], int]:
    """Open every page of a site that holds content.

    Returns:
        What happened that should not: a script that ran or was held back by the policy, a request to
        another host, a dialog; and how many pages were opened.
    """
    pages = [where for where in [*addresses(site), WHOLE] if not where.startswith(ALIKE)]
    faults: list[str] = []
    with chromium() as browser, served(site) as top:
        page = browser.new_page()
        page.on("dialog", lambda dialog: _dismissed(dialog, faults))
        watch = Watch(page)
        for where in pages:
            page.goto(top + where)
            faults += [f"{where}: {fault}" for fault in _of(page)]
        watch.settle()
        faults += [f"asked for {url}" for url in watch.foreign(top)]
        faults += watch.complaints
    return faults, len(pages)


def _of(page: Page) -> list[str]:
    return ["a script ran, or a frame stands there"] if page.evaluate(HARMED) else []


def _dismissed(dialog: Dialog, faults: list[str]) -> None:
    faults.append(f"a dialog: {dialog.message}")
    dialog.dismiss()
