"""The process that parses one document after another for `contained`, under limits.

It is told a path a line on standard input, as JSON, and answers with a length and JSON: text, which a document that
took it over could fill with lies, but not with anything that runs in the parent, as it could a pickle.
"""

import json
import logging
import math
import os
import re
import resource
import sys
import time
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from helpers.reading.formats import reader
from helpers.reading.formats.grid import Document
from helpers.reading.formats.limits import LARGEST_FILE, LARGEST_UNPACKED, Refused

LENGTH = 8  # bytes that say how long an answer is
LARGEST_ANSWER = 32_000_000  # bytes
SPENT = 400_000_000  # bytes: a child that ever took as much leaves, so that each document finds about the same room
LONGEST_REASON = 500


def main(memory: int, cpu_seconds: int) -> None:
    """Answers until standard input ends, or until a document has left too little room for the next."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what libraries print is no answer
    _quiet()
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_FSIZE, LARGEST_UNPACKED)  # LibreOffice writes what it converts
    for line in sys.stdin.buffer:
        _limit(resource.RLIMIT_CPU, math.ceil(time.process_time()) + cpu_seconds)
        answer = respond(json.loads(line), memory)
        _send(answers, answer)
        if answer["last"]:
            return


def respond(path: str, memory: int) -> dict[str, Any]:
    """The document at a path, or a problem as kind and reason; `last` where this process should not read another.

    An error of a library that had taken over half of the memory allowed is put down to its lack: libxml2 for one then
    says "unknown error".
    """
    try:
        return {"document": _document(Path(path)), "last": _taken() > SPENT}
    except Refused as error:
        return _problem(error.kind, str(error))
    except MemoryError:
        return _problem("too_large", "it needs more memory than a document may have", last=True)
    except RecursionError as error:
        return _problem("damaged", f"nested too deep: {error}")
    except OSError as error:
        return _problem("unreadable" if error.filename else "damaged", _words(error))
    except Exception as error:
        lack = _taken() > memory / 2
        return _problem("too_large" if lack else "damaged", _words(error), last=lack)


def _document(path: Path) -> Document:
    if not path.is_file():
        raise Refused("not_a_file", "expected a file, found a pipe, a device, a folder or nothing")
    if path.stat().st_size > LARGEST_FILE:
        raise Refused("too_large", f"{path.stat().st_size} bytes, more than {LARGEST_FILE}")
    return reader.read(path.read_bytes(), path.name)


def _problem(kind: str, reason: str, last: bool = False) -> dict[str, Any]:
    return {"problem": [kind, reason[:LONGEST_REASON]], "last": last or _taken() > SPENT}


def _words(error: BaseException) -> str:
    """Name and message of an error; of one without a message what it was made from."""
    message = str(error) or " ".join(repr(each) for each in (*error.args, error.__cause__, error.__context__) if each)
    return f"{type(error).__name__}: {message}".rstrip(": ")


def _taken() -> int:
    """The most memory that this process has had at once, in bytes. On Linux the usual measure begins with that of the
    process it was started from."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(re.search(r"VmHWM:\s*(\d+) kB", status)[1]) * 1024


def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    body = json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if len(body) > LARGEST_ANSWER:
        reason = f"what was read takes {len(body)} bytes, more than {LARGEST_ANSWER}"
        body = json.dumps(_problem("too_large", reason)).encode()
    answers.write(len(body).to_bytes(LENGTH, "big") + body)
    answers.flush()


def _limit(what: int, most: int) -> None:
    """Sets a limit that LibreOffice, started from here, inherits; some systems know no limit of memory."""
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


def _quiet() -> None:
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
