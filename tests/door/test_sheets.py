"""The list lies on the device in sheets: an arrival rewrites one, and a list that two pages wrote is no base."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from kiosk.lib.db import db
from tests.browser import Live
from tests.door.conftest import Host

pytestmark = pytest.mark.browser


@pytest.fixture
def session(live: Live) -> Session:
    return db.session()


PARTIES = "const parties = Array.from({ length: 600 }, (_, at) => ({ id: at + 1, times: [] }));"
WRITTEN = """
  const written = () => new Promise(done => {
    const opened = indexedDB.open("kiosk-list-test");
    opened.onsuccess = () => {
      const sheets = opened.result.transaction("sheets").objectStore("sheets");
      const names = sheets.getAllKeys(), kept = sheets.getAll();
      kept.onsuccess = () => {
        opened.result.close();
        done(new Map(names.result.map((name, at) => [name, String(kept.result[at].iv)])));
      };
    };
  });
"""


def run(host: Host, script: str) -> Any:
    """Runs the script on a page of the door, with a list of its own."""
    return host.page.evaluate(
        f"""async () => {{
          const main = [...document.scripts].map(each => each.src).find(each => each.endsWith("/door/main.js"));
          const {{ Sheets }} = await import(main.replace("main.js", "sheets.js"));
          const open = () => Sheets.open("kiosk-list-test");
          {PARTIES}
          {script}
        }}"""
    )


def test_one_arrival_rewrites_one_sheet_of_a_long_list(host: Host) -> None:
    rewritten = run(
        host,
        WRITTEN
        + """
        const sheets = await open();
        await sheets.write({ change: 4 }, parties);
        const before = await written();
        parties[6].times.push([1, "in", "Deur", "a"]);
        sheets.touch(parties[6]);
        await sheets.write({ change: 4 }, parties);
        const after = await written();
        return [before.size, [...after].filter(([name, iv]) => before.get(name) !== iv).length];
        """,
    )

    assert rewritten == [65, 2]  # with the head


def test_the_next_page_reads_what_the_last_one_wrote(host: Host) -> None:
    read = run(
        host,
        """
        const sheets = await open();
        await sheets.write({ change: 4, salt: "s" }, parties);
        parties[6].times.push([1, "in", "Deur", "a"]);
        sheets.touch(parties[6]);
        await sheets.write({ change: 5, salt: "s" }, parties);
        const kept = await (await open()).read();
        return [kept.change, kept.salt, kept.parties.length, kept.parties.find(({ id }) => id === 7).times.length];
        """,
    )

    assert read == [5, "s", 600, 1]


def test_a_list_that_two_pages_wrote_is_asked_for_as_a_whole(host: Host) -> None:
    changes = run(
        host,
        """
        const [one, other] = [await open(), await open()];
        await one.write({ change: 4 }, parties);
        await other.write({ change: 4 }, parties);
        one.touch(parties[6]);
        await one.write({ change: 5 }, parties);
        other.touch(parties[7]);
        await other.write({ change: 4 }, parties);
        const mixed = await (await open()).read();
        await (await open()).write({ change: 6 }, parties);
        return [mixed.change, mixed.parties.length, (await (await open()).read()).change];
        """,
    )

    assert changes == [0, 600, 6]
