"""The studio: a project in the browser, from a document dropped in to the portal, for people who use no terminal."""
