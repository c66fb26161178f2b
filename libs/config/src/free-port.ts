import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'

/** Below 32768: from there on kernels give ports to whatever connects, also between one's being found free and its being taken. */
const [FIRST, LAST] = [20_000, 32_767]

/** A port of 127.0.0.1 that was free a moment ago, and another one each time, also for processes that look at the same time. */
export async function freePort(): Promise<number> {
  for (let tried = FIRST; tried <= LAST; tried++) {
    const port = randomInt(FIRST, LAST + 1)
    if (await claim(port)) return port
  }
  throw new Error('No port is free')
}

/**
 * Takes the port for this process until it ends, and answers whether it could: it holds the port of that number for datagrams, which nothing here uses,
 * so that nobody else draws it before what it is for listens.
 */
async function claim(port: number): Promise<boolean> {
  const held = createSocket('udp4').unref()
  const isOurs = await new Promise<boolean>(resolve => {
    held.once('error', () => resolve(false))
    held.bind({ port, address: '127.0.0.1', exclusive: true }, () => resolve(true))
  })
  if (isOurs && (await isFree(port))) return true
  held.close()
  return false
}

/** Whether somebody could listen on it now. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
