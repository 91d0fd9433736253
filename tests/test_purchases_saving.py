"""Fitted models in files: the same numbers after loading, and one sentence where a file is another."""

import json

import numpy as np
import pytest
from bad_values import ALL

from crmlab.datasets import load_cdnow
from crmlab.purchases import (
    BetaGeoNBD,
    GammaGamma,
    ModifiedBetaGeoNBD,
    ParetoNBD,
    ShiftedBetaGeometric,
    load_model,
    purchases_between,
    summarize,
)

BUYING = (BetaGeoNBD, ModifiedBetaGeoNBD, ParetoNBD)
EVERY = (*BUYING, GammaGamma, ShiftedBetaGeometric)


@pytest.fixture(scope="module")
def cdnow():
    return summarize(load_cdnow(), "1997-09-30")


@pytest.fixture(scope="module")
def fitted(cdnow):
    models = {kind: kind().fit(cdnow) for kind in (*BUYING, GammaGamma)}
    return models | {ShiftedBetaGeometric: ShiftedBetaGeometric().fit([1000, 631, 468, 382])}


@pytest.fixture
def saved(tmp_path, fitted):
    """A file with a model."""
    fitted[BetaGeoNBD].save(tmp_path / "model.json", unit="W")
    return tmp_path / "model.json"


def answers(model, cdnow):
    if isinstance(model, ShiftedBetaGeometric):
        return model.predict([1, 5, 10])
    return model.predict(cdnow) if isinstance(model, GammaGamma) else model.predict(39, cdnow)


@pytest.mark.parametrize("kind", EVERY)
def test_a_loaded_model_is_the_model_that_was_saved(tmp_path, fitted, cdnow, kind):
    model = fitted[kind]
    model.save(tmp_path / "model.json")
    loaded = load_model(tmp_path / "model.json")
    assert type(loaded) is kind
    assert loaded._fitted == model._fitted
    assert repr(loaded) == repr(model) and loaded.diagnosis_ == model.diagnosis_
    assert np.array_equal(answers(loaded, cdnow), answers(model, cdnow))
    assert loaded.unit_ is None


def test_what_the_data_do_not_determine_is_still_undetermined_after_loading(tmp_path):
    model = BetaGeoNBD().fit([0, 0, 1, 0], [0, 0, 3, 0], [10, 10, 10, 9])
    assert model.undetermined_
    model.save(tmp_path / "model.json")
    loaded = load_model(str(tmp_path / "model.json"))
    assert loaded.undetermined_ == model.undetermined_ and loaded.diagnosis_ == model.diagnosis_
    assert loaded.standard_errors_ == model.standard_errors_


def test_a_file_is_text_that_says_which_model_which_parameters_and_which_version(saved, fitted):
    content = json.loads(saved.read_text(encoding="utf-8"))
    assert (content["model"], content["unit"]) == ("BetaGeoNBD", "W")
    assert content["params"] == fitted[BetaGeoNBD].params_
    assert content["crmlab"]


def test_the_unit_that_was_saved_need_not_be_said_again_and_cannot_be_mistaken(saved, cdnow, fitted):
    model, days = load_model(saved), ("1997-09-30", "1997-12-01", "1997-12-31")
    expected = purchases_between(fitted[BetaGeoNBD], cdnow, *days, unit="W")["purchases"]
    assert purchases_between(model, cdnow, *days)["purchases"].tolist() == expected.tolist()
    assert model.unit_ == "W" and fitted[BetaGeoNBD].unit_ is None
    with pytest.raises(ValueError, match="^unit must be W, with which the model was saved; got D\\.$"):
        purchases_between(model, cdnow, *days, unit="D")
    model.save(saved)
    assert load_model(saved).unit_ == "W"


def test_a_model_without_data_and_another_unit_write_no_file(tmp_path, fitted):
    with pytest.raises(ValueError, match="call fit first"):
        BetaGeoNBD().save(tmp_path / "model.json")
    with pytest.raises(ValueError, match="unit must be"):
        fitted[BetaGeoNBD].save(tmp_path / "model.json", unit="Q")
    assert not list(tmp_path.iterdir())


def test_a_breakdown_leaves_the_file_that_was_there(saved, fitted, monkeypatch):
    before = saved.read_bytes()

    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(ValueError, match="cannot be written: No space left on device"):
        fitted[ParetoNBD].save(saved)
    assert saved.read_bytes() == before and list(saved.parent.iterdir()) == [saved]


@pytest.mark.parametrize("path", [7, None, b"model.json", ["model.json"]])
def test_what_is_no_path_is_refused_in_one_sentence(fitted, path):
    for ask in (fitted[BetaGeoNBD].save, load_model):
        with pytest.raises(TypeError, match=r"^path must be the path of a file; got .*\.$"):
            ask(path)


@pytest.mark.parametrize("path", ["", ".", "a\0b"])
def test_a_path_that_cannot_be_written_or_read_is_refused_in_one_sentence(
    fitted, tmp_path, monkeypatch, path
):
    monkeypatch.chdir(tmp_path)
    for ask in (fitted[BetaGeoNBD].save, load_model):
        with pytest.raises(ValueError) as refused:
            ask(path)
        assert len(str(refused.value).splitlines()) == 1 and type(refused.value).__name__ == "BadValueError"


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"^path names no file: .*gone\.json is not there\.$"):
        load_model(tmp_path / "gone.json")


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"null", b"\xff\xfe", b"{'model': 1}", b'{"model": "BetaGeoNBD"}', b"[" * 100_000],
)
def test_another_file_is_refused_in_one_sentence(tmp_path, content):
    file = tmp_path / "model.json"
    file.write_bytes(content)
    with pytest.raises(ValueError, match=r"^path holds no model as CRM Lab has saved it: .*model\.json\.$"):
        load_model(file)


CHANGES = {
    "another model": {"model": "Model"},
    "a model that is a list": {"model": ["BetaGeoNBD"]},
    "parameters of another model": {"params": {"p": 1.0, "q": 2.0, "gamma": 3.0}},
    "a list of parameters": {"params": [1, 2, 3, 4]},
    "a parameter below 0": {"params": {"r": -1.0, "alpha": 4.4, "a": 0.8, "b": 2.4}},
    "a parameter without end": {"params": {"r": float("inf"), "alpha": 4.4, "a": 0.8, "b": 2.4}},
    "a parameter that is none": {"params": {"r": None, "alpha": 4.4, "a": 0.8, "b": 2.4}},
    "an error that is a word": {"standard_errors": {"r": "small", "alpha": 0.1, "a": 0.1, "b": 0.1}},
    "a likelihood that is none": {"log_likelihood": None},
    "an undetermined parameter that there is not": {"undetermined": ["gamma"]},
    "a reason without a sentence": {"reason": "because"},
    "a reason whose numbers are missing": {"reason": "purchases-renewals"},
    "no counts": {"counts": {}},
    "counts that are words": {"counts": {"customers": "many", "once": 1, "repeats": 2}},
    "a unit of another kind": {"unit": "Q"},
    "a unit that is a list": {"unit": ["W"]},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_file_that_was_changed_is_refused_and_not_believed(saved, change):
    content = json.loads(saved.read_text(encoding="utf-8")) | change
    saved.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ValueError, match=r"^path holds no model as CRM Lab has saved it: .*model\.json\.$"):
        load_model(saved)


@pytest.mark.parametrize("field", ["params", "standard_errors", "log_likelihood", "counts", "unit", "model"])
def test_no_value_in_a_file_breaks_the_loader(saved, field):
    content = json.loads(saved.read_text(encoding="utf-8"))
    for value in (*map(repr, ALL), 1e999, True, {"r": {}}, [[]], {}):
        saved.write_text(json.dumps(content | {field: value}), encoding="utf-8")
        with pytest.raises(ValueError, match=r"^path holds no model"):
            load_model(saved)


def test_a_sentence_of_a_file_is_never_run_as_a_format_of_python(saved):
    content = json.loads(saved.read_text(encoding="utf-8")) | {"reason": "{customers.__class__}"}
    saved.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ValueError, match=r"^path holds no model"):
        load_model(saved)
