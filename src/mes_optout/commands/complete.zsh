#compdef NAME

_NAME() {
    local -a answer bare told
    local kind value help
    answer=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT - 1)) VARIABLE=zsh_complete NAME 2>/dev/null)}")
    for kind value help in "${answer[@]}"; do
        [[ -n $kind ]] || continue
        if [[ $kind == file ]]; then
            _files
        elif [[ $help == _ ]]; then
            bare+=("$value")
        else
            told+=("$value:$help")
        fi
    done
    (( $#told )) && _describe -V '' told -U
    (( $#bare )) && compadd -U -V bare -a bare
}

# Found in fpath, the file is the function; read by `source`, it says whose function it is.
if [[ $funcstack[1] == _NAME ]]; then
    _NAME "$@"
else
    compdef _NAME NAME
fi
