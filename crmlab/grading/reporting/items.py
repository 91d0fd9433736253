"""How hard a check was, and whether it tells those who can from those who cannot.

Difficulty is the share of the points that were given. Discrimination is the corrected item-total
correlation: with the sum of all *other* checks, since a check agrees with itself (Henrysson 1963). Three
things are done to it, because a class is small and checks are few:

- It depends on how easy a check is: what nearly everybody gets cannot go with much. So it is divided by what
  halving a normal scale at this share leaves of a correlation, as a biserial correlation is (Lord and
  Novick 1968, chapter 15).
- It is uncertain: by about 1 / √(n − 3) on Fisher's scale. So it is drawn towards that of the typical check,
  the more so the less a class of this size says (empirical Bayes: Efron and Morris 1975). What is flagged is
  not of that kind, and stays as it is.
- One bad check spoils the sum: what goes against the rest beyond chance is left out of it for the others.

A check is *flagged* when its correlation is below that of the typical check by more than chance, one-sided
at 5 % for the whole assignment (Holm 1979), and is also below 0.20, which Ebel and Frisbie (1991) call poor:
in a class of a thousand everything differs from the typical by more than chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

AGAINST, FLAT, NOBODY = "against", "flat", "nobody"
POOR = 0.20
_LEVEL = 0.05
_FEWEST = 3  # right, and wrong: with fewer a correlation hangs on one or two people
_FEWEST_ITEMS = 4  # with fewer there is no typical one
_ROUNDS = 3  # until what goes against the rest is left out of it


@dataclass(frozen=True)
class Figures:
    """What the points of a class say of one check.

    Attributes
    ----------
    students : int
        Who has points for it, or 0.
    full : int
        Who has all of them.
    share : float
        The share of its points that was given; nan if there are none.
    correlation : float
        Corrected item-total correlation, as it is; nan where everybody has the same.
    discrimination : float
        The same, freed of how easy the check is and drawn towards the typical; nan with fewer than 3 right or
        3 wrong, or with fewer than 4 checks of which that is known.
    others : tuple of float
        The share of all else that was given: to who has more than half of its points, and to the others.
    flag : str
        `AGAINST`, if it goes against the rest; `FLAT`, if it has little to do with it; `NOBODY`, if no one of
        at least three is right; empty if there is nothing to say.
    """

    students: int
    full: int
    share: float
    correlation: float = np.nan
    discrimination: float = np.nan
    others: tuple[float, float] = (np.nan, np.nan)
    flag: str = ""


def figures(shares: np.ndarray) -> list[Figures]:
    """Return the figures of each check.

    Parameters
    ----------
    shares : array
        Students by checks: the share of its points that a check gave, nan where nobody has decided yet.

    Examples
    --------
    >>> easy, hard = [1, 1, 1, 0], [1, 0, 0, 0]
    >>> [one.share for one in figures(np.array([easy, hard]).T)]
    [0.75, 0.25]
    """
    known = ~np.isnan(shares)
    students = known.sum(axis=0)
    full = (shares == 1).sum(axis=0)
    share = _mean(shares)
    with np.errstate(divide="ignore", invalid="ignore"):
        correlation = _purified(shares)
        freed, low = _beside_the_typical(shares, correlation, students)
    flags = [_flag(*one) for one in zip(low, freed, share, students, strict=True)]
    others = [_others(shares, at) for at in range(shares.shape[1])]
    columns = (students, full, share, correlation, freed, others, flags)
    return [
        Figures(int(n), int(all_), float(p), float(r), float(d), rest, flag)
        for n, all_, p, r, d, rest, flag in zip(*columns, strict=True)
    ]


def _others(shares: np.ndarray, at: int) -> tuple[float, float]:
    rest = np.delete(shares, at, axis=1)
    groups = (rest[shares[:, at] > 0.5], rest[shares[:, at] <= 0.5])
    with_points = (group[~np.isnan(group)] for group in groups)
    right, wrong = (float(group.mean()) if len(group) else np.nan for group in with_points)
    return right, wrong


def _flag(is_low: bool, freed: float, share: float, students: int) -> str:
    if students >= _FEWEST and share == 0:
        return NOBODY
    if not is_low:
        return ""
    return AGAINST if freed < 0 else FLAT


def _purified(shares: np.ndarray) -> np.ndarray:
    """Return corrected item-total correlations; what goes against the rest is not in that of others."""
    counts = ~np.isnan(shares).any(axis=0)  # what is graded for all
    kept = counts
    for _ in range(_ROUNDS):
        found = _item_rest(shares, kept)
        against = np.nan_to_num(_fisher(found, len(shares))) < norm.ppf(_LEVEL)
        if ((kept_now := counts & ~against) == kept).all() or not kept_now.any():
            break
        kept = kept_now
    return found


def _item_rest(shares: np.ndarray, kept: np.ndarray) -> np.ndarray:
    total = shares[:, kept].sum(axis=1)
    rest = total[:, None] - np.where(kept, shares, 0.0)
    rest = np.where(np.isnan(shares), np.nan, rest)
    ours, theirs = shares - _mean(shares), rest - _mean(rest)
    spread = np.nansum(ours**2, axis=0) * np.nansum(theirs**2, axis=0)
    return np.where(spread > 1e-12, np.nansum(ours * theirs, axis=0) / np.sqrt(spread), np.nan)


def _mean(values: np.ndarray) -> np.ndarray:
    """Return the mean of each column's known values; nan where there are none."""
    known = (~np.isnan(values)).sum(axis=0)
    nothing = np.full(values.shape[1], np.nan)
    return np.divide(np.nansum(values, axis=0), known, out=nothing, where=known > 0)


def _fisher(correlation: np.ndarray, students: np.ndarray | int) -> np.ndarray:
    """Return correlations in units of their chance, by Fisher's z."""
    return np.arctanh(np.clip(correlation, -0.999, 0.999)) * np.sqrt(np.maximum(students - 3, 0))


def _beside_the_typical(
    shares: np.ndarray, correlation: np.ndarray, students: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return discriminations, and which of them are too low to be those of a sound check."""
    left = _left_of_it(shares)
    freed = np.where(_is_measured(shares), correlation / left, np.nan)
    if np.isfinite(freed).sum() < _FEWEST_ITEMS:
        return np.full(len(freed), np.nan), np.zeros(len(freed), dtype=bool)
    typical = np.nanmedian(freed)
    below = _fisher(correlation, students) - _fisher(typical * left, students)
    low = _by_holm(norm.cdf(np.where(np.isnan(freed), np.nan, below))) & (freed < POOR)
    chance = 1 / ((students - 3) * left**2)
    between = max(np.nanvar(freed, ddof=1) - chance[np.isfinite(freed)].mean(), 0.0)
    drawn = (freed * between + typical * chance) / (between + chance)
    return np.clip(np.where(low, freed, drawn), -1.0, 1.0), low


def _left_of_it(shares: np.ndarray) -> np.ndarray:
    """Return what right or wrong leaves of a correlation at each share; of points in between, all."""
    share = np.clip(_mean(shares), 1e-3, 1 - 1e-3)
    halved = norm.pdf(norm.ppf(share)) / np.sqrt(share * (1 - share))
    is_binary = (np.isnan(shares) | (shares == 0) | (shares == 1)).all(axis=0)
    return np.where(is_binary, halved, 1.0)


def _is_measured(shares: np.ndarray) -> np.ndarray:
    half = 0.5
    return ((shares > half).sum(axis=0) >= _FEWEST) & ((shares <= half).sum(axis=0) >= _FEWEST)


def _by_holm(chances: np.ndarray) -> np.ndarray:
    """Say which of several tests are significant together."""
    order = np.argsort(np.where(np.isnan(chances), np.inf, chances))
    levels = _LEVEL / np.arange(np.isfinite(chances).sum(), 0, -1)
    passed = chances[order][: len(levels)] <= levels
    found = np.zeros(len(chances), dtype=bool)
    found[order[: len(passed)][np.logical_and.accumulate(passed)]] = True
    return found
