"""Commands (lệnh): one room for each, and the terminal they speak to."""
