import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { writePrivate } from './secrets.ts'

const edge = z.strictObject({
  /** Of the NATS server where its exchange takes in what peers send. */
  url: z.string().regex(/^(nats|tls):\/\/[^\s"\\@]+$/),
  /** Public half of the key with which its exchange enters the edges of others. */
  nkey: z.string().regex(/^U[A-Z2-7]{55}$/),
})
/** How a hub of another machine is reached, and by which key it is let in. */
export const edgeOf = edge

const joined = z.array(edge.extend({ hub: z.string().regex(/^[A-Z]{2}$/) }))
export type JoinedHub = z.output<typeof joined>[number]

/** Hubs that have joined with one of this machine and are not on it. Nothing secret. */
export const readJoined = (file: string): JoinedHub[] =>
  existsSync(file) ? joined.parse(JSON.parse(readFileSync(file, 'utf8'))) : []

export function addJoined(file: string, hub: JoinedHub): void {
  writePrivate(file, [...readJoined(file).filter(known => known.hub !== hub.hub), hub])
}
