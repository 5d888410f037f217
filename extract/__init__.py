"""What a dispatch says: fields, legal references, anomalies. Pure: text in, values out."""
