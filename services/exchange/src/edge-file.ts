import { jsonFile } from '@amparo/config'
import { HUB_CODE } from '@amparo/kernel'
import { z } from 'zod'

const server = z.strictObject({ url: z.string(), seedFile: z.string() })
const edge = z.strictObject({
  own: server,
  peers: z
    .array(server.extend({ hub: z.string().regex(HUB_CODE) }))
    .refine(peers => new Set(peers.map(({ hub }) => hub)).size === peers.length),
})
export type Peer = z.output<typeof edge>['peers'][number]

/**
 * Where this hub's edge is and where its peers' are, each with the seed of the user that lets exchange in. Hubs that are not in it
 * are sent nothing, and nothing is taken from them.
 */
export const edgeFile = () => jsonFile(edge)
