import { createServer } from 'node:net'
import { PlatformError } from '@amparo/config'
import { SERVICES, type ServiceName } from '@amparo/contracts'

export interface HubPorts {
  readonly nats: number
  readonly services: Readonly<Record<ServiceName, number>>
}

/** Fixed places, so that an address written down today is good tomorrow: XA from 4100, XB from 4200, ... */
export function fixedPorts(base: number): HubPorts {
  const services = Object.fromEntries(SERVICES.map((name, i) => [name, base + 1 + i])) as Record<ServiceName, number>
  return { nats: base + 20, services: { ...services, portal: base } }
}

/** Ports that were free a moment ago, all different. */
export async function freePorts(): Promise<HubPorts> {
  const servers = await Promise.all(Array.from({ length: SERVICES.length + 1 }, () => listen(0)))
  const ports = servers.map(server => (server.address() as { port: number }).port)
  await Promise.all(servers.map(close))
  const services = Object.fromEntries(SERVICES.map((name, i) => [name, ports[i + 1] ?? 0])) as Record<
    ServiceName,
    number
  >
  return { nats: ports[0] ?? 0, services }
}

export const allOf = ({ nats, services }: HubPorts): number[] => [nats, ...Object.values(services)]

export interface NamedPort {
  readonly port: number
  /** Whose it is to be, e.g. "referral of XA". */
  readonly of: string
}

/** Throws, naming them, if any is taken: before anything is started that would have to be stopped again. */
export async function requireFree(ports: readonly NamedPort[]): Promise<void> {
  const free = await Promise.all(ports.map(({ port }) => isFree(port)))
  const taken = ports.filter((_, i) => !free[i])
  if (taken.length === 0) return
  const names = taken.map(({ port, of }) => `${port} (${of})`).join(', ')
  const text = taken.length === 1 ? `Port ${names} is taken by another program.` : `These ports are taken: ${names}.`
  throw new PlatformError('PORT_TAKEN', `${text} Stop what has it, or choose other ports.`)
}

export async function isFree(port: number): Promise<boolean> {
  try {
    await close(await listen(port))
    return true
  } catch {
    return false
  }
}

type Server = ReturnType<typeof createServer>

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

const close = (server: Server): Promise<unknown> => new Promise(resolve => server.close(resolve))
