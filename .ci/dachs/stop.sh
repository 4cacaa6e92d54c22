#!/bin/sh
# Stops the server that start.sh started, and PostgreSQL where it started that too.
set -u
inputs=/var/gavo/inputs/irsa

pkill -u dachsroot -f "dachs serve start"
if [ -e "$inputs/postgresql-started" ]; then
  pg_ctlcluster 15 main stop --mode fast
  rm "$inputs/postgresql-started"
fi
exit 0
