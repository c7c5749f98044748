"""The screen: windows, forms and lists over `ward`; the only part that knows Qt."""

from maternity.ui import singletons

singletons.hold()
