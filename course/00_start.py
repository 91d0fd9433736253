# %% [markdown]
# # Start here
#
# **5 minutes · needs nothing · gives you the way through the course**
#
# CRM Lab is a course on customer relationship management (客户关系管理). You compute, you move sliders, and you
# are told at once what is right.
#
# You will be able to:
#
# - **find** the lesson or exercise that you want,
# - **run** a cell and a slider,
# - **ask** for a hint, for the working and for a term.

# %% [markdown]
# ## Run a cell
#
# Click into the cell below and press **Shift + Enter**. The cell runs, and its answer appears below it.

# %%
from crmlab import clv, explore, glossary, practice, show

clv.present_value([100, 100, 100], rate=0.10, when="start")

# %% [markdown]
# Three payments of 100, the first one now, are worth 273.55 today at 10 % [computed]. Nothing happened? Wait until
# the circle at the top right is empty; then the kernel is ready.

# %% [markdown]
# ## See the working
#
# Every calculator shows how it comes to its answer.

# %%
show(clv.present_value, [100, 100, 100], rate=0.10, when="start")

# %% [markdown]
# ## Move a slider
#
# Run the next cell. Then move *retention rate* with the mouse, or click on it and use the arrow keys.

# %%
explore(clv.lifetime_value)

# %% [markdown]
# ## Sort something
#
# Some things are not computed. Choose an answer for each item, press *Check*, and read why. (A set works from the
# keyboard, too: Tab and the arrow keys.)

# %%
practice("clv-lost")

# %% [markdown]
# ## Look a term up
#
# The glossary knows terms in English and Chinese.

# %%
glossary("客户流失率")

# %% [markdown]
# For Chinese in sliders, pictures, workings and what `check` says of any task, run
# `import crmlab; crmlab.set_language("zh")` (中文界面). What one task alone says, such as a hint, is English for now.

# %% [markdown]
# ## Where to go
#
# {lessons}
#
# Two extras to lesson 07: [From a thousand to a billion](07b_scale.ipynb) asks what happens when the log grows, and
# [Still a customer?](07c_models.ipynb) how often somebody will buy again.
# The last one, the firm, is a game of nine quarters in which you need them all. A *reader* (sets) has what stands
# beside a lesson, with small sets to sort, match, order and choose. [All explorers](00_explorers.ipynb) stand in one notebook, and all terms in
# the [glossary](00_glossary.ipynb).
#
# ## Which lesson needs which
#
# The lessons are written to be read in their order. An arrow leads from a lesson to each one that takes an idea up from it.
# So you can also begin with a lesson to which no arrow leads: {first}.
#
# {map}
#
# JupyterLab draws this map. In VS Code you see its text, unless an extension for Mermaid is installed. The table says the
# same, and which idea it is.
#
# {needs}

# %% [markdown]
# ## Hand something in, and come back
#
# In an exercise, `check(...)` tells you in one sentence what is right or wrong, `hint(...)` helps in steps, and
# `solution(...)` shows a way to do it after the last hint. Your own files are never overwritten. To begin a notebook
# anew, close JupyterLab and run `crmlab lab --fresh 05_clv`: you get a fresh one, and yours is kept beside it.
#
# Before you hand an exercise in, run `crmlab ready exercises/clv/clv.ipynb` in a terminal: it finds what would cost
# points for nothing, and mends what it can. `crmlab progress` shows what you have done. Once a week, run
# `crmlab review` there, or `review()` in a notebook: ten questions about what you have learned, with new numbers.
#
# Every number in the lessons says where it comes from: [source document], [published], [computed], [invented] or
# [reconstructed].
