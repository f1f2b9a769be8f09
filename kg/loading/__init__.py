"""From sources to the store: read in one process, several or a cluster, pass over what is held, collect, count; and
whole graphs to archives and back.

`reading` makes readings of stories, `facts` of records; `gates` checks readings that others made. `edition` and
`resuming` tell what need not be read again; `collecting` keeps what was read and counts it (`counting`); `cluster`
reads by Ray; `backup` and `restoring` write archives of the graph and load them.
"""
