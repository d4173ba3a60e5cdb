"""Frozen dataclasses whose methods are written when the first of their objects is made.

To write those of one class takes half a millisecond, and most of the classes that a window loads are not used
before the hand does something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["late_dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass as late_dataclass
else:
    from collections.abc import Callable
    from dataclasses import dataclass
    from threading import Lock
    from typing import Any, TypeVar

    T = TypeVar("T")

    _NOT_TAKEN = ("__dict__", "__weakref__", "__init__")
    _writing = Lock()
    _waiting: set[type] = set()

    def late_dataclass(*, frozen: bool) -> Callable[[type[T]], type[T]]:
        """As `dataclass`, for classes nobody inherits from. Before its first object a class has no fields."""

        def decorated(cls: type[T]) -> type[T]:
            def first(self: T, *values: Any, **named: Any) -> None:  # noqa: ANN401
                _write(cls, frozen=frozen)
                cls.__init__(self, *values, **named)

            cls.__init__ = first
            _waiting.add(cls)
            return cls

        return decorated

    def _write(cls: type, *, frozen: bool) -> None:
        """Write the methods, unless another thread has just done so."""
        with _writing:
            if cls not in _waiting:
                return
            twin = type(cls.__name__, cls.__bases__, {
                name: value for name, value in vars(cls).items() if name not in _NOT_TAKEN
            })  # fmt: skip
            dataclass(frozen=frozen, init=False)(cls)
            # From one moment to the next: another thread may be making an object.
            cls.__init__ = dataclass(frozen=frozen, repr=False, eq=False)(twin).__init__
            _waiting.remove(cls)
