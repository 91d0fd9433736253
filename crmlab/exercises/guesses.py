"""`guess` and `reveal`: a guess is typed before a number is computed, kept, and compared with it.

What is asked stands in ``course/<topic>/guesses.toml``. Nothing here is graded, and a notebook in which
nothing was guessed runs from top to bottom.
"""

from __future__ import annotations

from crmlab import progress
from crmlab.exercises.notes import display
from crmlab.exercises.questions import Spoken, answered, find_guess, how_far, kept, single
from crmlab.language import said


def guess(guess_id: str, value: float | str | None = None) -> None:
    """Ask for a guess in a box, or take it from the code; it is kept, and `reveal` compares it.

    Parameters
    ----------
    guess_id : str
        Id of the guess, such as ``"clv-later"``.
    value : float or str, optional
        The guess; a text is read as people write numbers: ``"80%"``, ``"1,000"``, ``"0,9"``.

    Raises
    ------
    TypeError, ValueError
        If there is no such guess, or *value* is no number.
    """
    asked = find_guess(guess_id)
    if value is not None:
        made = asked.read("value", value)
        progress.remember_guess(asked.id, made)
        display(Spoken(kept(asked, made), above=asked.asks))
        return
    from crmlab.exercises import guess_box  # widgets are slow to import

    guess_box.show(asked)


def reveal(guess_id: str, value: float) -> None:
    """Show a value with its unit, what was guessed, and how far off the guess was.

    Parameters
    ----------
    guess_id : str
        Id of the guess.
    value : float
        The answer, as it was computed; without a guess it is shown alone.

    Raises
    ------
    TypeError, ValueError
        If there is no such guess, or *value* is no number.
    """
    asked = find_guess(guess_id)
    value = single("value", value)
    answered.add(asked.id)
    made = progress.guesses().get(asked.id)
    if made is None:
        display(Spoken(asked.write(value)))
        return
    progress.remember_revealed(asked.id, made, value)
    sentence = said("You said {said}; it is {answer}.", said=asked.write(made), answer=asked.write(value))
    display(Spoken(f"{sentence} {how_far(asked, made, value)}".strip()))
