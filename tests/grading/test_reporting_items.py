"""A check that misbehaves is named to the teacher, and a sound one hardly ever."""

import numpy as np

from crmlab.grading.reporting.items import AGAINST, NOBODY, figures


def simulated(seed, students=60, checks=12):
    """Draw a class by a logistic model; one check is keyed wrongly, one is answered by chance."""
    source = np.random.default_rng(seed)
    ability = source.normal(size=(students, 1))
    chance = 1 / (1 + np.exp(-source.uniform(1, 2, checks) * (ability - np.linspace(-1.2, 1.2, checks))))
    chance[:, 0], chance[:, 1] = 1 - chance[:, 5], 0.5
    return (source.random(chance.shape) < chance).astype(float)


def test_a_wrongly_keyed_check_is_flagged_and_hardly_a_sound_one():
    found = [figures(simulated(seed)) for seed in range(40)]
    assert sum(one[0].flag == AGAINST for one in found) >= 38
    assert sum(bool(one[at].flag) for one in found for at in range(2, 12)) <= 8


def test_a_check_in_ten_people_is_not_judged_by_one_of_them():
    scores = np.tile(np.linspace(0, 1, 10).round()[:, None], 6)
    scores[:, 0], scores[0, 0] = 1.0, 0.0
    assert np.isnan(figures(scores)[0].discrimination) and figures(scores)[0].flag == ""


def test_a_check_that_nobody_has_right_is_named():
    scores = np.tile(np.linspace(0, 1, 10).round()[:, None], 6)
    scores[:, 0] = 0.0
    assert [one.flag for one in figures(scores)] == [NOBODY, "", "", "", "", ""]
