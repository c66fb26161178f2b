/** Loaded into a service's own process before it starts: whoever started it asks what it has cost. */
process.on('message', () => process.send?.({ processor: process.cpuUsage() }))
