import { readFileSync } from 'node:fs'
import { connectNats, type Nats } from '@amparo/messaging'
import { natsUrl } from '../hubs/addresses.ts'
import { PROVISIONER } from '../hubs/nats.ts'
import type { System } from '../hubs/system.ts'
import { needlesOf } from '../scan/needles.ts'
import { ownSentences } from '../scan/own-sentences.ts'
import { type Finding, Scanner } from '../scan/scanner.ts'
import { scanFiles, scanStreams, scanTables } from '../scan/sources.ts'
import { newCanaries, plant, unseen } from './canaries.ts'
import { identityStrings } from './identity.ts'
import type { WrittenInput } from './input.ts'

export interface ScanReport {
  readonly clean: boolean
  readonly text: string
}

/**
 * Call it before anybody writes: strings that stand in raw files of a system in which nobody is known yet (words of
 * PostgreSQL's own catalogue, say) are no finding there, nor are words of the product's own sentences. In tables, streams and logs they are.
 */
export async function createScan(system: System, hubs: readonly string[], inputs: readonly WrittenInput[]) {
  const strings = identityStrings(inputs)
  const scanner = new Scanner(needlesOf(strings))
  // Only those sentences that hold a word which is somebody's name: each is looked for in every row.
  const own = ownSentences().filter(sentence => scanner.text('', sentence).length > 0)
  const inOwn = own.flatMap(sentence => scanner.text('', sentence))
  const ambient = new Set([...inOwn, ...scanFiles(scanner, stateOf(system))].map(({ id }) => id))
  return { run: () => runScan(system, hubs, { strings, own }, ambient) }
}

const stateOf = (system: System): string => system.layout.root

async function runScan(
  system: System,
  hubs: readonly string[],
  { strings, own }: { strings: readonly string[]; own: readonly string[] },
  ambient: ReadonlySet<string>,
): Promise<ScanReport> {
  const began = performance.now()
  const needles = needlesOf(strings)
  const scanner = new Scanner(needles, own)
  const canaries = newCanaries()
  const canaryScanner = new Scanner(needlesOf(Object.values(canaries)))
  const connections = await Promise.all(hubs.flatMap(hub => accountsOf(system, hub)))
  const [first] = connections
  const [firstHub] = hubs
  if (!first || !firstHub) throw new Error('There is no hub to scan')
  try {
    await plant(canaries, {
      databaseUrl: system.postgres.superuserUrl(`amparo_${firstHub.toLowerCase()}`),
      provisioner: first.nats.connection,
      log: system.layout.hub(firstHub).log('core'),
    })
    const search = async (by: Scanner): Promise<Finding[]> => [
      ...(await scanTables(by, database => system.postgres.superuserUrl(database))),
      ...(await Promise.all(connections.map(({ place, nats }) => scanStreams(by, place, nats.connection)))).flat(),
      ...scanFiles(by, stateOf(system)),
    ]
    const canariesFound = await search(canaryScanner)
    const found = (await search(scanner)).filter(({ id, place }) => !(ambient.has(id) && isRawFile(place)))
    return report(found, unseen(canariesFound), { needles, scanner, seconds: (performance.now() - began) / 1000 })
  } finally {
    await Promise.all(connections.map(({ nats }) => nats.close()))
  }
}

function accountsOf(system: System, hub: string): Promise<{ place: string; nats: Nats }>[] {
  const paths = system.layout.hub(hub)
  const users = [
    { seedFile: paths.seed(PROVISIONER), user: PROVISIONER, account: 'CORE' },
    { seedFile: paths.edgeSeed, user: 'exchange', account: 'EDGE' },
  ]
  return users.map(async ({ seedFile, user, account }) => ({
    place: `${hub} ${account}`,
    nats: await connectNats({
      url: natsUrl(system.hub(hub).installed),
      seed: readFileSync(seedFile, 'utf8'),
      user,
    }),
  }))
}

const isRawFile = (place: string): boolean => place.startsWith('file ') && !place.endsWith('.log')

function report(
  found: readonly Finding[],
  blind: readonly string[],
  of: { needles: ReturnType<typeof needlesOf>; scanner: Scanner; seconds: number },
): ScanReport {
  const { needles, scanner, seconds } = of
  const distinct = [...new Set(found.map(({ id, place }) => `  ${id} in ${place}`))]
  const lines = [
    `identity found outside the vault: ${distinct.length} (searched ${needles.count} strings in ${scanner.bytes} bytes)`,
    ...distinct,
    `canaries found: ${3 - blind.length} of 3${blind.length > 0 ? `; the scan is blind in: ${blind.join(', ')}` : ''}` +
      `; ${needles.words.size} strings of 5 to 7 letters were looked for as words, ${needles.shortWords.size} shorter ones as words in texts only; ${seconds.toFixed(1)} s`,
  ]
  return { clean: distinct.length === 0 && blind.length === 0, text: `\n${lines.join('\n')}\n` }
}
