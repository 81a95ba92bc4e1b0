"""Tries to come in as one user, fails, and comes in as another on the same connection.

usage: usernames.py HOST PORT FIRST_USER PROVED_KEY SECOND_USER
"""

import sys

import paramiko
import paramiko.auth_handler

host, port, first, path, second = sys.argv[1:]

asked = False
ask = paramiko.auth_handler.AuthHandler._request_auth


def once(handler):
    """Asks for the service once for a connection, as other clients do: paramiko asks for each attempt."""
    global asked
    if not asked:
        asked = True
        return ask(handler)
    accepted = paramiko.Message()
    accepted.add_string("ssh-userauth")
    accepted.rewind()
    handler._parse_service_accept(accepted)


paramiko.auth_handler.AuthHandler._request_auth = once

transport = paramiko.Transport((host, int(port)))
transport.start_client(timeout=30)
for attempt in (lambda: transport.auth_none(first), lambda: transport.auth_password(first, "secret", fallback=False)):
    try:
        attempt()
        sys.exit(first + " is let in without a key")
    except paramiko.AuthenticationException:
        pass
transport.auth_publickey(second, paramiko.Ed25519Key(filename=path))
channel = transport.open_session()
channel.exec_command("whoami")
sys.stdout.write(channel.makefile("r").read().decode())
sys.stderr.write(channel.makefile_stderr("r").read().decode())
status = channel.recv_exit_status()
transport.close()
sys.exit(status)
