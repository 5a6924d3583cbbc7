/// Who imports `JournalRPC` has its JSON too: the values on the wire are `StrictJSON`'s.
@_exported public import StrictJSON
