# Completes what stands behind ssh and the name of this chat server, in fish 3.4
# and later. Keep it where fish looks when it starts:
#
#	~/.config/fish/conf.d/snug.fish
#
# What stands behind ssh and another host is completed as it was before.

# NAME_option LETTER VALUE prints an option of ssh that says how the host is
# reached. Those that forward, log or run something do so only when ssh is meant.
function @NAME@_option
    set -l value $argv[2]
    switch $argv[1]
        case F i
            printf '%s\n' -$argv[1] (string replace -r '^~/' "$HOME/" -- $value)
        case l J b B p
            printf '%s\n' -$argv[1] $value
        case o
            switch (string lower -- (string replace -r '[= ].*' '' -- $value))
                case port user hostname hostkeyalias 'identit*' certificatefile '*knownhostsfile' stricthostkeychecking \
                    proxyjump addressfamily pubkeyauthentication
                    printf '%s\n' -o $value
            end
    end
end

# NAME_place goes through the words of ssh and prints the destination, how many
# options there are, the options, and what stands of the command before the last
# word. It fails where that is not of a command for this server.
function @NAME@_place
    set -l line (commandline -opc) (@NAME@_word)
    set -l last (count $line)
    set -l host
    set -l over
    set -l options
    set -l i 2
    while test $i -lt $last
        if test -z "$over"; and test "$line[$i]" = --
            set over 1
            if test -n "$host"
                set i (math $i + 1)
                break
            end
        else if test -z "$over"; and string match -qr '^-.' -- $line[$i]
            set -l letters (string sub -s 2 -- $line[$i])
            while test -n "$letters"
                set -l letter (string sub -l 1 -- $letters)
                set letters (string sub -s 2 -- $letters)
                if string match -q "*$letter*" BbcDEeFIiJLlmOopPQRSWw
                    if test -z "$letters"
                        set i (math $i + 1)
                        set letters $line[$i]
                    end
                    test $i -lt $last; or return 1
                    set -a options (@NAME@_option $letter $letters)
                    set letters
                else if string match -q "*$letter*" 46
                    set -a options -$letter
                end
            end
        else if test -n "$host"
            break
        else
            set host $line[$i]
            if test -n "$over"
                set i (math $i + 1)
                break
            end
        end
        set i (math $i + 1)
    end
    test -n "$host"; or return 1
    if test -z "$over"; and test $i -eq $last; and string match -q -- '-*' $line[$last]
        return 1
    end
    set -l port (string replace -rf '^(?:-p|[Pp]ort[= ])(.*)' '$1' -- (string join '' -- $options | string match -r -- '-p[0-9]+|[Pp]ort[= ][0-9]+')[1])
    set -l name (string replace -r '^ssh://' '' -- (string replace -r '^(ssh://)?.*@' '$1' -- $host))
    if string match -q 'ssh://*:*' -- $host
        set port (string replace -r '.*:' '' -- $name)
        set name (string replace -r ':[0-9]*$' '' -- $name)
    end
    if test -n "$port"; and test "$port" != 22
        set name $name:$port
    end
    contains -- $name @HOSTS@; or return 1
    printf '%s\n' $host (count $options) $options
    printf '%s\n' "$line[$i..-1]"
end

# NAME_word prints what stands of the last word before the cursor, without its
# quotes.
function @NAME@_word
    set -l word (commandline -ct)
    set -l plain (string unescape -- "$word")
    or set plain (string replace -ra '["\']' '' -- "$word") # a quote is open
    printf '%s\n' "$plain"
end

# NAME_offers asks the server what the last word can become, and prints that with
# a tab before what it is. It remembers the latest answer for five seconds.
function @NAME@_offers
    set -l place (@NAME@_place); or return
    set -l now (date +%s)
    if test "$place" != "$@NAME@_question"; or test (math $now - $@NAME@_asked) -ge 5
        set -l options $place[3..(math 2 + $place[2])]
        test $place[2] -gt 0; or set options
        set -l line (string replace -a "'" "'\\''" -- $place[-1])
        set -g @NAME@_answer (command ssh -T -n -a -x -o BatchMode=yes -o ConnectTimeout=3 -o LogLevel=QUIET \
            -o ClearAllForwardings=yes -o PermitLocalCommand=no $options -- $place[1] "complete -- '$line'" 2>/dev/null)
        set -g @NAME@_question "$place"
        set -g @NAME@_asked $now
    end
    # The server answers what its last word becomes; what stands before that in
    # the word that fish completes is kept.
    set -l keep (string match -r '^.*\s' -- (@NAME@_word))
    for offer in $@NAME@_answer
        printf '%s%s\n' "$keep" $offer
    end
end

set -g @NAME@_question
set -g @NAME@_asked 0

# What fish has for ssh is kept for all other hosts.
if not set -q @NAME@_loaded
    set -g @NAME@_loaded 1
    complete -C 'ssh -' >/dev/null # it loads that
    set -l before (complete -c ssh)
    complete -e -c ssh
    for line in $before
        eval (string replace -r '^complete ' 'complete -n "not @NAME@_place >/dev/null" ' -- $line)
    end
    complete -c ssh -f -n '@NAME@_place >/dev/null' -a '(@NAME@_offers)'
end
