"""From files to checked tables. One module per dataset, its pandera schema beside its reader.

Reading order: ``columns`` (what a column means) - the datasets (``boundaries`` ... ``promises``) - ``tables`` (any
file as text cells, through ``tabular``, ``records``, ``encoding``) - ``checked`` (typed and validated) - ``codes``,
``coordinates``, ``repair`` (what is often wrong) - ``locating`` - ``reading`` (a whole edition) - ``catalogue``
(dictionary and templates).
"""

from wijkmonitor.sources.catalogue import SCHEMAS, dictionary, template
from wijkmonitor.sources.reading import ReadEdition, read_edition

__all__ = ["SCHEMAS", "ReadEdition", "dictionary", "read_edition", "template"]
