"""Takes a picture of every screen over the demo Land: what `make pictures` calls.

    python tools/pictures.py [part of a screen's name …]

Into `pictures/WIDTH/`: German and English, light and dark, 1280 and 360 pixels wide, and beside
them the contact sheets `pictures/sheet-WIDTH-N.png`.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.screens.screen import Screen  # noqa: E402 - the checkout is on the path now
from tests.screens.screens import SCREENS  # noqa: E402
from tests.screens.viewer import BRIGHTNESSES, LANGUAGES, PHONE, WIDE, Viewer, show  # noqa: E402
from tests.servers import browser as browsers  # noqa: E402
from tests.servers.product import demo  # noqa: E402

FOLDER = ROOT / "pictures"
WIDTHS = (WIDE, PHONE)
# Of a sheet: thumbnails in a row, their width and height, rows until it is 8,000 pixels high.
SHEET = {WIDE: (4, 430, 330, 21), PHONE: (7, 240, 520, 14)}
CAPTION, GAP = 24, 12


def main(words: list[str]) -> int:
    if browsers.program() is None:
        print("Pictures need a browser; please install chromium (Debian: apt install chromium).")
        return 2
    chosen = [one for one in SCREENS if not words or any(word in one.name for word in words)]
    started = time.monotonic()
    for width in WIDTHS:
        shutil.rmtree(FOLDER / str(width), ignore_errors=True)
        (FOLDER / str(width)).mkdir(parents=True)
    for sheet in FOLDER.glob("sheet-*.png"):
        sheet.unlink()
    with demo() as product, browsers.browser() as browser:
        viewer = Viewer(browser, product.address)
        failed = [one.name for one in chosen if not all(take(viewer, one, to) for to in LANGUAGES)]
        for width in WIDTHS:
            make_sheets(browser, width)
    print(f"{len(list(FOLDER.glob('*/*.png')))} pictures in {time.monotonic() - started:.0f} s")
    for path in sorted(FOLDER.glob("sheet-*.png")):
        print(path.relative_to(ROOT))
    if failed:
        print(f"not taken: {', '.join(failed)}")
    return 1 if failed else 0


def take(viewer: Viewer, screen: Screen, language: str) -> bool:
    """The pictures of a screen in one language; whether it could be opened."""
    try:
        with viewer.opened(screen, language) as (page, _watch):
            for width in WIDTHS:
                for brightness in BRIGHTNESSES:
                    show(page, width, brightness)
                    name = f"{screen.name}-{language}-{brightness}.png"
                    page.screenshot(path=FOLDER / str(width) / name, full_page=True)
    except (browsers.Error, AssertionError, RuntimeError) as fault:
        print(f"{screen.name} ({language}): {str(fault).splitlines()[0]}")
        return False
    print(f"{screen.name} ({language})", flush=True)
    return True


def make_sheets(browser: browsers.Browser, width: int) -> None:
    """All pictures of one width, small and side by side, in the order of the list of screens."""
    order = {screen.name: place for place, screen in enumerate(SCREENS)}
    found = sorted(
        (FOLDER / str(width)).glob("*.png"),
        key=lambda path: (order[path.stem.rsplit("-", 2)[0]], path.stem),
    )
    columns, small, high, rows = SHEET[width]
    page = browser.new_page(viewport={"width": columns * (small + GAP) + GAP, "height": 800})
    html = FOLDER / "sheet.html"
    for number, start in enumerate(range(0, len(found), columns * rows), start=1):
        html.write_text(sheet(found[start : start + columns * rows], columns, small, high))
        page.goto(html.as_uri())
        page.screenshot(path=FOLDER / f"sheet-{width}-{number}.png", full_page=True)
    html.unlink(missing_ok=True)
    page.close()


def sheet(paths: Sequence[Path], columns: int, small: int, high: int) -> str:
    """A page of thumbnails, each cut below."""
    return f"""<!doctype html><meta charset="utf-8"><style>
body {{ margin: {GAP}px; font: 13px/{CAPTION}px sans-serif; background: #ddd; display: grid;
  grid-template-columns: repeat({columns}, {small}px); gap: {GAP}px; }}
figure {{ margin: 0; }}
div {{ height: {high}px; overflow: hidden; background: #bbb; }}
img {{ display: block; width: {small}px; }}
</style>{"".join(figures(paths))}"""


def figures(paths: Iterable[Path]) -> Iterable[str]:
    for path in paths:
        address = escape(path.relative_to(FOLDER).as_posix())
        yield f'<figure><div><img src="{address}" alt=""></div>'
        yield f"<figcaption>{escape(path.stem)}</figcaption></figure>"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
