"""wijkmonitor: how the neighbourhoods of a Dutch municipality do as communities."""
