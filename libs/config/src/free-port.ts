import { createServer } from 'node:net'

/** Below 32768: from there on kernels give ports to whatever connects, also between one's being found free and its being taken. */
const [FIRST, LAST] = [20_000, 32_767]
/** Processes that look at the same time begin in different places, and find different ones. */
const APART = 64
let next = FIRST + ((process.pid * APART) % (LAST - FIRST))

/** A port of 127.0.0.1 that was free a moment ago, and another one each time. */
export async function freePort(): Promise<number> {
  for (let tried = FIRST; tried <= LAST; tried++) {
    const port = next
    next = port === LAST ? FIRST : port + 1
    if (await isFree(port)) return port
  }
  throw new Error('No port is free')
}

/** Whether somebody could listen on it now. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
