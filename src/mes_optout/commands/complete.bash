_FUNCTION() {
    local IFS=$'\n' line
    COMPREPLY=()
    while read -r line; do
        case $line in
            plain,*) COMPREPLY+=("${line#*,}") ;;
            file,*) compopt -o default ;;
        esac
    done < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" VARIABLE=bash_complete "$1" 2>/dev/null)
}

complete -o nosort -F _FUNCTION NAME
