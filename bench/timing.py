"""How benchmarks time: medians and 99th percentiles, printed as one line each."""

import statistics
import time
from collections.abc import Callable

Clock = Callable[[], float]


def timed(
    name: str,
    act: Callable[[], object],
    *,
    times: int = 30,
    each: int = 1,
    clock: Clock = time.perf_counter,
) -> float:
    """Print how long `act` takes, which does `each` things; the median in seconds is answered.

    `time.process_time` as the clock counts processor time: fair between ways that only compute,
    whatever else the machine is doing.
    """
    act()
    seconds = []
    for _ in range(times):
        begun = clock()
        act()
        seconds.append(clock() - begun)
    median = statistics.median(seconds)
    worst = sorted(seconds)[max(0, round(0.99 * len(seconds)) - 1)]
    rate = f"{each / median:>12,.0f} a second"
    print(f"{name:<52} {1000 * median:>10.2f} ms  p99 {1000 * worst:>10.2f} ms {rate}")
    return median
