"""`make docs`: set the tables into the README, and write the description of the API down."""

from tests.docs.description import DESCRIPTION, description
from tests.docs.tables import README, set_in

README.write_text(set_in(README.read_text("utf-8")), "utf-8")
DESCRIPTION.write_text(description(), "utf-8")
