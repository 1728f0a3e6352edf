"""What can be asked, at any two times: the store, the views, the queries, the reports."""
