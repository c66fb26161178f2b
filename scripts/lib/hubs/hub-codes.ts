import { isFree } from '@amparo/config'
import { allOf, fixedPorts, type HubPorts } from './ports.ts'

export const FIRST_PORT = 4100

/** "XA,XB" as a list; undefined if it is not codes of two letters, each once. */
export function hubCodes(text: string): string[] | undefined {
  const hubs = text.split(',').map(hub => hub.trim().toUpperCase())
  return hubs.every(hub => /^[A-Z]{2}$/.test(hub)) && new Set(hubs).size === hubs.length ? hubs : undefined
}

const PORTS_A_HUB = 100
const LAST_PORT = 65_535

/** XA from 4100 (or `first`), XB from 4200, ... XZ from 6600; other first letters further up. */
export function portsOfHub(hub: string, first = FIRST_PORT): HubPorts {
  const letter = (i: number) => hub.charCodeAt(i) - 65
  return fixedPorts(first + PORTS_A_HUB * (((letter(0) + 3) % 26) * 26 + letter(1)))
}

/** A `first` from which on everything is free now, `from` or a thousand or so further. */
export async function freeBase(hubs: readonly string[], from: number): Promise<number | undefined> {
  for (let first = from; hubs.every(hub => hasPorts(hub, first)); first += 1000) {
    const ports = [first - 1, ...hubs.flatMap(hub => allOf(portsOfHub(hub, first)))]
    const free = await Promise.all(ports.map(isFree))
    if (free.every(Boolean)) return first
  }
  return undefined
}

/** Whether all ports of the hub are ports that there are. */
export const hasPorts = (hub: string, first: number): boolean => portsOfHub(hub, first).nats <= LAST_PORT
