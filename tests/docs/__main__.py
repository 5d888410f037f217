"""`make docs`: set the tables into the README."""

from tests.docs.tables import README, set_in

README.write_text(set_in(README.read_text("utf-8")), "utf-8")
