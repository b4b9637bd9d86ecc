"""The plan as a person looks at it: the board's bars, and the cards that say what a bar, a carer and a score are.

Context      The board is drawn in the browser, the facts live in numpy columns, and both must tell the same story.
Decision     Pure functions from columns and a timetable to small lists and cards, in the reader's language.
Consequence  Pages only choose and place; everything shown can be tested without a browser.
Not chosen   Working out travel, colours or words in the browser.
"""

from services.board.payload import board_payload
from services.board.picking import Offer, Refused
from services.board.rows import RowsBy

__all__ = ["Offer", "Refused", "RowsBy", "board_payload"]
