"""The command line, one file per command group of design/cli.md: parse, call, print."""
