"""The history of the schema (lịch sử lược đồ); `migrate` brings any database up to date."""
