"""How fast the register is, each figure against its floor in the same run: `python -m tests.bench`.

Not part of the gate: a figure in seconds says as much of the computer as of the program. A ratio to
the least that the same work can cost here (raw SQL, a bare window, a bare table) says it anywhere.
"""
