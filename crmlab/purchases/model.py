"""What all models have in common: parameters, how sure they are, and how a model is printed."""

from __future__ import annotations

import html
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import compress
from typing import ClassVar, Self

import numpy as np

from crmlab.declared import names
from crmlab.errors import BadValueError
from crmlab.language import said, to_say
from crmlab.purchases.fitting import LIMIT, Likelihood, find_peak, undetermined


class NotFitted(BadValueError, AttributeError):  # noqa: N818  (what the learner reads)
    """A model that is asked before it has seen data."""


@dataclass(frozen=True)
class Fitted:
    """What a fit has found; it is put into words when it is read, in the language of then.

    Attributes
    ----------
    params, standard_errors : dict
        By the names of the parameters; an error is None where the data do not determine the parameter.
    log_likelihood : float
        On the scale of the papers.
    undetermined, at_limit : tuple of str
        Names of parameters that the data do not determine, or that stand at the limit of the search.
    reason, counts : str, dict
        Key of the sentence that says why, and the numbers in it, among them ``customers``.
    """

    params: dict[str, float]
    standard_errors: dict[str, float | None]
    log_likelihood: float
    undetermined: tuple[str, ...]
    at_limit: tuple[str, ...]
    reason: str
    counts: dict[str, int]


class Model:
    """A model with a few positive parameters, fitted by maximum likelihood.

    What follows is written into the docstring of each model, below its parameters.

    Attributes
    ----------
    standard_errors_ : dict
        Standard errors of the parameters; None where the data do not determine the parameter.
    log_likelihood_, aic_ : float
        Log-likelihood of all who were read, and Akaike's criterion.
    undetermined_ : tuple of str
        The parameters that the data do not determine.
    diagnosis_ : str
        What is wrong with the fit, in words; empty if nothing is.

    Raises
    ------
    ValueError
        If a method other than `fit` is called before `fit`.
    """

    _names: ClassVar[tuple[str, ...]]
    _starts: ClassVar[tuple[tuple[float, ...], ...]]
    _lowest: ClassVar[Mapping[str, float]] = {}
    _fitted: Fitted | None = None

    def __init_subclass__(cls) -> None:
        if cls.__doc__ and Model.__doc__:  # none where Python runs without them
            of_all = inspect.cleandoc(Model.__doc__).partition("----------\n")[2]
            own, heading, references = inspect.cleandoc(cls.__doc__).partition("\n\nReferences\n")
            cls.__doc__ = f"{own}\n{of_all}{heading}{references}"

    @property
    def params_(self) -> dict[str, float]:
        """The parameters, by the papers' letters."""
        return dict(self._found().params)

    @property
    def standard_errors_(self) -> dict[str, float | None]:
        """Standard error of each parameter; None where the data do not determine it."""
        return dict(self._found().standard_errors)

    @property
    def log_likelihood_(self) -> float:
        """Logarithm of the likelihood of all customers, on the scale of the papers."""
        return self._found().log_likelihood

    @property
    def aic_(self) -> float:
        """Akaike's criterion, 2 · parameters − 2 · log-likelihood; of two models the lower fits better."""
        return 2 * len(self._names) - 2 * self.log_likelihood_

    @property
    def undetermined_(self) -> tuple[str, ...]:
        """The parameters that the data do not determine."""
        return self._found().undetermined

    @property
    def diagnosis_(self) -> str:
        """What is wrong with the fit, in words; empty when the data determine all parameters.

        A parameter is undetermined when it may be 3.2 times as large or as small as estimated (a tenfold
        range) and the log-likelihood, all other parameters adapted, falls by less than 2.
        """
        found, sentences = self._found(), []
        if found.undetermined:
            reason = sentence(found.reason, **{name: f"{count:,}" for name, count in found.counts.items()})
            parameters = ", ".join(found.undetermined)
            sentences.append(sentence("purchases-undetermined", reason=reason, parameters=parameters))
        if stuck := [name for name in found.at_limit if name not in found.undetermined]:
            sentences.append(sentence("purchases-at-limit", parameters=", ".join(stuck)))
        return " ".join(sentences)

    def _found(self) -> Fitted:
        if self._fitted is None:
            sentence = to_say("This {model} has seen no data yet; call fit first.")
            raise NotFitted(said(sentence, model=type(self).__name__))
        return self._fitted

    def _values(self) -> np.ndarray:
        return np.array(list(self._found().params.values()))

    def _settle(
        self,
        log_likelihood: Callable[[np.ndarray], tuple[float, np.ndarray]],
        units: np.ndarray,
        shift: float,
        reason: str,
        **counts: int,
    ) -> Self:
        """Maximise the likelihood, whose parameters are measured in *units*, and keep what comes out."""
        low = np.array(
            [np.log(self._lowest[name]) if name in self._lowest else -LIMIT for name in self._names]
        )
        likelihood = Likelihood(log_likelihood, low, high=np.full(len(low), LIMIT))
        with np.errstate(all="ignore"):
            peak = find_peak(likelihood, np.array(self._starts))
            unclear = undetermined(likelihood, peak)
        stuck = (peak.place <= likelihood.low) | (peak.place >= likelihood.high)
        params = np.exp(peak.place) * units
        errors = np.where(unclear | stuck | np.isinf(peak.spread), None, peak.spread * params)
        self._fitted = Fitted(
            dict(zip(self._names, params.tolist(), strict=True)),
            dict(zip(self._names, errors.tolist(), strict=True)),
            float(peak.height + shift),
            tuple(compress(self._names, unclear)),
            tuple(compress(self._names, stuck)),
            reason,
            counts,
        )
        return self

    def __repr__(self) -> str:
        title, rows, *rest = self._parts()
        return "\n".join(
            [title, *(f"  {name:<6}{value:>11} ({error})" for name, value, error in rows), *rest]
        )

    def _repr_html_(self) -> str:
        title, rows, *rest = self._parts()
        cell = '<td style="text-align:right">'
        lines = [
            f"<tr>{cell}{name}</td>{cell}{value}</td>{cell}({error})</td></tr>" for name, value, error in rows
        ]
        text = "<br>".join(map(html.escape, rest))
        return f"<p>{html.escape(title)}</p><table>{''.join(lines)}</table><p>{text}</p>"

    def _parts(self) -> tuple:
        """Title; name, value and standard error of each parameter; likelihood; verdict."""
        model = type(self).__name__
        if self._fitted is None:
            return sentence("purchases-not-fitted", model=model), []
        errors = self.standard_errors_
        return (
            sentence("purchases-model", model=model, customers=f"{self._fitted.counts['customers']:,}"),
            [(name, _brief(value), _brief(errors[name])) for name, value in self.params_.items()],
            sentence(
                "purchases-likelihood",
                likelihood=f"{self.log_likelihood_:,.2f}".replace("-", "−"),
                aic=f"{self.aic_:,.2f}".replace("-", "−"),
            ),
            self.diagnosis_ or sentence("purchases-determined"),
        )


def sentence(key: str, **words: str) -> str:
    """Return a sentence of the glossary in the language in use, with these words put in."""
    return names.word("sentences", key).label.format(**words)


def _brief(number: float | None) -> str:
    if number is None:
        return "?"
    return f"{number:,.4f}" if number >= 0.01 else f"{number:.1e}"
