"""Values as JSON, between a process that must be trusted and one that must not.

A closed set of kinds: what a sandbox sends is decoded to these or refused; nothing is evaluated, imported or
unpickled. Frames are a length and a JSON text; whoever reads says how long one may be.
"""

from __future__ import annotations

import base64
import json
import math
import re
import socket
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from crmlab.intake.values import Unknown, plain, plain_key

_NUMERIC = re.compile(r"[<|]([biuf][1248]|M8\[(s|ms|us|ns)\])")
_SIZE = 4  # bytes of a frame's length
MOST = 2_000_000  # bytes of a frame from a sandbox; no right answer is near it


class WireError(ValueError):
    """Bytes that are no frame, or a frame that is no value."""


def send(channel: socket.socket, message: Any, otherwise: Any = None) -> None:
    """Send one frame; what is larger than `MOST` is replaced by *otherwise*, if that is given."""
    body = _body(message)
    if len(body) > MOST and otherwise is not None:
        body = _body(otherwise)
    channel.sendall(len(body).to_bytes(_SIZE, "big") + body)


def _body(message: Any) -> bytes:
    return json.dumps(message, separators=(",", ":")).encode()


def receive(channel: socket.socket, most: int) -> Any:
    """Receive one frame of at most *most* bytes.

    Raises
    ------
    EOFError
        If the other side has ended.
    WireError
        If what it sends is no frame.
    """
    length = int.from_bytes(_exactly(channel, _SIZE), "big")
    if length > most:
        raise WireError(f"a message of {length:,} bytes; {most:,} are allowed")
    body = _exactly(channel, length)
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise WireError(f"no JSON: {error}") from None


def _exactly(channel: socket.socket, length: int) -> bytearray:
    whole, done = bytearray(length), 0
    while done < length:
        got = channel.recv_into(memoryview(whole)[done:])
        if not got:
            raise EOFError("the sandbox has ended")
        done += got
    return whole


def encode(value: Any) -> Any:
    """Return a plain value as JSON has it."""
    if value is None or isinstance(value, bool | str | int):
        return value
    if isinstance(value, float):
        return float(value)
    for kind, (kinds, encoding, _) in _KINDS.items():
        if isinstance(value, kinds):
            return {kind: encoding(value)}
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    raise TypeError(f"A {type(value).__name__} is no plain value.")


def decode(message: Any) -> Any:
    """Return the plain value of a message, whatever was sent.

    Raises
    ------
    WireError
        If it is none.
    """
    try:
        return _decoded(message)
    except Exception as error:  # numpy and pandas raise what they like
        raise WireError(f"no value: {error}") from None


def _decoded(message: Any) -> Any:
    if isinstance(message, list):
        return [_decoded(item) for item in message]
    if isinstance(message, dict):
        ((kind, content),) = message.items()
        return _KINDS[kind][2](content)
    if isinstance(message, int) and not _is_computable(message):
        return Unknown("number too large to compute with")
    return message


def _is_computable(number: int) -> bool:
    try:
        return math.isfinite(float(number))
    except OverflowError:
        return False


def _pairs(mapping: dict) -> list:
    return [[encode(key), encode(item)] for key, item in mapping.items()]


def _mapping(pairs: list) -> dict:
    return {_decoded(key): _decoded(item) for key, item in pairs}


def _date(text: str | None) -> Any:
    return pd.NaT if text is None else pd.Timestamp(datetime.fromisoformat(text))


def _packed(array: np.ndarray) -> dict:
    """Return an array as its bytes if its members are numbers or dates, else member by member."""
    if array.dtype == np.longdouble:
        array = array.astype(float)
    array = array.astype(array.dtype.newbyteorder("<"))
    if not _NUMERIC.fullmatch(array.dtype.str):
        return {"shape": array.shape, "members": [encode(member) for member in array.ravel().tolist()]}
    content = base64.b64encode(array.tobytes()).decode()
    return {"shape": array.shape, "dtype": array.dtype.str, "bytes": content}


def _unpacked(sent: dict) -> np.ndarray:
    rows_and_columns = tuple(map(int, sent["shape"]))
    if not 1 <= len(rows_and_columns) <= 2 or max(rows_and_columns) > MOST:  # many empty rows cost nothing
        raise ValueError("an array has one or two dimensions")
    if "members" in sent:
        members = np.fromiter(map(_decoded, sent["members"]), dtype=object)
        return members.reshape(rows_and_columns)
    if not _NUMERIC.fullmatch(sent["dtype"]):
        raise ValueError(f"no dtype for numbers: {sent['dtype'][:20]}")
    content = base64.b64decode(sent["bytes"], validate=True)
    return np.frombuffer(content, dtype=sent["dtype"]).reshape(rows_and_columns).copy()


def _column(values: pd.Series | pd.Index) -> dict:
    if isinstance(values.dtype, np.dtype) and values.dtype.kind in "biufM":
        return _packed(values.to_numpy())
    members = [encode(plain(member)) for member in values.astype(object)]  # labels may be anything
    return {"shape": [len(members)], "members": members, "text": values.dtype != object}


def _values(sent: dict) -> Any:
    """Return what a column is made of; text gets the kind that this pandas has for it."""
    return list(map(_decoded, sent["members"])) if sent.get("text") is True else _unpacked(sent)


def _levels(index: pd.Index) -> list | None:
    if isinstance(index, pd.RangeIndex) and index.equals(pd.RangeIndex(len(index))) and index.name is None:
        return None
    levels = (index.get_level_values(place) for place in range(index.nlevels))
    return [[_name(level.name), _column(level)] for level in levels]


def _index(sent: list | None) -> pd.Index | None:
    if sent is None:
        return None
    names = [_label(name) for name, _ in sent]
    levels = [pd.Index(_values(column)) for _, column in sent]
    hash(tuple(map(tuple, levels)))  # what has no hash cannot be looked up
    return pd.MultiIndex.from_arrays(levels, names=names) if len(levels) > 1 else levels[0].rename(names[0])


def _name(name: Any) -> Any:
    """Return the name of a column or level, whatever stands there."""
    return encode(plain_key(name))


def _label(sent: Any) -> Any:
    """Return a name by which pandas, and whoever compares, can look something up."""
    label = _decoded(sent)
    hash(label)
    return label


def _series(sent: dict) -> pd.Series:
    return pd.Series(_values(sent["values"]), index=_index(sent["index"]), name=_label(sent["name"]))


def _table(sent: dict) -> pd.DataFrame:
    index = _index(sent["index"])
    columns = {place: _values(column) for place, (_, column) in enumerate(sent["columns"])}
    table = pd.DataFrame(columns, index=index)
    table.columns = pd.Index([_label(name) for name, _ in sent["columns"]], dtype=object)
    return table


_KINDS: dict[str, tuple] = {
    "unknown": (Unknown, lambda value: value.type_name, lambda name: Unknown(str(name))),
    "date": (
        pd.Timestamp | type(pd.NaT),
        lambda date: None if date is pd.NaT else date.isoformat(),
        _date,
    ),
    "mapping": (dict, _pairs, _mapping),
    "array": (np.ndarray, _packed, _unpacked),
    "series": (
        pd.Series,
        lambda series: {
            "values": _column(series),
            "index": _levels(series.index),
            "name": _name(series.name),
        },
        _series,
    ),
    "table": (
        pd.DataFrame,
        lambda table: {
            "index": _levels(table.index),
            "columns": [[_name(name), _column(column)] for name, column in table.items()],
        },
        _table,
    ),
}
