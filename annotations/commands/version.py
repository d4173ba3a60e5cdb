"""Which version of the program this is."""

from __future__ import annotations

from pathlib import Path


def program_version() -> str:
    """The installed version; run from a checkout, the one the project names."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow, seldom needed

    try:
        return version("sorot")
    except PackageNotFoundError:
        import tomllib  # noqa: PLC0415 - slow, seldom needed

        project = Path(__file__).parents[2] / "pyproject.toml"
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
