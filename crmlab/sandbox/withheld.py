"""Stand-ins for the functions that an assignment asks a student to write: they say so when they are used."""

from __future__ import annotations

from typing import Any, NoReturn

from crmlab.errors import BadValueError
from crmlab.language import said


class Withheld(BadValueError):  # noqa: N818  (what a student reads)
    """A function that the task asks for was called instead of written."""


class StandIn:
    """What stands in the place of a withheld function."""

    def __init__(self, module: str, name: str) -> None:
        self.__module__, self.__name__ = module, name

    def __call__(self, *arguments: Any, **named: Any) -> NoReturn:
        """Say who has to write it."""
        raise Withheld(self.sentence)

    @property
    def sentence(self) -> str:
        """Why it does nothing here."""
        name = f"{self.__module__.removeprefix('crmlab.')}.{self.__name__}"
        return said("{name} is what this assignment asks for: write it yourself, with def", name=name)

    def __repr__(self) -> str:
        return f"<{self.sentence}>"

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise Withheld(self.sentence)


def stand_in(module: str, name: str) -> StandIn:
    """Return what stands under a name of a withheld module."""
    if name.startswith("__"):
        raise AttributeError(f"module {module!r} has no attribute {name!r}")
    return StandIn(module, name)
