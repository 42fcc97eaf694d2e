"""The command line: parse, call public verbs, write, exit code."""
