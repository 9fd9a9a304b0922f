"""Never a lost index: builds that are killed, starved and disturbed, and what is left of them.

The processes are real. One server loads the program once and forks for each command, with a
model that costs nothing; ``strace`` kills the fork at a chosen system call, or lets the call
fail. Nothing here knows what is inside an index: it is judged by what the command line says,
and by what a reader that opens it answers.
"""
