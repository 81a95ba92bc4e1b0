#!/usr/bin/env bash
# Answers !ping in rooms, once each time it is said, whatever breaks in between.
#
#	bot.sh ROOM,... [SSH-OPTION...] HOST
#
# It needs ssh and jq, and keeps in $STATE how far it has come in each room.
set -u
rooms=$1 state=${STATE:-shell-bot.cursors} pause=1
shift
# What is to be done about each thing that the server says. The message's own ID
# as idem makes its answer count once, however often it is sent.
todo='
	if .type == "hello" then .rooms[] | "at \(.cursor)"
	elif .type == "error" and .retry_after_ms then "again \(.retry_after_ms / 1000)"
	elif .type == "ack" or .type == "error" then "answered"
	else (select(.type == "message" and .text == "!ping" and .bot != true)
		| {id, cmd: "send", room: .room_id, reply: .id, text: "pong", idem: .id} | "ask \(tojson)"),
		(.cursor // empty | "at \(.)")
	end'
while touch "$state" && rm -f "$state.in" && mkfifo "$state.in"; do
	exec 3<>"$state.in" # so that neither end waits for the other to open it
	ssh -o ServerAliveInterval=15 "$@" pipe --rooms "$rooms" "--since=$(paste -sd, "$state")" <"$state.in" 3<&- |
		jq --unbuffered -r "$todo" 3<&- | {
		declare -A at=() && waiting=0
		while read -r what rest; do
			case $what in
			at) at[${rest%%:*}]=$rest ;;
			ask) echo "$rest" >&3 && ((++waiting)) ;;
			answered) ((--waiting)) ;;
			again) echo '{"id":"end","cmd":"quit"}' >&3 && sleep "$rest" && break ;;
			esac
			# Only what nothing waits for is behind us.
			((waiting)) || { printf '%s\n' "${at[@]}" >"$state.new" && mv "$state.new" "$state"; }
		done
		((${#at[@]})) # whether there was a server
	} && pause=1 || ((pause = pause < 60 ? 2 * pause : 60))
	sleep "$pause"
done
