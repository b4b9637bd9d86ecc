"""One file per command; each reads its arguments, calls the rooms behind the pages and prints one JSON line.

Context      Schedulers' scripts, benchmarks and other systems need the planner without its pages or its database.
Decision     The result is one JSON object on the last line of standard output; everything said to people goes to
             standard error, in the language of `--lang`. Exit 0 done, 1 a fault of ours, 2 bad input, 130 stopped.
Consequence  `… | tail -1` is always machine-readable; with exit 2 no file has been written.
"""
