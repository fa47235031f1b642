"""A process of its own that makes passes over one binding: `python -m tests.store.passing URL BINDING MODE`.

`count` reports 1, 2, ... 30, each once whoever is at it; `hold` takes the lease and waits to be killed.
"""

import os
import sys
import time
from datetime import UTC, datetime

from sheets_sync.store import Binding, Store, open_store
from tests.store.samples import TTL, a_run, always, changes, read_as, reported

LAST = 30


def main(url: str, binding_id: str, mode: str) -> None:
    owner = f"host:{os.getpid()}:0"
    with open_store(url) as store:
        binding = next(each for each in store.bindings() if each.id == binding_id)
        if mode == "hold":
            fence = store.acquire(binding_id, owner, datetime.now(UTC), TTL, always)
            print(owner, fence, flush=True)
            time.sleep(600)
        while _report_next(store, binding, owner):
            pass


def _report_next(store: Store, binding: Binding, owner: str) -> bool:
    """One pass that reports the number after the last one; false once all are reported."""
    now = datetime.now(UTC)
    fence = store.acquire(binding.id, owner, now, TTL, always)
    if fence is None:
        time.sleep(0.001)
        return True
    last = store.state(binding).readings.get("m1a")
    number = int(last.value or 0) + 1 if last else 1
    if number <= LAST:
        check_in = reported("a", str(number), now)
        what = changes("a", check_in, readings=(read_as(check_in),))
        store.record(a_run(now), binding, what, fence=fence, signature=str(number))
    store.release(binding.id, fence)
    return number < LAST


if __name__ == "__main__":
    main(*sys.argv[1:])
