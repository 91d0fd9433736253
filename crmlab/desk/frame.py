"""The frame of the `crmlab` command in the language in use: what typer says around our own sentences.

For some of its words typer asks gettext, and finds them in our catalogue; the others are put in here.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from crmlab.errors import BadValueError
from crmlab.files import is_full
from crmlab.language import language, lend, said, to_say

OF_TYPER = (
    *(to_say("Arguments"), to_say("Options"), to_say("Commands"), to_say("Error"), to_say("Aborted.")),
    *(to_say("[required]"), to_say("[default: {}]")),
    to_say("Try [blue]'{command_path} {help_option}'[/] for help."),
)
_IN_A_USAGE = (to_say("Usage:"), to_say("[OPTIONS]"), to_say("COMMAND [ARGS]..."))
_UsageError = typer.BadParameter.__base__  # typer has had a click of its own for some time, and hides it
# what people mistype, as typer says it
_MISTAKES = {
    r"Missing command\.": to_say("Missing command."),
    r"Missing (?:argument|option) (?P<name>.+?)\.": to_say("{name} is missing."),
    r"No such command (?P<name>'.*?')\.": to_say("There is no command {name}."),
    r"No such command (?P<name>'.*?')\. Did you mean (?P<near>.+)\?": to_say(
        "There is no command {name}; near it: {near}."
    ),
    r"No such option:? (?P<name>[^ ]+?)\.?(?: .*)?": to_say("There is no option {name}."),
    r"Got unexpected extra arguments?(?:\(s\))? \((?P<name>.*)\)": to_say("Nothing is asked for by {name}."),
    r"Option (?P<name>'.*') requires an argument\.": to_say("{name} needs a value."),
    r"Invalid value for (?P<name>.+?): (?P<why>.*)": to_say("{name}: {why}"),
    r"Invalid value: (?P<why>.*)": to_say("{why}"),
}
_REASONS = {
    r"(?i:path|file|directory) (?P<name>'.*') does not exist\.": to_say("there is no {name}."),
    r"(?i:path|file) (?P<name>'.*') is a directory\.": to_say("{name} is a folder."),
    r".*valid integer.*": to_say("this is no whole number."),
    r".*(?:greater than or equal to|in the range x>=) ?(?P<least>\d+).*": to_say("at least {least}."),
}


class _Spoken:
    """A command whose frame is in the language in use."""

    def get_usage(self, context: Any) -> str:
        """Return how the command is called."""
        usage = super().get_usage(context)
        for word in _IN_A_USAGE:
            usage = usage.replace(word, said(word), 1)
        return usage

    def get_help_option(self, context: Any) -> Any:
        """Return the option that shows the help."""
        option = super().get_help_option(context)
        if option:
            option.help = said("Show this message and exit.")
        return option

    def make_context(self, *arguments: Any, **settings: Any) -> Any:
        """Read what was typed."""
        with _in_the_language_in_use():
            return super().make_context(*arguments, **settings)

    def invoke(self, context: Any) -> Any:
        """Do what was asked."""
        with _in_the_language_in_use():
            return super().invoke(context)


class _Command(_Spoken, TyperCommand):
    pass


class _Group(_Spoken, TyperGroup):
    def __init__(self, **settings: Any) -> None:
        lend()
        super().__init__(**settings)
        for command in (self, *self.commands.values()):
            command.help = said(command.help)
            for parameter in command.params:
                parameter.help = said(parameter.help)
                if isinstance(parameter.show_default, str):
                    parameter.show_default = said(parameter.show_default)


class App(typer.Typer):
    """A command of several; the help of each is its docstring."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=_Group, **settings)

    def command(self, name: str | None = None, **settings: Any) -> Any:
        """Make a function a command."""
        return super().command(name, cls=_Command, **settings)


@contextlib.contextmanager
def _in_the_language_in_use() -> Iterator[None]:
    """Say what was mistyped in the language in use; what is not known here stays as typer says it."""
    try:
        yield
    except _UsageError as error:
        text = error.format_message()
        spoken = _spoken(text, _MISTAKES)
        if language() == "en" or spoken == text:
            raise
        raise _UsageError(spoken, error.ctx) from None


def _spoken(text: str, known: dict[str, str]) -> str:
    """Return a text of typer as it is said here, its parts too."""
    for pattern, sentence in known.items():
        if found := re.fullmatch(pattern, text, re.DOTALL):
            parts = found.groupdict()
            if "why" in parts:
                parts["why"] = _spoken(parts["why"], _REASONS)
            return said(sentence, **parts)
    return text


@contextlib.contextmanager
def one_sentence() -> Iterator[None]:
    """End the command with the sentence of an error instead of a traceback."""
    try:
        yield
    except Exception as error:
        if is_full(error):
            sentence = said("The disk is full, and not all could be written: make room, then run it again.")
            raise typer.BadParameter(sentence) from None
        if isinstance(error, OSError):
            raise typer.BadParameter(_of_system(error)) from None
        if isinstance(error, BadValueError):
            raise typer.BadParameter(str(error)) from None
        raise


def _of_system(error: OSError) -> str:
    """Return what the system refuses, and of which file: of a draft, that of the file that it becomes."""
    path = error.filename2 or error.filename
    if not path or not error.strerror:
        return str(error)
    return said("{path}: {why}", path=path, why=error.strerror)
