"""Fitted models read back from the files that their method ``save`` has written."""

from __future__ import annotations

import json
import math
from dataclasses import fields, replace
from pathlib import Path

import numpy as np

from crmlab.datasets.sheet import content_of
from crmlab.declared.numbers import is_number
from crmlab.errors import BadValueError
from crmlab.language import said
from crmlab.purchases.beta_geo import BetaGeoNBD, ModifiedBetaGeoNBD
from crmlab.purchases.covariates import CovariateBetaGeoNBD
from crmlab.purchases.gamma_gamma import GammaGamma
from crmlab.purchases.model import Fitted, Model, sentence
from crmlab.purchases.pareto import ParetoNBD
from crmlab.purchases.shifted_beta import ShiftedBetaGeometric
from crmlab.purchases.summary import DAYS_IN

_KINDS = {
    kind.__name__: kind
    for kind in (
        BetaGeoNBD,
        ModifiedBetaGeoNBD,
        CovariateBetaGeoNBD,
        ParetoNBD,
        GammaGamma,
        ShiftedBetaGeometric,
    )
}


def load_model(path: str | Path) -> Model:
    """Return a fitted model from the file that its method ``save`` has written.

    It predicts the same numbers as the model that was saved. A file is data and never run: it may come from
    somebody else.

    Parameters
    ----------
    path : str or Path
        The file.

    Returns
    -------
    BetaGeoNBD, ModifiedBetaGeoNBD, CovariateBetaGeoNBD, ParetoNBD, GammaGamma or ShiftedBetaGeometric
        Whichever was saved; its ``unit_`` is the time unit that was saved with it, or None.

    Raises
    ------
    TypeError
        If *path* is not the path of a file.
    ValueError
        If there is no such file, or it does not hold a saved model as it was written.

    References
    ----------
    Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). "Counting your customers" the easy way: An
    alternative to the Pareto/NBD model. Marketing Science, 24(2), 275–284 [published]: the numbers below.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.purchases import BetaGeoNBD, load_model, summarize
    >>> model = BetaGeoNBD().fit(summarize(load_cdnow(), observation_end="1997-09-30"))
    >>> with TemporaryDirectory() as folder:
    ...     model.save(Path(folder, "cdnow.json"), unit="W")
    ...     loaded = load_model(Path(folder, "cdnow.json"))
    >>> print(round(loaded.expected_purchases(39), 4), loaded.unit_)
    1.195 W
    """
    content = content_of(path)
    try:
        saved = json.loads(content.decode("utf-8"))
        model = _KINDS[saved["model"]]._with(list(saved["params"]))
        found = Fitted(**{field.name: saved[field.name] for field in fields(Fitted)})
        found = replace(found, undetermined=tuple(found.undetermined), at_limit=tuple(found.at_limit))
        _require_whole(model, found)
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError, RecursionError):
        place = Path(path).absolute()
        why = said("path holds no model as CRM Lab has saved it: {place}.", place=place)
        raise BadValueError(why) from None
    model._fitted = found
    return model


def _require_whole(model: Model, found: Fitted) -> None:
    """Raise an error unless a fit has all that a model of its kind asks of it."""
    params, errors = found.params, found.standard_errors
    known = [
        *(list(of) == list(model._names) for of in (params, errors)),
        *(is_number(value) and math.isfinite(value) for value in params.values()),
        *(params[name] > 0 for name in model._positive),
        *(error is None or (is_number(error) and 0 <= error < math.inf) for error in errors.values()),
        found.covariance is None or _is_covariance(found.covariance, len(params)),
        is_number(found.log_likelihood) and math.isfinite(found.log_likelihood),
        {*found.undetermined, *found.at_limit} <= set(model._names),
        all(isinstance(count, int) for count in (found.counts["customers"], *found.counts.values())),
        sentence(found.reason, **found.counts) != found.reason,  # a key without a sentence stands for itself
        found.unit is None or found.unit in DAYS_IN,
    ]
    if not all(known):
        raise ValueError


def _is_covariance(rows: list[list[float]], size: int) -> bool:
    """Whether these are numbers in a square of this size, as variances and covariances may be."""
    numbers = [number for row in rows for number in row]
    if [len(row) for row in rows] != [size] * size or not all(map(is_number, numbers)):
        return False
    square = np.array(rows, dtype=float)
    return bool(np.isfinite(square).all() and np.allclose(square, square.T) and (np.diag(square) >= 0).all())
