#!/usr/bin/env bash
# Bare Debians, in which somebody ordinary follows the README. As root:
#   bash tools/roots.sh make SUITE FOLDER [PACKAGE]   with debootstrap: what the README names for
#                                                     Debian and nothing else, and the last commit in
#                                                     a folder with the name of a clone
#   bash tools/roots.sh follow FOLDER                 the README's two commands in it
#   bash tools/roots.sh run FOLDER COMMAND            one command in it
# MES_OPTOUT_CONSTRAINT names a file of versions for what the README does not pin.
set -euo pipefail
cd "$(dirname "$0")/.."

# All mounts, debootstrap's too, happen in a namespace of their own, and end with it: what removes
# the folder later sees a plain folder. The processes inside end with it, too.
if [ "$1" != --inside ]; then exec unshare --mount --pid --fork --kill-child bash "$0" --inside "$@"; fi
shift
doing=$1
home=home/somebody

fail() { printf '%s: %s\n' "${suite-$root}" "$*" >&2; exit 1; }

# Puts into `line` what the README prints: the first line that looks like $1.
printed() { line=$(grep -m1 -E "$1" README.md) || fail "the README has no such line: $1"; }

# Runs a command that says something only when it fails: its last lines.
quietly() { "$@" >"$log" 2>&1 || { tail -n 5 "$log" >&2; return 1; }; }

make() {
  quietly debootstrap --variant=minbase "$suite" "$root" ||
    fail "debootstrap could not make this system: does its mirror answer?"
  cp -L /etc/resolv.conf "$root/etc/resolv.conf"
  printf 'APT::Get::Assume-Yes "true";\n' >"$root/etc/apt/apt.conf.d/90yes"
  printed '^sudo apt install '
  for line in "${line#sudo }" ${package:+"apt install '$package'"}; do
    quietly chroot "$root" env DEBIAN_FRONTEND=noninteractive bash -c "$line" ||
      fail "this failed: $line"
  done
  # Networks with an authority of their own; elsewhere this is the same list of them.
  mkdir -p "$root/etc/ssl/certs"
  cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
  chroot "$root" useradd --create-home --shell /bin/bash somebody
  mkdir "$root/$home/mes-optout"
  git archive HEAD | tar -x -C "$root/$home/mes-optout"
  chroot "$root" chown -R somebody: "/$home"
}

# A command as that person types it, in that folder: `run [NAME=VALUE…] bash -c LINE`.
run() {
  chroot --userspec=somebody:somebody "$root" env -i -C "/$home/mes-optout" \
    HOME="/$home" PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 TERM=xterm \
    ${PIP_CERT:+PIP_CERT=/etc/ssl/certs/ca-certificates.crt} \
    PIP_DISABLE_PIP_VERSION_CHECK=1 MES_OPTOUT_SKIPS=bare "$@" </dev/null
}

follow() {
  printf '%s: %s, as %s\n' "$root" "$(run python3 --version)" "$(run id -un)"
  local constraint=() name code=0
  if [ -n "${MES_OPTOUT_CONSTRAINT-}" ]; then
    install -m 644 "$MES_OPTOUT_CONSTRAINT" "$root/$home/versions.txt"
    for name in PIP_CONSTRAINT PIP_BUILD_CONSTRAINT; do
      constraint+=("$name=/$home/versions.txt")
    done
  fi
  printed '^python3 -m venv .* guide$'
  run "${constraint[@]}" bash -c "$line" >"$log" 2>&1 || code=$?
  [ "$code" = 3 ] ||
    { tail -n 20 "$log"; fail "expected exit 3, for the input ends at the first question: $code"; }
  echo "$root: installed, started; exit 3 at the first question, for nobody answers"
  run rm -rf .venv
  printed '^python3 -m venv .* pytest '
  run bash -c "$line"
}

if [ "$doing" = make ]; then
  suite=$2 root=$3 package=${4-}
else
  root=$2
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"  # terminals, above all
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
case $doing in
  make | follow) "$doing" ;;
  run) run bash -c "$3" ;;
  *) fail "unknown: $doing" ;;
esac
