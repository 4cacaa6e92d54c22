#!/bin/sh
# A real TAP server on 127.0.0.1:18080: GAVO DaCHS on PostgreSQL, from Debian's packages, serving synthetic
# fp_psc and allwise_p3as_psd. Safe to run again; quick when the server already runs with these tables.
#
#   exit 0   the server answers with the tables of this folder
#   exit 77  the server is not available here; standard error says why
#   other    it should have worked but did not
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
base=http://127.0.0.1:18080
inputs=/var/gavo/inputs/irsa

skip() { echo "DaCHS skipped: $1" >&2; exit 77; }
answers() { curl -sf --max-time 5 -o /dev/null "$base/tap/capabilities"; }

# What the tables are made of: a change of the columns or the generator reloads them.
stamp=$(cat "$here/q.rd" "$root/scripts/synthetic_catalogue.py" | sha256sum | cut -d' ' -f1)
if [ "$(cat "$inputs/stamp" 2>/dev/null)" = "$stamp" ] && answers; then exit 0; fi

[ -r /etc/os-release ] || skip "this is not Debian 12"
# shellcheck disable=SC1091
. /etc/os-release
[ "${ID:-}" = debian ] && [ "${VERSION_ID:-}" = 12 ] || skip "it needs Debian 12, this is ${PRETTY_NAME:-unknown}"
[ "$(id -u)" = 0 ] || skip "installing packages needs root"
command -v python3 >/dev/null || skip "the synthetic catalogue needs python3"

export DEBIAN_FRONTEND=noninteractive
install_packages() {
  missing=
  for package; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  [ -n "${updated:-}" ] || apt-get update -qq || skip "the Debian package index cannot be reached"
  updated=yes
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $missing >/dev/null || skip "apt could not install$missing"
}

ran=yes
pg_ctlcluster 15 main status >/dev/null 2>&1 || ran=no
install_packages curl postgresql postgresql-15-pgsphere postgresql-15-q3c
# The server's package creates its database while it is configured, so PostgreSQL must run before.
pg_ctlcluster 15 main status >/dev/null 2>&1 || pg_ctlcluster 15 main start
grep -qs "aptcheck's tests" /etc/gavo.rc || [ ! -e /etc/gavo.rc ] || skip "another DaCHS is installed here (/etc/gavo.rc)"
cat > /etc/gavo.rc <<'RC'
# A server for aptcheck's tests, on loopback only; stop.sh removes this file.
[general]
maintainerAddress: root@localhost
[web]
bindAddress: 127.0.0.1
serverPort: 18080
serverURL: http://127.0.0.1:18080
[ivoa]
authority: x-local
RC
install_packages gavodachs2-server

install -d -o dachsroot -g gavo "$inputs" "$inputs/data"
[ "$ran" = yes ] || touch "$inputs/postgresql-started" # for stop.sh
cp "$here/q.rd" "$inputs/"
python3 "$root/scripts/synthetic_catalogue.py" --output "$inputs/data" >/dev/null
chown -R dachsroot:gavo "$inputs"
su dachsroot -c "cd $inputs && dachs imp q" >"$inputs/import.log" 2>&1 || { cat "$inputs/import.log" >&2; exit 1; }

if answers; then
  su dachsroot -c "dachs serve expireRD irsa/q" >/dev/null 2>&1 || true
else
  setsid su dachsroot -c "dachs serve start -f" >"${DACHS_LOG:-/dev/null}" 2>&1 </dev/null &
fi
tries=0
until answers; do
  tries=$((tries + 1))
  [ "$tries" -lt 120 ] || { echo "DaCHS did not answer within a minute" >&2; exit 1; }
  sleep 0.5
done
echo "$stamp" > "$inputs/stamp"
