/**
 * `npm run audit:verify -- --log URL|DIR [--keys FILE] [--since CHECKPOINT]`: hashes an access log anew, from its leaves to its signed
 * head, and says what is wrong and where; or with `--proof FILE --keys FILE`, whether entries stand in a log, and what they say. Ends
 * with 0 if all is as it should be, 1 if not, 2 if that could not be told.
 */
import { readFileSync } from 'node:fs'
import { LeafProgress } from './lib/audit/leaf-progress.ts'
import { proofsIn } from './lib/audit/proofs-in.ts'
import { type LogSource, SourceError, sourceOf } from './lib/audit/source.ts'
import { tellProof } from './lib/audit/tell-proof.ts'
import { readTrusted, type Trusted } from './lib/audit/trusted.ts'
import { verifyDelivery } from './lib/audit/verify-delivery.ts'
import { tellErasure, verifyErasure } from './lib/audit/verify-erasure.ts'
import { type Verdict, verifyLog } from './lib/audit/verify-log.ts'
import { verifyProof } from './lib/audit/verify-proof.ts'
import { givenPath } from './lib/given-path.ts'
import { misunderstood, optionsOf } from './lib/options.ts'
import { endIfUnprintable } from './lib/printing.ts'
import { UsageError } from './lib/usage-error.ts'

endIfUnprintable()

const usage = `Usage: npm run audit:verify -- --log URL|DIR [options]
       npm run audit:verify -- --proof FILE --keys FILE [--jurisdiction FILE ...] [--at TIME]
       npm run audit:verify -- --erasure FILE --keys FILE [--reference REF]

  --log URL|DIR       the log: where it is served (.../api/audit or the service itself), or a folder with the same files
  --keys FILE         whom to believe: lines \`log KEY\`, \`witness KEY\`, \`quorum N\`, \`minimum N\`, \`seen TIME\` (default: the file \`keys\` that comes
                      with the log, which proves nothing about who made it)
  --since CHECKPOINT  a head of this log that was kept: it must begin as that says; may be given several times
  --not-before TIME   the head was seen by its witnesses at this moment or later, 2027-01-31T12:00:00Z for instance: an older one that was
                      whole then hides what came after it
  --proof FILE        a proof of one entry (GET /entries/ID/tlog-proof), or a ZIP of several as the access log's page saves them,
                      verified without the log
  --erasure FILE      a proof that somebody was erased (GET /erasures/ID/proof), verified without the log
  --reference REF     by which an agency knew the person: it is compared with the keys that were destroyed
  --jurisdiction FILE certificate of a jurisdiction (OpenPGP, armored), whose hub states in the proof what became of what left;
                      its fingerprint was compared; one for each hub that states something, so given several times
  --at TIME           judge those certificates as of this moment (default: now)
  --help              this text

Ends with 0: whole; 1: something is wrong; 2: it could not be told.`

const values = optionsOf(
  {
    log: { type: 'string' },
    keys: { type: 'string' },
    proof: { type: 'string' },
    erasure: { type: 'string' },
    reference: { type: 'string' },
    since: { type: 'string', multiple: true, default: [] },
    jurisdiction: { type: 'string', multiple: true, default: [] },
    at: { type: 'string' },
    'not-before': { type: 'string' },
  },
  usage,
)

try {
  const { proof, erasure, keys } = values
  if (erasure !== undefined) process.exitCode = oneErasure(erasure, keys)
  else process.exitCode = proof === undefined ? await wholeLog() : await entries(proof, keys)
} catch (error) {
  if (!(error instanceof SourceError)) misunderstood(error, usage)
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}

async function wholeLog(): Promise<number> {
  if (values.log === undefined) throw new UsageError('Say which log.')
  const source = sourceOf(values.log, givenPath)
  const trusted = await trustedFor(source, values.keys, values['not-before'])
  const since = values.since.map(fileAt)
  const progress = new LeafProgress()
  const verdict = await verifyLog({ source, trusted, since, onProgress: progress.at })
  progress.done()
  report(verdict, since.length, trusted)
  return verdict.faults.length === 0 ? 0 : 1
}

/** The worst of what is found of one of them. */
async function entries(file: string, keys: string | undefined): Promise<number> {
  if (keys === undefined) throw new UsageError('Say whom to believe with --keys.')
  const trusted = trustedIn(fileAt(keys))
  const proofs = proofsIn(fileAt(file))
  const jurisdictions = values.jurisdiction.map(path => fileAt(path).toString('utf8'))
  const now = values.at === undefined ? new Date() : new Date(values.at)
  if (Number.isNaN(now.getTime())) throw new UsageError('--at takes a moment, 2027-01-31T12:00:00Z for instance.')
  const codes: number[] = []
  for (const { name, bytes } of proofs) {
    if (name !== undefined) process.stdout.write(`${name}\n`)
    codes.push(await oneEntry(bytes, { trusted, jurisdictions, now }))
    if (name !== undefined) process.stdout.write('\n')
  }
  if (proofs.length > 1) {
    const [hold, not, untold] = [0, 1, 2].map(code => codes.filter(one => one === code).length)
    process.stdout.write(`Of ${proofs.length} proofs ${hold} hold, ${not} do not, of ${untold} it could not be told.\n`)
  }
  return codes.includes(1) ? 1 : Math.max(...codes)
}

interface Judging {
  readonly trusted: Trusted
  readonly jurisdictions: readonly string[]
  readonly now: Date
}

async function oneEntry(bytes: Uint8Array, { trusted, jurisdictions, now }: Judging): Promise<number> {
  try {
    const proven = verifyProof(bytes, trusted)
    // That nobody was named whose word counts shows nothing about the proof.
    if (jurisdictions.length === 0 && proven.delivery.length > 0) {
      const hubs = [...new Set(proven.delivery.map(({ issuer }) => issuer))].join(', ')
      process.stderr.write(
        `The entry stands in the log. With it come statements of hubs (${hubs}) about what left, which cannot be told without the certificates of their jurisdictions: give each with --jurisdiction FILE.\n`,
      )
      return 2
    }
    process.stdout.write(tellProof(proven, await verifyDelivery(proven, { jurisdictions, now })))
    return 0
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    process.stdout.write(`${error.message}\nThe proof does NOT hold.\n`)
    return 1
  }
}

function oneErasure(file: string, keys: string | undefined): number {
  if (keys === undefined) throw new UsageError('Say whom to believe with --keys.')
  const trusted = trustedIn(fileAt(keys))
  const bytes = fileAt(file)
  try {
    process.stdout.write(tellErasure(verifyErasure(bytes, trusted, values.reference), values.reference))
    return 0
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    process.stdout.write(`${error.message}\nThe proof does NOT hold.\n`)
    return 1
  }
}

function fileAt(path: string): Buffer {
  try {
    return readFileSync(givenPath(path))
  } catch {
    throw new UsageError(`There is no file ${path} that can be read.`)
  }
}

async function trustedFor(source: LogSource, file: string | undefined, notBefore?: string): Promise<Trusted> {
  const bytes = file === undefined ? await source.read('keys') : fileAt(file)
  if (bytes === undefined) throw new UsageError('The log brings no keys; say whom to believe with --keys.')
  if (file === undefined)
    process.stderr.write('The keys come from the log itself: this shows that it is whole, not whose it is.\n')
  return trustedIn(notBefore === undefined ? bytes : Buffer.concat([bytes, Buffer.from(`\nseen ${notBefore}\n`)]))
}

function trustedIn(bytes: Uint8Array): Trusted {
  try {
    return readTrusted(Buffer.from(bytes).toString('utf8'))
  } catch (error) {
    throw new UsageError(`The keys cannot be read: ${error instanceof Error ? error.message : 'unknown'}.`)
  }
}

function report({ head, sources, counts, faults }: Verdict, since: number, { minimum, seen }: Trusted): void {
  for (const { where, what } of faults) process.stdout.write(`${where}: ${what}\n`)
  if (head === undefined) return
  const { origin, size, root, witnesses } = head
  process.stdout.write(`${origin}: ${size} entries, root ${Buffer.from(root).toString('base64')}\n`)
  if (minimum > 0) process.stdout.write(`kept from leaf ${minimum} on; what is before it is pruned\n`)
  for (const { name, time } of witnesses)
    process.stdout.write(`seen by ${name} at ${new Date(time * 1_000).toISOString()}\n`)
  if (witnesses.length === 0)
    process.stdout.write('seen by nobody outside who is believed: nothing says as of when it is\n')
  if (seen === undefined)
    process.stdout.write(
      'not asked for since when (--not-before): an earlier head is whole, too, and what came after it is not missed\n',
    )
  for (const [source, count] of [...sources].sort()) process.stdout.write(`${source}: ${count}\n`)
  for (const { source, epoch, last } of counts)
    process.stdout.write(`${source} has counted since ${momentOf(epoch)}: up to ${last}\n`)
  if (faults.length > 0) process.stdout.write('The log is NOT whole.\n')
  else process.stdout.write(`The log is whole${since > 0 ? ', and goes on from what was kept' : ''}.\n`)
}

/** An epoch can be a moment that no date is. */
function momentOf(epoch: number): string {
  const date = new Date(epoch)
  return Number.isNaN(date.getTime()) ? String(epoch) : date.toISOString()
}
