"""Tasks of the assignment on complaints: the silent, what becomes of them, and what it is worth to listen."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab import complaints
from crmlab.declared.quantities import Choice, Cost, Count, Money, Quantity, Share, typical
from crmlab.declared.tables import Named
from crmlab.errors import BadValueError
from crmlab.exercises.concept_checks import concept_check
from crmlab.exercises.tasks import Check, Misconception, Task, misconception

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


@misconception("answers of invented students")
def divided_by_the_silent_share(complaints, voice_rate):
    """You divide by the share of the silent. Complaints come from those who spoke: divide by voice_rate."""
    return complaints / (1 - voice_rate)


@misconception("answers of invented students")
def complaints_added_once_more(complaints, voice_rate):
    """You add the complaints once more. Those who complained are in complaints / voice_rate already."""
    return complaints / voice_rate + complaints


@misconception("answers of invented students")
def share_taken_for_percent(complaints, voice_rate):
    """You turn voice_rate from percent into a share. It is a share already: 0.10 stands for 10 %."""
    return complaints / (voice_rate / 100)


@misconception("answers of invented students")
def always_ten_for_one(complaints, voice_rate):
    """You count ten customers for each complaint. That holds at a voice rate of 10 % only: use voice_rate."""
    return complaints * 10


BEHIND = Task(
    "complaints-behind",
    checks=[
        Check(
            "complaints-behind-number",
            "dissatisfied finds everybody who stands behind the complaints",
            complaints.dissatisfied,
            narrow={"voice_rate": typical(0.04, 0.7)},
            misconceptions=[
                rate_multiplied,
                only_the_silent,
                divided_by_the_silent_share,
                complaints_added_once_more,
                share_taken_for_percent,
                always_ten_for_one,
            ],
            tolerance=0.5,  # whole customers are as good
            between=(10, 5000),
        ),
        Check(
            "complaints-behind-all",
            "when everybody speaks, the complaints are all there are",
            complaints.dissatisfied,
            narrow={"voice_rate": typical(1, 1)},
            cases=[{"complaints": 0, "voice_rate": 0.1}],
            tolerance=0.5,
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


@misconception("answers of invented students")
def silent_helped_too(complaints, voice_rate, resolved, value, harm):
    """You let the share resolved keep silent customers, too. Only who complained can be helped."""
    return complaints / voice_rate * (1 - resolved) * value * (1 + harm)


@misconception("answers of invented students")
def no_harm_from_the_silent(complaints, voice_rate, resolved, value, harm):
    """You count no harm for the silent. They tell others, if not the firm: harm comes with everybody lost."""
    return (complaints / voice_rate - complaints + complaints * (1 - resolved) * (1 + harm)) * value


@misconception("answers of invented students")
def complaints_for_everybody(complaints, voice_rate, resolved, value, harm):
    """You take the complaints for all the dissatisfied. They are a part of them: first find the whole."""
    return complaints * (1 - voice_rate * resolved) * value * (1 + harm)


def _silent_share_of_complaints(complaints, voice_rate, resolved, value, harm):
    return (complaints * (1 - voice_rate) + complaints * (1 - resolved)) * value * (1 + harm)


@misconception("answers of invented students")
def harm_in_yuan(complaints, voice_rate, resolved, value, harm):
    """You add harm to the value as if it were yuan. It is a share of the value: multiply first."""
    return _lost(complaints, voice_rate, resolved) * (value + harm)


@misconception("the harm is easily forgotten beside the value")
def harm_left_out(complaints, voice_rate, resolved, value, harm):
    """You leave the harm out. Each lost customer costs his value, and the share harm of it on top."""
    return _lost(complaints, voice_rate, resolved) * value


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
                silent_helped_too,
                no_harm_from_the_silent,
                complaints_for_everybody,
                complaints_for_everybody.also(_silent_share_of_complaints),
                harm_in_yuan,
                harm_left_out,
            ],
            tolerance=0.5,  # the example shows whole yuan
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
            tolerance=0.5,
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


@misconception("answers of invented students")
def nobody_told_by_the_others(dissatisfied, heavy_share, heavy, light):
    """You count only those who tell heavy others. Everybody else tells light people: add them."""
    return dissatisfied * heavy_share * heavy


@misconception("answers of invented students")
def tellers_counted_as_told(dissatisfied, heavy_share, heavy, light):
    """You add the dissatisfied themselves. They tell it; asked is how many people are told."""
    return complaints.word_of_mouth(dissatisfied, heavy_share, heavy, light) + dissatisfied


WORDS = Task(
    "complaints-words",
    checks=[
        Check(
            "complaints-words-people",
            "people_told weighs both groups by their share",
            complaints.word_of_mouth,
            inputs=("dissatisfied", "heavy_share", "heavy", "light"),
            narrow={"heavy": typical(15, 30), "light": typical(4, 12)},
            misconceptions=[
                weights_exchanged,
                plain_mean,
                light_told_by_all,
                nobody_told_by_the_others,
                tellers_counted_as_told,
            ],
            tolerance=0.5,  # the example shows whole people
            between=(400, 45_000),
        ),
    ],
    hints=[
        "Two groups, two numbers of listeners. How many of the dissatisfied are in each group?",
        "dissatisfied · heavy_share of them tell heavy others. The rest, dissatisfied · (1 − heavy_share), …",
        "Add the two: dissatisfied · (heavy_share · heavy + (1 − heavy_share) · light).",
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


@misconception("answers of invented students")
def quick_counted_twice(dissatisfied, voice_rate, resolved, quick, rates):
    """You count the quickly resolved twice. rates["resolved"] is only for those who were helped slowly."""
    twice = dissatisfied * voice_rate * resolved * quick * rates["resolved"]
    return _kept(dissatisfied, voice_rate, resolved, quick, rates) + twice


@misconception("answers of invented students")
def every_resolved_kept(dissatisfied, voice_rate, resolved, quick, rates):
    """You count everybody who was helped as kept. Only a share of them buys again: use the two rates."""
    return _kept(dissatisfied, voice_rate, resolved, quick, {**rates, "resolved": 1, "quick": 1})


@misconception("answers of invented students")
def resolved_all_alike(dissatisfied, voice_rate, resolved, quick, rates):
    """You give all the resolved one rate. The share quick of them was helped quickly, the others slowly."""
    return _kept(dissatisfied, voice_rate, resolved, 1, rates)


def _resolved_all_slowly(dissatisfied, voice_rate, resolved, quick, rates):
    return _kept(dissatisfied, voice_rate, resolved, 0, rates)


_KEPT_WRONGLY = [
    quick_of_all_complainers,
    silent_all_lost,
    unresolved_all_lost,
    voice_rate_twice,
    everybody_speaks_and_is_silent,
    quick_counted_twice,
    every_resolved_kept,
    resolved_all_alike,
    resolved_all_alike.also(_resolved_all_slowly),
]

KEPT = Task(
    "complaints-kept",
    checks=[
        Check(
            "complaints-kept-expected",
            "customers_kept adds up the silent, the unresolved, the resolved and the quickly resolved",
            customers_kept,
            misconceptions=_KEPT_WRONGLY,
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


def _where_it_shows(table: pd.DataFrame, **wrong: Any) -> pd.DataFrame:
    """Return wrong columns alone, so that no other hides them; refuse a draw in which they are right."""
    if all(np.allclose(column, table[name], atol=0.5) for name, column in wrong.items()):
        raise BadValueError("the mistake must show.")
    return table[["voice_rate"]].assign(**wrong)


def _in_the_table(known: Misconception) -> Misconception:
    """Return a misconception about who is kept, recognised in the column of that name."""

    def wrong(dissatisfied, resolved, quick, size):
        table, rates = voice_table(dissatisfied, resolved, quick, size), complaints.repurchase_rates(size)
        kept = known.wrong(dissatisfied, table["voice_rate"].to_numpy(), resolved, quick, rates)
        return _where_it_shows(table, kept=kept)

    return replace(known, wrong=wrong)


@misconception("the worked example takes the silent and the unresolved as lost, and nobody else")
def kept_as_in_the_worked_example(dissatisfied, resolved, quick, size):
    """You count the silent and the unresolved as lost and all others as kept. Each group has its own rate."""
    table = voice_table(dissatisfied, resolved, quick, size)
    return _where_it_shows(table, kept=dissatisfied - table["silent"] - table["unresolved"])


@misconception("the worked example takes the silent and the unresolved as lost, and nobody else")
def lost_as_in_the_worked_example(dissatisfied, resolved, quick, size):
    """You count all the silent and the unresolved as lost, as in task 2. Lost are all who are not in kept."""
    table = voice_table(dissatisfied, resolved, quick, size)
    return _where_it_shows(table, lost=table["silent"] + table["unresolved"])


@misconception("the shares stand behind one another, and one is easily forgotten")
def unresolved_of_all(dissatisfied, resolved, quick, size):
    """Your unresolved are a share of everybody. Only those who spoke have a complaint: use the voice rate."""
    table = voice_table(dissatisfied, resolved, quick, size)
    return _where_it_shows(table, unresolved=dissatisfied * (1 - resolved))


@misconception("answers of invented students")
def silent_among_the_unresolved(dissatisfied, resolved, quick, size):
    """You count the silent as unresolved, too. Only those who spoke are meant: begin with the voice rate."""
    table = voice_table(dissatisfied, resolved, quick, size)
    return _where_it_shows(table, unresolved=table["silent"] + table["unresolved"])


@misconception("resolved and unresolved are easily exchanged")
def resolved_for_unresolved(dissatisfied, resolved, quick, size):
    """Your unresolved are those who were helped. Take the share 1 − resolved of those who spoke."""
    table = voice_table(dissatisfied, resolved, quick, size)
    return _where_it_shows(table, unresolved=dissatisfied * table["voice_rate"] * resolved)


@misconception("answers of invented students")
def shares_for_customers(dissatisfied, resolved, quick, size):
    """You give shares. The columns ask how many customers: multiply by how many are dissatisfied."""
    table = voice_table(dissatisfied, resolved, quick, size)
    columns = ["silent", "unresolved", "kept", "lost"]
    return table.assign(**table[columns] / dissatisfied)


TABLE = Task(
    "complaints-table",
    checks=[
        Check(
            "complaints-table-voices",
            "the table shows at each voice rate who is silent, not helped, kept and lost",
            voice_table,
            asks_for="answer",
            tolerance=0.05,
            misconceptions=[
                *map(_in_the_table, _KEPT_WRONGLY),
                kept_as_in_the_worked_example,
                lost_as_in_the_worked_example,
                unresolved_of_all,
                silent_among_the_unresolved,
                resolved_for_unresolved,
                shares_for_customers,
            ],
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


def _at_given_rates(dissatisfied, voice_rate, resolved, quick, size):
    """Return the rates, and who buys again of those who are helped and of those who speak."""
    rates = complaints.repurchase_rates(size)
    helped = quick * rates["quick"] + (1 - quick) * rates["resolved"]
    return rates, helped, resolved * helped + (1 - resolved) * rates["unresolved"]


@misconception("answers of invented students")
def kept_anyway_not_subtracted(dissatisfied, voice_rate, resolved, quick, size):
    """You count all whom a plan reaches and who buy again. Subtract those who would have done so anyway."""
    rates, helped, spoke = _at_given_rates(dissatisfied, voice_rate, resolved, quick, size)
    return {
        "louder": dissatisfied * 0.05 * spoke,
        "better": dissatisfied * voice_rate * 0.15 * helped,
        "faster": dissatisfied * voice_rate * resolved * 0.40 * rates["quick"],
    }


@misconception("answers of invented students")
def everybody_reached_is_kept(dissatisfied, voice_rate, resolved, quick, size):
    """You count all whom a plan reaches as kept. Not all of them buy again, and some would have anyway."""
    return {
        "louder": dissatisfied * 0.05,
        "better": dissatisfied * voice_rate * 0.15,
        "faster": dissatisfied * voice_rate * resolved * 0.40,
    }


def _one_after_another(dissatisfied, voice_rate, resolved, quick, size) -> list[float]:
    """Return how many are kept today, and after each of the plans if all before it are carried out."""
    rates = complaints.repurchase_rates(size)
    shares = np.array([voice_rate, resolved, quick])
    raised = [shares, shares + (0.05, 0, 0), shares + (0.05, 0.15, 0), shares + (0.05, 0.15, 0.40)]
    return [_kept(dissatisfied, *step, rates) for step in raised]


@misconception("answers of invented students")
def plans_built_on_one_another(dissatisfied, voice_rate, resolved, quick, size):
    """You let one plan build on another. Only one is paid for: raise its share and leave the others."""
    today, *after = _one_after_another(dissatisfied, voice_rate, resolved, quick, size)
    return dict(zip(_PLANS, np.subtract(after, today), strict=True))


def _steps_of_plans(dissatisfied, voice_rate, resolved, quick, size):
    kept = _one_after_another(dissatisfied, voice_rate, resolved, quick, size)
    return dict(zip(_PLANS, np.diff(kept), strict=True))


@misconception("answers of invented students")
def points_taken_as_they_stand(dissatisfied, voice_rate, resolved, quick, size):
    """You add the points as whole numbers. The shares lie between 0 and 1: a point is 0.01."""
    return {
        plan: 100 * more for plan, more in more_kept(dissatisfied, voice_rate, resolved, quick, size).items()
    }


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


def _with_gain(gain: float, cost: float = 0, **inputs: Any) -> dict[str, str | float | bool]:
    return {"best": decision(cost=cost, **inputs)["best"], "gain": gain, "do_it": bool(gain > 0)}


@misconception("answers of invented students")
def cost_left_out(cost, **inputs):
    """You leave the cost out. The gain is what the customers are worth, less what the plan costs."""
    return decision(cost=0, **inputs)


@misconception("answers of invented students")
def cost_for_each_customer(cost, value, **inputs):
    """You count the cost for each customer. The plan costs it once, however many customers it keeps."""
    more = max(more_kept(**inputs).values())
    return _with_gain(more * (value - cost), value=value, **inputs)


@misconception("the return on a cost is given as often as the gain")
def return_for_gain(cost, **inputs):
    """You divide by the cost: that is a return for each yuan. The gain is in yuan: subtract the cost."""
    right = decision(cost=cost, **inputs)
    return right | {"gain": right["gain"] / cost + 1}  # a return without the 1 is within the tolerance


@misconception("the customers are counted, but not valued")
def customers_less_cost(cost, value, **inputs):
    """You take yuan from customers. First say what the customers are worth: multiply by value."""
    return _with_gain(max(more_kept(**inputs).values()) - cost, value=value, **inputs)


@misconception("answers of invented students")
def plan_credited_with_all_kept(cost, value, **inputs):
    """You credit the plan with customers whom you keep today without it. Count only those whom it adds."""
    most = max(kept_in_all.wrong(**inputs).values())
    return _with_gain(most * value - cost, value=value, **inputs)


@misconception("the sign of a difference is easily turned")
def cost_less_worth(cost, **inputs):
    """The sign of your gain is turned. Take what the customers are worth, and subtract the cost from it."""
    return _with_gain(-decision(cost=cost, **inputs)["gain"], **inputs)


def _number_for_name(answer: Any) -> bool:
    best = answer.get("best") if hasattr(answer, "get") else None
    return isinstance(best, int | float) and not isinstance(best, bool)


@misconception("max() of a dictionary's values gives a number")
def how_many_for_which(cost, **inputs):
    """You give how many the best plan keeps. Asked is which one it is: give its name."""
    plans = more_kept(**{name: given for name, given in inputs.items() if name != "value"})
    return decision(cost=cost, **inputs) | {"best": max(plans.values())}


PLAN = Task(
    "complaints-plan",
    checks=[
        Check(
            "complaints-plan-kept",
            "that is how many more customers each plan keeps",
            more_kept,
            asks_for="answer",
            misconceptions=[
                percent_for_points,
                kept_in_all,
                kept_anyway_not_subtracted,
                everybody_reached_is_kept,
                plans_built_on_one_another,
                plans_built_on_one_another.also(_steps_of_plans),
                points_taken_as_they_stand,
            ],
            tolerance=0.05,
            between=(0.1, 200),
        ),
        Check(
            "complaints-plan-decision",
            "your choice follows from your numbers",
            decision,
            asks_for="answer",
            misconceptions=[
                cost_left_out,
                cost_for_each_customer,
                return_for_gain,
                customers_less_cost,
                plan_credited_with_all_kept,
                cost_less_worth,
                replace(how_many_for_which, shows_in=_number_for_name),
            ],
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

_SORTED = concept_check(
    "complaints-kind-sorted", "you tell a bad outcome from a bad process", "complaints-outcome-process"
)
_OPPOSITE = {"outcome": "process", "process": "outcome", "both": "both"}


@misconception("answers of invented students")
def what_was_in_order():
    """You exchanged outcome and process everywhere. Name what fell short, not what was in order."""
    return {key: _OPPOSITE[word] for key, word in _SORTED.answer({}).items()}


KIND = Task(
    "complaints-kind",
    checks=[replace(_SORTED, misconceptions=[what_was_in_order, *_SORTED.misconceptions])],
    hints=[
        "Ask of each case: is what the customer got wrong, or the way in which he got it?",
        "What would set it right: money and a new product, or an apology and time?",
        "Think the way away: is something still missing? Then the outcome failed, alone or together with it.",
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
