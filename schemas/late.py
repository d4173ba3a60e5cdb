"""Frozen dataclasses whose methods are written when the first of their objects is made.

To write those of one class takes half a millisecond, and most of the classes that a window loads are not used
before the hand does something: a start without this takes a twentieth to a tenth longer.
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
    from typing import Any, NoReturn, TypeVar

    T = TypeVar("T")

    _NOT_TAKEN = ("__dict__", "__weakref__", "__init__", "__setstate__")
    _writing = Lock()
    _waiting: set[type] = set()

    def late_dataclass(*, frozen: bool) -> Callable[[type[T]], type[T]]:
        """As `dataclass`, for classes without slots that nobody inherits from: TypeError for who does.

        Before its first object, made or unpickled, a class has no fields.
        """

        def decorated(cls: type[T]) -> type[T]:
            def first(self: T, *values: Any, **named: Any) -> None:  # noqa: ANN401
                _write(cls, frozen=frozen)
                cls.__init__(self, *values, **named)

            def first_unpickled(self: T, state: dict[str, Any]) -> None:
                _write(cls, frozen=frozen)
                vars(self).update(state)

            cls.__init__ = first
            cls.__setstate__ = first_unpickled
            cls.__init_subclass__ = classmethod(_refuse)
            _waiting.add(cls)
            return cls

        return decorated

    def _refuse(cls: type) -> NoReturn:
        """Refuse a subclass: it would have none of the fields, as long as they are not written."""
        raise TypeError(f"{cls.__name__} cannot inherit from a late dataclass")

    def _write(cls: type, *, frozen: bool) -> None:
        """Write the methods, unless another thread has just done so."""
        with _writing:
            if cls not in _waiting:
                return
            # `dataclass` leaves an __init__ that is there alone, and without one another thread would
            # make an object with nothing in it. So a twin gets the new one, which is then taken over.
            twin = type(cls.__name__, cls.__bases__, {
                name: value for name, value in vars(cls).items() if name not in _NOT_TAKEN
            })  # fmt: skip
            dataclass(frozen=frozen, init=False)(cls)
            cls.__init__ = dataclass(frozen=frozen, repr=False, eq=False)(twin).__init__
            del cls.__setstate__
            _waiting.remove(cls)
