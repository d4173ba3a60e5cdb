"""Measuring CPU time and memory of this process, and how figures grow."""

from __future__ import annotations

import gc
import math
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

FRAME_MS = 1000 / 60
"""What a screen of 60 pictures a second leaves for each."""


@dataclass(frozen=True)
class Times:
    """CPU milliseconds of repeated steps."""

    median: float
    p95: float

    @classmethod
    def of(cls, samples: Iterable[float]) -> Times:
        """Sum up samples in milliseconds."""
        ordered = sorted(samples)
        return cls(
            statistics.median(ordered), ordered[min(len(ordered) - 1, math.ceil(len(ordered) * 0.95) - 1)]
        )


def cpu_ms(step: Callable[[], object]) -> float:
    """CPU milliseconds of one step, all threads together."""
    start = time.process_time_ns()
    step()
    return (time.process_time_ns() - start) / 1e6


def repeated(steps: Iterable[Callable[[], object]]) -> Times:
    """The times of steps, each done once; a garbage collection before, none in between."""
    gc.collect()
    gc.disable()
    try:
        return Times.of([cpu_ms(step) for step in steps])
    finally:
        gc.enable()


def exponent(sizes: list[float], figures: list[float]) -> float:
    """How a figure grows with size: the slope of the least squares line through the logarithms of both."""
    xs, ys = [math.log(size) for size in sizes], [math.log(max(figure, 1e-9)) for figure in figures]
    return statistics.linear_regression(xs, ys).slope


def peak_mb(*, children: bool = False) -> float:
    """The most memory that this process has held, in MB, or the largest of those it has started."""
    import resource  # noqa: PLC0415 - not there on Windows

    unit = 1 if sys.platform == "darwin" else 1024
    peaks = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit]
    status = Path("/proc/self/status")
    if status.exists():  # what is told otherwise is no less than what the process had that started this one
        found = re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="ascii"))
        peaks = [int(found[1]) * 1024] if found else peaks
    if children:
        peaks.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit)
    return max(peaks) / 1e6


def resident_mb() -> float | None:
    """The memory this process holds, in MB; None where the system does not say."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return None
    return int(statm.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
