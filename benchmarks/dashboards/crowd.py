"""Ten people arriving at once, and twenty who use the explorer for two minutes; what ended sessions leave in memory."""

from __future__ import annotations

import asyncio
import random
import signal
import statistics
import time
from pathlib import Path
from typing import Any

from pages import PAINTED
from served import AREAS, Served
from visitor import Visitor

#: Seconds after which Bokeh has ended the sessions of visitors who left (15 unused, looked for every 17).
FORGOTTEN = 36


async def arrive(browser: Any, address: str, people: int) -> list[float]:
    """Return the seconds to the first chart of each of some people whose browsers set off at the same time."""
    contexts = [await browser.new_context(viewport={"width": 1280, "height": 900}) for _ in range(people)]
    pages = [await context.new_page() for context in contexts]

    async def one(page: Any) -> float:
        begun = time.perf_counter()
        await page.goto(f"{address}/explorer", wait_until="commit")
        await page.locator(".bk-Figure").first.wait_for(timeout=120_000)
        await page.evaluate(PAINTED)
        return time.perf_counter() - begun

    took = await asyncio.gather(*(one(page) for page in pages))
    for context in contexts:
        await context.close()
    return sorted(took)


async def sent(address: str, people: int) -> list[float]:
    """Return the seconds until each of some people who set off at the same time has all of the page from the server."""

    async def one() -> float:
        begun = time.perf_counter()
        visitor = Visitor(address)
        await visitor.open()
        took = time.perf_counter() - begun
        await visitor.leave()
        return took

    return sorted(await asyncio.gather(*(one() for _ in range(people))))


async def use(address: str, people: int, seconds: float) -> dict[str, Any]:
    """Let people come, filter every few seconds, and leave; return answer times and what went wrong."""
    opened: list[float] = []
    filtered: list[float] = []
    errors: list[str] = []
    until = time.monotonic() + seconds

    async def one(number: int) -> None:
        chance = random.Random(number)
        await asyncio.sleep(chance.uniform(0, 10))
        while time.monotonic() < until:
            visitor = Visitor(address, chance.choice(("explorer", "timeline", "casualties", "framing")))
            try:
                begun = time.perf_counter()
                await visitor.open()
                opened.append(time.perf_counter() - begun)
                before: list[str] = []
                for _ in range(chance.randint(3, 8)):
                    await asyncio.sleep(chance.uniform(1, 6))
                    areas = sorted(chance.sample(AREAS, chance.randint(0, 2)))
                    begun = time.perf_counter()
                    answer = await visitor.filter("area", areas)
                    filtered.append(time.perf_counter() - begun)
                    if areas != before and "html" not in answer:  # the same areas again change no words
                        errors.append("an answer without a view")
                    before = areas
                await visitor.leave()
            except Exception as error:  # noqa: BLE001  whatever goes wrong is what is counted
                errors.append(f"{type(error).__name__}: {error}")

    await asyncio.gather(*(one(number) for number in range(people)))
    return {"opened": opened, "filtered": filtered, "errors": errors}


async def come_and_go(address: str, people: int) -> None:
    """Let people come, filter once and leave, five at a time."""
    for _ in range(people // 5):
        visitors = [Visitor(address) for _ in range(5)]
        await asyncio.gather(*(visitor.open() for visitor in visitors))
        await asyncio.gather(*(visitor.filter("area", [AREAS[n % 3]]) for n, visitor in enumerate(visitors)))
        await asyncio.gather(*(visitor.leave() for visitor in visitors))


def kept(served: Served, people: int) -> float:
    """Return the megabytes that each ended session leaves in the server, after those that fill its caches."""
    asyncio.run(come_and_go(served.address, 40))
    before = _resident(served)
    asyncio.run(come_and_go(served.address, people))
    return (_resident(served) - before) / people


def _resident(served: Served) -> float:
    """Return the megabytes of the server once it has ended all sessions: when they no longer become fewer."""
    time.sleep(FORGOTTEN)
    last = float("inf")
    for _ in range(12):
        served.process.send_signal(signal.SIGUSR1)
        time.sleep(10)
        status = Path(f"/proc/{served.process.pid}/status").read_text()
        now = int(status.split("VmRSS:")[1].split()[0]) / 1024
        if now > last - 0.5:
            return now
        last = now
    return last


def told(seconds: list[float]) -> str:
    """Return median, 95th percentile and worst of some times."""
    ordered = sorted(seconds)
    late = ordered[int(0.95 * (len(ordered) - 1))]
    return f"median {statistics.median(ordered):.2f}, p95 {late:.2f}, worst {ordered[-1]:.2f} s"
