"""The tour: the main work done by real keys and clicks, one picture at every stop."""
