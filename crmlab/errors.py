"""Errors that a learner reads: in a notebook they show as their one sentence, without a traceback."""

from __future__ import annotations

_LONGEST = 300  # characters of an error's text


class _OneSentence(Exception):  # noqa: N818  (a mixin)
    def _render_traceback_(self) -> list[str]:
        """Say what IPython shows in place of a traceback."""
        return [str(self)]


class BadValueError(_OneSentence, ValueError):
    """A value that is not allowed; the sentence names the parameter, what came and what is allowed."""


class BadTypeError(_OneSentence, TypeError):
    """An argument of another kind than asked for; the sentence says which and what is allowed."""


class NotYet(_OneSentence):  # noqa: N818  (what the learner reads)
    """An answer that is not right yet."""


def in_words(error: BaseException) -> str:
    """Return the type and the text of an error, in one line."""
    try:
        text = " ".join(str(error).split())
    except Exception:  # of an error that cannot even be written
        text = ""
    said = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return type(error).__name__ + f": {said}" * bool(said)
