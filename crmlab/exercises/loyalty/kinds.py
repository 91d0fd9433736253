"""Seven customers by attitude and behaviour, and who of the repeat buyers may leave tomorrow."""

import operator
from collections.abc import Callable
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.loyalty._lists import Buyers, Columns, high, views
from crmlab.language import to_say

REREAD = to_say("lesson 13, “Attitude and behaviour”")
HINTS = (
    "There are two questions for each customer: does he prefer us, and does he buy most of what he needs "
    "here? What binds him is a third one.",
    "share = bought / needed. Compare attitude with 50 and share with 0.5; a value at a cut is high.",
    "True loyalty is high in both. Latent is a high attitude with a low share, spurious a low attitude with "
    "a high share. can_leave is True for the spurious whom no contract binds.",
)

Seven = Annotated[dict, Buyers()]
SHORT = np.array([["none", "spurious"], ["latent", "true"]])
Views = tuple[Any, Any]  # who is high in attitude, and who in behaviour


def type_table(buyers: Seven) -> pd.DataFrame:
    """Return share, type and danger of each customer."""
    _, share, bound = views(buyers)
    types = _named(high(buyers))
    columns = {"customer": buyers["customer"], "share": share, "type": types}
    return pd.DataFrame(columns | {"can_leave": (types == "spurious") & ~bound})


def _named(sides: Views) -> np.ndarray:
    attitude, behaviour = sides
    return SHORT[np.asarray(attitude, dtype=np.int64), np.asarray(behaviour, dtype=np.int64)]


def _as_is(column: str) -> Callable[[pd.DataFrame], pd.Series]:
    """Return the right column: what stands beside it is known only if it is right."""
    return lambda right: right[column]


def _types(*sides: Callable[[Columns], Views]) -> list[part]:
    """Return the tables in which types follow from another view of who is high in what."""
    return [
        part(share=_as_is("share"), type=lambda buyers, side=side: _named(side(buyers))) for side in sides
    ]


def _bought(cut: Callable[[Any], float]) -> Callable[[Columns], Views]:
    """Return the view in which behaviour is high if the amount reaches a cut among the amounts."""
    return lambda buyers: (high(buyers)[0], np.array(buyers["bought"]) >= cut(buyers["bought"]))


def _bound_is_loyal(buyers: Columns) -> Views:
    attitude, share = high(buyers)
    return np.array(attitude) | views(buyers)[2], share


def _bound_buys(buyers: Columns) -> Views:
    attitude, share = high(buyers)
    return attitude, np.array(share) | views(buyers)[2]


def _renamed(**names: str) -> part:
    return part(share=_as_is("share"), type=lambda right: [names.get(one, one) for one in right["type"]])


def _can_leave(*views_of: Callable[[pd.Series, np.ndarray], Any]) -> list[part]:
    """Return the tables in which others may leave: of the types, and of whom no contract binds."""
    return [
        part(
            type=_as_is("type"),
            can_leave=lambda right, buyers, who=who: who(right["type"], ~views(buyers)[2]),
        )
        for who in views_of
    ]


def _share(formula: Callable[[np.ndarray, np.ndarray], Any]) -> part:
    return part(share=lambda buyers: formula(np.array(buyers["bought"]), np.array(buyers["needed"])))


table = AnswerCheck(
    "each customer has his share and his type, and you know who may leave tomorrow",
    type_table,
    tolerance=0.0005,
    between=(0, 1),
    decides={"can_leave": to_say("the type with “spurious”, and ask whether a contract binds him")},
    words={
        "type": {
            "true": ("true loyalty", "premium loyalty", "loyal"),
            "latent": ("latent loyalty",),
            "spurious": ("spurious loyalty", "false loyalty"),
            "none": ("no loyalty",),
        }
    },
    mistakes={
        "percent_for_share": Mistake(
            "Your share is in percent. A share of 25 % is written 0.25, and the cut is 0.5.",
            _share(lambda bought, needed: 100 * bought / needed),
        ),
        "bought_elsewhere": Mistake(
            "You give what he buys elsewhere. Asked is which share he buys from you: bought / needed.",
            [
                _share(lambda bought, needed: needed - bought),
                _share(lambda bought, needed: 1 - bought / needed),
            ],
        ),
        "upside_down": Mistake(
            "You divide needed by bought. His share is what he bought from you, of all that he needed.",
            _share(lambda bought, needed: needed / bought),
        ),
        "share_of_the_firm": Mistake(
            "You divide by what all customers buy from you. His share is of his own need: bought / needed, "
            "row by row.",
            _share(lambda bought, needed: bought / bought.sum()),
        ),
        "share_of_all_needs": Mistake(
            "You divide by the needs of all customers. Divide by his own: bought / needed, row by row.",
            _share(lambda bought, needed: bought / needed.sum()),
        ),
        "need_counted_twice": Mistake(
            "You divide by bought + needed. What he buys from you is in needed already: bought / needed.",
            _share(lambda bought, needed: bought / (bought + needed)),
            "the wallet holds what we get, too",
        ),
        "ours_to_theirs": Mistake(
            "You divide by what he buys elsewhere. A share is of the whole: bought / needed.",
            _share(lambda bought, needed: bought / (needed - bought)),
        ),
        "latent_and_spurious_exchanged": Mistake(
            "You exchange latent and spurious. Latent is a high attitude that does not show in what he buys; "
            "spurious is much bought without a high attitude.",
            _renamed(latent="spurious", spurious="latent"),
            "the two names are easily exchanged",
        ),
        "true_and_none_exchanged": Mistake(
            "Your types are turned round: high in both is true, low in both is none.",
            _renamed(true="none", none="true"),
        ),
        "cut_is_low": Mistake(
            "Who stands at a cut is low in your table. A value at the cut is high: use >=, not >.",
            _types(
                lambda buyers: high(buyers, operator.gt),
                lambda buyers: high(buyers, operator.gt, operator.ge),
                lambda buyers: high(buyers, operator.ge, operator.gt),
            ),
            "> and >= are easily exchanged",
        ),
        "contract_for_loyalty": Mistake(
            "You count a contract as loyalty. It keeps a customer whether he prefers you or not; the type "
            "goes by attitude and share alone.",
            _types(
                lambda buyers: (_bound_is_loyal(buyers)[0], _bound_buys(buyers)[1]),
                _bound_is_loyal,
                _bound_buys,
            ),
            "a barrier is counted as loyalty",
        ),
        "amount_for_share": Mistake(
            "You compare the amount that he buys. Who buys much may buy most of it elsewhere: compare his "
            "share, bought / needed.",
            _types(_bought(np.mean)),
            "frequent buyers are taken for loyal",
        ),
        "two_types_only": Mistake(
            "You have no type beside true and none. Who is high on one side alone is latent or spurious.",
            _renamed(latent="none", spurious="none"),
        ),
        "only_true_or_none": Mistake(
            "You look at one of the two sides. Attitude and share each have a cut, so that there are four "
            "types.",
            _types(lambda buyers: (high(buyers)[1],) * 2, lambda buyers: (high(buyers)[0],) * 2),
            "frequent buyers are taken for loyal",
        ),
        "bound_may_leave": Mistake(
            "Your can_leave says True of some whom a contract binds. They prefer you no more than the "
            "others, but they cannot go tomorrow.",
            _can_leave(lambda types, free: types == "spurious"),
        ),
        "not_a_repeat_buyer": Mistake(
            "Your can_leave says True of some with a low share. Asked are repeat buyers: a high share, a low "
            "attitude, and no contract.",
            _can_leave(
                lambda types, free: types.isin(["spurious", "none"]) & free,
                lambda types, free: (types == "none") & free,
            ),
        ),
        "bond_alone": Mistake(
            "Your can_leave looks at the contract alone. Asked is who also buys much here and prefers you "
            "little: the spurious.",
            _can_leave(lambda types, free: free),
        ),
        "loyal_may_leave": Mistake(
            "Your can_leave says True of some who prefer you. They can go, but do not want to: asked are "
            "those with a low attitude and a high share.",
            _can_leave(
                lambda types, free: types.isin(["spurious", "true"]) & free,
                lambda types, free: (types == "latent") & free,
            ),
        ),
        "bound_for_free": Mistake(
            "Your can_leave says True of the spurious whom a contract binds. Asked are those whom none "
            "binds.",
            _can_leave(lambda types, free: (types == "spurious") & ~free),
        ),
    },
)
