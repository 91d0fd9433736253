# %% [markdown]
# # From a thousand to a billion: RFM at any size
#
# **About 35 minutes (an estimate) · an extra to [lesson 07](07_rfm.ipynb), needs its table, score and segment ·
# gives the cost of more lines in seconds and megabytes, and what to type when they no longer fit**
#
# You will be able to:
#
# - **measure** how time and memory grow with the lines of a log, on your own machine;
# - **explain** what customers share and what they do not, so that the work can be cut into pieces;
# - **choose** where a log of a given size should live, and whether you need all of it.
#
# A mark shows where the numbers before it come from. [published] is a book or article with a name.
# [computed] is a cell nearby; times and memory are measured there, so yours differ from everybody else's.
# [invented] is ours, for practice.

# %% [markdown]
# ## The question
#
# In lesson 07 you scored the customers of a music shop. Now a marketplace (电商平台) buys the shop. It keeps
# **a billion** lines of purchases (十亿行) [invented], and your manager asks:
#
# *Can we score all of these customers in the same way, and on what machine?*
#
# Guess now: what will fail first, the time or the memory (内存)?

# %% [markdown]
# ## Look
#
# Three calls lead from lines to segments. Here they are again, on the CDNOW sample [published: Fader & Hardie
# 2001], this time with the whole log: today is 30 June 1998.

# %%
import pandas as pd

from crmlab import datasets, explore, purchases, rfm, scaling

TODAY = "1998-06-30"
small = datasets.load_cdnow()

# %%
customers = rfm.table(small, as_of=TODAY)
scored = rfm.score(customers)
segments = rfm.segment(scored)

# %%
pd.Series({"lines": len(small), "table": len(customers), "scores": len(scored), "segments": len(segments)})

# %% [markdown]
# **Read it.** 6,919 lines become 2,357 rows, and 2,357 rows they stay [computed]. Only the first call sees
# the lines. When it is done, no line is needed any more: the answer has as many rows as there are
# *customers*, however often they buy.

# %% [markdown]
# ## Compute and read it
#
# ### A shop of any size
#
# You cannot have the marketplace's log. But you can simulate (模拟) a shop like CDNOW, as long as you like.
# Its customers buy and leave as the BG/NBD model of [extra 07c](07c_models.ipynb) says, with the parameters of the paper
# [published: Fader, Hardie & Lee 2005]. None of these people exist.

# %%
big = datasets.make_cdnow(lines=100_000)
big.head(3)

# %%
whole = rfm.table(big, as_of=TODAY)
held = big.memory_usage(index=False).sum()
pd.Series({"lines": len(big), "customers": len(whole), "bytes per line": held / len(big)})

# %% [markdown]
# **Read it.** A line takes 24 bytes: 8 for each of the customer, the day and the amount [computed]. So ten
# million lines take 240 million bytes before anybody computes, and a billion take 24 billion [computed].
# How much memory has your machine?

# %% [markdown]
# ### One customer at a time
#
# What do you need to know of *other* customers to fill the row of one? Try it: divide the log into four
# pieces (分块), with all lines of a customer in the same piece, and make four tables.

# %%
by_piece = big.groupby(big["customer_id"] % 4)
pieces = [rfm.table(piece, as_of=TODAY) for _, piece in by_piece]
[len(piece) for piece in pieces]

# %%
together = pd.concat(pieces).sort_values("customer_id", ignore_index=True)
together.equals(whole)

# %% [markdown]
# **Read it.** True [computed]: four small tables, one after the other, are the one large table. A row is
# made of its own customer's lines and of nothing else. So four computers could share the work, or one
# computer with little memory could do one piece after the other. Does the same hold for the scores?

# %%
alone = rfm.score(pieces[0])
right = rfm.score(whole).query("customer_id % 4 == 0").reset_index(drop=True)
pd.Series({"customers": len(right), "other cell": (alone["rfm_score"] != right["rfm_score"]).sum()})

# %% [markdown]
# **Read it.** Some customers stand in another cell when their piece is scored by itself. They did nothing.
# What is different? Put the cut points (分界值) side by side.

# %%
tables = {"whole": whole, "piece": pieces[0]}
cuts = {name: rfm.cut_points(table).set_index("boundary") for name, table in tables.items()}
pd.concat(cuts, axis=1)

# %% [markdown]
# **Read it.** The cut points are quantiles (分位数) of *all* customers, and a piece has its own. Four cut points
# for each of three measures: these twelve numbers are all that customers share. So give the piece the
# cut points of the whole. The score of revenue is 1, and 1 more for each cut point below the value.

# %%
m_score = 1 + sum((pieces[0]["revenue"] > cut).astype(int) for cut in cuts["whole"]["revenue"])
m_score.equals(right["m_score"])

# %% [markdown]
# **Read it.** True [computed]. That is the whole secret of a large log:
#
# 1. make the table piece by piece: a row needs only its own customer's lines;
# 2. look once at all *rows*, which are fewer than the lines, and keep twelve numbers;
# 3. score and segment piece by piece: a customer needs his own row and the twelve numbers.
#
# Engines (计算引擎) such as DuckDB, Polars and Spark do these steps for you.

# %% [markdown]
# ### Patterns
#
# The models of [07c](07c_models.ipynb) must be fitted, and each try looks at every customer. Or must it? Take a million
# customers, and the three numbers that the model reads of each.

# %%
history = purchases.summarize(datasets.make_cdnow(lines=3_000_000), observation_end="1997-09-30")
history = history.head(1_000_000)
history.head(3)

# %% [markdown]
# Two customers with the same three numbers are the same to the model. Guess: among a million, how many
# different **patterns** (购买模式) of `frequency`, `recency` and `T` are there?

# %%
numbers = ["frequency", "recency", "T"]
patterns = history.groupby(numbers, as_index=False).size()
len(patterns)

# %%
patterns.nlargest(3, "size")

# %% [markdown]
# **Read it.** About a tenth as many as customers [computed]. The most frequent ones, with thousands of people
# each, bought once and never again: only the day on which they came tells them apart. So count each
# pattern once, and let it weigh as much as it has customers (`counts`).

# %%
columns = [patterns[name] for name in numbers]
purchases.BetaGeoNBD().fit(*columns, counts=patterns["size"])

# %% [markdown]
# **Read it.** Near the four numbers that made the customers: 0.2426, 4.4135, 0.7929 and 2.4258 [published:
# Fader, Hardie & Lee 2005]. Why not just these? The standard errors in brackets are so small that it is no
# chance. `summarize` makes one purchase of two on the same day; call it with
# `merge=None`, and the four come back. A million customers take chance away. They do not take away how you count.
#
# (`fit(history)` counts the patterns by itself; you need not do it.) What happens when the list grows?

# %%
sizes = [1_000, 10_000, 100_000, 1_000_000]
found = [len(history.head(size).drop_duplicates(numbers)) for size in sizes]
pd.DataFrame({"customers": sizes, "patterns": found})

# %% [markdown]
# **Read it.** Each time there are ten times as many customers. The patterns grow too, but by less and less:
# from a hundred thousand customers to a million, about three and a half times [computed]. The days of nine
# months are limited, and newcomers fall on patterns that are there. That is why ten million customers can
# be fitted in seconds: the time of a fit goes with the patterns.

# %% [markdown]
# ## Try it
#
# Back to RFM, and to the clock. The call makes logs of growing length, runs the three calls on each, and
# writes down what it took, here and now.

# %%
scaling.growth(magnitude=5)

# %% [markdown]
# `seconds` is the time of the three calls; `megabytes` is the log and what the calls hold at their peak (峰值),
# counted by Python's own book-keeping, tracemalloc. The same under a slider: 5 means 10⁵ lines, 7 means ten
# million. A step up on either scale is *ten times as much*.
#
# Before you move it to 7: ten million lines take about **one gigabyte** (1 GB), ten times the megabytes at 6. Is
# that free on your machine? If not, stay at 6: a machine without memory does not say so, it stands still.
# Wait a little at 7: the log must be made first, and the work is done three times, twice for the clock, of
# which the better counts, and once for the memory.

# %%
explore("scaling-growth")

# %% [markdown]
# 1. From 10⁴ to 10⁵, does the time grow more or less than ten times? And from 10⁵ to 10⁶?
# 2. And the memory?
#
# <details><summary>Compare your answers</summary>
#
# 1: First much less: for a short log most of the time goes into what each call does once, such as checking
# its arguments. Then the curve comes near the dotted line: ten times the lines, ten times the time.
# 2: About ten times at every step, because each line and each row takes the same room. Your numbers stand
# under the picture.
#
# </details>
#
# Now answer the manager. Take your own 10⁵ lines and go up to a billion:

# %%
measured = scaling.growth(magnitude=5).iloc[-1]
billion = measured[["seconds", "megabytes"]] * 1e9 / measured["lines"]
pd.Series({"minutes": billion["seconds"] / 60, "gigabytes": billion["megabytes"] / 1000}).round(1)

# %% [markdown]
# **Read it.** A matter of minutes, if they fitted into memory. They do not: that many gigabytes no laptop has.
# Memory fails first, and time never does. So the lines must stay where they are, and only the rows
# come to you.

# %% [markdown]
# ### What to type when the lines live elsewhere
#
# The same calls. Only the log is another thing, and what comes back is of the same kind:
#
# | the lines live in | what to type | what comes back |
# |---|---|---|
# | a table of pandas | `rfm.table(log, as_of=TODAY)` | pandas |
# | Parquet files in a folder | `rfm.table("lines/", as_of=TODAY)` | pandas, a row a customer |
# | Polars | `rfm.table(polars.scan_parquet("lines/*.parquet"), as_of=TODAY)` | Polars, lazy (惰性) |
# | DuckDB | `rfm.table(duckdb.read_parquet("lines/*.parquet"), as_of=TODAY)` | DuckDB, lazy |
# | Spark, many computers | `rfm.table(spark.read.parquet("lines/"), as_of=TODAY)` | Spark, lazy |
#
# *Lazy* means: nothing is computed until you ask (`collect()` in Polars, `df()` in DuckDB, `toPandas()` in
# Spark). Then `rfm.score` and `rfm.segment` as before. Only the twelve cut points are computed at once: they
# need everybody.
#
# **Parquet** (列式文件) is a file that keeps each column together, so that a program reads three columns and
# leaves the rest. Is an engine installed here? Then this cell writes your lines to such a file and scores from
# it; without one it says what is missing.

# %%
from importlib.util import find_spec
from tempfile import TemporaryDirectory

if find_spec("polars"):
    import polars

    lines = polars.DataFrame({name: big[name].to_numpy() for name in big})
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        lines.write_parquet(f"{folder}/log.parquet")
        from_file = rfm.table(folder, as_of=TODAY)
    print("The table from the file is the table from memory:", from_file.equals(whole))
else:
    print("Polars is not installed; `pip install polars` in a terminal adds it. You can go on without.")

# %% [markdown]
# ## Doubt it
#
# **A time is not a fact.** It holds for one machine, one day, one log. Another program that works at the same
# moment takes a part of it: this may be why a point lies far above its neighbours. Measure again before you
# believe it (the explorer remembers what it measured; restart the kernel, and it starts again). And compare
# two ways only on the same machine and the same lines.
#
# **Nobody lives in these data.** Simulated customers follow one story; real ones have birthdays, salaries and
# Christmas. Do they have as few patterns? Compare the whole CDNOW cohort with as many simulated people:

# %%
real = purchases.summarize(datasets.load_cdnow(sample=False), observation_end="1997-09-30")
alike = {"real": real, "simulated": history.head(len(real))}
pd.Series({name: len(table.drop_duplicates(numbers)) for name, table in alike.items()})

# %% [markdown]
# About as many [computed]. The count does not depend on the story, here. Whether it holds for a grocer, where
# people come every few days, you would have to count.
#
# **Do you need a billion lines?** The cut points are twelve numbers about all customers, and some of them, chosen
# at random, can speak for all. Draw 1,000 of the simulated customers and compare:

# %%
at_random = rfm.cut_points(whole.sample(1_000, random_state=1)).set_index("boundary")
pd.concat({"whole": cuts["whole"], "at random": at_random}, axis=1)

# %% [markdown]
# Not the same, but near enough for many decisions. To learn how your customers *are*, a sample (抽样) of some
# thousand is plenty, and it fits into any machine. You need every line only where you act on each single
# person: to write to him, or to leave him alone. Draw customers, never lines: a customer with half of his
# lines is somebody else.
#
# **More lines do not make a better score.** They make the cut points steadier. What a score cannot say of one
# customer, it cannot say of a billion lines either: [lesson 07](07_rfm.ipynb) stays true.

# %% [markdown]
# ## Exercise
#
# This extra has no assignment of its own; the [assignment of lesson 07](../exercises/rfm/rfm.ipynb) lets you
# write table and scores yourself. Three questions before you go. Answer each before you open it.
#
# **1.** Each country's office scores its own customers with `rfm.score` and sends the result to you. You
# put the tables together and write to all who have R = 5. Is that fair?
#
# <details><summary>Hint</summary>Which numbers does a score need from outside of the customer's row?</details>
# <details><summary>Answer</summary>Each office used its own cut points. A customer with R = 5 in a country
# where people buy seldom may have been away for longer than one with R = 3 where they buy often. Ask for the tables of
# <code>rfm.table</code> and score them together.</details>
#
# **2.** Next year the log has ten times as many lines, of the same customers. What grows tenfold: the time of
# `rfm.table`, the rows of its answer, the time of `rfm.score`, the number of cut points?
#
# <details><summary>Hint</summary>Which of the calls sees lines, and which only rows?</details>
# <details><summary>Answer</summary>Only the time of <code>rfm.table</code>. The rows stay as many as the
# customers, <code>rfm.score</code> sees only rows, and there are twelve cut points for everybody.</details>
#
# **3.** Which of these can you put together from four pieces without a second look at the customers: the
# number of customers, the total revenue, the day of the last purchase, the median (中位数) of the revenue?
#
# <details><summary>Hint</summary>If you know the answer of each piece, do you know the answer of all?</details>
# <details><summary>Answer</summary>The first three: add, add, take the latest. Not the median: from four
# medians you cannot tell the median of all. Quantiles are the reason why the cut points need
# everybody.</details>

# %% [markdown]
# ## What we now know
#
# - You can **measure** what more lines cost: short logs cost hardly anything, long ones in proportion. Memory
#   ends before patience does.
# - You can **explain** why: a row needs the lines of one customer, a score his row and twelve cut points that
#   all share. So tables and scores can be made in pieces, and quantiles cannot. Models need only the
#   different patterns and how many customers have each.
# - You can **choose**: pandas as long as the log fits into memory several times, then a folder of Parquet
#   files, then Spark; and a sample of customers when you want to know them rather than write to them.
