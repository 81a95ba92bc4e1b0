"""Copy files with paramiko: copyfiles.py HOST PORT KEY put ROOM FILE... | get ROOM"""

import sys

import paramiko

host, port, key, what, room, *files = sys.argv[1:]
client = paramiko.SSHClient()
client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
client.connect(
    host, int(port), "somebody", key_filename=key, allow_agent=False, look_for_keys=False
)
sftp = client.open_sftp()
if what == "put":
    for name in files:
        sftp.put(name, f"{room}/{name}")  # asks for the size at the end
else:
    for name in sftp.listdir(room):
        sftp.get(f"{room}/{name}", f"got/{name}")
client.close()
