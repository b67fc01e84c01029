# What each part of .ci/run takes, in minutes, and may take. Sourced; SECONDS counts from its start.
parts=(readme roots typers prove sweeps heard wine measurements rest)
declare -A title=(
  [readme]="README and fast tests" [roots]="Bare Debians" [typers]="Other Typers" [prove]="steps prove"
  [sweeps]="Sweeps" [heard]="A screen reader"
  [wine]="Windows, under Wine" [measurements]="Measurements" [rest]="The rest"
)
declare -A budget=(
  [readme]=5 [roots]=9 [typers]=2 [prove]=2 [sweeps]=22 [heard]=5 [wine]=11 [measurements]=5 [rest]=4
)
most=65  # for all, later parts included
declare -A spent=()
running=
begun=0

# Minutes with one decimal, of seconds.
minutes() { printf '%d.%d' $(($1 / 60)) $(($1 % 60 / 6)); }

# `part rest "Linters"`: what follows is counted there. Says what the work before it took.
part() {
  local now=$SECONDS
  if [ -n "$running" ]; then
    spent[$running]=$((${spent[$running]-0} + now - begun))
    printf '(%s minutes)\n' "$(minutes $((now - begun)))"
  fi
  running=$1 begun=$now
  if [ -n "$running" ]; then printf '\n== %s\n' "$2"; fi
}

# Ends the running part, prints the table, and fails where anything took more than it may.
within_budget() {
  part ""
  local each whole=0 over=0 word
  printf '\n%-24s %8s %8s\n' "" minutes "at most"
  for each in "${parts[@]}"; do
    local seconds=${spent[$each]-0}
    whole=$((whole + seconds)) word=
    if ((seconds > budget[$each] * 60)); then word="  too long" over=1; fi
    printf '%-24s %8s %8s%s\n' "${title[$each]}" "$(minutes "$seconds")" "${budget[$each]}" "$word"
  done
  word=
  if ((whole > most * 60)); then word="  too long" over=1; fi
  printf '%-24s %8s %8s%s\n' All "$(minutes "$whole")" "$most" "$word"
  return "$over"
}
