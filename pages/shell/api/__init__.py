"""The API for other systems at /api/v1: its routes, its refusals, and the document that describes both.

Context      Machines need what planners see, from the same process, without a page around it.
Decision     Each operation is declared once (declared.py): path, scope, and dataclasses for what is asked and answered.
             The same declaration reads the request, writes the answer and draws the OpenAPI document. Calls run in
             threads of their own, so that they neither block the event loop nor take the threads of the pages.
Consequence  A new operation is one function and one entry of a list; the document says what the code does.
             It lies in the shell, for it is the one room of `pages` whose files may lean on each other, and no page.
Not chosen   A framework of its own (one more dependency for forty lines of reading types); a second process.
"""

from pages.shell.api.mount import api_mount

__all__ = ["api_mount"]
