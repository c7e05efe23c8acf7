"""Pages: what stands in the window beside the navigation. Each holds a presenter and follows it."""
