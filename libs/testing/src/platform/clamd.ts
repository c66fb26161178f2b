import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@amparo/config'
import { waitFor } from './wait-for.ts'

const BINARY = '/usr/sbin/clamd'
/** Package clamav-daemon of Debian. */
export const hasClamd = existsSync(BINARY)

/** The harmless file that every scanner takes for malware, put together here so that no scanner takes this one for it. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
)

export interface Clamd {
  readonly socket: string
  readonly port: number
  stop(): Promise<void>
  /** Again, after a stop. */
  start(): Promise<void>
}

/** A real clamd that knows one signature, on a socket and on a port. `dir` is its own. Sizes as in clamd.conf(5). */
export async function startClamd(dir: string, { streamMaxLength = '40M', maxSize = '100M' } = {}): Promise<Clamd> {
  const [socket, port] = [join(dir, 'socket'), await freePort()]
  mkdirSync(join(dir, 'db'), { recursive: true })
  writeFileSync(join(dir, 'db', 'amparo.ndb'), `Amparo.Test:0:*:${EICAR.toString('hex')}\n`)
  const settings = {
    ...{ LocalSocket: socket, TCPSocket: port, TCPAddr: '127.0.0.1', DatabaseDirectory: join(dir, 'db') },
    ...{ TemporaryDirectory: dir, Foreground: 'yes', AlertExceedsMax: 'yes', StreamMaxLength: streamMaxLength },
    ...{ MaxFileSize: maxSize, MaxScanSize: maxSize, MaxThreads: 2 },
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}`)
  writeFileSync(join(dir, 'clamd.conf'), `${lines.join('\n')}\n`)
  let daemon: ChildProcess | undefined
  const start = async () => {
    daemon = spawn(BINARY, ['--config-file', join(dir, 'clamd.conf')], { stdio: 'ignore' })
    await waitFor(async () => existsSync(socket))
  }
  await start()
  return {
    ...{ socket, port, start },
    stop: async () => {
      const ended = new Promise(resolve => daemon?.once('exit', resolve))
      daemon?.kill()
      await ended
    },
  }
}
