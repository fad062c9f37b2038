"""One file per page of the window. Pages talk to the session and never to each other."""
