"""Where the MRS field falls on the sky, at every angle the telescope may take."""
