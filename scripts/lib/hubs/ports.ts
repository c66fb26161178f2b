import { freePort, isFree, PlatformError } from '@amparo/config'
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
  const services = {} as Record<ServiceName, number>
  for (const name of SERVICES) services[name] = await freePort()
  return { nats: await freePort(), services }
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
