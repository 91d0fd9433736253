"""A working with blanks: its last lines are the learner's to fill, and each is marked.

From one working to the next more is left blank: the result; the numbers put in and the result; every line but
the formula; at last nothing is shown but what is given.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from crmlab.concepts.marking import OPEN, RIGHT, WRONG, Marked, Remark
from crmlab.declared.numbers import is_number
from crmlab.declared.quantities import Quantity
from crmlab.declared.working import Step, Working, quantity_of_step
from crmlab.declared.written import Record
from crmlab.errors import BadValueError
from crmlab.exercises.arithmetic import Read, read
from crmlab.exercises.relations import STRONG, TO_WHOLE, WEAK
from crmlab.intake.equality import is_close, quoted
from crmlab.language import said, to_say

_MANY = Quantity("", 0, 100, typical=(1, 5), format=".0f", whole=True)
_READS_ALIKE = 0.02  # a line as it is written is rounded; one further off is read wrongly


@dataclass(frozen=True)
class Blank:
    """A line that is left to fill.

    Attributes
    ----------
    name : str
        What the line computes.
    written : str
        The line as the working has it.
    value : float
        What it gives.
    tolerance : float
        How far off still counts as equal.
    is_result : bool
        Whether the number that comes out is asked for, not the numbers that are put in.
    """

    name: str
    written: str
    value: float
    tolerance: float
    is_result: bool

    @property
    def asks(self) -> str:
        """What is to be filled in, as a box is labelled."""
        asks = to_say("{name}, the result") if self.is_result else to_say("{name}, with the numbers put in")
        return said(asks, name=self.name)

    def mark(self, number: int, answer: Any) -> Remark:
        """Say whether an answer is right, and of a wrong one what is known about it."""
        if answer is None or answer == "":
            return Remark(str(number), OPEN, said("not answered yet."))
        found = read(answer) if isinstance(answer, str) else _as_read(answer)
        if found is None:
            sentence = to_say("{got} is not read as a number: write 0.8, 80 %, 1,000 or 2 × 1.1^3.")
            return Remark(str(number), WRONG, said(sentence, got=quoted(answer)))
        if self.is_result == found.is_calculation and isinstance(answer, str):
            return Remark(str(number), WRONG, said(_OTHER_LINE[self.is_result]))
        if is_close(self.value, found.value, self.tolerance):
            return Remark(str(number), RIGHT, f"{self.name} = {self.written}")
        return Remark(str(number), WRONG, self._what_is_wrong(found.value))

    def _what_is_wrong(self, got: float) -> str:
        number = int(got) if float(got).is_integer() else got
        for relation in (TO_WHOLE, *STRONG, *WEAK):
            if relation.holds([self.value], [number], self.tolerance):
                parts = {name: said(p) if isinstance(p, str) else p for name, p in relation.parts.items()}
                sentence = _IN_WHOLE if relation is TO_WHOLE else relation.sentence
                return said(sentence, Subject=said("Your answer"), **parts)
        if self.is_result:
            return said("Your answer is {got}; compute the line above it once more.", got=f"{got:,.10g}")
        sentence = to_say(
            "What you put in gives {got}: compare each number and each sign with what is given."
        )
        return said(sentence, got=f"{got:,.10g}")


_IN_WHOLE = to_say("{Subject} is rounded to a whole number: keep the decimals.")
_OTHER_LINE = {
    True: to_say("Give the number that comes out, not the calculation."),
    False: to_say("Put the numbers into the formula, as in 2 × 1.1^3; what comes out is asked for after it."),
}


@dataclass(frozen=True, eq=False)
class WorkingWithBlanks(Working):
    """A working whose last lines are left to fill; on screen with boxes, printed with lines.

    Attributes
    ----------
    blanks : tuple of Blank
        What is left to fill, in order.
    whole : Working
        The working without blanks.
    """

    blanks: tuple[Blank, ...] = ()
    whole: Working = field(repr=False, default=None)

    @property
    def result(self) -> str:
        """The place of the result; alone, without a formula, that is where the blanks are."""
        if self.steps:
            return "____"
        return "; ".join(f"{blank.name} = {_place(n)}" for n, blank in enumerate(self.blanks, 1))

    def answer(self, *answers: Any) -> Marked:
        """Fill the blanks in plain Python and read which are right.

        Parameters
        ----------
        *answers : float or str
            One for each blank, in order; as text also ``"80 %"``, or a calculation where one is asked for.

        Returns
        -------
        Marked
            What is said of each; the whole working is in ``.whole``.
        """
        if len(answers) > len(self.blanks):
            sentence = to_say("answer takes one value for each blank, {count} here; got {got}.")
            raise BadValueError(said(sentence, count=len(self.blanks), got=len(answers)))
        given = [*answers, *[None] * (len(self.blanks) - len(answers))]
        pairs = zip(self.blanks, given, strict=True)
        remarks = tuple(blank.mark(number, one) for number, (blank, one) in enumerate(pairs, 1))
        return Marked(remarks, sum(one.right for one in remarks), len(remarks))

    def _ipython_display_(self) -> None:
        from crmlab.exercises.blanks_on_screen import Session  # only a notebook needs controls

        Session(self).display()


def with_blanks(working: Working, blanks: int) -> Working:
    """Return a working whose last lines are left blank; with more blanks than lines only what is given."""
    count = _MANY.validate("blanks", blanks)
    lines = [(place, blank) for place, step in enumerate(working.steps) for blank in _lines(working, step)]
    if not lines:
        sentence = to_say("blanks must be 0 for {name}: its working has no line that is one number.")
        raise BadValueError(said(sentence, name=working.calculator.__name__))
    if not count:
        return working
    left = lines[-count:]
    asked = tuple(blank for _, blank in left)
    steps = _with_places(working.steps, left)
    if count > len(lines):
        asked, steps = _results(working, asked), []
    return WorkingWithBlanks(working.value, working.calculator, working.arguments, steps, asked, working)


def _lines(working: Working, step: Step) -> list[Blank]:
    """Return the lines of a step that can be filled: those that are read as numbers or calculations."""
    if not is_number(step.value) or not math.isfinite(step.value):
        return []
    forms = dict.fromkeys([step.in_numbers, _sum(step), step.result])
    found = {form: read(form) for form in forms if form and form != step.in_names}
    found = {form: one for form, one in found.items() if one and _agrees(one, step)}
    quantity = quantity_of_step(working.calculator.result, step.name, step.value)
    usual = quantity.tolerance if isinstance(quantity, Quantity) else 0.0
    off = max([usual, *(abs(one.value - step.value) for one in found.values())])
    return [Blank(step.name, form, step.value, off, form == step.result) for form in found]


def _agrees(found: Read, step: Step) -> bool:
    return is_close(step.value, found.value, _READS_ALIKE * max(abs(step.value), 1))


def _with_places(steps: Sequence[Step], left: Sequence[tuple[int, Blank]]) -> list[Step]:
    """Return the steps with a place for each line that is left, and without numbers that tell a result."""
    places = {(at, blank.written): _place(number) for number, (at, blank) in enumerate(left, 1)}
    first = left[0][0]
    shown = []
    for at, step in enumerate(steps):
        tells = at > first and (at, step.in_numbers) not in places
        in_numbers = "" if tells else places.get((at, step.in_numbers), step.in_numbers)
        total = places.get((at, _sum(step)))
        result = places.get((at, step.result), step.result)
        terms = [total] if total else step.terms
        shown.append(replace(step, in_numbers=in_numbers, terms=terms, result=result))
    return shown


def _results(working: Working, asked: Sequence[Blank]) -> tuple[Blank, ...]:
    """Return the blanks of the answer's parts; of an answer that is one number its last line."""
    result = working.calculator.result
    of_parts = result.fields if isinstance(result, Record) else ()
    parts = [blank for blank in asked if blank.is_result and blank.name in of_parts]
    return tuple(parts or asked[-1:])


def _sum(step: Step) -> str:
    return " + ".join(step.terms).replace("+ −", "− ")


def _place(number: int) -> str:
    return f"({number}) ____"


def _as_read(answer: Any) -> Read | None:
    return Read(float(answer), is_calculation=True) if is_number(answer) else None
