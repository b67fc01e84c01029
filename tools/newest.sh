#!/bin/sh
# The newest of everything that pyproject.toml allows, before users meet it: `sh tools/newest.sh`.
# Installs it without the lock and runs the fast tests: here, and, for root, in a Debian sid with
# every Python that it has. Ends with a table, and with 1 if anything failed. Once a week a workflow
# asks; nothing else does, so that a release elsewhere never decides about a change here.
set -u
cd "$(dirname "$0")/.." || exit

# `try PLACE PYTHON`: in an environment of its own. Lines that begin with « newest | » are for the
# table: place, then « result » or a package, then what is to be said of it.
try() {
  place="$1 $("$2" -c 'import platform; print(platform.python_version())')"
  folder=$(mktemp -d)
  echo "== $place"
  "$2" -m venv "$folder/env" &&
    "$folder/env/bin/pip" install -q --no-cache-dir -e '.[test]' >"$folder/log" 2>&1
  if [ $? -ne 0 ]; then
    cat "$folder/log"
    named=$(grep -oE '(No matching distribution found for|Failed (to build|building wheel for)) .*' "$folder/log" | tail -n 1)
    echo "newest | $place | result | not installed. ${named:-See above}"
  else
    "$folder/env/bin/pip" freeze --exclude-editable | sed -n "s/^\(.*\)==\(.*\)/newest | $place | \1 | \2/p"
    "$folder/env/bin/pip" check >"$folder/check" 2>&1 || cat "$folder/check"
    "$folder/env/bin/python" -m pytest -q -n 4 -p no:cacheprovider >"$folder/log" 2>&1
    ended=$?
    cat "$folder/log"
    word=passed
    [ $ended -eq 0 ] || word="FAILED, exit $ended"
    grep -q '^No broken' "$folder/check" || word="FAILED, versions do not fit"
    echo "newest | $place | result | $word: $(tail -n 1 "$folder/log")"
    # Typer beyond the bound, too: whether it can be raised is asked before somebody needs it.
    "$folder/env/bin/pip" install -q --no-cache-dir --upgrade typer >"$folder/log" 2>&1 &&
      xargs "$folder/env/bin/python" -m pytest -q -n 4 -p no:cacheprovider \
        <.ci/typer-tests.txt >"$folder/log" 2>&1
    ended=$?
    cat "$folder/log"
    word="passed with the newest Typer"
    [ $ended -eq 0 ] || word="FAILED with the newest Typer"
    echo "newest | $place | result | $word: $(tail -n 1 "$folder/log")"
  fi
  rm -rf "$folder"
}

if [ "${1-}" = --try ]; then
  try "$2" "$3"
  exit
fi

work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
try here python3 2>&1 | tee "$work/said"
if [ "$(id -u)" = 0 ]; then
  # shellcheck disable=SC2016  (the words are for the shell inside)
  each='for each in /usr/bin/python3.[0-9][0-9]; do sh tools/newest.sh --try sid "$each"; done'
  {
    bash tools/roots.sh make sid "$work/root" '^python3\.[0-9]+-venv$' &&
      bash tools/roots.sh run "$work/root" "$each"
  } 2>&1 | tee "$work/sid"
  grep -q '^newest | sid' "$work/sid" ||
    echo "newest | sid | result | not had. $(tail -n 1 "$work/sid")" >>"$work/sid"
  cat "$work/sid" >>"$work/said"
else
  echo "Only root can make a Debian sid: not asked."
fi

# The lock stands beside it, so that one sees what is new.
grep -E '^[a-z0-9]' .ci/requirements-test.txt | sed 's/\([^=]*\)==\([^ ]*\).*/newest | lock | \1 | \2/' |
  cat - "$work/said" | grep '^newest |' | awk -F ' [|] ' '
    $3 == "result" { result[++results] = sprintf("%-16s %s", $2, $4); bad += ($4 !~ /^passed/); next }
    { name = tolower($3); gsub(/[_.]/, "-", name)
      if (!($2 in seen)) { seen[$2] = 1; place[++places] = $2 }
      if (!(name in known)) { known[name] = 1; row[++rows] = name }
      version[name, $2] = $4 }
    END {
      printf "\n%-28s", ""
      for (p = 1; p <= places; p++) printf " %-16s", place[p]
      print ""
      for (r = 1; r <= rows; r++) {
        printf "%-28s", row[r]
        for (p = 1; p <= places; p++) {
          v = version[row[r], place[p]]
          printf " %-16s", (v == "" ? "-" : v (p > 1 && v != version[row[r], place[1]] ? " new" : ""))
        }
        print ""
      }
      print ""
      for (r = 1; r <= results; r++) print result[r]
      exit bad > 0 || results == 0
    }'
