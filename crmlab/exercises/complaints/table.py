"""A table of who is silent, not helped, kept and lost at five voice rates."""

from dataclasses import replace

import numpy as np
import pandas as pd

from crmlab import complaints
from crmlab.exercises.complaints._data import Customers, Quick, Resolved, Size
from crmlab.exercises.complaints._keeping import KEPT_WRONGLY, customers_kept
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.mistakes import Misconception, known_to

REREAD = "lesson 12, “Silence into voice”"
HINTS = (
    "Begin with the column voice_rate. Each other column follows from it in one line.",
    "If voice_rate is an array, your function of task 4 gives a whole column at once.",
    "silent is dissatisfied · (1 − voice_rate), and lost is dissatisfied less kept. "
    "unresolved is dissatisfied · voice_rate · (1 − resolved).",
)


def voice_table(dissatisfied: Customers, resolved: Resolved, quick: Quick, size: Size) -> pd.DataFrame:
    """Return for five voice rates who keeps silent, who is not helped, and who is kept."""
    voice_rate = np.array([0.1, 0.25, 0.5, 0.75, 1.0])
    kept = customers_kept(dissatisfied, voice_rate, resolved, quick, complaints.repurchase_rates(size))
    columns = {
        "voice_rate": voice_rate,
        "silent": dissatisfied * (1 - voice_rate),
        "unresolved": dissatisfied * voice_rate * (1 - resolved),
        "kept": kept,
        "lost": dissatisfied - kept,
    }
    return pd.DataFrame(columns)


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


voices = AnswerCheck(
    "the table shows at each voice rate who is silent, not helped, kept and lost",
    voice_table,
    tolerance=0.05,
    between=(0, 2000),
    mistakes={
        **{name: _in_the_table(mistake) for name, mistake in KEPT_WRONGLY.items()},
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
        "shares_for_customers": Mistake(
            "You give shares. The columns ask how many customers: multiply by how many are dissatisfied.",
            lambda dissatisfied, right: right.set_index("voice_rate").div(dissatisfied).reset_index(),
        ),
    },
)
