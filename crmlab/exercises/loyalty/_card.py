"""From which extra on a card pays, and up to which share of used points."""

from typing import Annotated

from crmlab import loyalty
from crmlab.declared.quantities import Cost, Count, Share, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part

Members = Annotated[Count, typical(200, 900, 50)]
Before = Annotated[Cost, typical(900, 1100, 10)]
After = Annotated[Cost, typical(1150, 1450, 10)]
OthersBefore = Annotated[Cost, typical(500, 600, 10)]
OthersAfter = Annotated[Cost, typical(620, 760, 10)]
Points = Annotated[Share, typical(0.04, 0.08, 0.01)]
Used = Annotated[Share, typical(0.4, 0.9, 0.05)]
MarginShare = Annotated[Share, typical(0.2, 0.5, 0.05)]


def added(before_members: float, after_members: float, before_others: float, after_others: float) -> float:
    """Return what the card adds; both groups must have bought more than before, as the mistakes suppose."""
    extra = (after_members - before_members) - (after_others - before_others)
    if extra < 20 or after_others < before_others + 10:
        raise BadValueError("the card must add something, and the others must have grown.")
    return extra


def borders(
    before_members: Before,
    after_members: After,
    before_others: OthersBefore,
    after_others: OthersAfter,
    reward_rate: Points,
    redemption: Used,
    margin_share: MarginShare,
) -> dict[str, float]:
    """Return from which extra on the card pays, and up to which share of used points."""
    extra = added(before_members, after_members, before_others, after_others)
    found = loyalty.programme_return(1, after_members - extra, reward_rate, redemption, 0, margin_share)
    return {
        "extra_share": float(found.break_even),
        "used_share": margin_share * extra / (reward_rate * after_members),
    }


def _extra_share(*formulas) -> list[part]:
    """Return the answers with another border of the extra, of rate, redemption and margin."""
    return [
        part(
            extra_share=lambda reward_rate, redemption, margin_share, formula=formula: formula(
                reward_rate, redemption, margin_share
            )
        )
        for formula in formulas
    ]


def _points_over_what_comes_anyway(
    before_members, after_members, before_others, after_others, reward_rate, redemption, margin_share
):
    anyway = before_members + after_others - before_others
    return reward_rate * redemption * after_members / margin_share / anyway


shares = AnswerCheck(
    "you know from which extra on the card pays, and up to which share of used points",
    borders,
    tolerance=0.0001,
    between=(0, 9),
    mistakes={
        "no_points_on_the_extra": Mistake(
            "You forget that members get points on the extra, too. Of each additional yuan there is left "
            "margin_share less the points: divide by margin_share − reward_rate · redemption.",
            _extra_share(lambda rate, used, margin: rate * used / margin),
            "the reward is counted on the old sales only",
        ),
        "points_as_they_are": Mistake(
            "You set the points of the year with the card, as they are, against the margin on the extra. At "
            "the border members buy another amount, and get points on that: margin_share · x = "
            "reward_rate · redemption · (1 + x).",
            [
                part(
                    extra_share=lambda before_members, after_members, reward_rate, redemption, margin_share: (
                        reward_rate * redemption * after_members / margin_share / before_members
                    )
                ),
                part(extra_share=_points_over_what_comes_anyway),
            ],
        ),
        "times_for_share": Mistake(
            "You give how many times as much members must buy. Asked is by which share more: take 1 off.",
            part(extra_share=lambda right: 1 + right["extra_share"]),
        ),
        "left_of_a_yuan": Mistake(
            "You give what is left of an additional yuan. It must pay for the points on what members would "
            "buy anyway: divide these by it.",
            _extra_share(lambda rate, used, margin: margin - rate * used),
        ),
        "upside_down": Mistake(
            "Your extra_share is upside down. The points on what would be bought anyway stand above, what is "
            "left of each additional yuan below.",
            _extra_share(
                lambda rate, used, margin: (margin - rate * used) / (rate * used),
                lambda rate, used, margin: margin / (rate * used),
            ),
        ),
        "all_points_used": Mistake(
            "Your extra_share lets all points cost. Only the share redemption of them is used.",
            _extra_share(
                lambda rate, used, margin: rate / (margin - rate), lambda rate, used, margin: rate / margin
            ),
            "points that nobody uses are counted as a cost",
        ),
        "points_added": Mistake(
            "Your extra_share adds the points to the margin. They are taken off what an additional yuan "
            "brings: divide by margin_share − reward_rate · redemption.",
            _extra_share(lambda rate, used, margin: rate * used / (margin + rate * used)),
        ),
        "margin_forgotten": Mistake(
            "Your extra_share leaves the margin out. An additional yuan brings margin_share, less the "
            "points.",
            _extra_share(lambda rate, used, margin: rate * used),
            "revenue is taken for margin",
        ),
        "cost_of_goods_for_margin": Mistake(
            "Your extra_share takes 1 − margin_share. What is left of an additional yuan is the margin, less "
            "the points.",
            _extra_share(lambda rate, used, margin: rate * used / (1 - margin - rate * used)),
        ),
        "given_extra": Mistake(
            "You give the share by which members really buy more. Asked is the share from which on the card "
            "would pay.",
            [
                part(
                    extra_share=lambda before_members, after_members, before_others, after_others: (
                        added(before_members, after_members, before_others, after_others)
                        / (before_members + after_others - before_others)
                    )
                ),
                part(
                    extra_share=lambda before_members, after_members, before_others, after_others: (
                        added(before_members, after_members, before_others, after_others) / before_members
                    )
                ),
            ],
        ),
        "yuan_for_share": Mistake(
            "Your extra_share is in yuan. Asked is a share of what a member would buy without the card.",
            part(
                extra_share=lambda right, before_members, after_others, before_others: (
                    right["extra_share"] * (before_members + after_others - before_others)
                )
            ),
        ),
        "redemption_of_the_year_before": Mistake(
            "Your used_share sets the points on what members would buy without the card, or bought before. "
            "They get points on all that they buy with it: after_members.",
            [
                part(
                    used_share=lambda right, after_members, before_members: (
                        right["used_share"] * after_members / before_members
                    )
                ),
                part(
                    used_share=lambda right, after_members, before_members, before_others, after_others: (
                        right["used_share"] * after_members / (before_members + after_others - before_others)
                    )
                ),
            ],
        ),
        "redemption_on_the_extra": Mistake(
            "Your used_share sets points on the extra alone. Members get points on all that they buy: "
            "after_members.",
            part(used_share=lambda margin_share, reward_rate: margin_share / reward_rate),
            "the reward is counted on the extra sales only",
        ),
        "redemption_without_margin": Mistake(
            "Your used_share counts what members buy in addition. Only the margin on it can pay for points: "
            "multiply by margin_share.",
            part(used_share=lambda right, margin_share: right["used_share"] / margin_share),
            "revenue is taken for margin",
        ),
        "redemption_of_all_members": Mistake(
            "Your used_share multiplies one side alone by members. Take one member on both sides, or all on "
            "both.",
            [
                part(used_share=lambda right, members: right["used_share"] * members),
                part(used_share=lambda right, members: right["used_share"] / members),
            ],
        ),
        "redemption_times_redemption": Mistake(
            "Your used_share still has the given redemption in it. It is the unknown here: leave the given "
            "one out.",
            [
                part(used_share=lambda right, redemption: right["used_share"] / redemption),
                part(used_share=lambda right, redemption: right["used_share"] * redemption),
            ],
        ),
        "redemption_of_naive_extra": Mistake(
            "Your used_share rests on another extra than the one of the step before. Use what the card adds: "
            "the change of the members less that of the others.",
            [
                part(
                    used_share=lambda margin_share, after_members, after_others, reward_rate: (
                        margin_share * (after_members - after_others) / (reward_rate * after_members)
                    )
                ),
                part(
                    used_share=lambda margin_share, after_members, before_members, reward_rate: (
                        margin_share * (after_members - before_members) / (reward_rate * after_members)
                    )
                ),
            ],
        ),
    },
)
