"""Tasks of the assignment on complaints: the silent, what becomes of them, and what it is worth to listen."""

from __future__ import annotations

import random
from typing import Annotated

import numpy as np
import pandas as pd

from crmlab import complaints
from crmlab.exercises.concept_checks import concept_check
from crmlab.exercises.tasks import Check, Task, misconception
from crmlab.quantities import Choice, Cost, Count, Money, Quantity, Share, typical
from crmlab.tables import Named

Voice = Annotated[Share, typical(0.05, 0.6, 0.05)]
Resolved = Annotated[Share, typical(0.3, 0.8, 0.05)]
Quick = Annotated[Share, typical(0.2, 0.8, 0.05)]
Value = Annotated[Money, typical(1000, 6000, 100)]
Customers = Annotated[float, Quantity("customers", 0, typical=(200, 2000), step=100, format=",.1f")]
_STEPS = ("silent", "unresolved", "resolved", "quick")


class _Rising(Named):
    """Repurchase rates, each above the one before."""

    def draw(self, source: random.Random) -> dict:
        """Draw four shares in rising order."""
        return {
            key: percent / 100
            for key, percent in zip(_STEPS, sorted(source.sample(range(5, 96), 4)), strict=True)
        }


Rates = Annotated[object, _Rising(Share, _STEPS)]

# --- Behind the complaints ---------------------------------------------------------------------


@misconception("the share is easily taken in the wrong direction")
def rate_multiplied(complaints, voice_rate):
    """You multiply by the voice rate, and get fewer customers than have complained. Divide by it."""
    return complaints * voice_rate


@misconception("the silent and the dissatisfied are easily mixed up")
def only_the_silent(complaints, voice_rate):
    """You give the silent ones only. Those who complained are dissatisfied, too."""
    return complaints / voice_rate - complaints


BEHIND = Task(
    "complaints-behind",
    checks=[
        Check(
            "complaints-behind-number",
            "dissatisfied finds everybody who stands behind the complaints",
            complaints.dissatisfied,
            narrow={"voice_rate": typical(0.04, 0.7)},
            misconceptions=[rate_multiplied, only_the_silent],
            between=(10, 5000),
        ),
        Check(
            "complaints-behind-all",
            "when everybody speaks, the complaints are all there are",
            complaints.dissatisfied,
            narrow={"voice_rate": typical(1, 1)},
            cases=[{"complaints": 0, "voice_rate": 0.1}],
            between=(0, 200),
        ),
    ],
    hints=[
        "The complaints are a part of the dissatisfied. Which part?",
        "If 10 % speak, ten customers stand behind each complaint. How do you get ten from 0.10?",
        "complaints is dissatisfied · voice_rate. Solve that for dissatisfied.",
    ],
    reread="lesson 12, “How many stand behind them”",
)

# --- The loss ----------------------------------------------------------------------------------


def market_loss(
    complaints: Annotated[Count, typical(20, 200, 10)],
    voice_rate: Voice,
    resolved: Resolved,
    value: Value,
    harm: Annotated[Share, typical(0.05, 0.3, 0.05)],
) -> Money:
    """Return the loss from the silent and from those whose complaint is not resolved."""
    return _lost(complaints, voice_rate, resolved) * value * (1 + harm)


def _lost(number, voice_rate, resolved):
    return complaints.market_loss(number, voice_rate, resolved, 1)


@misconception("the worked example writes the harm as a term of its own")
def harm_alone(complaints, voice_rate, resolved, value, harm):
    """You multiply the value by the harm. That is the harm alone: it comes on top of the value."""
    return _lost(complaints, voice_rate, resolved) * value * harm


@misconception("the question is about complaints, so only complainers come to mind")
def complainers_only(complaints, voice_rate, resolved, value, harm):
    """You count those who complained and were not helped. The silent ones leave, too."""
    return complaints * (1 - resolved) * value * (1 + harm)


@misconception("the unresolved are easily forgotten beside the many silent")
def silent_only(complaints, voice_rate, resolved, value, harm):
    """You count the silent ones only. Those whose complaint is not resolved are lost, too."""
    return (complaints / voice_rate - complaints) * value * (1 + harm)


@misconception("resolved and unresolved are easily exchanged")
def resolved_lost(complaints, voice_rate, resolved, value, harm):
    """You count the resolved complaints as lost. They are kept; lost is the share 1 − resolved."""
    return (complaints / voice_rate - complaints + complaints * resolved) * value * (1 + harm)


@misconception("everybody dissatisfied is easily taken for the silent")
def complainers_among_the_silent(complaints, voice_rate, resolved, value, harm):
    """You count everybody dissatisfied as silent, and the unresolved once more. Subtract the complaints."""
    return (complaints / voice_rate + complaints * (1 - resolved)) * value * (1 + harm)


LOSS = Task(
    "complaints-loss",
    checks=[
        Check(
            "complaints-loss-market",
            "market_loss adds the silent and the unresolved, each with his value and the harm",
            market_loss,
            misconceptions=[
                harm_alone,
                complainers_only,
                silent_only,
                resolved_lost,
                complainers_among_the_silent,
            ],
            also_right=[
                lambda complaints, voice_rate, resolved, value, harm: (
                    complaints / voice_rate * (1 - voice_rate * resolved) * (value + value * harm)
                )
            ],
            between=(5_000, 30_000_000),
        ),
        Check(
            "complaints-loss-helped",
            "when every complaint is resolved, only the silent are lost",
            market_loss,
            narrow={"resolved": typical(1, 1)},
            cases=[{"complaints": 50, "voice_rate": 1.0, "resolved": 1.0, "value": 2000, "harm": 0.1}],
            between=(0, 30_000_000),
        ),
    ],
    hints=[
        "Two groups are lost: those who said nothing, and some who spoke. What does one customer cost?",
        "The silent are the dissatisfied of task 1 less the complaints. The unresolved are a part of these.",
        "(silent + unresolved) · value · (1 + harm)",
    ],
    reread="lesson 12, “What it costs”",
)

# --- Word of mouth -----------------------------------------------------------------------------


@misconception("common slip with weighted means")
def weights_exchanged(dissatisfied, heavy_share, heavy, light):
    """You let the many tell much and the few tell little. heavy belongs to heavy_share."""
    return complaints.word_of_mouth(dissatisfied, 1 - heavy_share, heavy, light)


@misconception("common slip: the mean of two numbers without their weights")
def plain_mean(dissatisfied, heavy_share, heavy, light):
    """You take the mean of heavy and light. The two groups are not equally large: weigh them."""
    return dissatisfied * (heavy + light) / 2


@misconception("“the rest” is easily read as everybody")
def light_told_by_all(dissatisfied, heavy_share, heavy, light):
    """You let everybody tell light others. Those who tell heavy others are no part of the rest."""
    return dissatisfied * (heavy_share * heavy + light)


WORDS = Task(
    "complaints-words",
    checks=[
        Check(
            "complaints-words-people",
            "people_told weighs both groups by their share",
            complaints.word_of_mouth,
            inputs=("dissatisfied", "heavy_share", "heavy", "light"),
            narrow={"heavy": typical(15, 30), "light": typical(4, 12)},
            misconceptions=[weights_exchanged, plain_mean, light_told_by_all],
            between=(400, 45_000),
        ),
    ],
    hints=[
        "Two groups, two numbers of listeners. How many of the dissatisfied are in each group?",
        "dissatisfied · heavy_share of them tell heavy others. The rest, dissatisfied · (1 − heavy_share), …",
    ],
    reread="lesson 12, “They tell others”",
)

# --- Customers kept ----------------------------------------------------------------------------


def _kept(dissatisfied, voice_rate, resolved, quick, rates):
    return complaints.customers_kept(dissatisfied, voice_rate, resolved, quick, rates)


def customers_kept(
    dissatisfied: Customers, voice_rate: Voice, resolved: Resolved, quick: Quick, rates: Rates
) -> Customers:
    """Return how many of the dissatisfied one can expect to buy again."""
    return _kept(dissatisfied, voice_rate, resolved, quick, rates)


@misconception("TARP's table lists “resolved” and “resolved quickly” side by side")
def quick_of_all_complainers(dissatisfied, voice_rate, resolved, quick, rates):
    """You take quick as a share of all who complained. It is a share of the resolved complaints."""
    after_voice = (1 - resolved) * rates["unresolved"] + (resolved - quick) * rates["resolved"]
    after_voice += quick * rates["quick"]
    return dissatisfied * ((1 - voice_rate) * rates["silent"] + voice_rate * after_voice)


@misconception("the worked example takes every silent customer as lost")
def silent_all_lost(dissatisfied, voice_rate, resolved, quick, rates):
    """You count every silent customer as lost. A share of them buys again: rates["silent"]."""
    return _kept(dissatisfied, voice_rate, resolved, quick, {**rates, "silent": 0})


@misconception("the worked example takes every unresolved complaint as a lost customer")
def unresolved_all_lost(dissatisfied, voice_rate, resolved, quick, rates):
    """You count everybody whose complaint is not resolved as lost. A share of them buys again."""
    return _kept(dissatisfied, voice_rate, resolved, quick, {**rates, "unresolved": 0})


@misconception("the shares stand behind one another, and one is easily used again")
def voice_rate_twice(dissatisfied, voice_rate, resolved, quick, rates):
    """You apply the voice rate twice to those who speak. They are dissatisfied · voice_rate, once."""
    spoke = _kept(dissatisfied * voice_rate, voice_rate, resolved, quick, {**rates, "silent": 0})
    return dissatisfied * (1 - voice_rate) * rates["silent"] + spoke


@misconception("the shares stand behind one another, and one is easily forgotten")
def everybody_speaks_and_is_silent(dissatisfied, voice_rate, resolved, quick, rates):
    """You let everybody speak, and add the silent once more. Only the share voice_rate speaks."""
    silent = dissatisfied * (1 - voice_rate) * rates["silent"]
    return silent + _kept(dissatisfied, 1, resolved, quick, rates)


KEPT = Task(
    "complaints-kept",
    checks=[
        Check(
            "complaints-kept-expected",
            "customers_kept adds up the silent, the unresolved, the resolved and the quickly resolved",
            customers_kept,
            misconceptions=[
                quick_of_all_complainers,
                silent_all_lost,
                unresolved_all_lost,
                voice_rate_twice,
                everybody_speaks_and_is_silent,
            ],
            also_right=[
                lambda dissatisfied, voice_rate, resolved, quick, rates: np.dot(
                    [
                        1 - voice_rate,
                        voice_rate * (1 - resolved),
                        voice_rate * resolved * (1 - quick),
                        voice_rate * resolved * quick,
                    ],
                    [dissatisfied * rates[step] for step in _STEPS],
                )
            ],
            between=(5, 1900),
        ),
        Check(
            "complaints-kept-ends",
            "customers_kept is right when nobody speaks, and when all speak and all are helped quickly",
            customers_kept,
            narrow={"voice_rate": typical(0, 0)},
            cases=[
                {
                    "dissatisfied": 400,
                    "voice_rate": 1.0,
                    "resolved": 1.0,
                    "quick": 1.0,
                    "rates": {"silent": 0.37, "unresolved": 0.46, "resolved": 0.7, "quick": 0.95},
                }
            ],
            between=(5, 1900),
        ),
    ],
    hints=[
        "Four groups: silent; spoke in vain; resolved, but slowly; resolved quickly. How large is each?",
        "Of those who spoke, resolved · quick were helped quickly and resolved · (1 − quick) slowly.",
        "Multiply the size of each group by its rate, such as rates['silent'], and add up the four.",
    ],
    reread="lesson 12, “Silence into voice”",
)

# --- A table -----------------------------------------------------------------------------------


def voice_table(
    dissatisfied: Customers,
    resolved: Resolved,
    quick: Quick,
    size: Annotated[str, Choice(("minor", "major"))],
) -> pd.DataFrame:
    """Return for five voice rates who keeps silent, who is not helped, and who is kept."""
    voice_rate = np.array([0.1, 0.25, 0.5, 0.75, 1.0])
    kept = _kept(dissatisfied, voice_rate, resolved, quick, complaints.repurchase_rates(size))
    columns = {
        "voice_rate": voice_rate,
        "silent": dissatisfied * (1 - voice_rate),
        "unresolved": dissatisfied * voice_rate * (1 - resolved),
        "kept": kept,
        "lost": dissatisfied - kept,
    }
    return pd.DataFrame(columns)


@misconception("TARP's table lists “resolved” and “resolved quickly” side by side")
def table_with_quick_of_all(dissatisfied, resolved, quick, size):
    """You take quick as a share of all who complained. It is a share of the resolved complaints."""
    table = voice_table(dissatisfied, resolved, quick, size)
    rates = complaints.repurchase_rates(size)
    kept = quick_of_all_complainers.wrong(dissatisfied, table["voice_rate"], resolved, quick, rates)
    return table.assign(kept=kept, lost=dissatisfied - kept)


@misconception("the worked example takes the silent and the unresolved as lost, and nobody else")
def table_of_the_worked_example(dissatisfied, resolved, quick, size):
    """You count the silent and the unresolved as lost and all others as kept. Each group has its own rate."""
    table = voice_table(dissatisfied, resolved, quick, size)
    lost = table["silent"] + table["unresolved"]
    return table.assign(lost=lost, kept=dissatisfied - lost)


@misconception("the shares stand behind one another, and one is easily forgotten")
def unresolved_of_all(dissatisfied, resolved, quick, size):
    """Your unresolved are a share of everybody. Only those who spoke have a complaint: use the voice rate."""
    table = voice_table(dissatisfied, resolved, quick, size)
    return table.assign(unresolved=dissatisfied * (1 - resolved))


TABLE = Task(
    "complaints-table",
    checks=[
        Check(
            "complaints-table-voices",
            "the table shows at each voice rate who is silent, not helped, kept and lost",
            voice_table,
            asks_for="answer",
            tolerance=0.05,
            misconceptions=[table_with_quick_of_all, table_of_the_worked_example, unresolved_of_all],
            between=(0, 2000),
        ),
    ],
    hints=[
        "Begin with the column voice_rate. Each other column follows from it in one line.",
        "If voice_rate is an array, your function of task 4 gives a whole column at once.",
        "silent is dissatisfied · (1 − voice_rate), and lost is dissatisfied less kept. "
        "unresolved is dissatisfied · voice_rate · (1 − resolved).",
    ],
    reread="lesson 12, “Silence into voice”",
)

# --- One of three plans ------------------------------------------------------------------------

_PLANS = {"louder": "voice_rate", "better": "resolved", "faster": "quick"}
_POINTS = {"louder": 0.05, "better": 0.15, "faster": 0.40}  # by which each plan raises its share


def more_kept(
    dissatisfied: Customers,
    voice_rate: Annotated[Voice, typical(0.1, 0.5, 0.05)],
    resolved: Annotated[Resolved, typical(0.3, 0.7, 0.05)],
    quick: Annotated[Quick, typical(0.2, 0.5, 0.05)],
    size: Annotated[str, Choice(("minor", "major"))],
) -> dict[str, float]:
    """Return how many more customers each of three plans keeps."""
    return _plans(dissatisfied, voice_rate, resolved, quick, size, lambda share, points: share + points)


def _plans(dissatisfied, voice_rate, resolved, quick, size, raised) -> dict[str, float]:
    shares = {"voice_rate": voice_rate, "resolved": resolved, "quick": quick}
    rates = complaints.repurchase_rates(size)
    base = _kept(dissatisfied, **shares, rates=rates)
    return {
        plan: _kept(dissatisfied, **shares | {name: raised(shares[name], _POINTS[plan])}, rates=rates) - base
        for plan, name in _PLANS.items()
    }


@misconception("points and percent are the best known mix-up with shares")
def percent_for_points(dissatisfied, voice_rate, resolved, quick, size):
    """You raise each share by a percentage of itself. It rises by points: 0.30 and 0.05 make 0.35."""
    return _plans(dissatisfied, voice_rate, resolved, quick, size, lambda share, points: share * (1 + points))


@misconception("“how many more” is easily answered with “how many”")
def kept_in_all(dissatisfied, voice_rate, resolved, quick, size):
    """You give how many each plan keeps. Asked is how many more than now: subtract what is kept today."""
    base = _kept(dissatisfied, voice_rate, resolved, quick, complaints.repurchase_rates(size))
    plans = more_kept(dissatisfied, voice_rate, resolved, quick, size)
    return {plan: base + more for plan, more in plans.items()}


def decision(
    dissatisfied: Customers,
    voice_rate: Annotated[Voice, typical(0.1, 0.5, 0.05)],
    resolved: Annotated[Resolved, typical(0.3, 0.7, 0.05)],
    quick: Annotated[Quick, typical(0.2, 0.5, 0.05)],
    size: Annotated[str, Choice(("minor", "major"))],
    value: Value,
    cost: Annotated[Cost, typical(20_000, 120_000, 5_000)],
) -> dict[str, str | float | bool]:
    """Return the plan that keeps most, what it gains, and whether to carry it out."""
    plans = more_kept(dissatisfied, voice_rate, resolved, quick, size)
    best = max(plans, key=plans.get)
    worth = plans[best] * value
    return {"best": best, "gain": worth - cost, "do_it": worth > cost}


def _what_decides(dissatisfied, voice_rate, resolved, quick, size, value, cost):
    """Return the numbers on which the choice and the yes or no hang, in money."""
    plans = more_kept(dissatisfied, voice_rate, resolved, quick, size)
    return [*(more * value for more in plans.values()), cost]


PLAN = Task(
    "complaints-plan",
    checks=[
        Check(
            "complaints-plan-kept",
            "that is how many more customers each plan keeps",
            more_kept,
            asks_for="answer",
            misconceptions=[percent_for_points, kept_in_all],
            tolerance=0.05,
            between=(0.1, 200),
        ),
        Check(
            "complaints-plan-decision",
            "your choice follows from your numbers",
            decision,
            asks_for="answer",
            tolerance=1,
            between=(-120_000, 700_000),
            apart=_what_decides,
        ),
    ],
    hints=[
        "Compute what is kept today. Then change one share, leave the other two, and compute again.",
        "louder is customers_kept(…, voice_rate + 0.05, resolved, quick, rates) less what is kept today.",
        "gain is the most customers more · value, less the cost; do_it is True when that is above 0.",
    ],
    reread="lesson 12, “Does it pay to ask?”",
)

# --- Kinds of dissatisfaction ------------------------------------------------------------------

KIND = Task(
    "complaints-kind",
    checks=[
        concept_check(
            "complaints-kind-sorted",
            "you tell a bad outcome from a bad process",
            "complaints-outcome-process",
        ),
    ],
    hints=[
        "Ask of each case: is what the customer got wrong, or the way in which he got it?",
        "What would set it right: money and a new product, or an apology and time?",
    ],
    reread="the reader of lesson 12, “What lies behind a complaint”",
)

# --- An open question --------------------------------------------------------------------------

CLAIM = Task(
    "complaints-claim",
    checks=[],
    hints=[
        "What did the people in the survey do: buy, or say that they would? Where, when, after what loss?",
        "Are those who complain and those who keep silent the same kind of customers?",
        "Whom would you invite to complain, and whom not, so that you can compare afterwards?",
    ],
    reread="lesson 12, “Doubt it”",
)

TASKS = [BEHIND, LOSS, WORDS, KEPT, TABLE, PLAN, KIND, CLAIM]
