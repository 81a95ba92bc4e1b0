# Completes what stands behind ssh and the name of this chat server, in zsh 5 and
# later. Keep it in a file and load that in ~/.zshrc, behind compinit:
#
#	source ~/.snug.zsh
#
# What stands behind ssh and another host is completed as it was before.

# NAME_option LETTER VALUE keeps an option of ssh that says how the host is
# reached. Those that forward, log or run something do so only when ssh is meant.
@NAME@_option() {
	local value=$2
	case $1 in
	([Fi])
		[[ $value == '~/'* ]] && value=$HOME/${value#'~/'}
		options+=("-$1" "$value")
		;;
	([lJbB]) options+=("-$1" "$value") ;;
	(p)
		port=$value
		options+=(-p "$value")
		;;
	(o)
		case ${(L)value%%[= ]*} in
		(port) port=${value:5} ;;
		(user|hostname|hostkeyalias|identit*|certificatefile|*knownhostsfile|stricthostkeychecking) ;;
		(proxyjump|addressfamily|pubkeyauthentication) ;;
		(*) return ;;
		esac
		options+=(-o "$value")
		;;
	esac
}

# NAME_place goes through the words of ssh. It sets host, options, and first to
# where the command begins. It fails where the last word is not of a command for
# this server.
@NAME@_place() {
	local over port letters letter name
	local -i i last=$#line
	host= options=()
	for ((i = 2; i < last; i++)); do
		if [[ -z $over && $line[i] == -- ]]; then
			over=1
			[[ -z $host ]] && continue
			((i++))
			break
		elif [[ -z $over && $line[i] == -?* ]]; then
			letters=${line[i]#-}
			while [[ -n $letters ]]; do
				letter=$letters[1] letters=${letters:1}
				if [[ $letter == [BbcDEeFIiJLlmOopPQRSWw] ]]; then
					[[ -n $letters ]] || letters=$line[++i]
					((i < last)) || return 1
					@NAME@_option $letter $letters
					letters=
				elif [[ $letter == [46] ]]; then
					options+=(-$letter)
				fi
			done
		elif [[ -n $host ]]; then
			break
		else
			host=$line[i]
			if [[ -n $over ]]; then
				((i++))
				break
			fi
		fi
	done
	first=$i
	[[ -n $host ]] || return 1
	[[ -z $over && $first == $last && $line[last] == -* ]] && return 1
	name=${host##*@}
	if [[ $host == ssh://* ]]; then
		name=${name#ssh://}
		[[ $name == *:* ]] && port=${name##*:} name=${name%:*}
	fi
	[[ $port == 22 ]] && port=
	local -a known=(@HOSTS@)
	((${known[(Ie)$name${port:+:$port}]}))
}

# NAME_ask LINE asks the server what the last word of a line can become, and sets
# answer. It remembers the latest answer for five seconds.
@NAME@_ask() {
	local question="$host $options $1" quote="'\\''"
	if [[ $question != $@NAME@_question ]] || ((SECONDS - @NAME@_asked >= 5)); then
		typeset -g @NAME@_answer=$(command ssh -T -n -a -x -o BatchMode=yes -o ConnectTimeout=3 -o LogLevel=QUIET \
			-o ClearAllForwardings=yes -o PermitLocalCommand=no $options -- $host "complete -- '${1//\'/$quote}'" 2>/dev/null)
		typeset -g @NAME@_question=$question
		typeset -gi @NAME@_asked=$SECONDS
	fi
	answer=(${(f)@NAME@_answer})
}

# NAME is what zsh calls.
@NAME@() {
	emulate -L zsh
	local host word keep value help tab=$'\t'
	local -a line options answer fitting shown others
	local -i first widest
	word=$PREFIX
	[[ -n $compstate[quote] ]] || word=${(Q)word}
	line=("${(@Q)words[1,CURRENT-1]}" "$word")
	if ! @NAME@_place; then
		${(z)@NAME@_before} "$@"
		return
	fi
	@NAME@_ask "${(j: :)line[first,-1]}"

	# The server answers what its last word becomes; what stands before that in
	# the word that zsh completes is kept.
	keep=${word%"${word##*[[:space:]]}"}
	for value in "${(@)answer%%$tab*}"; do
		((widest = ${(m)#value} > widest ? ${(m)#value} : widest))
	done
	for help in "${(@)answer}"; do
		value=${help%%$tab*} help=${help#*$tab}
		[[ -n $value ]] || continue
		shown+=("${(mr:COLUMNS-1:):-${(mr:widest:)value}  $help}")
		fitting+=("$keep$value")
	done
	(($#fitting)) || return 1
	if [[ ${(L)fitting[1]} == ${(L)word}* ]]; then # else it was found by another name
		compadd -l -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' -d shown -a fitting
	else
		compadd -U -l -d shown -a fitting
	fi
}

typeset -g @NAME@_question= @NAME@_answer=
typeset -gi @NAME@_asked=0
(($+functions[compdef])) || { autoload -Uz compinit && compinit; }
[[ ${_comps[ssh]-} == @NAME@ ]] || typeset -g @NAME@_before=${_comps[ssh]:-_ssh}
compdef @NAME@ ssh
