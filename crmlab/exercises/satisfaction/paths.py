"""From quality and value to loyalty: direct, indirect and total effects, and which project raises it more."""

from typing import Annotated

import pandas as pd

from crmlab import satisfaction
from crmlab.declared.quantities import Quantity
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.satisfaction._ways import TABLE_MISTAKES
from crmlab.language import to_say

REREAD = to_say("lesson 11, “Paths from quality to staying”")
HINTS = {
    "": (
        "Draw the four names and the five arrows. Which ways lead from quality to loyalty?",
        "Along a way the coefficients are multiplied. What do you do with several ways?",
        "direct is the arrow from the cause to loyalty itself, and 0 where there is none. "
        "indirect is the sum of all longer ways, total the sum of both.",
    ),
    "choice": (
        "A project raises quality or value by some points. What comes of it at loyalty, over all ways?",
        "One more point of a cause raises loyalty by its total effect. How many points does it get?",
        "Compare the two products: points times total effect.",
    ),
}

CAUSES = ["quality", "value", "satisfaction"]


def _coefficient(low, high):
    return Annotated[float, Quantity("", typical=(low, high), step=0.01, format=".2f")]


QualityValue = _coefficient(0.5, 0.65)
QualitySatisfaction = _coefficient(0.3, 0.45)
ValueSatisfaction = _coefficient(0.5, 0.65)
SatisfactionLoyalty = _coefficient(0.55, 0.68)
QualityLoyalty = _coefficient(0.05, 0.1)
QualityPoints = Annotated[float, Quantity("", 0, typical=(3, 6), step=0.5, format=".1f")]
ValuePoints = Annotated[float, Quantity("", 0, typical=(4.75, 8.25), step=0.5, format=".2f")]


def effects_on_loyalty(
    quality_value: QualityValue,
    quality_satisfaction: QualitySatisfaction,
    value_satisfaction: ValueSatisfaction,
    satisfaction_loyalty: SatisfactionLoyalty,
    quality_loyalty: QualityLoyalty,
) -> pd.DataFrame:
    """Return direct, indirect and total effect of quality, value and satisfaction on loyalty."""
    on_satisfaction = quality_satisfaction + quality_value * value_satisfaction
    direct = [quality_loyalty, 0.0, satisfaction_loyalty]
    indirect = [on_satisfaction * satisfaction_loyalty, value_satisfaction * satisfaction_loyalty, 0.0]
    total = [one + other for one, other in zip(direct, indirect, strict=True)]
    return pd.DataFrame({"cause": CAUSES, "direct": direct, "indirect": indirect, "total": total})


def _with_the_library(**coefficients):
    paths = pd.DataFrame(
        [(*name.split("_"), number) for name, number in coefficients.items()],
        columns=["cause", "effect", "coefficient"],
    )
    effects = satisfaction.path_effects(paths).query("effect == 'loyalty'")
    return effects.drop(columns="effect").set_index("cause").loc[CAUSES].reset_index()


table = AnswerCheck(
    "the table has direct, indirect and total effects on loyalty",
    effects_on_loyalty,
    tolerance=0.0006,  # three decimals are asked
    between=(0, 1.5),
    also_right=[_with_the_library],
    mistakes=TABLE_MISTAKES,
)


def projects(
    quality_value: QualityValue,
    quality_satisfaction: QualitySatisfaction,
    value_satisfaction: ValueSatisfaction,
    satisfaction_loyalty: SatisfactionLoyalty,
    quality_loyalty: QualityLoyalty,
    quality_points: QualityPoints,
    value_points: ValuePoints,
) -> dict[str, float | str]:
    """Return by how much each project raises loyalty, and which one does more."""
    on_satisfaction = quality_satisfaction + quality_value * value_satisfaction
    quality = quality_points * (quality_loyalty + on_satisfaction * satisfaction_loyalty)
    value = value_points * value_satisfaction * satisfaction_loyalty
    if value < 1:  # whoever gives 0 for it has not rounded
        raise BadValueError("the project for value must bring a point or more.")
    return {"quality": quality, "value": value, "best": "quality" if quality > value else "value"}


project = AnswerCheck(
    "you say by how much each project raises loyalty, and which one does more",
    projects,
    tolerance=0.0006,  # three decimals are asked
    between=(0.2, 5),
    apart=lambda **own: [projects(**own)[name] for name in ("quality", "value")],
    decides={"best": to_say("quality with value")},
    words={"best": {"quality": (), "value": ()}},
    mistakes={
        "direct_effect_alone": Mistake(
            "For the quality project you use the arrow from quality to loyalty alone. "
            "It also works over value and satisfaction: take the total effect.",
            part(quality=lambda quality_points, quality_loyalty: quality_points * quality_loyalty),
            "the arrow is taken for the whole effect",
        ),
        "value_has_no_effect": Mistake(
            "You give 0 for value, because it has no arrow to loyalty. It works over satisfaction.",
            part(value=0),
        ),
        "indirect_effect_alone": Mistake(
            "For the quality project you leave out the arrow from quality to loyalty.",
            part(
                quality=lambda right, quality_points, quality_loyalty: (
                    right["quality"] - quality_points * quality_loyalty
                )
            ),
        ),
        "long_way_forgotten": Mistake(
            "For the quality project you leave out the way over value and satisfaction.",
            part(
                quality=lambda quality_points, quality_loyalty, quality_satisfaction, satisfaction_loyalty: (
                    quality_points * (quality_loyalty + quality_satisfaction * satisfaction_loyalty)
                )
            ),
        ),
        "short_way_forgotten": Mistake(
            "For the quality project you leave out the way over satisfaction alone.",
            part(
                quality=lambda right, quality_points, quality_satisfaction, satisfaction_loyalty: (
                    right["quality"] - quality_points * quality_satisfaction * satisfaction_loyalty
                )
            ),
        ),
        "satisfaction_for_loyalty": Mistake(
            "You say by how many points satisfaction rises. Asked is loyalty: one more arrow.",
            [
                part(
                    quality=lambda quality_points, quality_value, quality_satisfaction, value_satisfaction: (
                        quality_points * (quality_satisfaction + quality_value * value_satisfaction)
                    )
                ),
                part(value=lambda value_points, value_satisfaction: value_points * value_satisfaction),
            ],
        ),
        "last_arrow_alone": Mistake(
            "You multiply the points by the arrow from satisfaction to loyalty. "
            "The project raises quality or value: begin there.",
            [
                part(
                    quality=lambda quality_points, satisfaction_loyalty: quality_points * satisfaction_loyalty
                ),
                part(value=lambda value_points, satisfaction_loyalty: value_points * satisfaction_loyalty),
            ],
        ),
        "effects_for_points": Mistake(
            "You give the total effect: what one point does. Multiply it by the points of the project.",
            [
                part(quality=lambda right, quality_points: right["quality"] / quality_points),
                part(value=lambda right, value_points: right["value"] / value_points),
            ],
        ),
        "begins_at_quality": Mistake(
            "Your way for the value project begins at quality. The project raises value: begin there.",
            part(value=lambda right, quality_value: right["value"] * quality_value),
        ),
        "brackets_forgotten": Mistake(
            "Brackets are missing: multiply the points by the whole total effect, not by its first part.",
            part(
                quality=lambda right, quality_points, quality_loyalty: (
                    right["quality"] / quality_points + (quality_points - 1) * quality_loyalty
                )
            ),
        ),
        "points_of_the_other": Mistake(
            "You multiply by the points of the other project: "
            "quality_points go with quality, value_points with value.",
            [
                part(
                    quality=lambda right, quality_points, value_points: (
                        right["quality"] / quality_points * value_points
                    )
                ),
                part(
                    value=lambda right, quality_points, value_points: (
                        right["value"] / value_points * quality_points
                    )
                ),
            ],
        ),
        "points_added": Mistake(
            "You add points and effect. Each point of the project does the effect: multiply.",
            [
                part(
                    quality=lambda right, quality_points: right["quality"] / quality_points + quality_points
                ),
                part(value=lambda right, value_points: right["value"] / value_points + value_points),
            ],
        ),
        "divided": Mistake(
            "You divide the points by the effect. Multiply: each point is passed on with the total effect.",
            [
                part(quality=lambda right, quality_points: quality_points**2 / right["quality"]),
                part(value=lambda right, value_points: value_points**2 / right["value"]),
            ],
        ),
    },
)
