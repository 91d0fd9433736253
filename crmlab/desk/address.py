"""Where the lab is: the last thing that `crmlab lab` prints, alone on its line, once it can be opened.

Jupyter itself says it among fifty other lines; as an extension of the server it is known which port was free.
"""

from crmlab.language import said


def _jupyter_server_extension_points():
    return [{"module": __name__}]


def _load_jupyter_server_extension(server):
    """Nothing is needed before the server has started."""


async def _start_jupyter_server_extension(server):
    token = server.identity_provider.token
    print(said("The lab is at this address; Ctrl+C ends it."))
    print(f"{server.connection_url}?token={token}" if token else server.connection_url, flush=True)
