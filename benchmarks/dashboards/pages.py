"""One reader in a browser: the first chart, and a filter until all views are painted anew."""

from __future__ import annotations

import statistics
import time
from typing import Any

from served import Served

PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
#: Notes in the page how long it takes from the next click until what is painted last has changed and is on the screen.
WATCH = """
(selector) => {
  const inside = (node) => node.shadowRoot ? [node.shadowRoot, ...below(node.shadowRoot)] : [];
  const below = (root) => [...root.querySelectorAll("*")].flatMap(inside);
  const find = () => {
    for (const root of [document, ...below(document)]) {
      const found = root.querySelector(selector);
      if (found) return found.closest(".box") ?? found;
    }
    return null;
  };
  let node = find();
  const text = () => {
    if (!node || !node.isConnected) node = find();
    return node && node.textContent;
  };
  const before = text();
  let begun = null;
  window.took = null;
  const frame = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
  const look = () => {
    const now = text();
    if (now && now !== before) frame(() => { window.took = (performance.now() - begun) / 1000; });
    else setTimeout(look, 5);
  };
  document.addEventListener("click", () => { begun = performance.now(); look(); }, { capture: true, once: true });
}
"""


def measure(browser: Any, served: Served, kind: str, changes: int = 15) -> dict[str, float]:
    """Return seconds to the first chart, and of filtering (median and 95th percentile)."""
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    page.set_default_timeout(120_000)
    begun = time.perf_counter()
    page.goto(f"{served.address}/explorer", wait_until="commit")
    page.locator(".bk-Figure, .js-plotly-plot .main-svg").first.wait_for()
    page.evaluate(PAINTED)
    first = time.perf_counter() - begun
    page.wait_for_timeout(2000)
    boxes = page.locator("#filter-area input" if kind == "ours" else "input[type=checkbox]")
    took = []
    for change in range(changes):
        page.evaluate(WATCH, ".incidents" if kind == "ours" else ".gtitle")
        boxes.nth(change % 3).click()
        page.wait_for_function("window.took !== null", timeout=60_000)
        took.append(page.evaluate("window.took"))
        page.wait_for_timeout(300)
    page.close()
    return {"first": first, "median": statistics.median(took), "p95": sorted(took)[int(0.95 * (len(took) - 1))]}
