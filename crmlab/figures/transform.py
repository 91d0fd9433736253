"""The picture of the probability transform: bars that are level where a forecast has the right spread."""

from __future__ import annotations

import matplotlib as mpl
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg

from crmlab.declared import names
from crmlab.declared.quantities import Quantity
from crmlab.declared.tables import Table
from crmlab.figures.fonts import text_settings
from crmlab.figures.picture import BLUE, GREY, Drawing

_SHARE = Quantity("share", 0, 1)
_TRANSFORM = Table(low=_SHARE, high=_SHARE, share=_SHARE)


def transform_picture(transform: pd.DataFrame) -> Drawing:
    """Draw the share of the customers in each bin of a probability transform, beside an equal share.

    Parameters
    ----------
    transform : DataFrame
        What `purchases.probability_transform` gives.

    Returns
    -------
    matplotlib.figure.Figure
        Yours to change, and to keep: ``figure.savefig("transform.png")``. A notebook shows it, with its
        sentence for those who do not see it.

    Raises
    ------
    TypeError, ValueError
        If *transform* is no such table.

    Examples
    --------
    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.figures.transform import transform_picture
    >>> from crmlab.purchases import BetaGeoNBD, probability_transform, summarize
    >>> customers = summarize(load_cdnow(), observation_end="1997-09-30")
    >>> later = summarize(load_cdnow(), observation_end="1998-06-30").set_index("customer_id")["frequency"]
    >>> bought = customers["customer_id"].map(later) - customers["frequency"]
    >>> model = BetaGeoNBD().fit(customers)
    >>> figure = transform_picture(probability_transform(model, customers, bought, 39))
    >>> figure.savefig("transform.png")  # doctest: +SKIP
    """
    _TRANSFORM.validate("transform", transform)
    low, high, share = (transform[column].to_numpy(dtype=float) for column in ("low", "high", "share"))
    equal = 1 / len(share)
    with mpl.rc_context(text_settings()):
        figure = Drawing(figsize=(7.2, 3.4), dpi=100, layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        axes.bar(
            low,
            share,
            high - low,
            align="edge",
            color=BLUE,
            edgecolor="white",
            label=_label("customers_in_bin"),
        )
        axes.axhline(equal, color=GREY, ls="--", label=_label("equal_share"))
        axes.set(xlabel=_label("transform_of_forecast"), ylabel=_label("customers_in_bin"), xlim=(0, 1))
        axes.set_ylim(0, 1.15 * max(*share, equal))
        axes.yaxis.set_major_formatter(lambda height, _position: f"{height:.0%}")
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False)
        figure.draw_without_rendering()  # so that the scales have their words, in fonts that are there
    words = {"bins": f"{len(share)}", "equal": f"{equal:.1%}", "first": f"{share[0]:.1%}"}
    words |= {"last": f"{share[-1]:.1%}", "least": f"{share.min():.1%}", "most": f"{share.max():.1%}"}
    figure.words = names.word("sentences", "purchases-transform-picture").label.format(**words)
    return figure


def _label(key: str) -> str:
    return names.word("pictures", key).label
