"""The picture of an answer, to keep: without controls, and without a notebook."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

from crmlab.declared.working import show
from crmlab.explorers import find
from crmlab.figures.fonts import text_settings
from crmlab.figures.held_out import held_out_picture
from crmlab.purchases import HeldOutForecast

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def picture(calculator: Callable[..., Any] | HeldOutForecast | str, /, **arguments: Any) -> Figure:
    """Draw the answer of a calculator, as its explorer does, and return the figure.

    A `purchases.HeldOutForecast` is drawn as it is: `picture(held_out)`.

    Parameters
    ----------
    calculator : callable, HeldOutForecast or str
        A calculator that has an explorer, such as ``clv.lifetime_value``, or the name of the explorer.
    **arguments
        The arguments of the calculator, by name. Data that its explorer brings along may be left out.

    Returns
    -------
    matplotlib.figure.Figure
        Yours to change, and to keep: ``figure.savefig("value.png")``. A notebook shows it, with its
        sentence for those who do not see it.

    Raises
    ------
    TypeError, ValueError
        If the calculator has no explorer, or refuses the arguments.

    Examples
    --------
    >>> from crmlab import clv, picture
    >>> figure = picture(clv.lifetime_value, margin=100, retention=0.8, rate=0.1)
    >>> figure.savefig("value.png")  # doctest: +SKIP
    """
    if isinstance(calculator, HeldOutForecast) and not arguments:
        return held_out_picture(calculator)
    explorer = find(calculator)
    working = show(explorer.calculator, **explorer.data_for(arguments), **arguments)
    with mpl.rc_context(text_settings()):
        drawn = explorer.picture()
        drawn.figure.words = explorer.sentence(working, drawn.move(working.value, working.arguments))
        for artist in [*drawn.moving, *drawn.scales]:
            artist.set_animated(False)
        drawn.figure.draw_without_rendering()  # so that the scales have their words, in fonts that are there
    return drawn.figure
