import { fixedPorts, type HubPorts } from './ports.ts'

export const FIRST_PORT = 4100

/** "XA,XB" as a list; undefined if it is not codes of two letters, each once. */
export function hubCodes(text: string): string[] | undefined {
  const hubs = text.split(',').map(hub => hub.trim().toUpperCase())
  return hubs.every(hub => /^[A-Z]{2}$/.test(hub)) && new Set(hubs).size === hubs.length ? hubs : undefined
}

/** XA from 4100, XB from 4200, ... XZ from 6600; other first letters further up. */
export function portsOfHub(hub: string): HubPorts {
  const letter = (i: number) => hub.charCodeAt(i) - 65
  return fixedPorts(FIRST_PORT + 100 * (((letter(0) + 3) % 26) * 26 + letter(1)))
}
