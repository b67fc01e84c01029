function _FUNCTION
    for line in (env VARIABLE=fish_complete COMP_WORDS=(commandline -cp) COMP_CWORD=(commandline -t) NAME 2>/dev/null)
        set -l parts (string split --max 1 "," -- $line)
        switch $parts[1]
            case plain
                echo $parts[2]
            case file
                __fish_complete_path $parts[2]
        end
    end
end

complete --no-files --command NAME --arguments "(_FUNCTION)"
