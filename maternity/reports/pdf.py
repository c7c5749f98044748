"""A sheet on paper; nothing else imports ReportLab."""
