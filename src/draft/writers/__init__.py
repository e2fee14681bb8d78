"""Who turns a task into prose: the embedded writer, or a model behind an endpoint."""
