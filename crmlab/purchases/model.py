"""What all models have in common: parameters, how sure they are, and how a model is printed."""

from __future__ import annotations

import html
import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import compress
from pathlib import Path
from typing import ClassVar, Self

import numpy as np

from crmlab import __version__
from crmlab.declared import names
from crmlab.declared.quantities import brief, quantity_of
from crmlab.errors import BadTypeError, BadValueError
from crmlab.files import write_whole
from crmlab.language import said, to_say
from crmlab.purchases.fitting import LIMIT, Likelihood, find_peak, undetermined
from crmlab.purchases.summary import Unit


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
    covariance : list of list of float, optional
        Of the logarithms of the parameters, a row each; None where the likelihood has no peak.
    undetermined, at_limit : tuple of str
        Names of parameters that the data do not determine, or that stand at the limit of the search.
    reason, counts : str, dict
        Key of the sentence that says why, and the numbers in it, among them ``customers``.
    unit : str, optional
        Time unit of the data, where the model has been told.
    """

    params: dict[str, float]
    standard_errors: dict[str, float | None]
    log_likelihood: float
    covariance: list[list[float]] | None
    undetermined: tuple[str, ...]
    at_limit: tuple[str, ...]
    reason: str
    counts: dict[str, int]
    unit: str | None = None


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
    unit_ : str
        Time unit of the data of a model that was saved with it; otherwise None.

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

    @classmethod
    def _with(cls, names: Sequence[str]) -> Self:
        """Return a model, not yet fitted, that has parameters of these names."""
        return cls()

    @property
    def _positive(self) -> tuple[str, ...]:
        """The parameters that have no sign."""
        return self._names

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

    @property
    def unit_(self) -> str | None:
        """Time unit of the data, "D", "W", "M" or "Y", of a model that was saved with it; otherwise None."""
        return self._found().unit

    def save(self, path: str | Path, unit: str | None = None) -> None:
        """Write the fitted model into a file, whole or not at all; `load_model` gives it back.

        The file is text in JSON, to be read by people, too: the name of the model, its parameters and
        their standard errors, what the data do not determine, and the version of CRM Lab. The customers
        are not in it.

        Parameters
        ----------
        path : str or Path
            The file; one that is there is replaced.
        unit : {'D', 'W', 'M', 'Y'}, optional
            Time unit of the data, so that whoever loads the model knows it.

        Raises
        ------
        TypeError
            If *path* is not the path of a file.
        ValueError
            If the model has not been fitted, *unit* is another word, or the file cannot be written.
        """
        found = self._found()
        if not isinstance(path, str | Path):
            raise BadTypeError(said("path must be the path of a file; got {got}.", got=brief(path)))
        if unit is not None:
            found = replace(found, unit=quantity_of(Unit)[0].validate("unit", unit))
        content = {"crmlab": __version__, "model": type(self).__name__} | asdict(found)
        text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
        try:
            write_whole(Path(path), text.encode("utf-8"))
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            sentence = said("{place} cannot be written: {why}.", place=brief(str(path)), why=why)
            raise BadValueError(sentence) from None

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
        likelihood = self._within_limits(log_likelihood)
        with np.errstate(all="ignore"):
            peak = find_peak(likelihood, np.array(self._starts))
            unclear = undetermined(likelihood, peak)
        stuck = (peak.place <= likelihood.low) | (peak.place >= likelihood.high)
        params, errors = self._on_scale(peak.place, peak.spread, units)
        errors = np.where(unclear | stuck | np.isinf(peak.spread), None, errors)
        self._fitted = Fitted(
            dict(zip(self._names, params.tolist(), strict=True)),
            dict(zip(self._names, errors.tolist(), strict=True)),
            float(peak.height + shift),
            None if peak.covariance is None else peak.covariance.tolist(),
            tuple(compress(self._names, unclear)),
            tuple(compress(self._names, stuck)),
            reason,
            counts,
        )
        return self

    def _within_limits(self, log_likelihood: Callable[[np.ndarray], tuple[float, np.ndarray]]) -> Likelihood:
        low = np.array(
            [np.log(self._lowest[name]) if name in self._lowest else -LIMIT for name in self._names]
        )
        return Likelihood(log_likelihood, low, high=np.full(len(low), LIMIT))

    def _on_scale(self, place: np.ndarray, spread: np.ndarray, units: np.ndarray) -> tuple[np.ndarray, ...]:
        """Return the parameters and their standard errors from what was found on the log scale."""
        params = np.exp(place) * units
        return params, spread * params

    def __repr__(self) -> str:
        title, rows, *rest = self._parts()
        width = max(6, *(1 + len(name) for name, *_ in rows)) if rows else 6
        return "\n".join(
            [title, *(f"  {name:<{width}}{value:>11} ({error})" for name, value, error in rows), *rest]
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
    size = abs(number)
    return ("−" if number < 0 else "") + (f"{size:,.4f}" if size >= 0.01 else f"{size:.1e}")
