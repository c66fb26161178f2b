import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { introduce } from '@amparo/crypto'
import { addJoined } from '../hubs/joined.ts'
import type { HubPaths, Layout } from '../hubs/layout.ts'
import { addPeer, natsConfigOf, prepareStreams, readEdgeFile } from '../hubs/nats.ts'
import { writePrivate } from '../hubs/secrets.ts'
import { jurisdictionKeyOf, nextStatement, statementIn, writeStatement } from '../hubs/statement.ts'
import { errors } from './errors.ts'
import type { Letter } from './letter.ts'

export interface AdmitOptions {
  readonly layout: Layout
  /** All hubs of this state folder. */
  readonly hubs: readonly string[]
  readonly hub: string
  readonly onStep: (text: string) => void
}

/**
 * Makes the other hub a peer of this one: lets its exchange in, sends to it, and has the jurisdiction name it. A hub that runs goes on
 * meanwhile, and has a new peer within half a minute; one that does not has it when it starts. Can be repeated: what is done is done.
 */
export async function admit({ layout, hubs, hub, onStep }: AdmitOptions, letter: Letter): Promise<void> {
  const paths = layout.hub(hub)
  onStep(`a way for ${letter.from} into ${hub}`)
  addJoined(paths.joined, { hub: letter.from, ...letter.edge })
  const config = natsConfigOf(layout, { hub, peers: hubs.filter(known => known !== hub), scanned: false })
  const runs = await letIn(paths, config)
  addPeer(paths, { hub: letter.from, url: letter.edge.url })
  if (runs) await prepareStreams(paths, readEdgeFile(paths).own.url)

  onStep(`the directory of ${hub}, with ${letter.from} in it, signed by the jurisdiction`)
  const before = statementIn(paths.directoryStatement)
  if (before.hubs.some(known => known.hub === letter.from)) return
  const { entry } = letter
  const jurisdictionCertificate = await introduce(entry.jurisdictionCertificate, jurisdictionKeyOf(paths, hub), {
    hub: letter.from,
  })
  const change = {
    hubs: [...before.hubs, { ...entry, jurisdictionCertificate }],
    agencies: [...before.agencies, ...letter.agencies],
    instruments: [...before.instruments, ...letter.instruments],
  }
  await writeStatement(paths, nextStatement(before, change, new Date()))
}

/** Beside a server that was started here. What starts servers is no part of a container, in which others do. */
const STARTED_HERE = 'nats.owner.json'

/** Its accounts anew, in the file and, where it runs here, in the server, whose connections go on. Answers whether it runs. */
async function letIn({ nats, natsConfig: file }: HubPaths, config: string): Promise<boolean> {
  if (!existsSync(file)) return false
  const before = readFileSync(file, 'utf8')
  // Where the server runs, who started it has said above that; the accounts are below.
  const from = before.indexOf(config.slice(0, config.indexOf('\n')))
  if (from >= 0) writePrivate(file, before.slice(0, from) + config)
  if (!existsSync(join(nats, STARTED_HERE))) return false
  const { reloadNats } = await import('@amparo/testing/platform')
  const taken = await reloadNats(nats)
  if (taken === false) throw errors.nats_not_reloaded()
  return taken === true
}
