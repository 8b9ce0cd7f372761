"""What a test needs to run the product as a whole: a database server, the product, a browser."""
