"""Changes files as long as they reach lines of a reader that none has reached before: fuzzing with atheris.

    python -m tests.formats.guided FORMAT FOLDER [argument of libFuzzer]...

Keeps what it finds in the folder, and a file that is not read right as FOLDER/crash-…; a path of such a file
as the last argument reads that alone. Ends the process.
"""

from __future__ import annotations

import random
import sys
import tempfile
import warnings
from pathlib import Path

import atheris

# All that is instrumented is what reads: its modules are loaded in `main`, and all others are named.
_OTHERS = [
    ".".join(path.with_suffix("").parts)
    for path in Path("annotations").rglob("*.py")
    if path.parts[1] != "formats"
]
# What is reached by changing sound files at random is where it begins.
_CHANGED_ONCE = 5000


def main(format_id: str, found: str, *arguments: str) -> None:
    """Change the files of a format, and read them."""
    with atheris.instrument_imports(include=["annotations"], exclude=_OTHERS):
        from annotations.formats.registry import codec
        from tests.formats.broken import changed, check
        from tests.formats.drawn import BETWEEN, LARGEST, drawn, laid_out
        from tests.formats.seeds import options
    one = codec(format_id).format
    reader = codec(format_id, options(one))
    beginning = Path(found, "begin")
    beginning.mkdir(exist_ok=True)

    def mutated(data: bytes, most: int, seed: int, by_machine: float = 0.5) -> bytes:
        chance = random.Random(seed)
        parts = data.split(BETWEEN)
        at = chance.randrange(len(parts))
        left = max(1, most - len(data) + len(parts[at]))
        is_by_machine = chance.random() < by_machine
        parts[at] = atheris.Mutate(parts[at], left) if is_by_machine else changed(chance, parts[at])
        return BETWEEN.join(parts)[:most]

    sound = list(drawn(one))
    # Every other one is of the document that has something of everything.
    froms = (sound[number // 2 % len(sound) if number % 2 else 0] for number in range(_CHANGED_ONCE))
    once = (mutated(data, LARGEST, number, 0) for number, data in enumerate(froms))
    for number, data in enumerate([*sound, *once]):
        (beginning / str(number)).write_bytes(data)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def read(data: bytes) -> None:
            path = laid_out(one, data, folder)
            if path is not None:
                check(reader, path)

        warnings.simplefilter("error")
        where = f"-artifact_prefix={found}/"
        corpus = [found] if not Path(arguments[-1]).is_file() else []
        atheris.Setup(
            [sys.argv[0], where, f"-max_len={LARGEST}", *arguments, *corpus],
            read,
            custom_mutator=mutated,
            internal_libfuzzer=True,
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
