"""What is lost with the silent and with those who complained in vain."""

from typing import Annotated

from crmlab import complaints as calculators
from crmlab.declared.quantities import Count, Money, Share, typical
from crmlab.exercises.complaints._data import Resolved, Value, Voice
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.language import to_say

REREAD = to_say("lesson 12, “What it costs”")
EXAMPLE = {"voice_rate": 0.1, "resolved": 0.65, "value": 2000, "harm": 0.15}
HINTS = (
    "Two groups are lost: those who said nothing, and some who spoke. What does one customer cost?",
    "The silent are the dissatisfied of task 1 less the complaints. The unresolved are a part of these.",
    "Add the two groups first. Then multiply by what one costs: his value, and harm · value on top of it.",
)


def market_loss(
    complaints: Annotated[Count, typical(20, 200, 10)],
    voice_rate: Voice,
    resolved: Resolved,
    value: Value,
    harm: Annotated[Share, typical(0.05, 0.3, 0.05)],
) -> Money:
    """Return the loss from the silent and from those whose complaint is not resolved."""
    lost = calculators.market_loss(complaints, voice_rate, resolved, 1)
    return lost * value * (1 + harm)


def _no_harm_from_the_silent(complaints, voice_rate, value, harm, right):
    silent = complaints / voice_rate - complaints
    return right - silent * value * harm


def _no_harm_from_the_unresolved(complaints, resolved, value, harm, right):
    return right - complaints * (1 - resolved) * value * harm


def _silent_not_valued(complaints, voice_rate, resolved, value, harm):
    return complaints / voice_rate - complaints + complaints * (1 - resolved) * value * (1 + harm)


def _unresolved_not_valued(complaints, voice_rate, resolved, value, harm):
    return (complaints / voice_rate - complaints) * value * (1 + harm) + complaints * (1 - resolved)


def _unresolved_of_all(complaints, voice_rate, resolved, value, harm):
    everybody = complaints / voice_rate
    return (everybody - complaints + everybody * (1 - resolved)) * value * (1 + harm)


def _multiplied_by_the_voice_rate(complaints, voice_rate, resolved, value, harm):
    return (complaints * voice_rate - complaints + complaints * (1 - resolved)) * value * (1 + harm)


def _kept_subtracted(complaints, resolved, value, harm, right):
    return right - complaints * resolved * value * (1 + harm)


def _silent_share_of_complaints(complaints, voice_rate, resolved, value, harm):
    return (complaints * (1 - voice_rate) + complaints * (1 - resolved)) * value * (1 + harm)


market = FunctionCheck(
    "market_loss adds the silent and the unresolved, each with his value and the harm",
    market_loss,
    tolerance=0.5,  # the example shows whole yuan
    between=(5_000, 30_000_000),
    also_right=[
        lambda complaints, voice_rate, resolved, value, harm: (
            complaints / voice_rate * (1 - voice_rate * resolved) * (value + value * harm)
        )
    ],
    mistakes={
        "harm_alone": Mistake(
            "You multiply the value by the harm. That is the harm alone: it comes on top of the value.",
            given(value=lambda value, harm: value * harm, harm=0),
            "the worked example writes the harm as a term of its own",
        ),
        "complainers_only": Mistake(
            "You count those who complained and were not helped. The silent ones leave, too.",
            given(voice_rate=1),
            "the question is about complaints, so only complainers come to mind",
        ),
        "silent_only": Mistake(
            "You count the silent ones only. Those whose complaint is not resolved are lost, too.",
            given(resolved=1),
            "the unresolved are easily forgotten beside the many silent",
        ),
        "resolved_lost": Mistake(
            "You count the resolved complaints as lost. They are kept; lost is the share 1 − resolved.",
            given(resolved=lambda resolved: 1 - resolved),
            "resolved and unresolved are easily exchanged",
        ),
        "complainers_among_the_silent": Mistake(
            "You count everybody dissatisfied as silent, and the unresolved once more. "
            "Subtract the complaints.",
            lambda complaints, value, harm, right: right + complaints * value * (1 + harm),
            "everybody dissatisfied is easily taken for the silent",
        ),
        "silent_helped_too": Mistake(
            "You let the share resolved keep silent customers, too. Only who complained can be helped.",
            lambda complaints, voice_rate, resolved, value, harm: (
                complaints / voice_rate * (1 - resolved) * value * (1 + harm)
            ),
        ),
        "no_harm_from_the_silent": Mistake(
            "You count no harm for the silent. "
            "They tell others, if not the firm: harm comes with everybody lost.",
            _no_harm_from_the_silent,
        ),
        "complaints_for_everybody": Mistake(
            "You take the complaints for all the dissatisfied. "
            "They are a part of them: first find the whole.",
            [lambda voice_rate, right: right * voice_rate, _silent_share_of_complaints],
        ),
        "harm_in_yuan": Mistake(
            "You add harm to the value as if it were yuan. It is a share of the value: multiply first.",
            given(value=lambda value, harm: value + harm, harm=0),
        ),
        "harm_left_out": Mistake(
            "You leave the harm out. Each lost customer costs his value, and the share harm of it on top.",
            given(harm=0),
            "the harm is easily forgotten beside the value",
        ),
        "harm_subtracted": Mistake(
            "You subtract the harm. What a customer tells others is a further loss: it comes on top.",
            given(harm=lambda harm: -harm),
        ),
        "group_not_valued": Mistake(
            "You add customers to yuan. Put silent + unresolved in brackets before you multiply.",
            [_silent_not_valued, _unresolved_not_valued],
            "brackets are easily left out",
        ),
        "no_harm_from_the_unresolved": Mistake(
            "You count no harm for the unresolved. The harm comes with everybody who is lost.",
            _no_harm_from_the_unresolved,
        ),
        "nobody_helped": Mistake(
            "You count everybody dissatisfied as lost. Of those who complained, the share resolved is kept.",
            given(resolved=0),
        ),
        "unresolved_of_all": Mistake(
            "Your unresolved are a share of everybody dissatisfied. Only those who complained can be helped "
            "or not.",
            _unresolved_of_all,
            "the shares stand behind one another, and one is easily forgotten",
        ),
        "rate_multiplied": Mistake(
            "You multiply by the voice rate to find all the dissatisfied. The complaints are a part: divide.",
            _multiplied_by_the_voice_rate,
            "the share is easily taken in the wrong direction",
        ),
        "kept_subtracted": Mistake(
            "You subtract what the resolved are worth. They are not lost, but they replace nobody who is.",
            _kept_subtracted,
        ),
    },
)

# where all complaints are resolved, several mistakes about the unresolved give the same: none is told there
_SEEN_IN_THE_SILENT = ("harm_alone", "harm_left_out", "rate_multiplied")

helped = FunctionCheck(
    "when every complaint is resolved, only the silent are lost",
    market_loss,
    narrow={"resolved": typical(1, 1)},
    cases=[{"complaints": 50, "voice_rate": 1.0, "resolved": 1.0, "value": 2000, "harm": 0.1}],
    tolerance=0.5,
    between=(0, 30_000_000),
    mistakes={name: market.mistakes[name] for name in _SEEN_IN_THE_SILENT},
)
