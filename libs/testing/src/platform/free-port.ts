import { createServer } from 'node:net'

/** A port of 127.0.0.1 that was free a moment ago. Somebody else may still take it first: callers retry on PORT_TAKEN. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port)
        else reject(new Error('No port was given'))
      })
    })
  })
}
