import { createServer } from 'node:net'
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
  const servers = await Promise.all(Array.from({ length: SERVICES.length + 1 }, listen))
  const ports = servers.map(server => (server.address() as { port: number }).port)
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))))
  const services = Object.fromEntries(SERVICES.map((name, i) => [name, ports[i + 1] ?? 0])) as Record<
    ServiceName,
    number
  >
  return { nats: ports[0] ?? 0, services }
}

function listen() {
  return new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}
