"""What satisfaction comes from and what it leads to: path models."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Choice, Quantity, YesNo
from crmlab.declared.tables import Table, labels_in
from crmlab.errors import BadValueError
from crmlab.language import said

_AMERICAN = (
    ("expectations", "quality"),
    ("expectations", "value"),
    ("expectations", "satisfaction"),
    ("quality", "value"),
    ("quality", "satisfaction"),
    ("value", "satisfaction"),
    ("satisfaction", "complaints"),
    ("satisfaction", "loyalty"),
    ("complaints", "loyalty"),
)

# Which constructs act on which. The American index is published; of the other two several versions are in
# use, with and without complaints.
MODELS = {
    "acsi": _AMERICAN,
    "ecsi": (("image", "expectations"), ("image", "satisfaction"), ("image", "loyalty"), *_AMERICAN),
    "tsinghua": (
        ("image", "expectations"),
        ("image", "quality"),
        ("image", "value"),
        ("image", "satisfaction"),
        *_AMERICAN,
    ),
}

Coefficient = Annotated[float, Quantity("", typical=(-0.5, 0.9), step=0.1, format=".4f")]
Model = Annotated[str, Choice(tuple(MODELS))]
_PATH = {"cause": None, "effect": None}


@calculator
def model_paths(model: Model, with_complaints: YesNo = True) -> Annotated[pd.DataFrame, Table(**_PATH)]:
    """List the paths of a satisfaction index model: which construct acts on which.

    Add a column ``coefficient`` with your estimates for `path_effects`: the models say only where there is
    a path. ``with_complaints=False`` leaves complaints out, as some versions do.

    References
    ----------
    American index: Fornell et al. (1996) [published]; European and Chinese (Tsinghua) index, which add
    image: versions differ, and these are simplified [reconstructed].

    Examples
    --------
    >>> len(model_paths("acsi")), len(model_paths("acsi", with_complaints=False))
    (9, 7)
    """
    paths = pd.DataFrame(MODELS[model], columns=list(_PATH))
    return paths[with_complaints | ~paths.isin(["complaints"]).any(axis=1)].reset_index(drop=True)


@calculator
def path_effects(
    paths: Annotated[pd.DataFrame, Table(**_PATH, coefficient=Coefficient)],
) -> Annotated[pd.DataFrame, Table(**_PATH, direct=Coefficient, indirect=Coefficient, total=Coefficient)]:
    """Direct, indirect and total effect of each construct on each other one that it reaches.

    Along a path the coefficients multiply, and the effects of different paths add up: the total effects are
    the sum of all powers of the matrix of the *coefficients*, whose rows act on its columns, up to the number
    *n* of constructs.

    Formula::

        total = sum(coefficients**t for t in range(1, n))
        indirect = total - coefficients

    References
    ----------
    Path analysis, Wright (1934); effects as powers of the matrix, Bollen (1989); standard.

    Examples
    --------
    >>> import pandas as pd
    >>> paths = pd.DataFrame({
    ...     "cause": ["quality", "quality", "satisfaction"], "effect": ["satisfaction", "loyalty", "loyalty"],
    ...     "coefficient": [0.6, 0.1, 0.5],
    ... })
    >>> print(path_effects(paths).to_string(index=False))
           cause       effect  direct  indirect  total
         quality satisfaction     0.6       0.0    0.6
         quality      loyalty     0.1       0.3    0.4
    satisfaction      loyalty     0.5       0.0    0.5
    """
    causes, effects = (labels_in(column, paths[column]) for column in _PATH)
    numbers, constructs = pd.factorize(np.concatenate([causes, effects]))
    start, end = np.split(numbers, 2)
    direct, is_path = np.zeros((2, len(constructs), len(constructs)))
    np.add.at(is_path, (start, end), 1)
    if np.any(is_path > 1):
        twice = " → ".join(map(str, constructs[np.argwhere(is_path > 1)[0]]))
        raise BadValueError(said("paths must have each path once; {path} comes twice.", path=twice[:60]))
    direct[start, end] = paths["coefficient"].to_numpy(dtype=float)
    if np.max(np.abs(np.linalg.eigvals(direct))) >= 1 - 1e-9:
        sentence = said("paths must not lead back to where they began with effects that do not die away.")
        raise BadValueError(sentence)
    everywhere = np.eye(len(constructs))
    total = np.linalg.inv(everywhere - direct) - everywhere
    start, end = np.nonzero(_reached(is_path > 0))
    ends = {"cause": constructs[start], "effect": constructs[end]}
    effects = {"direct": direct, "indirect": total - direct, "total": total}
    return pd.DataFrame(ends | {name: effect[start, end].round(12) for name, effect in effects.items()})


def _reached(is_path: np.ndarray) -> np.ndarray:
    """Which construct reaches which one, by a path of any length."""
    for _ in range(len(is_path).bit_length()):  # each round doubles the length
        is_path = is_path | (is_path @ is_path)
    return is_path
