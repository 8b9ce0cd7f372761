"""A generated Land of any size: one module per content, rows as the actions leave them.

`scales` says how much of it there is, `shares` who has how much, `words` how people are called and
what they say. `story` is one case going on; `people`, `offers`, `contacts`, `plans` and `agenda`
tell it. `rows` makes rows of an engine from values, `bulk` brings them into the database, `chains`
seals their events. Everything follows from one seed; only nonces and keys differ each time.
"""
