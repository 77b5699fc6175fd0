@rem POSIX shells hand npm's signals straight to the program by `exec`; on Windows, where npm has no such need, this file stands in for that word.
@%*
