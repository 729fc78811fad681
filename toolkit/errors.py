"""The errors that the toolkit raises on purpose. Each says what was wrong, where, and what is allowed."""


class ToolkitError(Exception):
    """Base of all errors that are meant for the user, shown without a traceback by the command line."""


class SourceError(ToolkitError):
    """A source of articles cannot be read: it is missing, empty or of a form that is not known."""


class DataFileError(ToolkitError):
    """A data file (sides, gazetteer, lexicon, corrections, codebook) has faults; the message lists all of them."""


class TableError(ToolkitError):
    """A frame is not the table that a function expects; the message names the table, columns and rows."""


class CorpusError(ToolkitError):
    """A corpus folder cannot be loaded: it is missing, incomplete or made by another version of the tables."""


class ServerError(ToolkitError):
    """The dashboards cannot be served: the port is taken or an option is wrong."""
