"""The figures of safety, each measured on the real program; `python -m tests.figures` prints them.

One module for each kind of loss or leak. What a test of the gate proves with few tries is proven
here with many by the same function; what is a matter of tests alone is told as their count.
"""
