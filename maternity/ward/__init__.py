"""What the ward does: write, close, void, find, report, export. Screens and commands ask here.

Every public act asks first whether the person may; every act that changes something is one
transaction with its history.
"""

from maternity.db.book import Page as Page
from maternity.db.book import Query as Query
from maternity.db.drafts import Draft as Draft
from maternity.db.saving import Kept as Kept
from maternity.ward.care import Found as Found
from maternity.ward.entries import Change as Change
from maternity.ward.opening import create_ward as create_ward
from maternity.ward.opening import exists as exists
from maternity.ward.opening import open_ward as open_ward
from maternity.ward.opening import people_of as people_of
from maternity.ward.ward import Ward as Ward
