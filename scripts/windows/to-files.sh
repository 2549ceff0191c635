#!/bin/sh
# Runs a program with files in the place of its three streams: under Wine node.exe dies of a Unix pipe, and prints nothing to a terminal.
#   to-files.sh OUT ERR PROGRAM [ARG...]
out=$1 err=$2
shift 2
exec "$@" </dev/null >"$out" 2>"$err"
