#!/usr/bin/env bash
# A bare Debian in which somebody ordinary follows the README: `bash tools/roots.sh trixie`, as root.
# It makes the system with debootstrap, installs what the README names for Debian and nothing else,
# puts the last commit into a folder with the name of a clone, and runs the README's two commands.
# `bash tools/roots.sh sid COMMAND [PACKAGE]` runs another one there instead. MES_OPTOUT_CONSTRAINT names a
# file of versions for what the README does not pin.
set -euo pipefail
cd "$(dirname "$0")/.."
suite=$1
other=${2-}
package=${3-}

fail() { printf '%s: %s\n' "$suite" "$*" >&2; exit 1; }
# Line $1 of the README: the first that looks so.
printed() { grep -m1 -E "$1" README.md || fail "the README has no such line: $1"; }

# All mounts happen in a namespace of their own, and end with it: what removes the folder below
# sees a plain folder. The processes inside end with it, too.
if [ -z "${MES_OPTOUT_INSIDE-}" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf --one-file-system "$folder"' EXIT
  MES_OPTOUT_INSIDE=$folder unshare --mount --pid --fork --kill-child bash "$0" "$@"
  exit
fi
root=$MES_OPTOUT_INSIDE/root
log=$MES_OPTOUT_INSIDE/log

debootstrap --variant=minbase "$suite" "$root" >"$log" 2>&1 ||
  { tail -n 5 "$log"; fail "debootstrap could not make this system: does its mirror answer?"; }
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"  # terminals, above all
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
printf 'APT::Get::Assume-Yes "true";\n' >"$root/etc/apt/apt.conf.d/90yes"
install_line=$(printed '^sudo apt install ')
for line in "${install_line#sudo }" ${package:+"apt install '$package'"}; do
  chroot "$root" env DEBIAN_FRONTEND=noninteractive bash -c "$line" >"$log" 2>&1 ||
    { tail -n 5 "$log"; fail "this failed: $line"; }
done
# Networks with an authority of their own; elsewhere this is the same list of them.
mkdir -p "$root/etc/ssl/certs"
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"

chroot "$root" useradd --create-home --shell /bin/bash somebody
home=$root/home/somebody
mkdir "$home/mes-optout"
git archive HEAD | tar -x -C "$home/mes-optout"
[ -z "${MES_OPTOUT_CONSTRAINT-}" ] || cp "$MES_OPTOUT_CONSTRAINT" "$home/versions.txt"
chroot "$root" chown -R somebody: /home/somebody

# A command as that person types it, in that folder: `run [NAME=VALUE…] bash -c LINE`.
run() {
  chroot --userspec=somebody:somebody "$root" env -i -C /home/somebody/mes-optout \
    HOME=/home/somebody PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 TERM=xterm \
    ${PIP_CERT:+PIP_CERT=/etc/ssl/certs/ca-certificates.crt} \
    PIP_DISABLE_PIP_VERSION_CHECK=1 MES_OPTOUT_SKIPS=bare "$@" </dev/null
}
printf '%s: %s, as %s\n' "$suite" "$(run python3 --version)" "$(run id -un)"
if [ -n "$other" ]; then
  run bash -c "$other"
  exit
fi

constraint=()
[ ! -f "$home/versions.txt" ] || for name in PIP_CONSTRAINT PIP_BUILD_CONSTRAINT; do
  constraint+=("$name=/home/somebody/versions.txt")
done
code=0
run "${constraint[@]}" bash -c "$(printed '^python3 -m venv .* guide$')" >"$log" 2>&1 || code=$?
[ "$code" = 3 ] ||
  { tail -n 20 "$log"; fail "expected exit 3, for the input ends at the first question: $code"; }
echo "$suite: installed, started; exit 3 at the first question, for nobody answers"
rm -rf "$home/mes-optout/.venv"
run bash -c "$(printed '^python3 -m venv .* pytest ')"
