"""Power cuts, all of them: every disk that a cut during a real save could have left.

A recording of the system calls of the real program (strace) is played back: a cut after each of
them, under four models of what the disk kept. For each disk the program's own opening says whether
it is sound and whether every promise was kept. Our own tool; how it works stands in README.md.
"""
