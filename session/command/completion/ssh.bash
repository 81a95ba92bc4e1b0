# Completes what stands behind ssh and the name of this chat server, in bash 3.2
# and later. Keep it in a file and load that in ~/.bashrc:
#
#	source ~/.snug.bash
#
# What stands behind ssh and another host is completed as it was before.

# NAME_words LINE cuts a line into words, without their quotes. It sets words,
# quote to the one that is open at the end, and quoted to how much of the last
# word stands before that quote.
@NAME@_words() {
	local line=$1 c i n=${#1} word='' begun=''
	words=() quote='' quoted=0
	for ((i = 0; i < n; i++)); do
		c=${line:i:1}
		case $quote$c in
		\' | \") quote=$c quoted=${#word} begun=1 ;;
		\'\' | \"\") quote='' ;;
		\\ | \"\\)
			((i++))
			word+=${line:i:1} begun=1
			;;
		[[:space:]])
			[[ -z $begun ]] || words+=("$word")
			word='' begun=''
			;;
		*) word+=${c} begun=1 ;;
		esac
	done
	words+=("$word")
}

# NAME_option LETTER VALUE keeps an option of ssh that says how the host is
# reached. Those that forward, log or run something do so only when ssh is meant.
@NAME@_option() {
	local value=$2
	case $1 in
	F | i)
		[[ $value != '~/'* ]] || value=$HOME/${value#'~/'}
		options+=("-$1" "$value")
		;;
	l | J | b | B) options+=("-$1" "$value") ;;
	p)
		port=$value
		options+=(-p "$value")
		;;
	o)
		case $value in
		[Pp]ort[=\ ]*) port=${value:5} ;;
		[Uu]ser[=\ ]* | [Hh]ost[Nn]ame[=\ ]* | [Hh]ost[Kk]ey[Aa]lias[=\ ]* | [Ii]dentit[yi]*[=\ ]* | \
			[Cc]ertificate[Ff]ile[=\ ]* | *[Kk]nown[Hh]osts[Ff]ile[=\ ]* | [Ss]trict[Hh]ost[Kk]ey[Cc]hecking[=\ ]* | \
			[Pp]roxy[Jj]ump[=\ ]* | [Aa]ddress[Ff]amily[=\ ]* | [Pp]ubkey[Aa]uthentication[=\ ]*) ;;
		*) return ;;
		esac
		options+=(-o "$value")
		;;
	esac
}

# NAME_place goes through the words of ssh. It sets host, options, and first to
# where the command begins. It fails where the last word is not of a command for
# this server.
@NAME@_place() {
	local i last=$((${#words[@]} - 1)) over='' port='' letters letter name known
	host='' options=()
	for ((i = 1; i < last; i++)); do
		if [[ -z $over && ${words[i]} == -- ]]; then
			over=1
			[[ -z $host ]] && continue
			((i++))
			break
		elif [[ -z $over && ${words[i]} == -?* ]]; then
			letters=${words[i]#-}
			while [[ -n $letters ]]; do
				letter=${letters:0:1} letters=${letters:1}
				if [[ BbcDEeFIiJLlmOopPQRSWw == *"$letter"* ]]; then
					[[ -n $letters ]] || { ((i++)) && letters=${words[i]}; }
					((i < last)) || return 1
					@NAME@_option "$letter" "$letters"
					letters=''
				elif [[ $letter == [46] ]]; then
					options+=("-$letter")
				fi
			done
		elif [[ -n $host ]]; then
			break
		else
			host=${words[i]}
			[[ -z $over ]] || { ((i++)) && break; }
		fi
	done
	first=$i
	[[ -n $host && ! ( -z $over && $first == "$last" && ${words[last]} == -* ) ]] || return 1
	name=${host##*@}
	if [[ $host == ssh://* ]]; then
		name=${name#ssh://}
		[[ $name != *:* ]] || port=${name##*:} name=${name%:*}
	fi
	[[ $port != 22 ]] || port=''
	for known in @HOSTS@; do
		[[ $name${port:+:$port} != "$known" ]] || return 0
	done
	return 1
}

# NAME_ask LINE asks the server what the last word of a line can become, and sets
# answer. It remembers the latest answer for five seconds.
@NAME@_ask() {
	local rest=$1 line='' question="$host ${options[*]} $1"
	if [[ $question != "${@NAME@_question-}" ]] || ((SECONDS - @NAME@_asked >= 5)); then
		while [[ $rest == *\'* ]]; do
			line+=${rest%%\'*}"'\\''" rest=${rest#*\'}
		done
		@NAME@_answer=$(command ssh -T -n -a -x -o BatchMode=yes -o ConnectTimeout=3 -o LogLevel=QUIET -o ClearAllForwardings=yes \
			-o PermitLocalCommand=no ${options[@]+"${options[@]}"} -- "$host" "complete -- '$line$rest'" 2>/dev/null)
		@NAME@_question=$question @NAME@_asked=$SECONDS
	fi
	answer=${@NAME@_answer}
}

# NAME_before completes ssh as it was completed before this script came.
@NAME@_before() {
	local loader spec
	if [[ -z ${@NAME@_spec+set} ]]; then # what loads completions has not been asked
		complete -r ssh
		for loader in _comp_load __load_completion _completion_loader; do
			declare -F "$loader" >/dev/null && "$loader" ssh && break
		done
		@NAME@_register
	fi
	spec=${@NAME@_spec-}
	case $spec in
	*'-F '*)
		spec=${spec##*-F }
		"${spec%% *}" "$@"
		;;
	?*)
		local IFS=$'\n'
		COMPREPLY=($(eval "compgen $spec" -- '"$2"'))
		;;
	esac
}

# NAME_register puts this completion before the one that there is.
@NAME@_register() {
	local spec options='-o bashdefault -o default'
	spec=$(complete -p ssh 2>/dev/null)
	if [[ $spec == *'-F @NAME@ '* ]]; then
		return
	elif [[ -n $spec ]]; then
		spec=${spec#complete }
		@NAME@_spec=${spec% ssh} options=''
		while [[ $spec == '-o '* ]]; do
			spec=${spec#-o } options+=" -o ${spec%% *}" spec=${spec#* }
		done
	fi
	complete $options -F @NAME@ ssh
}

# NAME is what bash calls.
@NAME@() {
	local words quote quoted host options first answer
	local IFS=' ' word keep pre value help breaks shown=()
	@NAME@_words "${COMP_LINE:0:COMP_POINT}"
	if ! @NAME@_place; then
		@NAME@_before "$@"
		return
	fi
	compopt +o default +o bashdefault 2>/dev/null # nothing here is a file
	COMPREPLY=()
	@NAME@_ask "${words[*]:first}"

	# The server answers what its last word becomes. What stands before that
	# in the word that readline completes is kept, and what stands before that
	# word, behind a sign that ends words for readline, is left out. The sign @
	# itself belongs to the word.
	word=${words[${#words[@]} - 1]}
	keep=${word%"${word##*[[:space:]]}"}
	breaks=${COMP_WORDBREAKS//[^=@:]/}
	if [[ -n $quote ]]; then
		pre=${word:0:quoted}
	elif [[ -n $breaks ]]; then
		pre=${word%"${word##*["$breaks"]}"} pre=${pre%@}
	fi
	while IFS=$'\t' read -r value help; do
		value=$keep$value
		[[ -n $value && $value == "$pre"* ]] || continue
		value=${value#"$pre"}
		case $quote in
		\') [[ $value != *\'* ]] || continue ;;
		\") [[ $value != *[\$\`\"\\\!]* ]] || continue ;;
		*) printf -v value %q "$value" ;;
		esac
		COMPREPLY+=("$value") shown+=("$value${help:+  ($help)}")
	done <<<"$answer"
	# 63 is a list that is only looked at: nothing of it comes into the line.
	if [[ ${COMP_TYPE-} == 63 ]] && ((${#COMPREPLY[@]} > 1)); then
		COMPREPLY=("${shown[@]}")
	fi
}

@NAME@_asked=0
@NAME@_register
