"""Tables of other engines than pandas, through one door.

Polars (in memory and lazy), PyArrow, DuckDB and Spark, and whatever else Narwhals knows. What is computed on
them is put together from what all have: filter, group by, smallest, largest, sum, count, linear quantiles,
joins, when and then, parts of a date. A table of pandas does not come here: it goes through numpy, which is
faster, and gives the same numbers. Narwhals is loaded when the first such table comes.

A calculator that takes these tables has a twin, which gets them as a `Source`: the function of the same name
and the same parameters in the module ``engines`` of its topic. The calculator itself sees only pandas.
"""

from crmlab.frames.source import Frame, LogFrame, Source, in_pandas

__all__ = ["Frame", "LogFrame", "Source", "in_pandas"]
