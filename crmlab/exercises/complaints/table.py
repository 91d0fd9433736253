"""A table of who is silent, not helped, kept and lost at five voice rates."""

from dataclasses import replace

import numpy as np
import pandas as pd

from crmlab import complaints
from crmlab.exercises.complaints._data import Customers, Quick, Resolved, Size
from crmlab.exercises.complaints._keeping import KEPT_WRONGLY, customers_kept
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.mistakes import Misconception, known_to
from crmlab.language import to_say

REREAD = to_say("lesson 12, “Silence into voice”")
VERSION = 2
HINTS = (
    "Begin with the column voice_rate. Each other column follows from it in one line.",
    "If voice_rate is an array, your function of task 4 gives a whole column at once.",
    "Who is silent does not speak. Who is unresolved spoke, and was not helped. Who is not in kept is lost.",
)


def voice_table(dissatisfied: Customers, resolved: Resolved, quick: Quick, size: Size) -> pd.DataFrame:
    """Return for five voice rates who keeps silent, who is not helped, and who is kept."""
    return _at(np.array([0.1, 0.25, 0.5, 0.75, 1.0]), dissatisfied, resolved, quick, size)


def _at(voice_rate: np.ndarray, dissatisfied, resolved, quick, size) -> pd.DataFrame:
    kept = customers_kept(dissatisfied, voice_rate, resolved, quick, complaints.repurchase_rates(size))
    columns = {
        "voice_rate": voice_rate,
        "silent": dissatisfied * (1 - voice_rate),
        "unresolved": dissatisfied * voice_rate * (1 - resolved),
        "kept": kept,
        "lost": dissatisfied - kept,
    }
    return pd.DataFrame(columns)


_SEEN_IN_THE_TABLE = (
    "quick_of_all_complainers",
    "silent_and_unresolved_lost",
    "silent_all_lost",
    "everybody_speaks_and_is_silent",
    "quick_counted_twice",
    "resolved_all_alike",
    "slow_left_out",
)


def _in_the_table(mistake: Mistake) -> Mistake:
    """Return a mistake about who is kept, as the column of that name shows it."""
    of_one_number = known_to("", customers_kept, {"": mistake})
    return replace(mistake, wrong=[part(kept=_at_each_voice_rate(one)) for one in of_one_number])


def _at_each_voice_rate(known: Misconception):
    def column(dissatisfied, resolved, quick, size, right):
        return known.wrong(
            dissatisfied=dissatisfied,
            voice_rate=right["voice_rate"].to_numpy(),
            resolved=resolved,
            quick=quick,
            rates=complaints.repurchase_rates(size),
        )

    return column


def _at_even_steps(dissatisfied, resolved, quick, size):
    return _at(np.linspace(0.1, 1, 5), dissatisfied, resolved, quick, size)


def _lost_of_the_silent_alone(size, right):
    return right["silent"] * (1 - complaints.repurchase_rates(size)["silent"])


def _buying_again(group):
    """Return a column of those in a group who buy again."""
    return lambda size, right: right[group] * complaints.repurchase_rates(size)[group]


voices = AnswerCheck(
    "the table shows at each voice rate who is silent, not helped, kept and lost",
    voice_table,
    tolerance=0.05,
    between=(0, 2000),
    mistakes={
        **{name: _in_the_table(KEPT_WRONGLY[name]) for name in _SEEN_IN_THE_TABLE},
        "kept_as_in_the_worked_example": Mistake(
            "You count the silent and the unresolved as lost and all others as kept. "
            "Each group has its own rate.",
            part(kept=lambda dissatisfied, right: dissatisfied - right["silent"] - right["unresolved"]),
            "the worked example takes the silent and the unresolved as lost, and nobody else",
        ),
        "lost_as_in_the_worked_example": Mistake(
            "You count all the silent and the unresolved as lost, as in task 2. "
            "Lost are all who are not in kept.",
            part(lost=lambda right: right["silent"] + right["unresolved"]),
            "the worked example takes the silent and the unresolved as lost, and nobody else",
        ),
        "unresolved_of_all": Mistake(
            "Your unresolved are a share of everybody. "
            "Only those who spoke have a complaint: use the voice rate.",
            part(unresolved=lambda dissatisfied, resolved: dissatisfied * (1 - resolved)),
            "the shares stand behind one another, and one is easily forgotten",
        ),
        "silent_among_the_unresolved": Mistake(
            "You count the silent as unresolved, too. "
            "Only those who spoke are meant: begin with the voice rate.",
            part(unresolved=lambda right: right["silent"] + right["unresolved"]),
        ),
        "resolved_for_unresolved": Mistake(
            "Your unresolved are those who were helped. Take the share 1 − resolved of those who spoke.",
            part(
                unresolved=lambda dissatisfied, resolved, right: dissatisfied * right["voice_rate"] * resolved
            ),
            "resolved and unresolved are easily exchanged",
        ),
        "silent_are_those_who_spoke": Mistake(
            "Your silent are those who spoke. Silent is the share 1 − voice_rate.",
            part(silent=lambda dissatisfied, right: dissatisfied * right["voice_rate"]),
        ),
        "silent_by_what_they_buy": Mistake(
            "You apply a rate to the silent. The column has all who say nothing, whatever they buy later.",
            part(silent=_buying_again("silent")),
        ),
        "unresolved_by_what_they_buy": Mistake(
            "You apply a rate to the unresolved. The column has all of them, whatever they buy later.",
            part(unresolved=_buying_again("unresolved")),
        ),
        "lost_without_two_groups": Mistake(
            "You subtract the silent and the unresolved from the lost. Some of them are lost: "
            "subtract only kept.",
            part(
                lost=lambda dissatisfied, right: (
                    dissatisfied - right[["silent", "unresolved", "kept"]].sum(axis=1)
                )
            ),
            "the columns look like parts of one whole",
        ),
        "lost_of_the_silent_alone": Mistake(
            "Your lost are silent customers only. Customers who spoke are lost, too: subtract kept from all.",
            part(lost=_lost_of_the_silent_alone),
        ),
        "lost_of_those_who_spoke": Mistake(
            "You subtract kept from those who spoke. Kept has silent customers, too: subtract it from all.",
            part(lost=lambda dissatisfied, right: dissatisfied * right["voice_rate"] - right["kept"]),
        ),
        "even_steps": Mistake(
            "Your voice rates lie at even steps. The five that are asked do not: write them into a list.",
            _at_even_steps,
            "linspace and arange make rows of even steps",
        ),
        "shares_for_customers": Mistake(
            "You give shares. The columns ask how many customers: multiply by how many are dissatisfied.",
            lambda dissatisfied, right: right.set_index("voice_rate").div(dissatisfied).reset_index(),
        ),
    },
)
