"""The archive of a graph: one file that holds all that the graph was told, so that it can be made again from it.

A .zip (APPNOTE.TXT 6.3.10) that is a Data Package (https://datapackage.org, version 2), with these members in order:

mimetype           `application/vnd.space-kg.archive+zip`, first and uncompressed, by which the file is known (as EPUB
                   and OpenDocument do it)
stories.jsonl      JSON Lines, a line a reading of a story (`kg.archive.records`): what the outlet published, what was
                   read in it, and when. Those of one story follow one another in the order in which they were loaded;
                   the last one, which is not `superseded`, holds. Stories are in order of their ids.
decisions.tsv      the decisions on who is who that the graph follows (`kg.resolve.decisions`)
datapackage.json   the version of this form, counts, and of the two files above length and SHA-256

Entities are as each story names them, before any decision. What follows from all this is not in it: relationships,
belief, names, copies. The same graph gives the same bytes with one build of zlib, and the same content with any: no
clock, fixed order. Members have no name that depends on what is in them, and each is streamed.
"""
