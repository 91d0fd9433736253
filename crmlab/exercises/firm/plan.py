"""Nine quarters: how far the plan comes, which mistakes it avoids, and five numbers of the game."""

from crmlab.exercises.firm import _numbers
from crmlab.exercises.plans import AvoidsCheck, ScoreCheck
from crmlab.language import to_say

REREAD = to_say("“15 · The firm”: how a quarter goes, and what the debrief says")
HINTS = {
    "": (
        "Do not begin with what to spend. Who leaves, who brings a profit, and what would hold those who do?",
        'Buy the report "customers" and put customers in order by profit; look at "cohorts" by channel.',
        "Service first, so that what you win stays; then the channels and segments whose customers are worth "
        "more than they cost; then calls to the best, of whom few say that something went wrong.",
    ),
    "numbers": _numbers.HINTS,
}


def _reaches(share: float, **more: bool) -> ScoreCheck:
    return ScoreCheck(f"the plan reaches {share:.0%} of the reference", dict, least=share, **more)


first, second, third = _reaches(0.60, keeps=True), _reaches(0.70), _reaches(0.80)
fourth, fifth, sixth = _reaches(0.85), _reaches(0.89), _reaches(0.92)

profit = AvoidsCheck(
    "calls, letters and managers go to those who leave a profit, not to the largest",
    dict,
    avoids=("sales_for_profit", "largest_for_key_account"),
)
differences = AvoidsCheck(
    "money for winning goes where customers are worth it, neither everywhere alike nor where they are cheap",
    dict,
    avoids=("averages", "cheapest_customers"),
)
leak = AvoidsCheck(
    "what is won stays: no leak, and no promise above what is delivered",
    dict,
    avoids=("winning_into_a_leak", "promise_above_delivery"),
)
measure = AvoidsCheck(
    "customers are held with measure: not everybody, and not by one letter after the other",
    dict,
    avoids=("saving_everybody", "letters_worn_out"),
)
listening = AvoidsCheck(
    "reports are used, and those who say nothing are heard",
    dict,
    avoids=("reports_unused", "dropping_the_silent"),
)

cash, lost, winning = _numbers.cash, _numbers.lost, _numbers.winning
losing, error = _numbers.losing, _numbers.error
