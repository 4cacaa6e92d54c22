#!/bin/sh
# Stops the server that start.sh started, and PostgreSQL where it started that too, and removes what it
# wrote. Debian's packages and the database stay, so that the next start is quick.
set -u
inputs=/var/gavo/inputs/irsa

pkill -u dachsroot -f "dachs serve start"
tries=0
while pgrep -u dachsroot -f "dachs serve start" >/dev/null && [ "$tries" -lt 60 ]; do
  tries=$((tries + 1))
  sleep 0.5
done
if [ -e "$inputs/postgresql-started" ]; then
  pg_ctlcluster 15 main stop --mode fast
fi
rm -rf "$inputs"
if grep -qs "aptcheck's tests" /etc/gavo.rc; then rm /etc/gavo.rc; fi
exit 0
