"""The page in words: each check, what was answered instead, the quiz, and how it was computed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from crmlab.grading.reporting.analysis import Analysis
from crmlab.grading.reporting.answers import Answers, Wrong
from crmlab.grading.reporting.gathering import Item
from crmlab.grading.reporting.items import Figures
from crmlab.grading.reporting.parts import Cell, Codes, Parts, Section, Share, Strong, Table
from crmlab.grading.reporting.quizzes import Asked
from crmlab.grading.reporting.sections import SIGNS
from crmlab.language import counted, said, to_say

_MOST_ITEMS, _MOST_OPTIONS = 15, 3
_WAYS = 6  # wrong ways that the page tells of a check; the rest is counted
_HEADS = (
    *(to_say("check"), to_say("points"), to_say("share right"), to_say("no answer")),
    *(to_say("discrimination"), to_say("most common mistake")),
)


def checks(found: Analysis) -> Section:
    """Return a line for each check."""
    told = to_say(
        "Share right is how hard a check was: the share of its points that was given. Discrimination is how "
        "well it tells those who can do the rest from those who cannot: 1 at best, about 0 if it tells "
        "nothing, below 0 if it goes against the rest. A dash: too few right or too few wrong to say."
    )
    rows = [_line(item, one, found.answers.get(item.id)) for item, one in found.items]
    marked = frozenset(at for at, (item, _) in enumerate(found.items) if item.id in found.flagged)
    heads = [said(head) for head in _HEADS]
    return Section(said("Checks"), [said(told)], table=Table(heads, rows, frozenset({1, 2, 3, 4}), marked))


def _line(item: Item, one: Figures, came: Answers | None) -> list[Cell]:
    sign = said("no longer counts") if item.is_dropped else said(SIGNS[one.flag]) if one.flag else ""
    nothing = str(came.unanswered) if came and came.judged else "–"
    of = said("{full} of {students}", full=one.full, students=one.students)
    share = Parts([Share(f"{one.share:.0%}", round(100 * one.share)), of]) if one.students else "–"
    common = _most_common(came) if came else ""
    return [
        Parts([item.id, *([item.says] if item.says else []), *([Strong(sign)] if sign else [])]),
        f"{item.points:g}",
        share,
        nothing,
        "–" if np.isnan(one.discrimination) else f"{one.discrimination:.2f}".replace("-", "−"),
        common,
    ]


def _most_common(came: Answers) -> str:
    if not came.wrong:
        return ""
    first = came.wrong[0]
    return said("{number} ×: {sentence}", number=len(first.students), sentence=first.sentence)


def instead(found: Analysis) -> list[Section]:
    """Return for each check what was answered instead of what is right."""
    told = to_say(
        "Wrong answers by what they mean: a mistake that the task knows, with the sentence that the student "
        "read, or a kind of slip. Numbers of one's own differ, so below each stand examples, the most "
        "common first."
    )
    with_wrong = [
        (item, one) for item in found.graded.items if (one := found.answers.get(item.id)) and one.wrong
    ]
    lines = [said(told)] if with_wrong else [said("There are no wrong answers that are known.")]
    whole = Section(said("What was answered instead"), lines)
    return [whole, *(_ways(item, came) for item, came in with_wrong)]


def _ways(item: Item, came: Answers) -> Section:
    rows = [_way(one, came) for one in came.wrong[:_WAYS]]
    rest = sum(len(one.students) for one in came.wrong[_WAYS:])
    one = to_say("{number} student was wrong in another way.")
    more = to_say("{number} students were wrong in other ways.")
    after = [counted(rest, one, more)] if rest else []
    heads = [said("what it means"), said("students"), said("examples")]
    title = said("{id}: {says}", id=item.id, says=item.says)
    return Section(title, table=Table(heads, rows, frozenset({1})), after=after, level="h3")


def _way(one: Wrong, came: Answers) -> list[Cell]:
    shown = [(text, said(" ({number}\u00a0×)", number=times) * (times > 1)) for text, times in one.examples]
    kind = said("mistake") if one.is_mistake else said("slip")
    share = f"{len(one.students) / came.judged:.0%}"
    students = said("{number} ({share})", number=len(one.students), share=share)
    return [f"{kind}: {one.sentence}", students, Codes(shown)]


def quiz(found: Analysis) -> list[Section]:
    """Return the items of the quiz; nothing if there is none."""
    if not found.quiz:
        return []
    told = to_say(
        "Each student is asked other items, so they are counted one by one, of those who were asked; "
        "hardest first."
    )
    rows = [_asked(one) for one in found.quiz[:_MOST_ITEMS]]
    more = len(found.quiz) - len(rows)
    told_more = to_say("And {number} more, none of them harder: the CSV of checks has all.")
    after = [said(told_more, number=more)] if more else []
    heads = [said("item"), said("asked"), said("share right"), said("answered instead")]
    table = Table(heads, rows, frozenset({1, 2}))
    return [Section(said("Quiz"), [said(told)], table=table, after=after)]


def _asked(one: Asked) -> list[Cell]:
    wrong = [
        said("{number} × “{answer}” – {sentence}", number=len(who), answer=answer, sentence=sentence)
        for answer, sentence, who in one.wrong[:_MOST_OPTIONS]
    ]
    if one.unanswered:
        wrong.append(said("{number} × no possible answer", number=one.unanswered))
    share = one.full / one.students
    right = said("right: “{answer}”", answer=one.right)
    return [
        Parts([one.says, right]),
        str(one.students),
        Share(f"{share:.0%}", round(100 * share)),
        Parts(wrong),
    ]


def method(found: Analysis) -> Section:
    """Return how the figures were computed."""
    return Section(said("How this was computed"), list(_method()))


def _method() -> Iterator[str]:
    yield said(
        "Monday: the mistake with a sentence that most students made; the check with the smallest share "
        "right among the others that do not misbehave; the check that misbehaves, or else the one with the "
        "largest share right."
    )
    yield said(
        "Discrimination is the corrected item-total correlation (with the sum of all other checks, each "
        "counting alike; Henrysson 1963), divided by what right or wrong leaves of a correlation at this "
        "share, as in a biserial one (Lord and Novick 1968), and drawn towards the typical check, the more "
        "so the smaller the class (Efron and Morris 1975). The CSV has the plain correlation, too."
    )
    yield said(
        "A check misbehaves if nobody is right; or if its correlation is below that of the typical check by "
        "more than chance, one-sided at 5 % for all checks together (Holm 1979), and below 0.20, which Ebel "
        "and Frisbie (1991) call poor. Below 0 it is said to go against the rest. Of simulated checks that "
        "were keyed wrongly, nearly all are found in classes of sixty, two of three in classes of twenty."
    )
    yield said(
        "Students who answered nothing count in the marks, and in no other figure. Guesses in lessons are "
        "private and are not used."
    )
