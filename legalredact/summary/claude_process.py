"""Makes this process safe for the client library: environment, loggers, and trusted certificate authorities.

By default, the library reads keys, hosts, headers and profiles from `ANTHROPIC_*` variables, and logs whole prompts if
a variable or a logger says so; Python's TLS writes session keys to the file that `SSLKEYLOGFILE` names.
"""

import logging
import os
import ssl

from legalredact.errors import EngineUnreachable

_UNSAFE_PREFIX = "ANTHROPIC_"
_UNSAFE = frozenset({"SSLKEYLOGFILE", "SSL_CERT_FILE", "SSL_CERT_DIR"})
_TALKATIVE = ("anthropic", "httpx2", "httpcore2")
_ABOVE_ALL = logging.CRITICAL + 1


def clean_environment() -> None:
    """Remove every variable that could redirect, copy or log what is sent, for the whole process."""
    for name in list(os.environ):
        if name.upper().startswith(_UNSAFE_PREFIX) or name.upper() in _UNSAFE:
            del os.environ[name]


def quiet_loggers() -> None:
    """Silence the client's loggers, whatever level and handlers they or the root logger have.

    Called before the import, and again after it for loggers that the import created.
    """
    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        logger.propagate = False
        logger.handlers = [logging.NullHandler()]
        logger.setLevel(_ABOVE_ALL)
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in _TALKATIVE:
            logging.getLogger(name).disabled = True


def authorities(ca_file: str) -> ssl.SSLContext | bool:
    """The trusted certificate authorities: the system's store, or only those of the firm's file.

    Created without `ssl.create_default_context`, which writes the keys of every connection to the file that an
    environment variable names.

    Errors: EngineUnreachable if the file cannot be read.
    """
    if not ca_file:
        return True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(ca_file)
    except OSError:  # an SSLError too, if it holds no certificate
        raise EngineUnreachable(
            "The certificate file in policy cannot be read.", "Ask firm IT to check claude.ca_file."
        ) from None
    return context


def authority_files(ca_file: str) -> tuple[str, ...]:
    """The files with certificate authorities: only the firm's file, or the system's stores that Python knows."""
    known = ssl.get_default_verify_paths()
    system = (known.cafile, known.capath, known.openssl_cafile, known.openssl_capath)
    return (ca_file,) if ca_file else tuple(path for path in system if path)
