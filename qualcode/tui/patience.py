"""Work on the study that may take long, while the screen stays alive."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

SLOW = 0.3
"""Seconds of work after which it is said that it takes long."""
WAITING = "saving … another program is writing to this study, or the disk is slow"


async def patiently(work: Callable[[], T], say: Callable[..., None], slow: str = WAITING) -> T:
    """Work on the study in a thread, and `say` on the screen where that takes long."""
    working = asyncio.create_task(asyncio.to_thread(work))
    done, _ = await asyncio.wait({working}, timeout=SLOW)
    if done:
        return working.result()
    say(slow, "warning")
    result = await working
    say("")
    return result
