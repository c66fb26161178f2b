import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below 32768: from there on kernels give ports to whatever connects, also between one's being found free and its being taken. */
const [FIRST, LAST] = [20_000, 32_767]
const given = new Set<number>()

/** A port of 127.0.0.1 that was free a moment ago, and another one each time; drawn, so that processes that look at the same time find different ones. */
export async function freePort(): Promise<number> {
  for (let tried = FIRST; tried <= LAST; tried++) {
    const port = randomInt(FIRST, LAST + 1)
    if (given.has(port) || !(await isFree(port))) continue
    given.add(port)
    return port
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
