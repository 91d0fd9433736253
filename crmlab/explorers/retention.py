"""Explorers of keeping customers."""

from crmlab import retention
from crmlab.declared.tables import Named
from crmlab.explorers.engine import Explorer, StandIn
from crmlab.figures.retention import Expectations, FilmStudy
from crmlab.retention.expectations import Rating

_TIMES = 10


def _in_a_line(ends):
    step = (ends["last"] - ends["first"]) / (_TIMES - 1)
    return [round(float(ends["first"] + step * time), 10) for time in range(_TIMES)]


EXPLORERS = [
    Explorer(
        "retention-expectations",
        retention.expectation_path,
        Expectations,
        start={"perceived": {"first": 8, "last": 8}, "expected": 5, "adaptation": 0.5},
        presets={
            "retention-same-gift": {"perceived": {"first": 9, "last": 9}},
            "retention-kearns": {"perceived": {"first": 6, "last": 10}},
            "retention-slow": {"adaptation": 0.1},
        },
        instead={"perceived": StandIn(Named(Rating, ("first", "last")), _in_a_line)},
    ),
    Explorer(
        "retention-film",
        retention.film_study,
        FilmStudy,
        start={"film_effect": 0.5, "mood_lead": 1, "self_chosen": 0.5, "viewers": 120},
        presets={
            "retention-film-sent": {"film_effect": 0.5, "self_chosen": 0},
            "retention-film-useless": {"film_effect": 0, "self_chosen": 1},
            "retention-film-hidden": {"film_effect": -0.5, "mood_lead": 1, "self_chosen": 0.5},
        },
    ),
]
