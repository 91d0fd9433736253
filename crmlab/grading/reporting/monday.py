"""The three sentences at the top of a report, and the rule by which they are chosen.

1. The mistake with a sentence that most students made, with this sentence, which says what is right. One
   sentence counts once a student, in however many checks he met it; the wrong answers of a quiz count, too.
2. The check with the smallest share of its points, of those for which at least half of the class has points,
   that do not misbehave, and that the first sentence is not about. What was dropped is neither this nor 3.
3. The check that misbehaves most: one of which nobody has all, one that goes against the rest, one that has
   little to do with it, in this order. If none does, what went well: the check with the largest share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from crmlab.grading.reporting.answers import Answers
from crmlab.grading.reporting.gathering import GradedClass, Item
from crmlab.grading.reporting.items import AGAINST, FLAT, NOBODY, Figures
from crmlab.grading.reporting.quizzes import Asked
from crmlab.language import counted, said, to_say

MISBEHAVES = {
    NOBODY: to_say(
        "Nobody has all the points of {item}. Before you explain it, look whether it asks what you mean."
    ),
    AGAINST: to_say(
        "{item} goes against the rest: who is right there has {right:.0%} of all other points, who is not "
        "has {wrong:.0%}. Look at what counts as right there."
    ),
    FLAT: to_say(
        "{item} has little to do with the rest: who is right there has {right:.0%} of all other points, who "
        "is not has {wrong:.0%}. Look at its text, and whether it can be guessed."
    ),
}


def sentences(
    graded: GradedClass, figures: Sequence[Figures], came: Mapping[str, Answers], quiz: Sequence[Asked]
) -> list[str]:
    """Return the three sentences; none for a class of which nothing is graded."""
    if not graded.tried.any():
        return []
    mistake, items = _commonest(graded, came, quiz)
    counting = [one for one in zip(graded.items, figures, strict=True) if not one[0].is_dropped]
    about = [one for one in counting if one[1].share >= 0]
    half = graded.tried.sum() / 2
    return [mistake, _hardest([one for one in about if one[1].students >= half], items), _third(about)]


def _commonest(
    graded: GradedClass, came: Mapping[str, Answers], quiz: Sequence[Asked]
) -> tuple[str, set[str]]:
    """Return what is said of the commonest mistake, and the checks in which it was made."""
    who, where = defaultdict(set), defaultdict(dict)
    for item, answers in came.items():
        for wrong in answers.wrong:
            if wrong.is_mistake and wrong.sentence != wrong.id:
                who[wrong.sentence].update(wrong.students)
                where[wrong.sentence][item] = True
    for asked in quiz:
        for _, sentence, students in asked.wrong:
            who[sentence].update(students)
    who.pop("", None)
    if not who:
        return said("Nobody made a mistake that has a name."), set()
    sentence = max(sorted(who), key=lambda one: len(who[one]))
    number = counted(len(who[sentence]), to_say("{number} student"), to_say("{number} students"))
    parts = {"students": number, "of": int(graded.tried.sum()), "sentence": sentence}
    named = [item.id for item in graded.items if item.id in where[sentence]]
    place = said(", ").join(named) or said("the quiz")
    told = to_say("The commonest mistake, by {students} of {of} ({place}): {sentence}")
    return said(told, place=place, **parts), set(named)


def _hardest(about: Sequence[tuple[Item, Figures]], left_out: set[str]) -> str:
    fit = [(item, one) for item, one in about if not one.flag and item.id not in left_out]
    if not fit:
        return said("No check was hard that is not named here already.")
    item, one = min(fit, key=lambda each: each[1].share)
    if one.share == 1:
        return said("Nothing else was hard: everybody has all the points.")
    told = to_say("The hardest of the other checks: {item}. {share} of the points were given.")
    again = said(" To read again: {place}.", place=item.reread) if item.reread else ""
    return said(told, item=named(item), share=f"{one.share:.0%}") + again


def _third(about: Sequence[tuple[Item, Figures]]) -> str:
    for flag in (NOBODY, AGAINST, FLAT):
        flagged = [(item, one) for item, one in about if one.flag == flag]
        if flagged:
            item, one = min(flagged, key=lambda each: (each[1].discrimination, each[0].id))
            right, wrong = one.others
            return said(MISBEHAVES[flag], item=named(item), right=right, wrong=wrong)
    item, one = max(about, key=lambda each: each[1].share, default=(None, None))
    if one is None or one.share == 0:
        return said("Nothing went well yet: nobody has a point.")
    told = to_say("What went well: {item}. {share} of the points were given.")
    return said(told, item=named(item), share=f"{one.share:.0%}")


def named(item: Item) -> str:
    """Return an item by its id and what it says.

    Examples
    --------
    >>> named(Item("clv-table", 2, says="the table of payments"))
    'clv-table (the table of payments)'
    """
    return said("{id} ({says})", id=item.id, says=item.says) if item.says else item.id
